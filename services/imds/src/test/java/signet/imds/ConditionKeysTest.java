package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static signet.imds.World.ACCOUNT;
import static signet.imds.World.ONE;
import static signet.imds.World.OTHER;
import static signet.imds.World.TRUST_EC2;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.RequestInfo;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/**
 * The condition keys that bind credentials to their instance, in the policies that they are for (IAM User Guide, "AWS
 * global condition context keys: properties of a network"; EC2 User Guide, "IAM roles").
 */
class ConditionKeysTest {
    private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String OBJECT = "arn:aws:s3:::company-reports/q3.txt";

    @TempDir
    Path directory;

    private World world;
    private Role role;

    @BeforeEach
    void open() {
        world = new World(directory);
        role = world.holding(ONE, "S3Access", TRUST_EC2);
        world.associate(OTHER, world.profile("other", role), "associated");
    }

    @AfterEach
    void close() {
        world.close();
    }

    /** Each holds for credentials that instance one fetched with a token, and for neither its plain ones nor another's. */
    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0000', textBlock = """
            "ArnEquals":{"ec2:SourceInstanceARN":"arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001"} ; true
            "StringEquals":{"ec2:SourceInstanceARN":"arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001"} ; true
            "ArnLike":{"EC2:sourceinstancearn":"arn:aws:ec2:*:*:instance/i-*1"} ; true
            "NumericEquals":{"ec2:RoleDelivery":"2.0"} ; false
            "NumericGreaterThanEquals":{"ec2:RoleDelivery":"2.0"} ; false
            "StringEquals":{"aws:EC2InstanceSourceVPC":"vpc-01"} ; true
            "StringEquals":{"aws:EC2InstanceSourcePrivateIPv4":"172.31.16.10"} ; true
            "IpAddress":{"aws:Ec2InstanceSourcePrivateIPv4":"172.31.16.0/24"} ; true
            "Null":{"ec2:SourceInstanceARN":"false"} ; true
            """, delimiter = ';')
    void anIdentityPolicyMayRequireWhereCredentialsWereDelivered(String condition, boolean versionOneToo) {
        Role allowed = allowing(condition.strip());

        assertEquals(true, allowed(fetched(ONE, true), allowed, null));
        assertEquals(versionOneToo, allowed(fetched(ONE, false), allowed, null));
        assertFalse(
                allowed(withoutKeys(fetched(ONE, true)), allowed, null), "credentials of AssumeRole have no such keys");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\u0000', textBlock = """
            "ArnNotEquals":{"ec2:SourceInstanceARN":"arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001"}
            "NumericLessThan":{"ec2:RoleDelivery":"2.0"}
            "StringNotEquals":{"aws:EC2InstanceSourceVPC":"vpc-01"}
            "NotIpAddress":{"aws:EC2InstanceSourcePrivateIPv4":"172.31.16.10/32"}
            """)
    void aBucketPolicyMayDenyTheRest(String condition) {
        Role allowed = allowing("\"Null\":{\"aws:TokenIssueTime\":\"false\"}");
        String bucket = policy("\"Deny\",\"Principal\":\"*\"", condition);
        boolean aboutVersion = condition.contains("RoleDelivery");
        boolean aboutNetwork = condition.contains("SourceVPC");

        assertEquals(true, allowed(fetched(ONE, true), allowed, bucket));
        assertEquals(!aboutVersion, allowed(fetched(ONE, false), allowed, bucket));
        assertEquals(aboutVersion || aboutNetwork, allowed(fetched(OTHER, true), allowed, bucket));
    }

    @ParameterizedTest
    @CsvSource({
        "ec2:SourceInstanceARN, arn:aws:ec2:us-east-1:123456789012:instance/i-00000000000000001",
        "ec2:RoleDelivery, 2.0",
        "aws:Ec2InstanceSourceVpc, vpc-01",
        "aws:Ec2InstanceSourcePrivateIPv4, 172.31.16.10"
    })
    void aBucketPolicyMayGrantByEach(String key, String value) {
        String bucket = policy(
                "\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:root\"}",
                "\"StringEquals\":{\"" + key + "\":\"" + value + "\"}");
        String toSession = policy(
                "\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/S3Access/" + ONE + "\"}",
                "\"StringEquals\":{\"" + key + "\":\"" + value + "\"}");

        assertFalse(
                allowed(fetched(ONE, true), role, bucket), "to the account: the role's own policy has to allow it too");
        assertEquals(true, allowed(fetched(ONE, true), role, toSession));
        assertFalse(allowed(fetched(OTHER, true), role, toSession));
    }

    @Test
    void anIdentityPolicyMayComeFromTheSameNetworkByVariable() {
        Role guarded = allowing("\"StringEquals\":{\"aws:SourceVpc\":\"${aws:Ec2InstanceSourceVpc}\"}");

        assertFalse(allowed(fetched(ONE, true), guarded, null), "no request comes through a VPC endpoint here");
    }

    @Test
    void anInstancesOwnRoleMayDoNothingWhateverAPolicySays() {
        String path = "/latest/meta-data/identity-credentials/ec2/security-credentials/ec2-instance";
        Session session = world.session(world.get(path, TOKEN, world.token(ONE, 60)));
        Role own = signet.identity.InstanceIdentity.role(ACCOUNT);

        assertFalse(allowed(session, own, null));
        assertFalse(allowed(session, own, policy("\"Allow\",\"Principal\":\"*\"", "")));
        String toSession = "\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/"
                + ONE + "\"}";
        assertFalse(allowed(session, own, policy(toSession, "")));
    }

    private boolean allowed(Session session, Role current, @Nullable String bucketPolicy) {
        RequestInfo info =
                new RequestInfo("id", world.clock.instant(), "us-east-1", "172.31.16.10", true, "test", null);
        Access access = Access.to("s3:GetObject", OBJECT).ownedBy(ACCOUNT);
        if (bucketPolicy != null) {
            access = access.guardedBy(new SourcedPolicy(
                    "company-reports", true, new PolicyTexts().compiled(PolicyKind.RESOURCE, bucketPolicy)));
        }
        Caller caller = new Caller.RoleSession(current, session);
        return world.authorizer
                .decide(caller, info, world.state.current(), access)
                .decision()
                .allowed();
    }

    private Session fetched(String instance, boolean withToken) {
        MetadataResponse document = withToken
                ? world.send(instance, "GET", ROLES + "S3Access", TOKEN, world.token(instance, 60))
                : world.send(instance, "GET", ROLES + "S3Access");
        return world.session(document);
    }

    private Role allowing(String condition) {
        SortedMap<String, String> inline = new TreeMap<>();
        inline.put("reports", policy("\"Allow\"", condition));
        Role changed = world.state
                .current()
                .findOne(Tables.ROLES_BY_ID, role.id())
                .orElseThrow()
                .withInline(inline);
        world.put(changed);
        return changed;
    }

    private static String policy(String effectAndPrincipal, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":" + effectAndPrincipal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"" + OBJECT + "\",\"Condition\":{" + condition + "}}]}";
    }

    private static Session withoutKeys(Session session) {
        return new Session(
                session.accessKeyId(),
                session.secret(),
                session.account(),
                session.kind(),
                session.principalId(),
                session.name(),
                session.issued(),
                session.expires(),
                session.mfa(),
                session.policy(),
                session.policyArns(),
                session.tags(),
                session.transitiveTags(),
                session.sourceIdentity(),
                session.chained(),
                java.util.Map.of());
    }
}
