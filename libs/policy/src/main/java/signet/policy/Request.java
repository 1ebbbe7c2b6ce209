package signet.policy;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One access to be decided. Immutable; deciding about the same request again costs less than making it again. */
public final class Request {
    private final Principal principal;
    private final String action;
    private final String resource;
    private final String resourceAccount;
    private final Context context;
    private @Nullable Query unbounded;
    private @Nullable Query bounded;

    /**
     * Checks the shape of action and resource, so that no malformed request slips past a Deny.
     *
     * @param action {@code prefix:Name}, for example {@code s3:GetObject}
     * @param resource an ARN of six segments, or {@code *} for an action that has no resource type
     * @param resourceAccount the account that owns the resource; {@code ""} means the caller's own
     */
    public Request(Principal principal, String action, String resource, String resourceAccount, Context context) {
        int colon = action.indexOf(':');
        if (colon <= 0 || colon == action.length() - 1 || action.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("not an action: " + action);
        }
        if (!resource.equals("*") && !Arn.isArn(resource)) {
            throw new IllegalArgumentException("neither * nor an ARN: " + resource);
        }
        this.principal = Objects.requireNonNull(principal);
        this.action = action;
        this.resource = resource;
        this.resourceAccount = Objects.requireNonNull(resourceAccount);
        this.context = Objects.requireNonNull(context);
    }

    /** Who asks. */
    public Principal principal() {
        return principal;
    }

    /** {@code prefix:Name} as given. */
    public String action() {
        return action;
    }

    /** An ARN, or {@code *}. */
    public String resource() {
        return resource;
    }

    /** The account that owns the resource; {@code ""} means the caller's own. */
    public String resourceAccount() {
        return resourceAccount;
    }

    /** The condition keys. */
    public Context context() {
        return context;
    }

    /** This request prepared for comparison; made once, or by several threads alike. */
    Query query(boolean hasBoundary) {
        Query ready = hasBoundary ? bounded : unbounded;
        if (ready == null) {
            ready = new Query(this, hasBoundary);
            if (hasBoundary) {
                bounded = ready;
            } else {
                unbounded = ready;
            }
        }
        return ready;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Request request
                && principal.equals(request.principal)
                && action.equals(request.action)
                && resource.equals(request.resource)
                && resourceAccount.equals(request.resourceAccount)
                && context.equals(request.context);
    }

    @Override
    public int hashCode() {
        return Objects.hash(principal, action, resource, resourceAccount, context);
    }

    @Override
    public String toString() {
        return "Request[principal=" + principal + ", action=" + action + ", resource=" + resource + ", resourceAccount="
                + resourceAccount + ", context=" + context + "]";
    }
}
