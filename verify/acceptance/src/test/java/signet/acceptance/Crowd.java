package signet.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/**
 * {@code ./signet bench --instances [N]}: how many instances a machine bears. Starts one instance, then N at once, on a server of
 * its own, and prints how long they take to run, what an idle one costs, and how fast the metadata service answers them beside
 * how fast the same server answers its health page to the same client.
 */
public final class Crowd {
    private static final int USUAL = 100;
    private static final int LARGEST = 1_000;
    private static final int ASKING = 10;
    private static final int REQUESTS = 900;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration GATHERING = Duration.ofSeconds(30);
    private static final Duration CALM = Duration.ofSeconds(10);
    private static final long BETWEEN_LOOKS = 20;

    private final RunningServer server;
    private final Clients root;
    private final Ec2Client ec2;

    private Crowd(RunningServer server) {
        this.server = server;
        this.root = new Clients(server.endpoint(), Keys.ROOT);
        this.ec2 = root.ec2();
    }

    /** Takes the number of instances, 100 unless given. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        int number = number(arguments);
        Path data = Files.createTempDirectory("signet-crowd");
        // as the launcher starts it, with the optimising compiler
        try (RunningServer server = RunningServer.on(data, List.of("-XX:TieredStopAtLevel=4"))) {
            new Crowd(server).measure(number);
        } finally {
            ServerExtension.delete(data);
        }
    }

    private static int number(String[] arguments) {
        String given = arguments.length == 0 ? Integer.toString(USUAL) : arguments[0];
        if (arguments.length > 1 || !given.matches("[0-9]{1,4}") || Integer.parseInt(given) < ASKING) {
            System.err.println("signet: --instances takes a number from " + ASKING + " to " + LARGEST);
            System.exit(2);
        }
        return Integer.parseInt(given);
    }

    private void measure(int number) throws InterruptedException {
        Article.profile(root.iam(), "S3Access", Article.READ_S3);
        launch(1); // the first pays for what is prepared once
        List<Double> alone = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            alone.addAll(launch(1).values());
        }
        Usage usage = new Usage(server.process());
        long before = usage.memory();
        long beforeOfOthers = usage.memoryOfDescendants();
        Map<String, Double> together = launch(number);
        Thread.sleep(CALM.toMillis());
        long busy = usage.processorTime().toMillis();
        Thread.sleep(CALM.toMillis());
        long idle = usage.processorTime().toMillis() - busy;

        double one = median(alone);
        System.out.printf(
                Locale.ROOT,
                "%d instances at once on %d processors%n",
                number,
                Runtime.getRuntime().availableProcessors());
        System.out.printf(
                Locale.ROOT,
                "time to running: one alone %.2f s; all at once: median %.2f s, last %.2f s%n",
                one,
                median(together.values()),
                together.values().stream().mapToDouble(time -> time).max().orElseThrow());
        System.out.printf(
                Locale.ROOT,
                "time for each: %.2f of one alone%n",
                together.values().stream().mapToDouble(time -> time).max().orElseThrow() / number / one);
        System.out.printf(
                Locale.ROOT,
                "memory of an idle one: %.1f MiB of its own, %.2f MiB of the server's%n",
                mebibytes(usage.memoryOfDescendants() - beforeOfOthers) / number,
                mebibytes(usage.memory() - before) / number);
        System.out.printf(
                Locale.ROOT,
                "processor time of all while idle: %.1f %% of one processor%n",
                100.0 * idle / CALM.toMillis());
        requests(List.copyOf(together.keySet()).subList(0, ASKING));
    }

    /** Starts instances by one request; the seconds that each took from then on. */
    private Map<String, Double> launch(int number) throws InterruptedException {
        Instant begin = Instant.now();
        RunInstancesRequest request = Article.launch("S3Access").toBuilder()
                .minCount(number)
                .maxCount(number)
                .build();
        List<String> ids = ec2.runInstances(request).instances().stream()
                .map(Instance::instanceId)
                .toList();
        Map<String, Double> seconds = new HashMap<>();
        while (seconds.size() < number) {
            if (Duration.between(begin, Instant.now()).compareTo(PATIENCE) > 0) {
                throw new AssertionError("only " + seconds.size() + " of " + number + " run:\n" + server.said());
            }
            Thread.sleep(BETWEEN_LOOKS);
            for (String id : running(ids)) {
                seconds.putIfAbsent(id, Duration.between(begin, Instant.now()).toMillis() / 1e3);
            }
        }
        return seconds;
    }

    private List<String> running(List<String> ids) {
        return ec2.describeInstances(describe -> describe.instanceIds(ids)).reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(instance -> switch (instance.state().name()) {
                    case PENDING -> false;
                    case RUNNING -> true;
                    default -> throw new AssertionError(instance + ":\n" + server.said());
                })
                .map(Instance::instanceId)
                .toList();
    }

    /** The same client and the same number of requests, one after the other on one connection: metadata, then health. */
    private void requests(List<String> ids) {
        double metadata = rate(ids, """
                token=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 600' http://169.254.169.254/latest/api/token)
                address=http://169.254.169.254/latest/meta-data/instance-id""");
        double health = rate(ids, """
                token=none
                address=http://127.0.0.1/_signet/health""");
        System.out.printf(
                Locale.ROOT,
                "requests: %.0f a second for metadata by %d instances, %.0f for the health page (%.2f of it)%n",
                metadata,
                ids.size(),
                health,
                metadata / health);
    }

    /** Requests a second, from a common start until the last instance has all its answers. */
    private double rate(List<String> ids, String variables) {
        long begin = Instant.now().plus(GATHERING).getEpochSecond();
        String script = variables + """

                while [ "$(date +%%s)" -lt %d ]; do sleep 0.02; done
                yes "$(printf 'url=%%s\noutput=/dev/null' $address)" | head -n %d |
                    curl -sSf -H "X-aws-ec2-metadata-token: $token" -K - || exit 1
                date +%%s.%%N""".formatted(begin, 2 * REQUESTS);
        List<CompletableFuture<String>> ends = ids.stream()
                .map(id -> CompletableFuture.supplyAsync(
                        () -> root.connect(id, "sh", "-c", script).success(),
                        task -> Thread.ofPlatform().start(task)))
                .toList();
        double last = ends.stream()
                .mapToDouble(end -> Double.parseDouble(end.join()))
                .max()
                .orElseThrow();
        return ids.size() * REQUESTS / (last - begin);
    }

    private static double median(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private static double mebibytes(long bytes) {
        return bytes / 1048576.0;
    }
}
