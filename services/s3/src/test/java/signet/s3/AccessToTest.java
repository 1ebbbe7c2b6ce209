package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.model.s3.CreateBucketInput;
import signet.model.s3.PublicAccessBlockConfiguration;
import signet.model.s3.PutPublicAccessBlockInput;
import signet.model.s3.S3Operations;
import signet.policy.SourcedPolicy;

/** What it takes to do something to a bucket or an object, asked without doing it. */
class AccessToTest {
    private static final String BUCKET = "arn:aws:s3:::reports";
    private static final String OBJECT = BUCKET + "/2026/q4.txt";

    @TempDir
    Path folder;

    private Cloud cloud;

    @BeforeEach
    void open() {
        cloud = Cloud.open(folder);
        cloud.makeBucket("reports");
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private void restrict(boolean restricted) {
        cloud.call(
                S3Operations.PUT_PUBLIC_ACCESS_BLOCK,
                PutPublicAccessBlockInput.builder()
                        .bucket("reports")
                        .publicAccessBlockConfiguration(
                                new PublicAccessBlockConfiguration(false, false, false, restricted))
                        .build());
    }

    private static Optional<List<String>> key(Access access, String key) {
        return access.keys().get(key);
    }

    @Test
    void aBucketIsItsOwnersWhoeverAsks() {
        Caller stranger = cloud.user(Cloud.OTHER, "stranger", Cloud.ALLOW_ALL);
        for (Caller caller : List.of(Cloud.root(), stranger, Cloud.anyone())) {
            Access access = cloud.access(caller, "s3:ListBucket", BUCKET);
            assertEquals("s3:ListBucket", access.action());
            assertEquals(BUCKET, access.resource());
            assertEquals(Cloud.ACCOUNT, access.resourceAccount());
            assertEquals(Optional.of(List.of(Cloud.ACCOUNT)), key(access, "s3:ResourceAccount"));
        }
    }

    @Test
    void anObjectIsTheBucketOwnersAndNeedNotBeThere() {
        Access access = cloud.access(Cloud.rootOf(Cloud.OTHER), "s3:GetObject", OBJECT);

        assertEquals(OBJECT, access.resource());
        assertEquals(Cloud.ACCOUNT, access.resourceAccount());
        assertNull(access.resourcePolicy());
    }

    @Test
    void aBucketOfTheOtherAccountIsThatAccounts() {
        cloud.callAs(
                Cloud.rootOf(Cloud.OTHER),
                S3Operations.CREATE_BUCKET,
                CreateBucketInput.builder().bucket("theirs").build());

        assertEquals(
                Cloud.OTHER,
                cloud.access(Cloud.root(), "s3:GetObject", "arn:aws:s3:::theirs/k")
                        .resourceAccount());
        assertFalse(cloud.may(Cloud.root(), "s3:GetObject", "arn:aws:s3:::theirs/k"));
        assertTrue(cloud.may(Cloud.rootOf(Cloud.OTHER), "s3:GetObject", "arn:aws:s3:::theirs/k"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::nosuch",
                "arn:aws:s3:::nosuch/key",
                "arn:aws:s3:::report",
                "arn:aws:s3:::Reports",
                "arn:aws:s3:::",
                "arn:aws:s3:us-east-1::reports",
                "arn:aws:iam::123456789012:user/reports",
                "reports",
                "*",
                ""
            })
    void whatIsNoBucketHasNoAccess(String resource) {
        assertEquals(
                Optional.empty(),
                cloud.service.accessTo(cloud.state.current(), Cloud.root(), "s3:GetObject", resource));
    }

    @Test
    void whoSignedBringsTheVersionOfTheSignatureAndNobodyBringsNone() {
        assertEquals(
                Optional.of(List.of("AWS4-HMAC-SHA256")),
                key(cloud.access(Cloud.root(), "s3:GetObject", OBJECT), "s3:signatureversion"));
        assertEquals(
                Optional.empty(), key(cloud.access(Cloud.anyone(), "s3:GetObject", OBJECT), "s3:signatureversion"));
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject,arn:aws:s3:::reports/2026/q4.txt,true",
        "s3:GetObject,arn:aws:s3:::reports/2025/q4.txt,false",
        "s3:PutObject,arn:aws:s3:::reports/2026/q4.txt,false",
        "s3:GetObject,arn:aws:s3:::reports/2026/,true",
        "s3:ListBucket,arn:aws:s3:::reports,false",
    })
    void aBucketPolicyHasItsSayAboutAnotherAccountsUser(String action, String resource, boolean allowed) {
        Caller stranger = cloud.user(Cloud.OTHER, "stranger", Cloud.ALLOW_ALL);
        cloud.policy(
                "reports",
                Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", "s3:GetObject", BUCKET + "/2026/*"));

        assertEquals(allowed, cloud.may(stranger, action, resource));
    }

    @Test
    void aBucketPolicyIsNamedByItsBucket() {
        cloud.policy("reports", Cloud.grant("Deny", "\"*\"", "s3:DeleteBucket", BUCKET));

        SourcedPolicy policy =
                cloud.access(Cloud.root(), "s3:DeleteBucket", BUCKET).resourcePolicy();
        assertNotNull(policy);
        assertEquals("reports", policy.source());
        assertTrue(policy.inline());
    }

    @Test
    void aDenialOfTheBucketPolicyHoldsForTheOwnersUsersToo() {
        Caller ann = cloud.user("ann", Cloud.ALLOW_ALL);
        assertTrue(cloud.may(ann, "s3:DeleteBucket", BUCKET));

        cloud.policy("reports", Cloud.grant("Deny", "\"*\"", "s3:DeleteBucket", BUCKET));

        assertFalse(cloud.may(ann, "s3:DeleteBucket", BUCKET));
        assertTrue(cloud.may(ann, "s3:ListBucket", BUCKET));
    }

    @Test
    void aUserOfTheOwnerNeedsHisPolicyOrTheBuckets() {
        Caller ben = cloud.user("ben", "");
        assertFalse(cloud.may(ben, "s3:GetObject", OBJECT));

        cloud.policy("reports", Cloud.grant("Allow", "{\"AWS\":\"" + ben.arn() + "\"}", "s3:GetObject", BUCKET + "/*"));

        assertTrue(cloud.may(ben, "s3:GetObject", OBJECT));
        assertFalse(cloud.may(cloud.user("cara", ""), "s3:GetObject", OBJECT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"})
    void noBucketPolicyKeepsTheOwnersRootFromTheBucketPolicy(String action) {
        cloud.policy("reports", Cloud.grant("Deny", "\"*\"", "s3:*", BUCKET, BUCKET + "/*"));

        assertTrue(cloud.may(Cloud.root(), action, BUCKET));
        assertFalse(cloud.may(Cloud.root(), "s3:ListBucket", BUCKET));
        assertFalse(cloud.may(cloud.user("ann", Cloud.ALLOW_ALL), action, BUCKET));
        assertFalse(cloud.may(Cloud.rootOf(Cloud.OTHER), action, BUCKET));
    }

    @Test
    void thePrivilegeOfTheOwnersRootIsAboutBucketsAndNoObject() {
        cloud.policy("reports", Cloud.grant("Deny", "\"*\"", "s3:*", BUCKET, BUCKET + "/*"));

        assertFalse(cloud.may(Cloud.root(), "s3:GetBucketPolicy", BUCKET + "/policy"));
    }

    @Test
    void aPublicPolicyIsForAnybodyUntilPublicBucketsAreRestricted() {
        Caller stranger = cloud.user(Cloud.OTHER, "stranger", Cloud.ALLOW_ALL);
        Caller ben = cloud.user("ben", "");
        restrict(false);
        cloud.policy("reports", Cloud.grant("Allow", "\"*\"", "s3:GetObject", BUCKET + "/*"));
        for (Caller caller : List.of(stranger, ben, Cloud.anyone())) {
            assertTrue(cloud.may(caller, "s3:GetObject", OBJECT), caller.arn());
        }

        restrict(true);

        assertFalse(cloud.may(stranger, "s3:GetObject", OBJECT));
        assertFalse(cloud.may(Cloud.anyone(), "s3:GetObject", OBJECT));
        assertTrue(cloud.may(ben, "s3:GetObject", OBJECT));
    }

    @Test
    void aPolicyThatIsNotPublicIsNotRestricted() {
        Caller stranger = cloud.user(Cloud.OTHER, "stranger", Cloud.ALLOW_ALL);
        cloud.policy(
                "reports", Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", "s3:GetObject", BUCKET + "/*"));

        restrict(true);

        assertTrue(cloud.may(stranger, "s3:GetObject", OBJECT));
    }

    @Test
    void aServiceIsHeardByAPublicPolicyEvenWhenRestricted() {
        restrict(false);
        cloud.policy("reports", Cloud.grant("Allow", "\"*\"", "s3:GetObject", BUCKET + "/*"));
        restrict(true);

        assertNotNull(cloud.access(new Caller.AwsService("cloudtrail.amazonaws.com"), "s3:GetObject", OBJECT)
                .resourcePolicy());
        assertNull(cloud.access(Cloud.anyone(), "s3:GetObject", OBJECT).resourcePolicy());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObject,true",
        "s3:GetObjectTagging,true",
        "s3:PutObjectTagging,true",
        "s3:PutObject,false",
        "s3:DeleteObject,false",
        "s3:AbortMultipartUpload,false",
    })
    void theTagsOfAnObjectThatIsThereAreKeysAsInTheRequest(String action, boolean known) {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("reports", "2026/q4.txt", "x").tagging("team=red").build());

        assertEquals(
                known ? Optional.of(List.of("red")) : Optional.empty(),
                key(cloud.access(Cloud.root(), action, OBJECT), "s3:ExistingObjectTag/team"));
        assertEquals(
                Optional.empty(), key(cloud.access(Cloud.root(), action, OBJECT + "2"), "s3:ExistingObjectTag/team"));
    }

    @Test
    void askingChangesNothing() {
        long there = cloud.fileCount();

        cloud.may(Cloud.root(), "s3:PutObject", OBJECT);
        cloud.may(Cloud.root(), "s3:DeleteBucket", BUCKET);

        assertEquals(there, cloud.fileCount());
        assertEquals(List.of(), cloud.keys("reports"));
    }

    @Test
    void aKeyMayHaveSlashesAndColons() {
        Access access = cloud.access(Cloud.root(), "s3:GetObject", BUCKET + "//a:b/c d");

        assertEquals(BUCKET + "//a:b/c d", access.resource());
    }
}
