package signet.imds;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import signet.authz.Authorizer;
import signet.authz.EventLog;
import signet.fleet.Instance;
import signet.fleet.Tables;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.Seal;
import signet.identity.Sessions;
import signet.snapshot.State;
import signet.snapshot.View;

/**
 * The instance metadata service, versions 1 and 2, without its sockets. Everything is read from the state at each request,
 * so that a changed option or role is seen by the next one (EC2 User Guide, "Use the Instance Metadata Service to access
 * instance metadata").
 */
public final class MetadataService {
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String TOKEN_SECONDS = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final Set<Instance.Code> GONE = EnumSet.of(Instance.Code.STOPPED, Instance.Code.TERMINATED);

    private final State state;
    private final MetadataTokens tokens;
    private final InstanceTrees trees;
    private final RequestRate rate;
    private final RoleMetadata roles;

    /**
     * A service over the parts that it needs.
     *
     * @param signer signs the instances' identity documents
     * @param seal makes the session tokens
     * @param sessions makes the roles' credentials
     * @param authorizer asks the roles' trust policies whether EC2 may assume them
     * @param events learns of every set of credentials that is made or refused
     */
    public MetadataService(
            State state,
            DocumentSigner signer,
            Seal seal,
            Sessions sessions,
            Permissions permissions,
            Authorizer authorizer,
            EventLog events,
            Ids ids,
            Clock clock) {
        this.state = state;
        this.tokens = new MetadataTokens(seal, clock);
        this.trees = new InstanceTrees(signer);
        this.rate = new RequestRate(clock);
        CredentialSets sets = new CredentialSets(sessions, ids, clock);
        this.roles = new RoleMetadata(new RoleCredentials(sets, permissions, authorizer, events, ids, clock), clock);
    }

    /**
     * Answers what an instance asks. An instance that does not run, or not at all exists, is answered nothing.
     *
     * @param endpoint by which of its addresses it asks
     */
    public MetadataResponse answer(String instanceId, MetadataEndpoint endpoint, MetadataRequest request) {
        if (!rate.allows(instanceId)) {
            return MetadataResponse.throttled();
        }
        View view = state.current();
        Optional<Instance> running = view.findOne(Tables.INSTANCES_BY_ID, instanceId)
                .filter(instance -> !GONE.contains(instance.state().code()))
                .filter(instance -> answersAt(endpoint, instance.metadata()));
        if (running.isEmpty()) {
            return MetadataResponse.error(403, "Forbidden");
        }
        MetadataPath path = MetadataPath.of(request.target());
        if (path.isToken()) {
            return path.version().equals(Releases.LATEST)
                    ? token(running.get(), request)
                    : MetadataResponse.error(403, "Forbidden");
        }
        return switch (request.method()) {
            case "GET" -> read(view, running.get(), path, request);
            case "HEAD" -> read(view, running.get(), path, request).withoutBody();
            default -> MetadataResponse.allowing(405, "GET, HEAD");
        };
    }

    /**
     * How far the answer to a request for a token may go: the hop limit of an instance, as the IP packets of that answer
     * have to carry it; empty for any other request, whose answer goes as far as it can.
     */
    public OptionalInt hopLimit(String instanceId, MetadataRequest request) {
        boolean asksForToken = request.method().equals("PUT")
                && MetadataPath.of(request.target()).isToken();
        Optional<Instance> instance =
                asksForToken ? state.current().findOne(Tables.INSTANCES_BY_ID, instanceId) : Optional.empty();
        return instance.map(found -> OptionalInt.of(found.metadata().hopLimit()))
                .orElse(OptionalInt.empty());
    }

    /**
     * Whether an instance has an address of the service. Without it nothing answers there, not even to refuse: clients try
     * both addresses and would take the one's refusal for the other's.
     */
    public boolean has(String instanceId, MetadataEndpoint endpoint) {
        return endpoint == MetadataEndpoint.IPV4
                || state.current()
                        .findOne(Tables.INSTANCES_BY_ID, instanceId)
                        .filter(instance -> instance.metadata().ipv6Enabled())
                        .isPresent();
    }

    private static boolean answersAt(MetadataEndpoint endpoint, Instance.MetadataOptions options) {
        return options.endpointEnabled() && (endpoint == MetadataEndpoint.IPV4 || options.ipv6Enabled());
    }

    private MetadataResponse token(Instance instance, MetadataRequest request) {
        if (!request.method().equals("PUT")) {
            return MetadataResponse.allowing(request.method().equals("OPTIONS") ? 200 : 405, "OPTIONS, PUT");
        }
        if (request.header("X-Forwarded-For") != null) {
            return MetadataResponse.error(403, "Forbidden");
        }
        OptionalInt seconds = MetadataTokens.lifetime(request.header(TOKEN_SECONDS));
        if (seconds.isEmpty()) {
            return MetadataResponse.error(400, "Bad Request");
        }
        Content token = Content.text(tokens.issue(instance.id(), seconds.getAsInt()));
        return withSeconds(MetadataResponse.ok(token, instance.state().changed()), seconds.getAsInt());
    }

    private MetadataResponse read(View view, Instance instance, MetadataPath path, MetadataRequest request) {
        String token = request.header(TOKEN);
        if (token == null) {
            return instance.metadata().tokensRequired() ? unauthorized() : found(view, instance, path, Delivery.V1);
        }
        OptionalInt seconds = tokens.check(instance.id(), token);
        return seconds.isEmpty()
                ? unauthorized()
                : withSeconds(found(view, instance, path, Delivery.V2), seconds.getAsInt());
    }

    private MetadataResponse found(View view, Instance instance, MetadataPath path, Delivery delivery) {
        return content(view, instance, path, delivery)
                .map(content -> MetadataResponse.ok(content, instance.state().changed()))
                .orElseGet(() -> MetadataResponse.error(404, "Not Found"));
    }

    private Optional<Content> content(View view, Instance instance, MetadataPath path, Delivery delivery) {
        if (path.segments().isEmpty()) {
            return Optional.of(Content.text(String.join("\n", Releases.ALL)));
        }
        if (!Releases.ALL.contains(path.version())) {
            return Optional.empty();
        }
        MetadataTree own = trees.of(view, instance, path.version());
        Optional<Content> content = path.directory() ? Optional.empty() : own.contentAt(path.rest());
        if (content.isPresent()) {
            return content;
        }
        MetadataTree tree = own.copy();
        roles.addTo(tree, view, instance, delivery);
        return tree.at(path.rest(), path.directory());
    }

    private static MetadataResponse withSeconds(MetadataResponse response, int seconds) {
        return response.with("X-Aws-Ec2-Metadata-Token-Ttl-Seconds", Integer.toString(seconds));
    }

    private static MetadataResponse unauthorized() {
        return MetadataResponse.error(401, "Unauthorized");
    }
}
