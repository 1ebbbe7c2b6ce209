package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.model.AwsError;
import signet.model.s3.DeleteObjectInput;
import signet.model.s3.DeleteObjectTaggingInput;
import signet.model.s3.GetObjectTaggingInput;
import signet.model.s3.PutObjectInput;
import signet.model.s3.PutObjectTaggingInput;
import signet.model.s3.S3Operations;
import signet.model.s3.Tag;
import signet.model.s3.Tagging;

/** What Signet does not have is refused, and nothing is stored; and tags of objects. */
class RefusalTest extends CloudTest {
    interface Change extends UnaryOperator<PutObjectInput.Builder> {}

    private static Arguments not(String header, Change change) {
        return Arguments.of(
                501,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                header,
                change);
    }

    private static Arguments acl(Change change) {
        return Arguments.of(400, "AccessControlListNotSupported", "The bucket does not allow ACLs", "", change);
    }

    private static Arguments lock(Change change) {
        return Arguments.of(400, "InvalidRequest", "Bucket is missing Object Lock Configuration", "", change);
    }

    static Stream<Arguments> unsupported() {
        return Stream.of(
                not("x-amz-server-side-encryption", input -> input.serverSideEncryption("aws:kms")),
                not("x-amz-server-side-encryption", input -> input.serverSideEncryption("AES256")),
                not("x-amz-server-side-encryption-aws-kms-key-id", input -> input.ssekmsKeyId("k")),
                not("x-amz-server-side-encryption-context", input -> input.ssekmsEncryptionContext("c")),
                not("x-amz-server-side-encryption-bucket-key-enabled", input -> input.bucketKeyEnabled(true)),
                not(
                        "x-amz-server-side-encryption-customer-algorithm",
                        input -> input.sseCustomerAlgorithm("AES256").sseCustomerKey("x")),
                not("x-amz-website-redirect-location", input -> input.websiteRedirectLocation("/x")),
                not("x-amz-write-offset-bytes", input -> input.writeOffsetBytes(0L)),
                acl(input -> input.acl("public-read")),
                acl(input -> input.acl("private")),
                acl(input -> input.grantRead("id=1")),
                acl(input -> input.grantFullControl("id=1")),
                lock(input -> input.objectLockMode("GOVERNANCE")),
                lock(input -> input.objectLockRetainUntilDate(Instant.EPOCH)),
                lock(input -> input.objectLockLegalHoldStatus("ON")),
                Arguments.of(400, "InvalidStorageClass", "The storage class you specified is not valid", "", (Change)
                        input -> input.storageClass("GLACIER")));
    }

    @ParameterizedTest
    @MethodSource("unsupported")
    void whatIsNotThereIsRefused(int status, String code, String message, String header, Change change) {
        AwsError error = cloud.refuses(
                status,
                code,
                message,
                S3Operations.PUT_OBJECT,
                change.apply(Cloud.putting("box", "k", "x")).build());
        if (!header.isEmpty()) {
            assertEquals(Map.of("Header", header), error.details());
        }
        assertEquals(0, cloud.fileCount());
    }

