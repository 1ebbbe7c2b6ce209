package signet.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A PostgreSQL whose server was killed: it ends by itself soon after, by the signal that it gets at its parent's death. */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    /** Returns once nothing runs in a data directory any more. */
    static void end(Path data) throws IOException {
        Optional<ProcessHandle> found = find(data);
        if (found.isEmpty()) {
            return;
        }
        try {
            found.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            kill(found.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while an earlier PostgreSQL ended", e);
        }
    }

    /** Ends a PostgreSQL with its workers, which leave a little after it. */
    static void kill(ProcessHandle first) {
        List<ProcessHandle> all =
                Stream.concat(first.descendants(), Stream.of(first)).toList();
        first.destroyForcibly();
        all.forEach(process -> process.onExit().join());
    }

    /** The process that the data directory says is its own, if it is: a number may mean another one by now. */
    private static Optional<ProcessHandle> find(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        String first = Files.readString(file).lines().findFirst().orElse("");
        if (!first.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Path directory = Path.of("/proc", first, "cwd");
        return ProcessHandle.of(Long.parseLong(first)).filter(process -> isSame(directory, data));
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }
}
