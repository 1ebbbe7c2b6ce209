package signet.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** A program on a terminal, talked to line by line. */
final class Dialogue implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 30;

    private final Process process;
    private final StringBuilder heard = new StringBuilder();
    private int understood;

    Dialogue(ProcessBuilder builder) {
        try {
            process = builder.redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::listen);
    }

    void say(String text) {
        try {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has said this, after what was waited for before. */
    void expect(String text) {
        Article.eventually("it says " + text, () -> {
            synchronized (heard) {
                int found = heard.indexOf(text, understood);
                understood = found < 0 ? understood : found + text.length();
                return found >= 0;
            }
        });
    }

    int end() {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("it does not end, and said\n" + heard());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    String heard() {
        synchronized (heard) {
            return heard.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void listen() {
        byte[] buffer = new byte[4096];
        try (InputStream from = process.getInputStream()) {
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                synchronized (heard) {
                    heard.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            synchronized (heard) {
                heard.append(e);
            }
        }
    }
}
