package signet.store.embedded;

import java.sql.SQLException;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import signet.store.StoreException;

/** A few connections for all threads that read. */
final class Readers {
    /** More would not help: a read takes microseconds and holds a processor all the while. */
    private static final int MOST = Math.max(2, Runtime.getRuntime().availableProcessors());

    interface Read<T> {
        T from(Reader reader) throws SQLException;
    }

    private final Database database;
    private final Semaphore permits = new Semaphore(MOST);
    private final Deque<Reader> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean closed;

    Readers(Database database) {
        this.database = database;
    }

    <T> T read(Read<T> read) {
        permits.acquireUninterruptibly();
        try {
            if (closed) {
                throw new StoreException("the store is closed");
            }
            Reader reader = borrow();
            boolean sound = false;
            try {
                T result = read.from(reader);
                sound = true;
                return result;
            } catch (IllegalArgumentException e) {
                sound = true;
                throw e;
            } finally {
                giveBack(reader, sound);
            }
        } catch (SQLException e) {
            throw Failures.store(database.file(), e);
        } finally {
            permits.release();
        }
    }

    private Reader borrow() throws SQLException {
        @Nullable Reader reader = idle.poll();
        return reader == null ? new Reader(database) : reader;
    }

    private void giveBack(Reader reader, boolean sound) throws SQLException {
        if (sound) {
            idle.push(reader);
        } else {
            reader.close();
        }
    }

    void close() {
        permits.acquireUninterruptibly(MOST);
        try {
            closed = true;
            for (Reader reader : idle) {
                reader.close();
            }
        } catch (SQLException e) {
            throw Failures.store(database.file(), e);
        } finally {
            permits.release(MOST);
        }
    }
}
