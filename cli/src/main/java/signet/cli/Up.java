package signet.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signet.server.Configuration;
import signet.server.InvalidSettingException;
import signet.server.SignetServer;

/** {@code signet up}: runs a server until it is told to stop. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Run a server. Everything it keeps is in one directory; it listens on loopback unless told"
                + " otherwise.",
        footer = {
            "",
            "Environment: SIGNET_ROOT_ACCESS_KEY_ID and SIGNET_ROOT_SECRET_ACCESS_KEY set the root user's key"
                    + " (otherwise it is random at first start), SIGNET_ACCOUNT_ID, SIGNET_REGION, SIGNET_PORT,"
                    + " SIGNET_HOST, SIGNET_DATA, SIGNET_PROPAGATION, SIGNET_PROPAGATION_SEED, SIGNET_EVENTS_AGE and"
                    + " SIGNET_EVENTS_SIZE stand for the options of the same name."
        })
final class Up implements Runnable {
    private static final String KEY_ID = "SIGNET_ROOT_ACCESS_KEY_ID";
    private static final String SECRET = "SIGNET_ROOT_SECRET_ACCESS_KEY";

    @Option(
            names = "--port",
            defaultValue = "${env:SIGNET_PORT:-4566}",
            paramLabel = "PORT",
            description = "The port of every API; 0 takes any free one and prints it (default: 4566).")
    private int port;

    @Option(
            names = "--host",
            defaultValue = "${env:SIGNET_HOST:-127.0.0.1}",
            paramLabel = "ADDRESS",
            description = "The address to listen on (default: 127.0.0.1).")
    private String host = "";

    @Option(
            names = "--data",
            defaultValue = "${env:SIGNET_DATA:-data}",
            paramLabel = "DIR",
            description = "The directory of everything that is kept (default: ./data).")
    private Path data = Path.of("data");

    @Option(
            names = "--account-id",
            defaultValue = "${env:SIGNET_ACCOUNT_ID:-}",
            paramLabel = "ID",
            description = "The account to make at first start: twelve digits (default: random).")
    private String accountId = "";

    @Option(
            names = "--region",
            defaultValue = "${env:SIGNET_REGION:-us-east-1}",
            paramLabel = "REGION",
            description = "The region of the server (default: us-east-1).")
    private String region = "";

    @Option(
            names = "--instances",
            defaultValue = "${env:SIGNET_INSTANCES:-auto}",
            paramLabel = "MODE",
            description =
                    "How instances run: sandbox, microvm (on QEMU), process, or auto (default: sandboxes where the host has"
                            + " user name spaces, else plain processes, which are not kept apart from the host).")
    private String instances = "";

    @Option(
            names = "--instance-programs",
            paramLabel = "DIR",
            description = "A directory of the host that instances see, read-only, besides the usual ones. Repeatable.")
    private List<Path> programs = List.of();

    @Option(
            names = "--s3-domain",
            paramLabel = "NAME",
            description = "A host name under which buckets are served as BUCKET.NAME, besides Amazon's own and"
                    + " localhost. Repeatable.")
    private List<String> domains = List.of();

    @Option(
            names = "--propagation",
            defaultValue = "${env:SIGNET_PROPAGATION:-0}",
            paramLabel = "DURATION",
            description =
                    "Let changes of users, groups, roles, policies, access keys and instance profiles take effect"
                            + " late, as on AWS: each after a time of its own up to this, from 0 to 120s (default: 0, at once).")
    private String propagation = "";

    @Option(
            names = "--propagation-seed",
            defaultValue = "${env:SIGNET_PROPAGATION_SEED:-1}",
            paramLabel = "NUMBER",
            description = "From what those times follow, so that they are the same again (default: 1).")
    private String propagationSeed = "";

    @Option(
            names = "--events-age",
            defaultValue = "${env:SIGNET_EVENTS_AGE:-90d}",
            paramLabel = "DURATION",
            description = "How long events are kept, in minutes, hours or days, such as 12h (default: 90d).")
    private String eventsAge = "";

    @Option(
            names = "--events-size",
            defaultValue = "${env:SIGNET_EVENTS_SIZE:-1GiB}",
            paramLabel = "SIZE",
            description = "The most that events take on disk, such as 200MiB; the oldest go first. 0 records nothing"
                    + " (default: 1GiB).")
    private String eventsSize = "";

    @Override
    public void run() {
        CountDownLatch stop = new CountDownLatch(1);
        SignetServer server = SignetServer.start(configuration(System.getenv()));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            server.close();
                            stop.countDown();
                        },
                        "shutdown"));
        System.out.println(Banner.of(server));
        awaitForever(stop);
    }

    private Configuration configuration(Map<String, String> environment) {
        return new Configuration(
                host,
                port,
                data,
                accountId.isEmpty() ? null : accountId,
                region,
                rootCredentials(environment),
                mode(instances),
                programs,
                domains,
                PropagationOption.parse(propagation, propagationSeed),
                EventsOption.parse(eventsAge, eventsSize));
    }

    static Configuration.Instances mode(String text) {
        for (Configuration.Instances mode : Configuration.Instances.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
        }
        throw new InvalidSettingException("--instances is auto, sandbox, microvm or process, not " + text);
    }

    static Configuration.@Nullable RootCredentials rootCredentials(Map<String, String> environment) {
        String id = environment.get(KEY_ID);
        String secret = environment.get(SECRET);
        if (id == null && secret == null) {
            return null;
        }
        if (id == null || secret == null) {
            throw new InvalidSettingException("set both " + KEY_ID + " and " + SECRET + ", or neither");
        }
        return new Configuration.RootCredentials(id, secret);
    }

    private static void awaitForever(CountDownLatch stop) {
        try {
            stop.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
