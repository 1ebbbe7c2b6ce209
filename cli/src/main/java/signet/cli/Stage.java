package signet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.server.Configuration;
import signet.server.SignetServer;

/**
 * Where the demonstration is played: a fresh server on a temporary directory, and a shell whose AWS settings are the
 * demonstration's own. Closing ends and deletes everything, at any time and more than once.
 */
final class Stage implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 40;

    private final Workshop workshop;
    private final SignetServer server;
    private final Map<String, String> values = new HashMap<>();
    private @Nullable Process running;
    private boolean closed;

    private Stage(Workshop workshop, SignetServer server) {
        this.workshop = workshop;
        this.server = server;
        values.put("account", server.accountId());
    }

    static Stage set(Map<String, String> files) {
        Workshop workshop = Workshop.make();
        try {
            workshop.furnish(launcher());
            SignetServer server = SignetServer.start(new Configuration(
                    "127.0.0.1",
                    0,
                    workshop.data(),
                    null,
                    "us-east-1",
                    null,
                    Configuration.Instances.AUTO,
                    List.of(),
                    List.of()));
            Stage stage = new Stage(workshop, server);
            files.forEach((name, text) -> workshop.write(name, stage.filled(text)));
            return stage;
        } catch (RuntimeException e) {
            workshop.close();
            throw e;
        }
    }

    SignetServer server() {
        return server;
    }

    /** Whether everything that this step was to keep has been kept: without it, what follows can't be played. */
    boolean hasKept(Step step) {
        return values.keySet().containsAll(step.kept().keySet());
    }

    /** The step with everything that earlier steps kept in its place. */
    Step filled(Step step) {
        return step.filled(this::filled);
    }

    /** Runs a filled step's command, and keeps what later steps use of its output. */
    Outcome play(Step step) {
        try {
            Process process = start(step);
            Thread limit = Thread.ofVirtual().start(() -> limit(process));
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Outcome outcome = new Outcome(process.waitFor(), output);
            limit.interrupt();
            step.kept().forEach((name, pattern) -> keep(name, pattern, output));
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (running != null) {
            end(running);
        }
        server.close();
        workshop.close();
    }

    private static void limit(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                end(process);
            }
        } catch (InterruptedException e) {
            // the command has ended by itself
            Thread.currentThread().interrupt();
        }
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private synchronized Process start(Step step) throws IOException {
        if (closed) {
            throw new IllegalStateException("the demonstration is over");
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-e", "-c", step.command())
                .directory(workshop.desk().toFile())
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true);
        environment(step.actor(), builder.environment());
        running = builder.start();
        return running;
    }

    /** The user's own AWS settings stay out of it, and out of harm's way. */
    private void environment(Actor actor, Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.put("PATH", workshop.programs() + ":" + environment.getOrDefault("PATH", "/usr/bin:/bin"));
        environment.put("AWS_CONFIG_FILE", workshop.nothing().toString());
        environment.put("AWS_SHARED_CREDENTIALS_FILE", workshop.nothing().toString());
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("AWS_PAGER", "");
        environment.put("AWS_ENDPOINT_URL", server.endpoint());
        environment.put("AWS_REGION", server.region());
        environment.put("AWS_DEFAULT_REGION", server.region());
        environment.put("NO_PROXY", "*");
        environment.put("no_proxy", "*");
        boolean admin = actor == Actor.ADMIN;
        environment.put("AWS_ACCESS_KEY_ID", admin ? server.rootAccessKeyId() : values.getOrDefault("key", "none"));
        environment.put(
                "AWS_SECRET_ACCESS_KEY", admin ? server.rootSecretAccessKey() : values.getOrDefault("secret", "none"));
    }

    private void keep(String name, Pattern pattern, String output) {
        Matcher matcher = pattern.matcher(output);
        if (matcher.find()) {
            values.put(name, matcher.group(1));
        }
    }

    private String filled(String text) {
        String result = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            result = result.replace("{" + value.getKey() + "}", value.getValue());
        }
        return result;
    }

    /** A {@code signet} command that is this program, started as it was started itself. */
    private static String launcher() {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Stream<String> flags = Arrays.stream(
                        ProcessHandle.current().info().arguments().orElse(new String[0]))
                .takeWhile(argument -> !argument.equals(Main.class.getName()))
                .filter(argument -> argument.startsWith("-X") || argument.startsWith("--enable-native-access="));
        String words = Stream.of(
                        Stream.of(java.toString()),
                        flags,
                        Stream.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")),
                        Stream.of(Main.class.getName()))
                .flatMap(all -> all)
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        return "#!/bin/sh\nexec " + words + " \"$@\"\n";
    }
}
