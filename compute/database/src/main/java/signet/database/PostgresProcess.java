package signet.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One PostgreSQL server with its database. */
final class PostgresProcess implements RunningDatabase {
    private static final String READY = "database system is ready to accept connections";
    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int REMEMBERED_LINES = 5;

    private final Process process;
    private final DatabaseSpec spec;
    private final CompletableFuture<Boolean> ready = new CompletableFuture<>();
    private final CompletableFuture<Void> exit;
    private final Deque<String> lastLines = new ArrayDeque<>();

    /** Follows a process that was just started. */
    PostgresProcess(Process process, DatabaseSpec spec) {
        this.process = process;
        this.spec = spec;
        this.exit = process.onExit().thenAccept(_ -> ready.complete(false));
        Thread.ofVirtual().start(this::follow);
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletableFuture<Void> exit() {
        return exit;
    }

    @Override
    public void changePassword(PasswordVerifier verifier) throws DatabaseException {
        run(List.of(Statements.password(spec, verifier)));
    }

    @Override
    public void stop() {
        try {
            // SIGINT is PostgreSQL's "fast shutdown": it ends sessions and writes everything down. Java sends SIGTERM.
            new ProcessBuilder("sh", "-c", "kill -INT \"$0\"", Long.toString(pid()))
                    .start()
                    .waitFor();
            exit.get(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            kill();
        } catch (IOException | ExecutionException | TimeoutException e) {
            kill();
        }
    }

    /** Returns once it takes connections. */
    void awaitReady() throws DatabaseException {
        try {
            if (!ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                throw new DatabaseException("PostgreSQL ended: " + lastWords());
            }
        } catch (TimeoutException | ExecutionException e) {
            throw new DatabaseException("PostgreSQL did not come up: " + lastWords(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DatabaseException("interrupted while PostgreSQL started", e);
        }
    }

    /** Runs statements as the superuser. */
    void run(List<String> statements) throws DatabaseException {
        // The name of a socket can have 107 bytes, so it is reached from the directory that is the process's own.
        Path socket = Path.of("/proc", Long.toString(pid()), "cwd", ".s.PGSQL." + spec.port());
        try (AdminConnection connection = AdminConnection.open(socket)) {
            connection.run(statements);
        } catch (IOException e) {
            throw new DatabaseException("PostgreSQL does not answer its server: " + e.getMessage(), e);
        }
    }

    /** Ends it at once; what it wrote it finds again at its next start. */
    void kill() {
        Leftovers.kill(process.toHandle());
        exit.join();
    }

    private void follow() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                remember(line);
                if (line.contains(READY)) {
                    ready.complete(true);
                }
            }
        } catch (IOException e) {
            remember("(its output could not be read: " + e.getMessage() + ")");
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == REMEMBERED_LINES) {
                lastLines.removeFirst();
            }
            lastLines.addLast(line);
        }
    }

    private String lastWords() {
        synchronized (lastLines) {
            return String.join(" / ", lastLines);
        }
    }
}
