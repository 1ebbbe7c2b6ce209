package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Tables;
import signet.model.iam.EvaluationResult;
import signet.model.iam.IamOperations;
import signet.model.iam.OrganizationsDecisionDetail;
import signet.model.iam.PolicyIdentifier;
import signet.model.iam.SimulatePrincipalPolicyInput;

/** The simulator knows the service control policies of the account that it simulates for. */
class SimulationInOrganizationTest extends CloudTest {
    private static final String ID = "o-a1b2c3d4e5";
    private static final String ROOT = "r-ab12";
    private static final Instant NOW = Instant.parse("2026-11-23T09:00:00Z");

    private void join(String manager) {
        Organization organization = new Organization(ID, manager, ROOT, List.of(SERVICE_CONTROL_POLICY), NOW);
        OrganizationalUnit root = new OrganizationalUnit(ID, ROOT, null, "Root", List.of("p-FullAWSAccess"));
        OrganizationPolicy noS3 = new OrganizationPolicy(ID, "p-scp00001", SERVICE_CONTROL_POLICY, "no S3", "", """
                        {"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":["ec2:*","iam:*"],"Resource":"*"}}""");
        MemberAccount member =
                new MemberAccount(ID, Cloud.ACCOUNT, ROOT, "n", "root@example.com", NOW, List.of(noS3.id()));
        cloud.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, ID, organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.ORGANIZATION_POLICIES, noS3.key(), noS3);
            tx.put(Tables.MEMBER_ACCOUNTS, Cloud.ACCOUNT, member);
        });
    }

    private EvaluationResult simulated(String action, PolicyIdentifier... excluded) {
        return Objects.requireNonNull(cloud.call(
                                IamOperations.SIMULATE_PRINCIPAL_POLICY,
                                SimulatePrincipalPolicyInput.builder()
                                        .policySourceArn("arn:aws:iam::" + Cloud.ACCOUNT + ":user/u")
                                        .actionNames(List.of(action))
                                        .policyExclusionList(List.of(excluded))
                                        .build())
                        .evaluationResults())
                .getFirst();
    }

    @Test
    void anAccountInNoOrganizationHearsNothingOfIt() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);

        assertNull(simulated("s3:PutObject").organizationsDecisionDetail());
    }

    @Test
    void theOrganizationsPoliciesCanBeLeftOut() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        join("999988887777");

        EvaluationResult result = simulated("s3:PutObject", new PolicyIdentifier("scp", null, null));

        assertEquals("allowed", result.evalDecision());
        assertEquals(new OrganizationsDecisionDetail(true), result.organizationsDecisionDetail());
    }

    private void assertSimulated(String action, String decision, boolean byOrganization) {
        assertEquals(decision, simulated(action).evalDecision());
        assertEquals(
                new OrganizationsDecisionDetail(byOrganization),
                simulated(action).organizationsDecisionDetail());
    }

    @Test
    void whatTheOrganizationDoesNotAllowIsNotAllowed() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        join("999988887777");

        assertSimulated("s3:PutObject", "implicitDeny", false);
        assertSimulated("ec2:RunInstances", "allowed", true);
    }

    @Test
    void theManagementAccountIsNotLimited() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        join(Cloud.ACCOUNT);

        assertSimulated("s3:PutObject", "allowed", true);
    }
}
