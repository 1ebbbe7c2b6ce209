package signet.policy;

/**
 * One access to be decided.
 *
 * @param action {@code prefix:Name}, for example {@code s3:GetObject}
 * @param resource an ARN of six segments, or {@code *} for an action that has no resource type
 * @param resourceAccount the account that owns the resource; {@code ""} means the caller's own
 */
public record Request(Principal principal, String action, String resource, String resourceAccount, Context context) {
    /** Checks the shape of action and resource, so that no malformed request slips past a Deny. */
    public Request {
        int colon = action.indexOf(':');
        if (colon <= 0 || colon == action.length() - 1 || action.indexOf(':', colon + 1) >= 0) {
            throw new IllegalArgumentException("not an action: " + action);
        }
        if (!resource.equals("*") && !Arn.isArn(resource)) {
            throw new IllegalArgumentException("neither * nor an ARN: " + resource);
        }
    }
}
