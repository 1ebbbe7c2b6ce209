package signet.iam;

import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.model.iam.RoleLastUsed;
import signet.snapshot.View;

/**
 * When access keys and roles were last used. The server tells it of every authenticated request; GetAccessKeyLastUsed and
 * GetRole ask it.
 */
public interface AccessKeyUse {
    /**
     * Takes note of a request. Cheap, never fails.
     *
     * @param service the service's signing name, such as {@code s3}
     */
    void used(Caller caller, String service, RequestInfo info);

    /**
     * The last use of an access key or a role.
     *
     * @param id an access key id or a role's unique id
     */
    Optional<LastUse> of(View view, String id);

    /**
     * What entities of an account last tried to do.
     *
     * @param prefix what the records' keys begin with (see {@link AccessRecord#prefix}); an account and a slash for all of
     *     its entities
     */
    Collection<AccessRecord> accesses(View view, String prefix);

    /** A role's last use as GetRole shows it: without members if it was never used. */
    default RoleLastUsed ofRole(View view, String roleId) {
        @Nullable LastUse use = of(view, roleId).orElse(null);
        return use == null ? new RoleLastUsed(null, null) : new RoleLastUsed(use.time(), use.region());
    }
}
