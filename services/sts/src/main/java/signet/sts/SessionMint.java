package signet.sts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.identity.Ids;
import signet.identity.Session;
import signet.identity.Sessions;
import signet.model.sts.Credentials;

/** Makes temporary credentials. */
final class SessionMint {
    private final Ids ids;
    private final Sessions sessions;

    SessionMint(Ids ids, Sessions sessions) {
        this.ids = ids;
        this.sessions = sessions;
    }

    /** Whose session is wanted, and for how long. */
    record Order(
            String account,
            Session.Kind kind,
            String principalId,
            String name,
            Instant now,
            int seconds,
            boolean mfa,
            boolean chained) {}

    /** What limits a session, and what it carries with it. */
    record Terms(
            @Nullable String policy,
            List<String> policyArns,
            Map<String, String> tags,
            List<String> transitiveTags,
            @Nullable String sourceIdentity,
            Map<String, String> keys,
            Map<String, List<String>> lists) {
        static final Terms NONE = new Terms(null, List.of(), Map.of(), List.of(), null);

        /** Terms of a session that carries no condition keys of its own. */
        Terms(
                @Nullable String policy,
                List<String> policyArns,
                Map<String, String> tags,
                List<String> transitiveTags,
                @Nullable String sourceIdentity) {
            this(policy, policyArns, tags, transitiveTags, sourceIdentity, Map.of(), Map.of());
        }
    }

    Credentials mint(Order order, Terms terms) {
        Instant issued = order.now().truncatedTo(ChronoUnit.SECONDS);
        Session session = new Session(
                ids.accessKeyId("ASIA", order.account()),
                ids.secret(),
                order.account(),
                order.kind(),
                order.principalId(),
                order.name(),
                issued,
                issued.plusSeconds(order.seconds()),
                order.mfa(),
                terms.policy(),
                terms.policyArns(),
                terms.tags(),
                terms.transitiveTags(),
                terms.sourceIdentity(),
                order.chained(),
                terms.keys(),
                terms.lists());
        return new Credentials(session.accessKeyId(), session.secret(), sessions.tokenOf(session), session.expires());
    }
}
