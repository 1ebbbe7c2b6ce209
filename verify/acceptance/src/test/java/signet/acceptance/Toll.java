package signet.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * {@code ./signet bench --recording [SECONDS]}: what it costs that every request is recorded. Two servers that differ in that
 * alone answer the same signed request in turn, so that whatever else the machine does slows both.
 */
public final class Toll {
    private static final int USUAL_SECONDS = 5;
    private static final int LONGEST_SECONDS = 600;
    private static final int ROUNDS = 7;
    private static final int CONNECTIONS = 8;
    private static final int MOST_PERCENT = 10;

    private final RunningServer off;
    private final RunningServer on;
    private final Duration round;

    private Toll(RunningServer off, RunningServer on, Duration round) {
        this.off = off;
        this.on = on;
        this.round = round;
    }

    /** Takes the length of a round in seconds, 5 unless given. */
    public static void main(String[] arguments) throws IOException {
        Duration round = Duration.ofSeconds(seconds(arguments));
        Path without = Files.createTempDirectory("signet-toll");
        Path with = Files.createTempDirectory("signet-toll");
        try {
            Population.fill(without, 100);
            Population.fill(with, 100);
            try (RunningServer off = start(without, "0");
                    RunningServer on = start(with, "1GiB")) {
                new Toll(off, on, round).measure();
                System.out.printf(Locale.ROOT, "events.db: %,d MB%n", Files.size(with.resolve("events.db")) >> 20);
            }
        } finally {
            ServerExtension.delete(without);
            ServerExtension.delete(with);
        }
    }

    private static int seconds(String[] arguments) {
        String given = arguments.length == 0 ? Integer.toString(USUAL_SECONDS) : arguments[0];
        boolean fits = arguments.length <= 1 && given.matches("[0-9]{1,3}");
        if (!fits || Integer.parseInt(given) < 1 || Integer.parseInt(given) > LONGEST_SECONDS) {
            System.err.println("signet: --recording takes the seconds of a round, from 1 to " + LONGEST_SECONDS);
            System.exit(2);
        }
        return Integer.parseInt(given);
    }

    /** As the launcher starts it, with the optimising compiler. */
    private static RunningServer start(Path data, String size) {
        return RunningServer.on(
                data,
                List.of("-XX:TieredStopAtLevel=4", "-XX:+UseCompactObjectHeaders"),
                List.of("--instances", "process", "--events-size", size));
    }

    private void measure() {
        for (RunningServer server : List.of(off, on)) {
            put(server, "/toll", "");
            put(server, "/toll/object", "x".repeat(1024));
        }
        System.out.printf(
                Locale.ROOT,
                "%-24s %14s %14s %8s %12s %12s%n",
                "median of " + ROUNDS + " rounds",
                "off, req/s",
                "on, req/s",
                "cost",
                "off, CPU",
                "on, CPU");
        compare(
                "s3:GetObject, 1 KiB",
                server -> Load.of(server.endpoint(), Population.PROBE, "s3", "/toll/object", ""));
        compare(
                "iam:GetUser",
                server ->
                        Load.of(server.endpoint(), Population.PROBE, "iam", "/", "Action=GetUser&Version=2010-05-08"));
    }

    private static void put(RunningServer server, String path, String body) {
        RawRequest.Answer answer = RawRequest.of(server.endpoint(), "PUT", path, null, body)
                .signed(Population.PROBE, "s3", Instant.now())
                .send();
        if (answer.status() != 200) {
            throw new AssertionError(path + ": " + answer.body());
        }
    }

    /** What one round came to: requests a second, and the server's microseconds of CPU for one. */
    private record Round(double rate, double cpu) {}

    private void compare(String name, Function<RunningServer, Load> load) {
        round(off, load);
        round(on, load);
        List<Round> without = new ArrayList<>();
        List<Round> with = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            // each goes first as often
            boolean offFirst = i % 2 == 0;
            Round first = round(offFirst ? off : on, load);
            Round second = round(offFirst ? on : off, load);
            without.add(offFirst ? first : second);
            with.add(offFirst ? second : first);
        }
        double left = median(without, Round::rate);
        double right = median(with, Round::rate);
        double cost = 100 * (1 - right / left);
        System.out.printf(
                Locale.ROOT,
                "%-24s %,14.0f %,14.0f %6.1f %% %9.1f µs %9.1f µs%s%n",
                name,
                left,
                right,
                cost,
                median(without, Round::cpu),
                median(with, Round::cpu),
                cost > MOST_PERCENT ? "  more than " + MOST_PERCENT + " %" : "");
    }

    private Round round(RunningServer server, Function<RunningServer, Load> load) {
        Load requests = load.apply(server);
        Duration before = cpu(server);
        long begin = System.nanoTime();
        long answers = requests.run(CONNECTIONS, round);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return new Round(answers / seconds, cpu(server).minus(before).toNanos() / 1e3 / answers);
    }

    private static Duration cpu(RunningServer server) {
        return server.process().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static double median(List<Round> rounds, Function<Round, Double> value) {
        return rounds.stream().map(value).sorted().toList().get(rounds.size() / 2);
    }
}
