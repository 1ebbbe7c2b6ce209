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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.identity.Session;
import signet.identity.Sessions;

/**
 * The sets of temporary credentials that instances are handed. The same set is handed out until it is an hour old, so that
 * a new one is there long before the old one ends (AWS promises five minutes: EC2 User Guide, "Retrieve security
 * credentials from instance metadata"). There is one for each version of the metadata service, because it carries the
 * version in {@code ec2:RoleDelivery}.
 */
final class CredentialSets {
    /** How long a set is valid. */
    static final Duration LIFETIME = Duration.ofHours(6);
    /** How long a set is handed out: it then has five hours left. */
    static final Duration ROTATION = Duration.ofHours(1);

    private final Sessions sessions;
    private final Ids ids;
    private final Clock clock;
    private final Map<Recipient, Issued> issued = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    CredentialSets(Sessions sessions, Ids ids, Clock clock) {
        this.sessions = sessions;
        this.ids = ids;
        this.clock = clock;
    }

    /** Whom a set is for: one of the two roles of an instance, its profile's and its own. */
    private record Recipient(String instanceId, boolean identity, Delivery delivery) {}

    /**
     * Why a set is made: the last one is not handed out when any of this has changed.
     *
     * @param grant what gives the instance the role: the association with its profile, or that it is this instance
     * @param roleId the unique id of the role
     * @param launched when the instance was last started
     */
    record Occasion(String grant, String roleId, Instant launched) {}

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

    /**
     * The set for an instance.
     *
     * @param identity whether it is for the instance's own role, not for its profile's
     * @param policy the session's policy, null for none
     * @param allowed asked before a new set is made; empty is answered if it says no
     */
    Optional<Issued> deliver(
            Instance instance,
            boolean identity,
            Occasion occasion,
            Delivery delivery,
            @Nullable String policy,
            BooleanSupplier allowed) {
        Recipient recipient = new Recipient(instance.id(), identity, delivery);
        Instant now = clock.instant();
        lock.lock();
        try {
            Issued last = issued.get(recipient);
            if (last != null && last.fits(occasion, now)) {
                return Optional.of(last);
            }
            issued.values().removeIf(old -> !now.isBefore(old.session().expires()));
            issued.remove(recipient);
            if (!allowed.getAsBoolean()) {
                return Optional.empty();
            }
            Session session = session(
                    instance, identity, occasion.roleId(), delivery, policy, now.truncatedTo(ChronoUnit.SECONDS));
            Issued made = new Issued(session, sessions.tokenOf(session), occasion);
            issued.put(recipient, made);
            return Optional.of(made);
        } finally {
            lock.unlock();
        }
    }

    private Session session(
            Instance instance,
            boolean identity,
            String roleId,
            Delivery delivery,
            @Nullable String policy,
            Instant now) {
        return new Session(
                ids.accessKeyId("ASIA", instance.account()),
                ids.secret(),
                instance.account(),
                identity ? Session.Kind.INSTANCE : Session.Kind.ROLE,
                roleId,
                instance.id(),
                now,
                now.plus(LIFETIME),
                false,
                policy,
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
