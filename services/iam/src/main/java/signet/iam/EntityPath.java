package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.identity.MemberAccount;
import signet.identity.Membership;
import signet.identity.Organization;
import signet.identity.OrganizationalUnit;
import signet.identity.PolicyTarget;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.snapshot.View;

/**
 * A root, unit or account that a request names by its whole path in the organization.
 *
 * @param levels the root and every level down to the one that is named, which is the last
 */
record EntityPath(Organization organization, List<PolicyTarget> levels) {
    EntityPath {
        levels = List.copyOf(levels);
    }

    /**
     * What a path such as {@code o-…/r-…/ou-…/123456789012} names.
     *
     * @throws AwsError ValidationError if there is no such path in the organization
     */
    static EntityPath of(View view, Organization organization, String path) {
        String[] ids = path.split("/", -1);
        List<PolicyTarget> levels = new ArrayList<>();
        @Nullable String parent = null;
        for (int i = 1; i < ids.length; i++) {
            PolicyTarget level = level(view, organization, parent, ids[i]);
            if (level == null || levels.stream().anyMatch(MemberAccount.class::isInstance)) {
                throw unknown(path);
            }
            levels.add(level);
            parent = ids[i];
        }
        if (!ids[0].equals(organization.id()) || levels.isEmpty()) {
            throw unknown(path);
        }
        return new EntityPath(organization, levels);
    }

    private static @Nullable PolicyTarget level(
            View view, Organization organization, @Nullable String parent, String id) {
        if (parent == null && !id.equals(organization.root())) {
            return null;
        }
        OrganizationalUnit unit = view.get(Tables.ORGANIZATIONAL_UNITS, organization.id() + "/" + id)
                .orElse(null);
        if (unit != null) {
            return Objects.equals(unit.parent(), parent) ? unit : null;
        }
        return view.get(Tables.MEMBER_ACCOUNTS, id)
                .filter(account -> account.organization().equals(organization.id()))
                .filter(account -> account.parent().equals(parent))
                .orElse(null);
    }

    private static AwsError unknown(String path) {
        return Faults.validation("The entity path " + path + " is not of this organization.");
    }

    /** Whether it is the management account, which no control policy limits. */
    boolean isManagement() {
        return levels.getLast().id().equals(organization.managementAccount());
    }

    /** The accounts in it; the management account only if it is that one. */
    List<String> accounts(View view) {
        if (levels.getLast() instanceof MemberAccount account) {
            return List.of(account.id());
        }
        return view.under(Tables.MEMBER_ACCOUNTS, "").values().stream()
                .filter(account -> account.organization().equals(organization.id()))
                .map(MemberAccount::id)
                .filter(id -> !id.equals(organization.managementAccount()))
                .filter(id -> within(view, id))
                .toList();
    }

    private boolean within(View view, String account) {
        return Membership.of(view, account).orElseThrow().path().stream()
                .anyMatch(level -> level.id().equals(levels.getLast().id()));
    }
}
