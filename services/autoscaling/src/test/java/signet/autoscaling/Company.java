package signet.autoscaling;

import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;

/** An organization with {@link World#ACCOUNT} as a member; {@link World#OTHER} manages it. */
final class Company {
    private static final String ID = "o-a1b2c3d4e5";
    private static final String ROOT = "r-ab12";
    private static final String FULL = "p-FullAWSAccess";
    private static final String OURS = "p-scp00001";
    private static final Instant FOUNDED = Instant.parse("2026-11-23T09:00:00Z");

    private final World world;

    Company(World world) {
        this.world = world;
        Organization organization = new Organization(ID, World.OTHER, ROOT, List.of(SERVICE_CONTROL_POLICY), FOUNDED);
        OrganizationalUnit root = new OrganizationalUnit(ID, ROOT, null, "Root", List.of(FULL));
        world.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, ID, organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
        });
        control(null);
    }

    /** Has the account under a policy of this text in the place of the one that allows all, or under that one again. */
    void control(@Nullable String document) {
        MemberAccount member = new MemberAccount(
                ID, World.ACCOUNT, ROOT, "ours", "root@example.com", FOUNDED, List.of(document == null ? FULL : OURS));
        world.state.change(tx -> {
            if (document != null) {
                OrganizationPolicy policy =
                        new OrganizationPolicy(ID, OURS, SERVICE_CONTROL_POLICY, "limits", "", document);
                tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy);
            }
            tx.put(Tables.MEMBER_ACCOUNTS, World.ACCOUNT, member);
        });
    }
}
