package signet.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A program that has run to its end. */
record Ran(int status, String out, String err) {
    private static final int PATIENCE_SECONDS = 120;

    /** Runs it, with this text as its whole input. */
    static Ran of(ProcessBuilder builder, String input) {
        return of(builder, input, PATIENCE_SECONDS);
    }

    static Ran of(ProcessBuilder builder, String input, int patienceSeconds) {
        try {
            Process process = builder.start();
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            write(process.getOutputStream(), input);
            if (!process.waitFor(patienceSeconds, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running: " + builder.command() + "\n" + out.join() + err.join());
            }
            return new Ran(process.exitValue(), out.join(), err.join());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static Ran of(ProcessBuilder builder) {
        return of(builder, "");
    }

    /** Its output, if it succeeded. */
    String success() {
        if (status != 0) {
            throw new AssertionError("exit status " + status + "\n" + out + err);
        }
        return out.strip();
    }

    /** What it complained about, if it failed. */
    String failure() {
        if (status == 0) {
            throw new AssertionError("it should have failed, and printed\n" + out);
        }
        return err.strip();
    }

    private static void write(OutputStream to, String input) {
        try (to) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // a program may end without reading its input
            if (!input.isEmpty() && e.getMessage() != null && !e.getMessage().contains("Broken pipe")) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String text(InputStream from) {
        try (from) {
            return new String(from.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
