package signet.authz;

import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;

/** An organization over a world: the management account at the root, and {@link World#ACCOUNT} in a unit. */
final class Company {
    static final String ID = "o-a1b2c3d4e5";
    static final String ROOT = "r-ab12";
    static final String UNIT = "ou-ab12-11111111";
    static final String MANAGEMENT = "999988887777";
    static final String PATH = ID + "/" + ROOT + "/" + UNIT + "/";
    private static final List<String> FULL = List.of("p-FullAWSAccess", "p-RCPFullAWSAccess");

    private final World world;

    Company(World world) {
        this.world = world;
        Organization organization = new Organization(
                ID, MANAGEMENT, ROOT, List.of(SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY), World.ISSUED);
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONS, ID, organization));
        unit(ROOT, null, FULL);
        unit(UNIT, ROOT, FULL);
        member(MANAGEMENT, ROOT, FULL);
        member(World.ACCOUNT, UNIT, FULL);
    }

    /** The ARN of a policy made here. */
    static String arn(OrganizationPolicy.Type type, String id) {
        return "arn:aws:organizations::" + MANAGEMENT + ":policy/" + ID + "/"
                + type.name().toLowerCase(Locale.ROOT) + "/" + id;
    }

    void unit(String id, @Nullable String parent, List<String> policies) {
        OrganizationalUnit unit = new OrganizationalUnit(ID, id, parent, id, policies);
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONAL_UNITS, unit.key(), unit));
    }

    void member(String account, String parent, List<String> policies) {
        MemberAccount member = new MemberAccount(ID, account, parent, "n", "root@example.com", World.ISSUED, policies);
        world.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, account, member));
    }

    /** Takes an account in, with nothing but what everyone has. */
    void join(String account) {
        member(account, ROOT, FULL);
    }

    String policy(OrganizationPolicy.Type type, String id, String content) {
        OrganizationPolicy policy = new OrganizationPolicy(ID, id, type, id, "", content);
        world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
        return id;
    }

    /** Where a policy may be attached. */
    enum Level {
        TOP,
        MIDDLE,
        ACCOUNT
    }

    /** Attaches policies to a level in place of those that allow all. */
    void only(Level level, String... policies) {
        List<String> attached = List.of(policies);
        switch (level) {
            case TOP -> unit(ROOT, null, attached);
            case MIDDLE -> unit(UNIT, ROOT, attached);
            case ACCOUNT -> member(World.ACCOUNT, UNIT, attached);
        }
    }

    /** Attaches policies to a level besides those that allow all. */
    void also(Level level, String... policies) {
        List<String> attached = new ArrayList<>(FULL);
        attached.addAll(List.of(policies));
        only(level, attached.toArray(new String[0]));
    }

    /** Makes and attaches a service control policy. */
    void control(Level level, String content) {
        also(level, policy(SERVICE_CONTROL_POLICY, "p-scp00001", content));
    }

    /** Makes and attaches a resource control policy of one Deny. */
    void guard(Level level, String action, String... condition) {
        also(
                level,
                policy(
                        RESOURCE_CONTROL_POLICY,
                        "p-rcp00001",
                        "{\"Version\":\"2012-10-17\",\"Statement\":{\"Sid\":\"R1\",\"Effect\":\"Deny\",\"Principal\":\"*\","
                                + "\"Action\":\"" + action + "\",\"Resource\":\"*\""
                                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}}"));
    }
}
