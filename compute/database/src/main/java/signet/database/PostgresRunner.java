package signet.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs PostgreSQL. The server of a database dies with Signet, by the parent-death signal of the thread that started it,
 * which therefore lives as long as the runner.
 */
public final class PostgresRunner implements DatabaseRunner {
    private static final String DATA = "data";
    private static final String VERIFIER = "verifier";
    private static final String MADE = "made";
    private static final String HOST_BASED_ACCESS = """
            local all rdsadmin trust
            local all all reject
            host all rdsadmin all reject
            host all all 127.0.0.1/32 scram-sha-256
            """;
    private static final int TAIL = 500;

    private final Engine engine;
    private final Set<PostgresProcess> running = ConcurrentHashMap.newKeySet();
    private final ExecutorService starter = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("database-parent").factory());
    private volatile boolean closing;

    /** @param directory where PostgreSQL's own programs are unpacked when they are first needed */
    public PostgresRunner(Path directory) {
        this.engine = new Engine(directory.toAbsolutePath().normalize());
    }

    @Override
    public String version() {
        return Engine.VERSION;
    }

    @Override
    public Optional<String> obstacle() {
        return Engine.obstacle().or(Host::obstacle);
    }

    @Override
    public void prepare(DatabaseSpec database, PasswordVerifier verifier) throws DatabaseException {
        try {
            Directories.make(database.directory());
            Directories.write(database.directory().resolve(VERIFIER), verifier.text());
        } catch (IOException e) {
            throw failure("The database cannot be prepared", e);
        }
    }

    @Override
    public RunningDatabase start(DatabaseSpec database) throws DatabaseException {
        Path data = database.directory().resolve(DATA);
        try {
            Path programs = engine.programs();
            Leftovers.end(data);
            boolean made = Files.exists(database.directory().resolve(MADE));
            if (!made) {
                initialize(programs, database, data);
            }
            PostgresProcess process = launch(programs, database, data);
            if (!made) {
                finish(process, database);
            }
            return process;
        } catch (IOException e) {
            throw failure("The database could not be started", e);
        }
    }

    @Override
    public void remove(DatabaseSpec database) throws DatabaseException {
        try {
            Leftovers.end(database.directory().resolve(DATA));
            Directories.delete(database.directory());
        } catch (IOException e) {
            throw failure("The database could not be removed", e);
        }
    }

    @Override
    public void close() {
        closing = true;
        running.parallelStream().forEach(PostgresProcess::stop);
        starter.shutdown();
    }

    private static void initialize(Path programs, DatabaseSpec database, Path data)
            throws IOException, DatabaseException {
        Directories.delete(data);
        Process process = Host.start(
                Host.unprivileged(List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + data,
                        "--username=" + AdminConnection.USER,
                        "--auth=reject",
                        "--sync-method=syncfs",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8")),
                database.directory());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new DatabaseException(
                        "PostgreSQL could not be set up: " + said.substring(Math.max(0, said.length() - TAIL)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was set up", e);
        }
        Directories.write(data.resolve("pg_hba.conf"), HOST_BASED_ACCESS);
    }

    private PostgresProcess launch(Path programs, DatabaseSpec database, Path data)
            throws IOException, DatabaseException {
        List<String> command = List.of(
                "setpriv",
                "--no-new-privs",
                "--pdeathsig",
                "INT",
                programs.resolve("postgres").toString(),
                "-D",
                data.toString(),
                "-p",
                Integer.toString(database.port()),
                "--listen_addresses=127.0.0.1",
                "--unix_socket_directories=.",
                "--unix_socket_permissions=0700",
                "--password_encryption=scram-sha-256",
                "--timezone=UTC",
                "--log_timezone=UTC",
                // A statement that fails may hold a password.
                "--log_min_error_statement=panic");
        PostgresProcess process =
                new PostgresProcess(inParent(() -> Host.start(Host.unprivileged(command), data)), database);
        running.add(process);
        var _ = process.exit().thenRun(() -> running.remove(process));
        try {
            process.awaitReady();
            if (closing) {
                throw new DatabaseException("the server is ending");
            }
            return process;
        } catch (DatabaseException e) {
            process.kill();
            throw e;
        }
    }

    /** Makes users and the database, and then remembers that it was done. */
    private static void finish(PostgresProcess process, DatabaseSpec database) throws IOException, DatabaseException {
        Path verifier = database.directory().resolve(VERIFIER);
        try {
            process.run(Statements.create(database, new PasswordVerifier(Files.readString(verifier))));
            Directories.write(database.directory().resolve(MADE), Engine.VERSION + "\n");
            Files.delete(verifier);
        } catch (IOException | DatabaseException | IllegalArgumentException e) {
            process.kill();
            throw e;
        }
    }

    private Process inParent(Callable<Process> start) throws IOException {
        try {
            return starter.submit(start).get();
        } catch (ExecutionException | RejectedExecutionException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was started", e);
        }
    }

    private static DatabaseException failure(String what, IOException e) {
        return new DatabaseException(what + ": " + e.getMessage(), e);
    }
}
