package signet.server;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Handler;
import signet.authz.Service;
import signet.autoscaling.AutoScalingService;
import signet.cloudtrail.CloudTrailService;
import signet.database.PostgresRunner;
import signet.ec2.Ec2Service;
import signet.fleet.Fleet;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.iamtoolbox.IamToolboxService;
import signet.identity.Ids;
import signet.identity.Tables;
import signet.imds.MetadataService;
import signet.lambda.LambdaService;
import signet.oidc.HttpKeySource;
import signet.oidc.TokenVerifier;
import signet.rds.RdsService;
import signet.s3.S3Service;
import signet.snapshot.State;
import signet.snapshot.StateUnavailableException;
import signet.snapshot.Table;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.embedded.EmbeddedStore;
import signet.sts.StsService;
import signet.trail.Trail;
import signet.trail.TrailSettings;
import signet.wire.OperationResolver;

/**
 * A running Signet: every part, put together here and nowhere else. It answers from the moment that {@link #start}
 * returns until {@link #close}.
 */
public final class SignetServer implements AutoCloseable {
    private static final Duration USES_PAUSE = Duration.ofMinutes(1);
    /** How often trails look for events to deliver. */
    private static final Duration DELIVERY_PERIOD = Duration.ofSeconds(5);

    private final Configuration configuration;
    private final OpenParts parts;
    private final Listener listener;
    private final HostedInstances instances;
    private final Bootstrap.Root root;
    private final Core core;
    private final Services services;

    private SignetServer(
            Configuration configuration,
            OpenParts parts,
            Listener listener,
            HostedInstances instances,
            Bootstrap.Root root,
            Core core,
            Services services) {
        this.configuration = configuration;
        this.parts = parts;
        this.listener = listener;
        this.instances = instances;
        this.root = root;
        this.core = core;
        this.services = services;
    }

