package signet.reasoning;

import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.RequestInfo;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * Asks what would be decided, of the one authorizer, over one view of the state. It decides as for a request that the caller
 * would send now and from where the asker is.
 *
 * @param info what supplies the condition keys of the request itself: time, region, address, whether it came over TLS
 */
public record Inquiry(Authorizer authorizer, Resources resources, View view, RequestInfo info) {
    /**
     * What would be decided about an action on a resource.
     *
     * @param keys further condition keys, which win over those that the caller, the request and the resource give
     */
    public Decided decide(Caller caller, String action, String resource, Context keys) {
        Access access = resources.access(view, caller, action, resource);
        return authorizer.decide(caller, info, view, access.with(keys));
    }
}
