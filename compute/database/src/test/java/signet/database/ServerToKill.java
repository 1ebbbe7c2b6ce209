package signet.database;

import java.nio.file.Path;

/** A server with one database, in a process of its own. */
final class ServerToKill {
    private ServerToKill() {}

    /** Starts it below the directory that is the only argument, prints its process id and port, and waits. */
    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        PostgresRunner runner = new PostgresRunner(directory);
        DatabaseSpec spec = Databases.spec(directory.resolve("db"));
        runner.prepare(spec, Databases.verifier(Databases.PASSWORD));
        System.out.println(runner.start(spec).pid() + " " + spec.port());
        Thread.currentThread().join();
    }
}
