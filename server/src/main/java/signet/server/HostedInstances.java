package signet.server;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import signet.ec2.InstanceGroups;
import signet.fleet.Fleet;
import signet.fleet.FleetSettings;
import signet.fleet.Instance;
import signet.functions.FunctionSettings;
import signet.functions.Functions;
import signet.functions.Runtimes;
import signet.identity.Ids;
import signet.instance.Limits;
import signet.microvm.MicrovmSettings;
import signet.microvm.Microvms;
import signet.network.SecurityGroups;
import signet.sandbox.InstanceRunners;
import signet.sandbox.RunnerSettings;
import signet.snapshot.State;

/** The instances and functions that this server runs, and what runs them. */
final class HostedInstances implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** More at once would each take so long that they are given up as hanging. */
    private static final int BOOTS = 2 * Runtime.getRuntime().availableProcessors();

    private static final int ENVIRONMENTS = 16;
    private static final int ENVIRONMENT_BYTES = 9;
    private static final Duration IDLE = Duration.ofMinutes(5);

    private final InstanceRunners.Choice choice;
    private final Fleet fleet;
    private final Functions functions;

    private HostedInstances(InstanceRunners.Choice choice, Fleet fleet, Functions functions) {
        this.choice = choice;
        this.fleet = fleet;
        this.functions = functions;
    }

    /**
     * Prepares to run instances; none runs before {@link Fleet#resume} or a request.
     *
     * @throws InvalidSettingException if this host cannot run them as configured
     */
    static HostedInstances open(
            Configuration configuration, DataDirectory data, State state, Ids ids, Clock clock, Listener listener) {
        CertificateAuthority authority = CertificateAuthority.in(data.certificates(), clock);
        ServerCertificates certificates =
                new ServerCertificates(authority, AmazonNames.certified(configuration.region()), clock);
        InstanceRunners.Choice choice = choose(configuration, new InstanceGroups(state));
        InstanceDoors doors =
                new InstanceDoors(listener, certificates, choice.runner().inside());
        FleetSettings settings = new FleetSettings(
                data.instances(),
                doors::of,
                AmazonNames.hosts(configuration.region()),
                authority.certificatePem(),
                HostedInstances::environment,
                Limits.DEFAULT,
                InstanceGroups::place,
                BOOTS,
                GRACE);
        FunctionSettings functions = new FunctionSettings(
                data.functions(),
                doors::ofFunction,
                AmazonNames.hosts(configuration.region()),
                authority.certificatePem(),
                ENVIRONMENTS,
                IDLE);
        return new HostedInstances(
                choice,
                new Fleet(state, choice.runner(), settings, clock),
                new Functions(choice.runner(), Runtimes.ofHost(), functions, clock, () -> environmentId(ids)));
    }

    private static String environmentId(Ids ids) {
        return "fn-" + HexFormat.of().formatHex(ids.bytes(ENVIRONMENT_BYTES)).substring(1);
    }

    Functions functions() {
        return functions;
    }

    Fleet fleet() {
        return fleet;
    }

    /** How instances are run, in words for the operator, and why so if it is not the sandbox. */
    String describe() {
        String name = choice.runner().name();
        if (!choice.reason().isEmpty()) {
            return name + ": not kept apart from this host, since " + choice.reason();
        }
        Optional<String> alone = name.equals(Microvms.NAME)
                ? Optional.of("each is a network of its own")
                : InstanceRunners.networkObstacle();
        return alone.map(why -> name + ": instances do not reach one another, since " + why)
                .orElse(name);
    }

    @Override
    public void close() {
        functions.close();
        fleet.close();
        choice.runner().close();
    }

    /** An instance knows its region from the metadata service; the AWS CLI does not ask there. */
    private static Map<String, String> environment(Instance instance) {
        String region = instance.launch().region();
        return Map.of("AWS_REGION", region, "AWS_DEFAULT_REGION", region);
    }

    private static InstanceRunners.Choice choose(Configuration configuration, SecurityGroups groups) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/local/bin:/usr/bin:/bin");
        try {
            return switch (configuration.instances()) {
                case AUTO -> choose(RunnerSettings.Mode.AUTO, path, configuration, groups);
                case SANDBOX -> choose(RunnerSettings.Mode.SANDBOX, path, configuration, groups);
                case PROCESS -> choose(RunnerSettings.Mode.PROCESS, path, configuration, groups);
                case MICROVM ->
                    new InstanceRunners.Choice(
                            Microvms.open(new MicrovmSettings(path, configuration.programs(), kernels())), "");
            };
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "instances cannot be run: " + e.getMessage() + "; try --instances process", e);
        }
    }

    private static InstanceRunners.Choice choose(
            RunnerSettings.Mode mode, String path, Configuration configuration, SecurityGroups groups)
            throws IOException {
        return InstanceRunners.choose(new RunnerSettings(mode, path, configuration.programs()), groups);
    }

    /** Where microVMs' kernels are looked for: in the folder that is named, and on this host. */
    private static List<Path> kernels() {
        return Stream.of(System.getenv("SIGNET_KERNEL"), "/")
                .filter(Objects::nonNull)
                .map(Path::of)
                .toList();
    }
}
