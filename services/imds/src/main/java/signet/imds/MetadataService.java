package signet.imds;

import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
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
    private static final String LATEST = "latest";
    /** The dated versions that AWS lists; all are answered alike. */
    private static final List<String> VERSIONS = List.of(
            "1.0",
            "2007-01-19",
            "2007-03-01",
            "2007-08-29",
            "2007-10-10",
            "2007-12-15",
            "2008-02-01",
            "2008-09-01",
            "2009-04-04",
            "2011-01-01",
            "2011-05-01",
            "2012-01-12",
            "2014-02-25",
            "2014-11-05",
            "2015-10-20",
            "2016-04-19",
            "2016-06-30",
            "2016-09-02",
            "2018-03-28",
            "2018-08-17",
            "2018-09-24",
            "2019-10-01",
            "2020-10-27",
            "2021-01-03",
            "2021-03-23",
            "2021-07-15",
            LATEST);

    private static final Set<Instance.Code> GONE = EnumSet.of(Instance.Code.STOPPED, Instance.Code.TERMINATED);

    private final State state;
    private final MetadataTokens tokens;
    private final RoleMetadata roles;

    /**
     * A service over the parts that it needs.
     *
     * @param seal makes the session tokens
     * @param sessions makes the roles' credentials
     * @param authorizer asks the roles' trust policies whether EC2 may assume them
     * @param events learns of every set of credentials that is made or refused
     */
    public MetadataService(
            State state,
            Seal seal,
            Sessions sessions,
            Permissions permissions,
            Authorizer authorizer,
            EventLog events,
            Ids ids,
            Clock clock) {
        this.state = state;
        this.tokens = new MetadataTokens(seal, clock);
        this.roles =
                new RoleMetadata(new RoleCredentials(sessions, permissions, authorizer, events, ids, clock), clock);
    }

    /** Answers what an instance asks. An instance that does not run, or not at all exists, is answered nothing. */
    public MetadataResponse answer(String instanceId, MetadataRequest request) {
        View view = state.current();
        Optional<Instance> running = view.findOne(Tables.INSTANCES_BY_ID, instanceId)
                .filter(instance -> !GONE.contains(instance.state().code()))
                .filter(instance -> instance.metadata().endpointEnabled());
        if (running.isEmpty()) {
            return MetadataResponse.error(403, "Forbidden");
        }
        MetadataPath path = MetadataPath.of(request.target());
        if (path.isToken()) {
            return path.version().equals(LATEST)
                    ? token(running.get(), request)
                    : MetadataResponse.error(403, "Forbidden");
        }
        return switch (request.method()) {
            case "GET" -> read(view, running.get(), path, request);
            case "HEAD" -> read(view, running.get(), path, request).withoutBody();
            default -> MetadataResponse.allowing(405, "GET, HEAD");
        };
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
            return Optional.of(Content.text(String.join("\n", VERSIONS)));
        }
        if (!VERSIONS.contains(path.version())) {
            return Optional.empty();
        }
        MetadataTree tree = new MetadataTree();
        InstanceMetadata.addTo(tree, instance);
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
