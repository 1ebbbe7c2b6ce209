package signet.trail;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A kept event. A request that one account sends about another account's resource leaves two, one for each, with ids of
 * their own and one {@code sharedEventID} in their records.
 *
 * @param position its place in the log: events that were recorded later have greater ones, and none has 0
 * @param id CloudTrail's {@code eventID}, a UUID
 * @param time when the request was completed
 * @param account the account to which this event belongs ({@code recipientAccountId}); empty for a request of nobody known
 *     about nothing known
 * @param callerAccount the account of who asked; empty for none
 * @param eventName the operation: {@code CreateRole}; empty when the request named none
 * @param eventSource the service: {@code iam.amazonaws.com}; empty when the request named none
 * @param readOnly whether the operation changes nothing
 * @param userName as LookupEvents shows it: a user's name, a role session's; empty for none
 * @param accessKeyId the key that signed the request; empty when none did
 * @param principalArn who asked; for a role session the session's ARN, for a service its name
 * @param requestId as the client got it
 * @param authorizationId by which a denial's message refers to it; empty for none
 * @param errorCode as CloudTrail writes it ({@code Client.UnauthorizedOperation}); null when the request succeeded
 * @param resources what it was about
 * @param json the CloudTrail record, a JSON object
 * @param decisions the accesses that were decided, in order
 */
public record Recorded(
        long position,
        String id,
        Instant time,
        String account,
        String callerAccount,
        String eventName,
        String eventSource,
        EventCategory category,
        boolean readOnly,
        String userName,
        String accessKeyId,
        String principalArn,
        String requestId,
        String authorizationId,
        @Nullable String errorCode,
        List<TouchedResource> resources,
        String json,
        List<DecisionRecord> decisions) {

    public Recorded {
        resources = List.copyOf(resources);
        decisions = List.copyOf(decisions);
    }

    /** Whether every access that the request depended on was allowed; true when it came to no decision. */
    public boolean allowed() {
        return decisions.stream()
                .allMatch(decision -> !decision.required() || decision.outcome().allowed());
    }
}