    /**
     * Starts a server.
     *
     * @throws InvalidSettingException if it cannot start as configured; the message is one line that says what to do
     */
    public static SignetServer start(Configuration configuration) {
        OpenParts parts = new OpenParts();
        try {
            return start(configuration, DataDirectory.open(configuration.data()), parts);
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    private static SignetServer start(Configuration configuration, DataDirectory data, OpenParts parts) {
        Clock clock = Clock.systemUTC();
        Ids ids = new Ids(new SecureRandom()::nextBytes);
        State state = parts.add(openState(data));
        Store objects = parts.add(openStore(data.objectIndex()));
        Bootstrap.Root root = new Bootstrap(state, ids, clock).ensure(configuration);
        Core core = core(configuration, data, state, clock, ids, parts);
        parts.add(new Regularly("last uses", USES_PAUSE, core.uses()::flush));
        configuration.propagation().of(Tables.propagated(), clock).ifPresent(state::propagate);
        Listener listener = parts.add(new Listener(configuration.host(), configuration.port()));
        HostedInstances instances = parts.add(HostedInstances.open(configuration, data, state, ids, clock, listener));
        InsideRequests inside = new InsideRequests(core);
        AutoScalingService groups = parts.add(new AutoScalingService(state, inside, ids, clock));
        RdsService databases = parts.add(databases(core, data, inside));
        List<Service> all = new ArrayList<>(services(core, instances.fleet(), () -> endpoint(configuration, listener)));
        all.add(groups);
        all.add(databases);
        all.add(parts.add(new LambdaService(
                state,
                instances.functions(),
                data.functionCode(),
                inside,
                core.authorizer(),
                core.permissions(),
                core.sessions(),
                core.events(),
                ids,
                clock)));
        CloudTrailService trails = parts.add(
                new CloudTrailService(state, core.history(), core.seal(), inside, ids, clock, DELIVERY_PERIOD));
        all.add(trails);
        all.add(new IamToolboxService(core.history(), core.seal()));
        all.add(new S3Service(state, objects, data.objects(), ids, core.permissions()));
        Services services = new Services(all);
        inside.to(services);
        IdentitySigner signer = IdentitySigner.in(data.certificates(), clock);
        SignetServer server = new SignetServer(configuration, parts, listener, instances, root, core, services);
        listener.start(server.handler(core, data, signer, services));
        server.keepCredentials(data, state);
        instances.fleet().resume();
        groups.start();
        databases.start();
        trails.start();
        return server;
    }

    /** What all services have in common, with the event log, which is closed after all that records. */
    private static Core core(
            Configuration configuration, DataDirectory data, State state, Clock clock, Ids ids, OpenParts parts) {
        Optional<TrailSettings> settings = configuration.events().trail();
        if (settings.isEmpty()) {
            return Core.over(state, clock, ids, configuration.region(), event -> {});
        }
        SecureRandom random = new SecureRandom();
        Trail trail = parts.add(Trail.open(data.events(), settings.get(), clock, random::nextLong));
        return Core.over(state, clock, ids, configuration.region(), trail, trail);
    }

    private synchronized void keepCredentials(DataDirectory data, State state) {
        new RootCredentials(data, endpoint(), region(), accountId(), root.key()).write(Accounts.all(state.current()));
    }

    private Handler handler(Core core, DataDirectory data, IdentitySigner signer, Services services) {
        Pipeline pipeline = new Pipeline(core, new OperationResolver(configuration.domains()), services);
        MetadataService metadata = new MetadataService(
                core.state(),
                signer,
                core.seal(),
                core.sessions(),
                core.permissions(),
                core.authorizer(),
                core.events(),
                core.ids(),
                core.clock());
        ConnectEndpoint connect = new ConnectEndpoint(core, instances.fleet()::running);
        return new Handler.Sequence(
                new RuntimeHandler(instances.functions()),
                new MetadataHandler(metadata),
                new HealthHandler(),
                new IdentityCertificates(signer),
                new TokenIssuers(core.state(), () -> endpoint(configuration, listener)),
                listener.withWebSockets(connect),
                new AccountsHandler(new AccountsEndpoint(core, () -> keepCredentials(data, core.state()))),
                new ImportHandler(new ImportEndpoint(core, () -> keepCredentials(data, core.state()))),
                new WhyHandler(new WhyEndpoint(
                        core, services::access, new AccountSurroundings(services, core.authorizer()), accountId())),
                new ApiHandler(pipeline));
    }

    private static List<Service> services(Core core, Fleet fleet, Supplier<String> endpoint) {
        return List.of(
                new IamService(core.state(), core.permissions(), core.ids(), core.uses(), endpoint),
                new StsService(
                        core.state(),
                        core.ids(),
                        core.sessions(),
                        core.permissions(),
                        core.messages(),
                        new TokenVerifier(new HttpKeySource(), core.clock()),
                        endpoint),
                new Ec2Service(core.state(), fleet, core.ids(), core.messages()));
    }

    private static RdsService databases(Core core, DataDirectory data, InsideRequests inside) {
        return new RdsService(new RdsService.Parts(
                core.state(),
                inside,
                core.authorizer(),
                core.permissions(),
                new PostgresRunner(data.databases()),
                data.databases(),
                core.ids(),
                core.clock()));
    }

    private static State openState(DataDirectory data) {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.fleet.Tables.all());
        tables.addAll(signet.ec2.Tables.all());
        tables.addAll(signet.autoscaling.Tables.all());
        tables.addAll(signet.rds.Tables.all());
        tables.addAll(signet.s3.Tables.all());
        tables.addAll(signet.lambda.Tables.all());
        tables.addAll(signet.cloudtrail.Tables.all());
        try {
            return State.open(openStore(data.controlPlane()), tables);
        } catch (StateUnavailableException e) {
            throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Store openStore(Path file) {
        try {
            return EmbeddedStore.open(file);
        } catch (StoreException | UncheckedIOException e) {
            throw new InvalidSettingException(String.valueOf(e.getMessage()), e);
        }
    }

    /** The address of every API, such as {@code http://127.0.0.1:4566}. */
    public String endpoint() {
        return endpoint(configuration, listener);
    }

    private static String endpoint(Configuration configuration, Listener listener) {
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
        return instances.describe();
    }

    /** How late changes of identities take effect, in words for the operator; empty where they do at once. */
    public String propagation() {
        return configuration.propagation().describe();
    }

    /** The directory of everything that is kept. */
    public Path data() {
        return configuration.data().toAbsolutePath().normalize();
    }

    /** What all services have in common. */
    Core core() {
        return core;
    }

    /** Everything that can be asked for. */
    Services services() {
        return services;
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
        parts.close();
    }
}
