package signet.reasoning;

import signet.authz.Access;
import signet.authz.Caller;
import signet.snapshot.View;

/** What all services together know of resources. */
public interface Resources {
    /**
     * An action on a resource, with its owner, condition keys and own policy as far as a service knows the resource; a resource
     * that is not there, or of no service here, has none of these.
     */
    Access access(View view, Caller caller, String action, String resource);
}
