package signet.acceptance;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a process of its own, ready for requests. */
final class RunningServer implements AutoCloseable {
    private static final Pattern ENDPOINT = Pattern.compile("Endpoint +(http://\\S+)");
    private static final int PATIENCE_SECONDS = 60;

    private final Process process;
    private final String endpoint;
    private final List<String> said;

    private RunningServer(Process process, String endpoint, List<String> said) {
        this.process = process;
        this.endpoint = endpoint;
        this.said = said;
    }

    /** Starts one on a free port and this data directory. */
    static RunningServer on(Path data) {
        return on(data, List.of());
    }

    static RunningServer on(Path data, List<String> flags) {
        return on(data, flags, List.of());
    }

    /** Starts one with these flags of the JVM and options of the command. */
    static RunningServer on(Path data, List<String> flags, List<String> options) {
        Process process = launch(data, flags, options, Redirect.PIPE);
        List<String> said = Collections.synchronizedList(new ArrayList<>());
        CompletableFuture<String> endpoint = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> read(process, said, endpoint));
        try {
            return new RunningServer(process, endpoint.get(PATIENCE_SECONDS, TimeUnit.SECONDS), said);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw new AssertionError("the server did not start:\n" + String.join("\n", said), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Starts one and doesn't wait until it is ready. */
    static Process launch(Path data, List<String> flags, Redirect output) {
        return launch(data, flags, List.of(), output);
    }

    private static Process launch(Path data, List<String> flags, List<String> options, Redirect output) {
        List<String> words = new ArrayList<>(
                List.of("up", "--port", "0", "--data", data.toString(), "--account-id", Signet.ACCOUNT));
        words.addAll(options);
        try {
            return Signet.command(flags, words.toArray(String[]::new))
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String endpoint() {
        return endpoint;
    }

    ProcessHandle process() {
        return process.toHandle();
    }

    /** Everything that it printed. */
    String said() {
        return String.join("\n", List.copyOf(said));
    }

    /** kill -9. */
    void kill() {
        process.destroyForcibly();
        await();
    }

    /** SIGTERM; the exit status. */
    int stop() {
        process.destroy();
        return await();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    private int await() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("the server does not stop:\n" + said());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private static void read(Process process, List<String> said, CompletableFuture<String> endpoint) {
        try (BufferedReader reader = process.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                said.add(line);
                Matcher matcher = ENDPOINT.matcher(line);
                if (matcher.find()) {
                    endpoint.complete(matcher.group(1));
                }
            }
        } catch (IOException e) {
            said.add(e.toString());
        }
        endpoint.completeExceptionally(new IOException("it ended"));
    }
}
