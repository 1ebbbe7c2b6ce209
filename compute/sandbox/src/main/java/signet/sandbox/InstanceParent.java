package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The thread that starts a runner's instances. A program that asks for a signal when its parent ends gets it when this thread
 * does, so it lives as long as the runner. Safe for use by several threads.
 */
public final class InstanceParent implements AutoCloseable {
    private static final int CONSOLE_TAIL = 2000;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("instance-parent").factory());

    /** A parent without children. */
    public InstanceParent() {}

    /**
     * Starts a program, whose errors are added to a file.
     *
     * @throws java.util.concurrent.RejectedExecutionException if this is closed
     */
    public Process start(List<String> command, Path console) throws IOException {
        ProcessBuilder builder = CleanProcess.builder(command, Map.of("PATH", SandboxInstance.PATH));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(console.toFile()));
        try {
            return thread.submit(builder::start).get();
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** What a program that failed wrote last, after a colon; empty if that cannot be read. */
    public static String tail(Path console) {
        try {
            String text = Files.readString(console, StandardCharsets.ISO_8859_1);
            return ": "
                    + text.substring(Math.max(0, text.length() - CONSOLE_TAIL)).strip();
        } catch (IOException e) {
            return "";
        }
    }

    /** Ends the thread, and with it what it started and has not ended yet; nobody waits for these. */
    @Override
    public void close() {
        thread.shutdown();
    }
}
