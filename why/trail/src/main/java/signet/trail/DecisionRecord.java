package signet.trail;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;

/**
 * One access that was decided, with all that the decision rested on, so that the engine can explain it later, or decide it
 * again by other policies: {@link #request} with {@link EventHistory#policies}.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource an ARN, or {@code *}
 * @param resourceAccount the account that owns the resource; empty means the caller's own
 * @param principal who asked, as policies know it
 * @param context every condition key with its values, as seen
 * @param required whether the request depended on it; an advisory access is only wanted to be known
 * @param policies what was consulted, in no order that matters but for the levels of an organization, which go from the
 *     root down to the account
 */
public record DecisionRecord(
        String action,
        String resource,
        String resourceAccount,
        Principal principal,
        Context context,
        boolean required,
        List<PolicyLayer> policies,
        Outcome outcome) {

    public DecisionRecord {
        policies = List.copyOf(policies);
    }

    /**
     * What was decided.
     *
     * @param decision {@code Allowed}, {@code ExplicitlyDenied} or {@code ImplicitlyDenied}, as {@link
     *     signet.policy.Decision#name}
     * @param kind the kind of policy that decided; null when none was asked
     * @param policy the policy of the statement that decided; null when none did
     * @param statement the place of that statement in its policy, from 0; -1 when none decided
     * @param sid that statement's Sid; null when it has none
     * @param because the clause that AWS prints behind "is not authorized to perform: …", or a like one for what was allowed
     */
    public record Outcome(
            String decision,
            @Nullable PolicyKind kind,
            @Nullable PolicyReference policy,
            int statement,
            @Nullable String sid,
            String because) {
        /** Whether the access was allowed. */
        public boolean allowed() {
            return decision.equals("Allowed");
        }
    }

    /** The question as the engine got it. */
    public Request request() {
        return new Request(principal, action, resource, resourceAccount, context);
    }

    /**
     * The same without what is another account's affair: who owns the resource alone learns nothing of the caller's own
     * policies. For the caller's account nothing is left out.
     *
     * @param account who is to see it
     */
    public DecisionRecord asSeenBy(String account) {
        if (principal.account().equals(account)) {
            return this;
        }
        List<PolicyLayer> shown =
                policies.stream().filter(layer -> isOfResource(layer.kind())).toList();
        PolicyKind decider = outcome.kind();
        Outcome told = decider == null || isOfResource(decider)
                ? outcome
                : new Outcome(outcome.decision(), decider, null, -1, null, outcome.because());
        return new DecisionRecord(action, resource, resourceAccount, principal, context, required, shown, told);
    }

    private static boolean isOfResource(PolicyKind kind) {
        return switch (kind) {
            case RESOURCE, TRUST, RESOURCE_CONTROL -> true;
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL, ENDPOINT -> false;
        };
    }
}
