package signet.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jetty.server.Handler;
import signet.authz.Service;
import signet.ec2.Ec2Service;
import signet.fleet.Fleet;
import signet.fleet.FleetSettings;
import signet.fleet.Instance;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.instance.Door;
import signet.instance.Limits;
import signet.sandbox.InstanceRunners;
import signet.sandbox.RunnerSettings;
import signet.snapshot.State;
import signet.snapshot.Table;
import signet.store.StoreException;
import signet.store.embedded.EmbeddedStore;
import signet.sts.StsService;
import signet.wire.OperationResolver;

/**
 * A running Signet: every part, put together here and nowhere else. It answers from the moment that {@link #start}
 * returns until {@link #close}.
 */
public final class SignetServer implements AutoCloseable {
    private static final int REMEMBERED_EVENTS = 10_000;

    private final Configuration configuration;
    private final Core core;
    private final Listener listener;
    private final InstanceRunners.Choice runner;
    private final Fleet fleet;
    private final Bootstrap.Root root;

    private SignetServer(
            Configuration configuration,
            Core core,
            Listener listener,
            InstanceRunners.Choice runner,
            Fleet fleet,
            Bootstrap.Root root) {
        this.configuration = configuration;
        this.core = core;
        this.listener = listener;
        this.runner = runner;
        this.fleet = fleet;
        this.root = root;
    }

    /**
     * Starts a server.
     *
     * @throws InvalidSettingException if it cannot start as configured; the message is one line that says what to do
     */
    public static SignetServer start(Configuration configuration) {
        DataDirectory data = DataDirectory.open(configuration.data());
        State state = openState(data);
        try {
            return start(configuration, data, state);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static SignetServer start(Configuration configuration, DataDirectory data, State state) {
        Clock clock = Clock.systemUTC();
        Ids ids = new Ids(new SecureRandom()::nextBytes);
        Bootstrap.Root root = new Bootstrap(state, ids, clock).ensure(configuration);
        data.write("root-credentials", rootCredentials(root));
        Core core = Core.over(state, clock, ids, configuration.region(), new RecentEvents(REMEMBERED_EVENTS));
        InstanceRunners.Choice runner = runner(configuration);
        Listener listener = new Listener(configuration.host(), configuration.port());
        Fleet fleet = new Fleet(state, runner.runner(), fleetSettings(data, instance -> List.of()), clock);
        Pipeline pipeline =
                new Pipeline(core, new OperationResolver(configuration.domains()), new Services(services(core, fleet)));
        ConnectEndpoint connect = new ConnectEndpoint(core, fleet::running);
        listener.start(
                new Handler.Sequence(new HealthHandler(), listener.withWebSockets(connect), new ApiHandler(pipeline)));
        fleet.resume();
        return new SignetServer(configuration, core, listener, runner, fleet, root);
    }

    private static List<Service> services(Core core, Fleet fleet) {
        return List.of(
                new IamService(core.state(), core.permissions(), core.ids(), core.uses()),
                new StsService(core.ids(), core.sessions(), core.permissions(), core.messages()),
                new Ec2Service(core.state(), fleet, core.ids(), core.messages()));
    }

    private static InstanceRunners.Choice runner(Configuration configuration) {
        RunnerSettings.Mode mode = switch (configuration.instances()) {
            case AUTO -> RunnerSettings.Mode.AUTO;
            case SANDBOX -> RunnerSettings.Mode.SANDBOX;
            case PROCESS -> RunnerSettings.Mode.PROCESS;
        };
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        try {
            return InstanceRunners.choose(new RunnerSettings(mode, path, configuration.programs()));
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "instances cannot be run: " + e.getMessage() + "; try --instances process", e);
        }
    }

    private static FleetSettings fleetSettings(DataDirectory data, Function<Instance, List<Door>> doors) {
        return new FleetSettings(
                data.instances(), doors, List.of(), "", instance -> Map.of(), Limits.DEFAULT, Duration.ofSeconds(5));
    }

    private static State openState(DataDirectory data) {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.fleet.Tables.all());
        tables.addAll(signet.ec2.Tables.all());
        try {
            return State.open(EmbeddedStore.open(data.controlPlane()), tables);
        } catch (StoreException | UncheckedIOException e) {
            throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
        }
    }

    private static String rootCredentials(Bootstrap.Root root) {
        return "[default]\naws_access_key_id = " + root.key().id() + "\naws_secret_access_key = "
                + root.key().secret() + "\n";
    }

    /** The address of every API, such as {@code http://127.0.0.1:4566}. */
    public String endpoint() {
        String host = configuration.host().contains(":") ? "[" + configuration.host() + "]" : configuration.host();
        return "http://" + host + ":" + listener.port();
    }

    /** The account made at first start. */
    public String accountId() {
        return root.account().id();
    }

    /** The region that it serves. */
    public String region() {
        return configuration.region();
    }

    /** How instances are run, in words for the operator. */
    public String instances() {
        return runner.reason().isEmpty()
                ? runner.runner().name()
                : runner.runner().name() + ": not kept apart from this host, since " + runner.reason();
    }

    /** The directory of everything that is kept. */
    public Path data() {
        return configuration.data().toAbsolutePath().normalize();
    }

    /** The root user's access key id. */
    public String rootAccessKeyId() {
        return root.key().id();
    }

    /** The root user's secret access key. */
    public String rootSecretAccessKey() {
        return root.key().secret();
    }

    @Override
    public void close() {
        fleet.close();
        listener.close();
        core.uses().flush();
        core.state().close();
    }
}
