package signet.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One Jazzer process, and what it says. */
final class Fuzzer {
    private static final Pattern PROGRESS = Pattern.compile("#(\\d+)\\t.*cov: (\\d+) ft: (\\d+)");
    private static final Duration START_AND_END = Duration.ofMinutes(5);

    private final Target target;
    private final Path folder;
    private final String classPath;
    private final Duration time;

    Fuzzer(Target target, Path folder, String classPath, Duration time) {
        this.target = target;
        this.folder = folder;
        this.classPath = classPath;
        this.time = time;
    }

    Outcome run() throws IOException, InterruptedException {
        Path corpus = Files.createDirectories(folder.resolve("corpus"));
        Path seeds = Files.createDirectories(folder.resolve("seeds"));
        int number = 0;
        for (byte[] seed : target.seeds()) {
            Files.write(seeds.resolve("seed-" + number++), seed);
        }
        Set<Path> before = findings();
        Path log = folder.resolve("log");
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command(corpus, seeds))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended;
        try {
            ended = process.waitFor(time.plus(START_AND_END).toSeconds(), TimeUnit.SECONDS);
        } finally {
            process.destroyForcibly();
        }
        Set<Path> found = new HashSet<>(findings());
        found.removeAll(before);
        boolean failed = !ended || (process.exitValue() != 0 && found.isEmpty());
        long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
        return outcome(log, seconds, found.stream().sorted().toList(), failed);
    }

    private List<String> command(Path corpus, Path seeds) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        command.add("-D" + Harness.TARGET + "=" + target.name());
        command.addAll(List.of("-cp", classPath, "com.code_intelligence.jazzer.Jazzer"));
        command.add("--target_class=" + Harness.class.getName());
        command.add("--instrumentation_includes=signet.**");
        command.add("--instrumentation_excludes=signet.fuzz.**");
        command.add("--reproducer_path=" + folder);
        command.add("-artifact_prefix=" + folder + "/");
        command.add("-max_total_time=" + time.toSeconds());
        command.add("-max_len=" + target.maxBytes());
        command.add("-timeout=600");
        command.add("-report_slow_units=600");
        command.add("-rss_limit_mb=0");
        command.add(corpus.toString());
        command.add(seeds.toString());
        return command;
    }

    private Set<Path> findings() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            Set<Path> found = new HashSet<>();
            files.filter(file -> file.getFileName().toString().matches("(crash|timeout|oom)-.*"))
                    .forEach(found::add);
            return found;
        }
    }

    private Outcome outcome(Path log, long seconds, List<Path> found, boolean failed) throws IOException {
        long executions = 0;
        long coverage = 0;
        long features = 0;
        for (String line :
                Files.readString(log, StandardCharsets.ISO_8859_1).lines().toList()) {
            Matcher progress = PROGRESS.matcher(line);
            if (progress.lookingAt()) {
                executions = Long.parseLong(progress.group(1));
                coverage = Long.parseLong(progress.group(2));
                features = Long.parseLong(progress.group(3));
            }
        }
        return new Outcome(target, executions, coverage, features, seconds, found, failed || executions == 0);
    }
}
