package signet.iam;

import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;

/** An organization that {@link Cloud#ACCOUNT} manages, with {@link Cloud#OTHER} in a unit of it. */
final class TestOrganization {
    static final String ID = "o-a1b2c3d4e5";
    static final String ROOT = "r-ab12";
    static final String UNIT = "ou-ab12-11111111";
    static final String PATH = ID + "/" + ROOT + "/" + UNIT + "/" + Cloud.OTHER;
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");
    private static final List<String> FULL = List.of("p-FullAWSAccess");

    private final Cloud cloud;

    TestOrganization(Cloud cloud, OrganizationPolicy.Type... enabled) {
        this.cloud = cloud;
        Organization organization = new Organization(ID, Cloud.ACCOUNT, ROOT, List.of(enabled), NOW);
        cloud.state.change(tx -> tx.put(Tables.ORGANIZATIONS, ID, organization));
        unit(ROOT, null, FULL);
        unit(UNIT, ROOT, FULL);
        member(Cloud.ACCOUNT, ROOT, FULL);
        member(Cloud.OTHER, UNIT, FULL);
    }

    void unit(String id, @Nullable String parent, List<String> policies) {
        OrganizationalUnit unit = new OrganizationalUnit(ID, id, parent, id, policies);
        cloud.state.change(tx -> tx.put(Tables.ORGANIZATIONAL_UNITS, unit.key(), unit));
    }

    void member(String account, String parent, List<String> policies) {
        MemberAccount member = new MemberAccount(ID, account, parent, "n", "root@example.com", NOW, policies);
        cloud.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, account, member));
    }

    /** Makes a service control policy that allows one pattern of actions, and gives its id. */
    String allowing(String id, String action) {
        OrganizationPolicy policy =
                new OrganizationPolicy(ID, id, SERVICE_CONTROL_POLICY, id, "", Cloud.allow(action, "*"));
        cloud.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
        return id;
    }
}
