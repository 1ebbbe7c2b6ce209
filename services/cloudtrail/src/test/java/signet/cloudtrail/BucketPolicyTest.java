package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.RequestInfo;
import signet.authz.Requests;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationalUnit;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Tables;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.s3.GetBucketAclInput;
import signet.model.s3.GetBucketAclOutput;
import signet.model.s3.PutObjectInput;
import signet.model.s3.PutObjectOutput;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.store.embedded.EmbeddedStore;

/**
 * A bucket's policy decides whether CloudTrail may deliver, by the one authorizer (CloudTrail User Guide, "Amazon S3 bucket policy
 * for CloudTrail": what it shows is allowed here, and what it warns of is refused).
 */
class BucketPolicyTest {
    private static final String OWNER = World.OTHER;
    private static final String ACL_CHECK = statement("Allow", "s3:GetBucketAcl", "arn:aws:s3:::logs", "");
    private static final String KEYS = "arn:aws:s3:::logs/AWSLogs/123456789012/*";
    private static final String FULL_CONTROL = "\"s3:x-amz-acl\":\"bucket-owner-full-control\"";
    private static final TrailRecord TRAIL = TrailRecord.create(
            World.ACCOUNT, World.REGION, "mine", new TrailSettings("logs", null, true, false, true), Map.of());

    @TempDir
    private Path directory = Path.of("");

    private final Ids ids = new Ids(new Random(1)::nextBytes);
    private @Nullable State opened;

    @BeforeEach
    void open() {
        opened = State.open(EmbeddedStore.open(directory.resolve("store")), Tables.all());
        for (String account : List.of(World.ACCOUNT, OWNER)) {
            state().change(tx -> tx.put(Tables.ACCOUNTS, account, new Account(account, null, World.START)));
        }
    }

    @AfterEach
    void close() {
        state().close();
    }

    private State state() {
        return Objects.requireNonNull(opened);
    }

    private static String statement(String effect, String action, String resource, String condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":{\"Service\":\"cloudtrail.amazonaws.com\"},\"Action\":\""
                + action + "\",\"Resource\":\"" + resource + "\""
                + (condition.isEmpty() ? "" : ",\"Condition\":{\"StringEquals\":{" + condition + "}}") + "}";
    }

    private static String write(String condition) {
        return statement("Allow", "s3:PutObject", KEYS, condition);
    }

    /** S3 with one bucket, whose policy is all that it asks. */
    private final class OneBucket implements Requests {
        private final SourcedPolicy policy;
        private final Authorizer authorizer =
                new Authorizer(new CallerPolicies(new Permissions(ManagedPolicies.load(), new PolicyTexts())));

        OneBucket(String... statements) {
            String text = "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
            try {
                policy = new SourcedPolicy("bucket policy", true, Policy.parse(PolicyKind.RESOURCE, text));
            } catch (MalformedPolicyException e) {
                throw new AssertionError(text, e);
            }
        }

        @Override
        @SuppressWarnings("unchecked") // an operation's answer is of its type
        public <I, O> O send(Caller caller, RequestInfo info, OperationModel<I, O> model, I input) {
            return (O)
                    switch (input) {
                        case GetBucketAclInput get -> {
                            require(caller, info, Access.to("s3:GetBucketAcl", "arn:aws:s3:::" + get.bucket()));
                            yield GetBucketAclOutput.builder().build();
                        }
                        case PutObjectInput put -> {
                            Access access = Access.to("s3:PutObject", "arn:aws:s3:::" + put.bucket() + "/" + put.key());
                            require(caller, info, access.with("s3:x-amz-acl", String.valueOf(put.acl())));
                            yield PutObjectOutput.builder().build();
                        }
                        default -> throw new AssertionError(model.name());
                    };
        }

        private void require(Caller caller, RequestInfo info, Access access) {
            Access guarded = access.ownedBy(OWNER).guardedBy(policy);
            if (!authorizer
                    .decide(caller, info, state().current(), guarded)
                    .decision()
                    .allowed()) {
                throw World.denied();
            }
        }
    }