    @Test
    void whatIsTheDefaultAnywayIsTaken() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x")
                        .acl("bucket-owner-full-control")
                        .storageClass("STANDARD")
                        .build());
        assertEquals("x", cloud.get("box", "k"));
    }

    @Test
    void aPolicyIsAskedBeforeAnythingIsRefused() {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"*\","
                + "\"Resource\":\"*\"},{\"Effect\":\"Deny\",\"Action\":\"s3:PutObject\",\"Resource\":\"*\","
                + "\"Condition\":{\"StringEquals\":{\"s3:x-amz-acl\":\"public-read\"}}}]}";
        AwsError error = cloud.errorAs(
                cloud.user("u", policy),
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").acl("public-read").build());
        assertEquals(
                "User: arn:aws:iam::123456789012:user/u is not authorized to perform: s3:PutObject on resource:"
                        + " \"arn:aws:s3:::box/k\" with an explicit deny in an identity-based policy",
                error.message());
    }

    @Test
    void theOnlyVersionIsNull() {
        cloud.put("box", "k", "x");
        assertEquals(
                "x",
                Cloud.text(cloud.call(
                        S3Operations.GET_OBJECT,
                        Cloud.getting("box", "k").versionId("null").build())));
        AwsError error = cloud.refuses(
                400,
                "InvalidArgument",
                "Invalid version id specified",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").versionId("abc").build());
        assertEquals(Map.of("ArgumentName", "versionId", "ArgumentValue", "abc"), error.details());
        cloud.deniesOwn(
                cloud.user("u", Cloud.allow("s3:GetObject", "*")),
                "s3:GetObjectVersion",
                "arn:aws:s3:::box/k",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").versionId("null").build());
        cloud.refuses(
                400,
                "InvalidArgument",
                "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
                S3Operations.DELETE_OBJECT,
                DeleteObjectInput.builder()
                        .bucket("box")
                        .key("k")
                        .bypassGovernanceRetention(true)
                        .build());
    }

    @Test
    void metadataHasALimit() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x")
                        .metadata(Map.of("k", "v".repeat(2047)))
                        .build());
        AwsError error = cloud.refuses(
                400,
                "MetadataTooLarge",
                "Your metadata headers exceed the maximum allowed metadata size",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x")
                        .metadata(Map.of("k", "v".repeat(2048)))
                        .build());
        assertEquals(Map.of("Size", "2049", "MaxSizeAllowed", "2048"), error.details());
    }

    private static PutObjectTaggingInput tagging(String key, Tag... tags) {
        return PutObjectTaggingInput.builder()
                .bucket("box")
                .key(key)
                .tagging(new Tagging(List.of(tags)))
                .build();
    }

    private List<Tag> tags(String key) {
        return cloud.call(
                        S3Operations.GET_OBJECT_TAGGING,
                        GetObjectTaggingInput.builder().bucket("box").key(key).build())
                .tagSet();
    }

    @Test
    void tagsComeAndGoWithoutTouchingTheBytes() {
        String etag = cloud.put("box", "k", "x");
        assertEquals(List.of(), tags("k"));
        cloud.call(S3Operations.PUT_OBJECT_TAGGING, tagging("k", new Tag("b", "2"), new Tag("a", "")));
        assertEquals(List.of(new Tag("a", ""), new Tag("b", "2")), tags("k"));
        cloud.call(
                S3Operations.DELETE_OBJECT_TAGGING,
                DeleteObjectTaggingInput.builder().bucket("box").key("k").build());
        assertEquals(List.of(), tags("k"));
        assertEquals("x", cloud.get("box", "k"));
        assertEquals(
                etag,
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "k").build())
                        .eTag());
    }

    @Test
    void wrongTagsAreRefused() {
        cloud.put("box", "k", "x");
        Tag[] many = IntStream.range(0, 11).mapToObj(i -> new Tag("k" + i, "v")).toArray(Tag[]::new);
        cloud.refuses(
                400,
                "BadRequest",
                "Object tags cannot be greater than 10",
                S3Operations.PUT_OBJECT_TAGGING,
                tagging("k", many));
        cloud.refusesAs(
                Cloud.root(),
                "InvalidTag",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").tagging("a=1&a=2").build());
        cloud.refusesAs(
                Cloud.root(),
                "InvalidArgument",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").tagging("a=%zz").build());
        cloud.refuses(
                404,
                "NoSuchKey",
                "The specified key does not exist.",
                S3Operations.PUT_OBJECT_TAGGING,
                tagging("none", new Tag("a", "1")));
    }

    @Test
    void taggingMayBeAllowedByTag() {
        cloud.put("box", "k", "x");
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\","
                + "\"Action\":\"s3:PutObjectTagging\",\"Resource\":\"*\",\"Condition\":{"
                + "\"StringEquals\":{\"s3:RequestObjectTag/team\":\"red\"},"
                + "\"ForAllValues:StringEquals\":{\"s3:RequestObjectTagKeys\":[\"team\"]}}}}";
        var user = cloud.user("u", policy);
        cloud.callAs(user, S3Operations.PUT_OBJECT_TAGGING, tagging("k", new Tag("team", "red")));
        cloud.deniesOwn(
                user,
                "s3:PutObjectTagging",
                "arn:aws:s3:::box/k",
                S3Operations.PUT_OBJECT_TAGGING,
                tagging("k", new Tag("team", "red"), new Tag("more", "1")));
    }
}
