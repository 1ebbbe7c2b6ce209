package signet.authz;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.PolicyKind;

/**
 * Why a request was refused: the first required access that was not allowed.
 *
 * @param decided the access and the decision
 */
public record Denial(Caller caller, Decided decided) {
    /**
     * AWS's sentence: who may not do what to what, and because of which kind of policy. As on AWS it has no full stop.
     *
     * @param resource the words for the resource, empty to leave it out
     */
    public String sentence(String resource) {
        String on = resource.isEmpty() ? "" : " on resource: " + resource;
        return "User: " + caller.arn() + " is not authorized to perform: " + action() + on + " " + because();
    }

    /** The sentence with the resource as the access words it. */
    public String sentence() {
        return sentence(wording());
    }

    /** The action that was refused. */
    public String action() {
        return decided.access().action();
    }

    /** How the access words its resource. */
    public String wording() {
        return Objects.requireNonNullElse(
                decided.access().wording(), decided.access().resource());
    }

    /**
     * AWS's clause: which kind of policy refused, or failed to allow. An organization's policy is named to its members only
     * (AWS Security Blog, "Enhanced access denied error messages with policy ARNs").
     */
    public String because() {
        return because(decided.decision(), decided.context(), action());
    }

    /** The clause about any decision, allowed or not: what AWS says of a denial, and the like of what is allowed. */
    public static String because(Decision decision, Context context, String action) {
        return decision instanceof Decision.ExplicitlyDenied denied
                        && denied.kind() == PolicyKind.RESOURCE_CONTROL
                        && !withinOrganization(context)
                ? "with an explicit deny in " + denied.kind().withArticle()
                : decision.because(action);
    }

    /** Whether the caller's account and the resource's are members of one organization. */
    public boolean withinOrganization() {
        return withinOrganization(decided.context());
    }

    private static boolean withinOrganization(Context context) {
        Optional<List<String>> callers = context.get("aws:PrincipalOrgID");
        return callers.isPresent() && callers.equals(context.get("aws:ResourceOrgID"));
    }
}