    /** What making a trail says to a bucket with these statements; empty if it is content. */
    private String answer(String... statements) {
        try {
            new LogBucket(new OneBucket(statements), ids).require(TRAIL, World.START);
            return "";
        } catch (AwsError e) {
            return e.code();
        }
    }

    @Test
    void thePolicyOfAmazonsGuideLetsCloudTrailIn() {
        String source = "\"aws:SourceArn\":\"" + TRAIL.arn() + "\"";

        assertEquals("", answer(ACL_CHECK, write(FULL_CONTROL)));
        assertEquals(
                "",
                answer(
                        statement("Allow", "s3:GetBucketAcl", "arn:aws:s3:::logs", source),
                        write(FULL_CONTROL + "," + source)));
    }

    @ParameterizedTest
    @CsvSource({
        "aws:SourceArn, arn:aws:cloudtrail:us-east-1:123456789012:trail/mine, true",
        "aws:SourceArn, arn:aws:cloudtrail:us-east-1:123456789012:trail/other, false",
        "aws:SourceArn, arn:aws:cloudtrail:us-east-1:999999999999:trail/mine, false",
        "aws:SourceAccount, 123456789012, true",
        "aws:SourceAccount, 999999999999, false",
        "s3:x-amz-acl, bucket-owner-full-control, true",
        "s3:x-amz-acl, private, false",
        "aws:PrincipalServiceName, cloudtrail.amazonaws.com, true",
        "aws:PrincipalIsAWSService, true, true",
        "aws:PrincipalAccount, 123456789012, false",
    })
    void aConditionMayDemandForWhichTrailAndHowItIsWritten(String key, String value, boolean allowed) {
        String condition = "\"" + key + "\":\"" + value + "\"";

        assertEquals(
                allowed ? "" : "InsufficientS3BucketPolicyException", answer(ACL_CHECK, write(condition)), condition);
    }

    @Test
    void aBucketWithoutOneOfTheTwoStatementsKeepsCloudTrailOut() {
        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK));
        assertEquals("InsufficientS3BucketPolicyException", answer(write(FULL_CONTROL)));
    }

    @Test
    void anotherAccountsFolderIsNotTheTrails() {
        String other = statement("Allow", "s3:PutObject", "arn:aws:s3:::logs/AWSLogs/999999999999/*", "");

        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK, other));
    }

    @Test
    void anotherServicesPermissionIsNotCloudTrails() {
        String other = write(FULL_CONTROL).replace("cloudtrail.amazonaws.com", "delivery.logs.amazonaws.com");

        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK, other));
    }

    @Test
    void aDenyWins() {
        String never = statement("Deny", "s3:PutObject", KEYS, "");
        String onlyOwn = "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"" + KEYS
                + "\",\"Condition\":{\"StringNotEquals\":{\"aws:SourceAccount\":\"999999999999\"}}}";

        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK, write(FULL_CONTROL), never));
        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK, write(FULL_CONTROL), onlyOwn));
    }

    @Test
    void aPolicyMayAskForTheTrailsOrganization() {
        String organization = "o-a1b2c3d4e5";
        String write = write("\"aws:SourceOrgID\":\"" + organization + "\"");
        assertEquals("InsufficientS3BucketPolicyException", answer(ACL_CHECK, write));

        Instant now = Clock.fixed(World.START, ZoneOffset.UTC).instant();
        state().change(tx -> {
            tx.put(
                    Tables.ORGANIZATIONS,
                    organization,
                    new Organization(organization, World.ACCOUNT, "r-ab12", List.of(), now));
            OrganizationalUnit root = new OrganizationalUnit(organization, "r-ab12", null, "Root", List.of());
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(
                    Tables.MEMBER_ACCOUNTS,
                    World.ACCOUNT,
                    new MemberAccount(organization, World.ACCOUNT, "r-ab12", "n", "root@example.com", now, List.of()));
        });
        assertEquals("", answer(ACL_CHECK, write));
    }
}
