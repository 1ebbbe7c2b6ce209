package signet.trail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The thread that writes. What cannot be written is lost and the log of the server says so: no request fails for it. A file
 * that turns out to be broken is put aside, and a new one begun.
 */
final class TrailWriter implements Runnable {
    private static final Logger LOG = System.getLogger(TrailWriter.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final long TRIM_MILLIS = 1000;

    /** How often something is dropped before the next events are written. */
    private static final int TRIMS = 20;

    private static final long SWEEP_MILLIS = Duration.ofHours(1).toMillis();
    private static final long COMPLAIN_MILLIS = Duration.ofMinutes(1).toMillis();

    private final TrailFile file;
    private final TrailSettings settings;
    private final EventQueue queue;
    private final EventIds ids;
    private final InstantSource clock;
    private @Nullable Batch batch;
    private boolean behind;
    private long trimmed;
    private long swept;
    private long lost;
    private long complained;

    TrailWriter(TrailFile file, TrailSettings settings, EventQueue queue, EventIds ids, InstantSource clock) {
        this.file = file;
        this.settings = settings;
        this.queue = queue;
        this.ids = ids;
        this.clock = clock;
        this.swept = clock.millis();
    }

    @Override
    public void run() {
        boolean more = true;
        while (more) {
            List<EventQueue.Pending> events = queue.take(behind ? Duration.ZERO : IDLE);
            more = !events.isEmpty() || !queue.isClosed();
            if (!events.isEmpty()) {
                write(events);
                queue.done(events.size());
            }
            if (more) {
                keepHouse();
            }
        }
        discard();
    }

    private void write(List<EventQueue.Pending> events) {
        try {
            open().write(events);
            recovered();
        } catch (SQLException e) {
            discard();
            if (TrailFile.isBroken(e) && startAnew(e)) {
                writeAgain(events);
            } else {
                lose(events.size(), e);
            }
        } catch (IOException | RuntimeException e) {
            discard();
            lose(events.size(), e);
        }
    }

    private void writeAgain(List<EventQueue.Pending> events) {
        try {
            open().write(events);
            recovered();
        } catch (SQLException | IOException | RuntimeException e) {
            discard();
            lose(events.size(), e);
        }
    }

    private boolean startAnew(SQLException cause) {
        try {
            file.replace(TrailFile.reason(cause), clock.millis());
            return true;
        } catch (SQLException | IOException e) {
            LOG.log(Level.ERROR, "the event log " + file.path() + " is broken and cannot be put aside", e);
            return false;
        }
    }

    /** Now and then drops what is too old or too much. */
    private void keepHouse() {
        long now = clock.millis();
        if (!behind && now - trimmed < TRIM_MILLIS) {
            return;
        }
        trimmed = now;
        try {
            Batch open = open();
            behind = true;
            for (int i = 0; i < TRIMS && behind; i++) {
                behind = open.trim(now);
            }
            if (now - swept > SWEEP_MILLIS) {
                swept = now;
                open.sweep();
            }
        } catch (SQLException | IOException | RuntimeException e) {
            discard();
            behind = false;
            complain("old events of the log " + file.path() + " cannot be dropped: " + TrailFile.reason(e));
        }
    }

    private void lose(int number, Exception cause) {
        lost += number;
        complain("the event log " + file.path() + " cannot be written: " + TrailFile.reason(cause) + "; " + lost
                + " events are lost so far");
    }

    /** Says it at once, but then not again and again. */
    private void complain(String text) {
        long now = clock.millis();
        if (complained == 0 || now - complained > COMPLAIN_MILLIS) {
            complained = now;
            LOG.log(Level.WARNING, text);
        }
    }

    private void recovered() {
        if (lost > 0) {
            LOG.log(
                    Level.WARNING,
                    "the event log " + file.path() + " can be written again; " + lost + " events were lost");
            lost = 0;
            complained = 0;
        }
    }

    private Batch open() throws SQLException, IOException {
        Batch open = batch;
        if (open == null) {
            file.prepareOrReplace(clock.millis());
            open = Batch.open(file, settings, ids);
            batch = open;
        }
        return open;
    }

    private void discard() {
        Batch open = batch;
        batch = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.log(Level.WARNING, "closing the event log failed", e);
            }
        }
    }
}
