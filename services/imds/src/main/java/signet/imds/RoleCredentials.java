package signet.imds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Event;
import signet.authz.EventLog;
import signet.authz.RequestInfo;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * The temporary credentials of the roles that instances hold. EC2 assumes the role by itself, which the role's trust
 * policy has to allow, and hands the same set out until it is an hour old (EC2 User Guide, "Retrieve security credentials
 * from instance metadata"). There is one set for each version of the metadata service, because it carries the version in
 * {@code ec2:RoleDelivery}.
 */
final class RoleCredentials {
    /** How long a set is valid. */
    static final Duration LIFETIME = Duration.ofHours(6);
    /** How long a set is handed out: it then has five hours left. */
    static final Duration ROTATION = Duration.ofHours(1);

    private static final String EC2 = "ec2.amazonaws.com";

    private final Sessions sessions;
    private final Permissions permissions;
    private final Authorizer authorizer;
    private final EventLog events;
    private final Ids ids;
    private final Clock clock;
    private final Map<Recipient, Issued> issued = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    RoleCredentials(
            Sessions sessions, Permissions permissions, Authorizer authorizer, EventLog events, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.permissions = permissions;
        this.authorizer = authorizer;
        this.events = events;
        this.ids = ids;
        this.clock = clock;
    }

    private record Recipient(String instanceId, Delivery delivery) {}

    /** Why a set was made: it is not handed out when any of this has changed. */
    record Occasion(String associationId, String roleId, Instant launched) {}

    /** A set of credentials. */
    record Issued(Session session, String token, Occasion occasion) {
        private boolean fits(Occasion now, Instant time) {
            Instant made = session.issued();
            return occasion.equals(now) && !time.isBefore(made) && time.isBefore(made.plus(ROTATION));
        }

        @Override
        public String toString() {
            return "Issued[" + session + "]";
        }
    }

    /** The set for an instance and the role that it holds; empty if EC2 may not assume the role. */
    Optional<Issued> deliver(View view, HeldRole held, Role role, Delivery delivery) {
        Instance instance = held.instance();
        Recipient recipient = new Recipient(instance.id(), delivery);
        Occasion occasion = new Occasion(
                held.association().id(), role.id(), instance.launch().launched());
        Instant now = clock.instant();
        lock.lock();
        try {
            Issued last = issued.get(recipient);
            if (last != null && last.fits(occasion, now)) {
                return Optional.of(last);
            }
            issued.values().removeIf(old -> !now.isBefore(old.session().expires()));
            issued.remove(recipient);
            Optional<Issued> made = assume(view, instance, role, delivery, now)
                    .map(session -> new Issued(session, sessions.tokenOf(session), occasion));
            made.ifPresent(set -> issued.put(recipient, set));
            return made;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Session> assume(View view, Instance instance, Role role, Delivery delivery, Instant now) {
        Caller ec2 = new Caller.AwsService(EC2);
        RequestInfo info = new RequestInfo(ids.uuid(), now, instance.launch().region(), EC2, true, EC2, null);
        Access access = Access.to("sts:AssumeRole", role.arn())
                .ownedBy(role.account())
                .with(keys(instance, role))
                .guardedBy(permissions.trust(role));
        Decided decided = authorizer.decide(ec2, info, view, access);
        if (!decided.decision().allowed()) {
            events.record(new Event(
                    info,
                    ec2,
                    "sts",
                    "AssumeRole",
                    403,
                    "AccessDenied",
                    EC2 + " is not authorized to perform: sts:AssumeRole on resource: " + role.arn(),
                    List.of(decided)));
            return Optional.empty();
        }
        events.record(new Event(info, ec2, "sts", "AssumeRole", 200, null, null, List.of(decided)));
        return Optional.of(session(instance, role, delivery, now.truncatedTo(ChronoUnit.SECONDS)));
    }

    private static Context keys(Instance instance, Role role) {
        Context.Builder keys = Context.builder();
        keys.put("sts:RoleSessionName", instance.id());
        role.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("iam:ResourceTag/" + key, value);
        });
        return keys.build();
    }

    private Session session(Instance instance, Role role, Delivery delivery, Instant now) {
        return new Session(
                ids.accessKeyId("ASIA", role.account()),
                ids.secret(),
                role.account(),
                Session.Kind.ROLE,
                role.id(),
                instance.id(),
                now,
                now.plus(LIFETIME),
                false,
                null,
                List.of(),
                Map.of(),
                List.of(),
                null,
                false,
                Map.of(
                        "ec2:SourceInstanceARN", instance.arn(),
                        "ec2:RoleDelivery", delivery.number(),
                        "aws:Ec2InstanceSourceVpc", instance.network().vpcId(),
                        "aws:Ec2InstanceSourcePrivateIPv4", instance.network().privateAddress()));
    }
}
