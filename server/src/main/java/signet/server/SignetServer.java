package signet.server;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import signet.authz.AuthorizationMessages;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.Service;
import signet.iam.IamService;
import signet.iam.IamTables;
import signet.iam.LastUses;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Seal;
import signet.identity.Sessions;
import signet.identity.Tables;
import signet.managedpolicies.ManagedPolicies;
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
    private final State state;
    private final Listener listener;
    private final Bootstrap.Root root;

    private SignetServer(Configuration configuration, State state, Listener listener, Bootstrap.Root root) {
        this.configuration = configuration;
        this.state = state;
        this.listener = listener;
        this.root = root;
    }

    /**
     * Starts a server.
     *
     * @throws InvalidSettingException if it cannot start as configured; the message is one line that says what to do
     */
    public static SignetServer start(Configuration configuration) {
        DataDirectory data = DataDirectory.open(configuration.data());
        Clock clock = Clock.systemUTC();
        Ids ids = new Ids(new SecureRandom()::nextBytes);
        State state = openState(data);
        try {
            Bootstrap.Root root = new Bootstrap(state, ids, clock).ensure(configuration);
            data.write("root-credentials", rootCredentials(root));
            Listener listener = new Listener(configuration.host(), configuration.port());
            listener.start(handlers(configuration, state, ids, clock));
            return new SignetServer(configuration, state, listener, root);
        } catch (RuntimeException e) {
            state.close();
            throw e;
        }
    }

    private static Handler handlers(Configuration configuration, State state, Ids ids, Clock clock) {
        Seal seal = new Seal(state, ids, clock);
        Sessions sessions = new Sessions(seal);
        Permissions permissions = new Permissions(ManagedPolicies.load(), new PolicyTexts());
        Authorizer authorizer = new Authorizer(new CallerPolicies(permissions));
        AuthorizationMessages messages = new AuthorizationMessages(seal);
        List<Service> services = new ArrayList<>();
        LastUses uses = new LastUses(state);
        services.add(new IamService(state, permissions, ids, uses));
        services.add(new StsService(ids, sessions, permissions, messages));
        Pipeline pipeline = new Pipeline(
                state,
                clock,
                configuration.region(),
                new Authenticator(sessions, clock, configuration.region()),
                new OperationResolver(configuration.domains()),
                authorizer,
                new Services(services),
                new RecentEvents(REMEMBERED_EVENTS),
                new RequestIds(ids),
                uses);
        return new Handler.Sequence(new HealthHandler(), new ApiHandler(pipeline));
    }

    private static State openState(DataDirectory data) {
        List<Table<?>> tables = new ArrayList<>(Tables.all());
        tables.addAll(IamTables.all());
        tables.addAll(signet.fleet.Tables.all());
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
        return "sandbox";
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
        listener.close();
        state.close();
    }
}
