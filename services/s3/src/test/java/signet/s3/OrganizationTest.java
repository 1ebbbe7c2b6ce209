package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;
import signet.model.s3.S3Operations;

/** Buckets of an account in an organization: what its policies keep out, and to whom S3 gives the reason. */
class OrganizationTest extends CloudTest {
    private static final String ID = "o-a1b2c3d4e5";
    private static final String ROOT = "r-ab12";
    private static final String MANAGEMENT = "999988887777";
    private static final String EVERYONE = "\"*\"";
    private static final String OBJECTS = "arn:aws:s3:::box/*";
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private void join(String account, String... policies) {
        Organization organization =
                new Organization(ID, MANAGEMENT, ROOT, List.of(SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY), NOW);
        OrganizationalUnit root = new OrganizationalUnit(ID, ROOT, null, "Root", full());
        List<String> attached = new ArrayList<>(full());
        attached.addAll(List.of(policies));
        MemberAccount member = new MemberAccount(ID, account, ROOT, "n", "root@example.com", NOW, attached);
        cloud.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, ID, organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.MEMBER_ACCOUNTS, account, member);
        });
    }

    private static List<String> full() {
        return List.of("p-FullAWSAccess", "p-RCPFullAWSAccess");
    }

    private void policy(OrganizationPolicy.Type type, String id, String document) {
        OrganizationPolicy policy = new OrganizationPolicy(ID, id, type, id, "", document);
        cloud.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
    }

    private void refused(Caller caller, String message) {
        cloud.refusesAs(
                caller,
                403,
                "AccessDenied",
                message,
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").build());
    }

    private static String sentence(Caller caller, String because) {
        return "User: " + caller.arn() + " is not authorized to perform: s3:GetObject on resource:"
                + " \"arn:aws:s3:::box/k\" " + because;
    }

    @Test
    void theReasonIsToldToCallersOfTheSameOrganizationOnly() {
        cloud.put("box", "k", "x");
        Caller colleague = Cloud.rootOf(Cloud.OTHER);
        refused(colleague, "Access Denied");
        join(Cloud.ACCOUNT);
        refused(colleague, "Access Denied");
        join(Cloud.OTHER);

        refused(colleague, sentence(colleague, "because no resource-based policy allows the s3:GetObject action"));
    }

    @Test
    void aResourceControlPolicyOverrulesTheBucketsOwn() {
        cloud.put("box", "k", "x");
        cloud.openBucket("box");
        cloud.policy("box", Cloud.grant("Allow", EVERYONE, "s3:GetObject", OBJECTS));
        policy(RESOURCE_CONTROL_POLICY, "p-rcp00001", Cloud.grant("Deny", EVERYONE, "s3:GetObject", OBJECTS));
        assertEquals("x", cloud.get("box", "k"));
        join(Cloud.ACCOUNT, "p-rcp00001");
        Caller colleague = Cloud.rootOf(Cloud.OTHER);

        refused(
                Cloud.root(),
                sentence(
                        Cloud.root(),
                        "with an explicit deny in a resource control policy: arn:aws:organizations::" + MANAGEMENT
                                + ":policy/" + ID + "/resource_control_policy/p-rcp00001"));
        refused(colleague, "Access Denied");
        refused(Cloud.anyone(), "Access Denied");
    }

    @Test
    void aServiceControlPolicyLimitsTheRootUser() {
        cloud.put("box", "k", "x");
        policy(
                SERVICE_CONTROL_POLICY,
                "p-scp00001",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:Get*\",\"Resource\":\""
                        + OBJECTS + "\"}}");
        join(Cloud.ACCOUNT, "p-scp00001");

        refused(
                Cloud.root(),
                sentence(
                        Cloud.root(),
                        "with an explicit deny in a service control policy: arn:aws:organizations::" + MANAGEMENT
                                + ":policy/" + ID + "/service_control_policy/p-scp00001"));
    }
}
