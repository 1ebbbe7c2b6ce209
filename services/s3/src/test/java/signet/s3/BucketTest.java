package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.s3.Bucket;
import signet.model.s3.CreateBucketConfiguration;
import signet.model.s3.CreateBucketInput;
import signet.model.s3.DeleteBucketInput;
import signet.model.s3.DeleteBucketTaggingInput;
import signet.model.s3.DeletePublicAccessBlockInput;
import signet.model.s3.GetBucketAclInput;
import signet.model.s3.GetBucketLocationInput;
import signet.model.s3.GetBucketOwnershipControlsInput;
import signet.model.s3.GetBucketTaggingInput;
import signet.model.s3.GetBucketVersioningInput;
import signet.model.s3.GetPublicAccessBlockInput;
import signet.model.s3.HeadBucketInput;
import signet.model.s3.ListBucketsInput;
import signet.model.s3.ListBucketsOutput;
import signet.model.s3.PublicAccessBlockConfiguration;
import signet.model.s3.PutBucketTaggingInput;
import signet.model.s3.PutPublicAccessBlockInput;
import signet.model.s3.S3Operations;
import signet.model.s3.Tag;
import signet.model.s3.Tagging;

class BucketTest extends CloudTest {
    private static CreateBucketInput.Builder creating(String name) {
        return CreateBucketInput.builder().bucket(name);
    }

    @Test
    void everyOperationOfTheCatalogueIsThere() {
        assertEquals(
                S3Operations.SERVICE.operations().size(),
                cloud.service.operations().size());
        S3Operations.SERVICE
                .operations()
                .values()
                .forEach(model -> assertTrue(
                        cloud.service.operations().stream().anyMatch(operation -> operation.model() == model),
                        model.name()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "Upper",
                "under_score",
                "-dash",
                "dash-",
                ".dot",
                "dot.",
                "a..b",
                "192.168.5.4",
                "xn--abc",
                "sthree-abc",
                "amzn-s3-demo-abc",
                "abc-s3alias",
                "abc--ol-s3",
                "abc.mrap",
                "abc--x-s3",
                "abc--table-s3",
                "a234567890123456789012345678901234567890123456789012345678901234",
                "with space",
                "\u00e9t\u00e9",
            })
    void aNameThatBreaksTheRulesIsRefused(String name) {
        AwsError error = cloud.refuses(
                400,
                "InvalidBucketName",
                "The specified bucket is not valid.",
                S3Operations.CREATE_BUCKET,
                creating(name).build());
        assertEquals(Map.of("BucketName", name), error.details());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "1a2",
                "my.bucket-1",
                "192.168.5.4.5",
                "a23456789012345678901234567890123456789012345678901234567890123"
            })
    void aNameThatKeepsTheRulesIsTaken(String name) {
        assertEquals(
                "/" + name,
                cloud.call(S3Operations.CREATE_BUCKET, creating(name).build()).location());
    }

    @Test
    void namesAreSharedByAllAccounts() {
        AwsError error = cloud.refusesAs(
                Cloud.rootOf(Cloud.OTHER),
                409,
                "BucketAlreadyExists",
                "The requested bucket name is not available. The bucket namespace is shared by all users of the system."
                        + " Please select a different name and try again.",
                S3Operations.CREATE_BUCKET,
                creating("box").build());
        assertEquals(Map.of("BucketName", "box"), error.details());
    }

    @Test
    void onesOwnBucketAgainIsDoneInTheFirstRegionOnly() {
        cloud.put("box", "k", "x");
        cloud.makeBucket("box");
        assertEquals(List.of("k"), cloud.keys("box"));
        cloud.region = "eu-west-1";
        cloud.refuses(
                409,
                "BucketAlreadyOwnedByYou",
                "Your previous request to create the named bucket succeeded and you already own it.",
                S3Operations.CREATE_BUCKET,
                creating("box").createBucketConfiguration(in("eu-west-1")).build());
    }

    private static CreateBucketConfiguration in(String region) {
        return CreateBucketConfiguration.builder().locationConstraint(region).build();
    }

    @Test
    void theRegionMustBeTheServers() {
        cloud.refuses(
                400,
                "IllegalLocationConstraintException",
                "The eu-west-1 location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.",
                S3Operations.CREATE_BUCKET,
                creating("new").createBucketConfiguration(in("eu-west-1")).build());
        cloud.refuses(
                400,
                "InvalidLocationConstraint",
                "The specified location-constraint is not valid",
                S3Operations.CREATE_BUCKET,
                creating("new").createBucketConfiguration(in("us-east-1")).build());
        cloud.region = "eu-west-1";
        cloud.refuses(
                400,
                "IllegalLocationConstraintException",
                "The unspecified location constraint is incompatible for the region specific endpoint this request was"
                        + " sent to.",
                S3Operations.CREATE_BUCKET,
                creating("new").build());
        cloud.call(
                S3Operations.CREATE_BUCKET,
                creating("new").createBucketConfiguration(in("eu-west-1")).build());
        assertEquals("eu-west-1", location("new"));
        cloud.region = "us-east-1";
        assertNull(location("box"));
    }

    private @Nullable String location(String bucket) {
        return cloud.call(
                        S3Operations.GET_BUCKET_LOCATION,
                        GetBucketLocationInput.builder().bucket(bucket).build())
                .locationConstraint();
    }

    @Test
    void whatABucketCannotBeIsRefused() {
        cloud.refuses(
                400,
                "InvalidBucketAclWithObjectOwnership",
                "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
                S3Operations.CREATE_BUCKET,
                creating("new").acl("public-read").build());
        cloud.refusesAs(
                Cloud.root(),
                "NotImplemented",
                S3Operations.CREATE_BUCKET,
                creating("new").objectLockEnabledForBucket(true).build());
        cloud.refusesAs(
                Cloud.root(),
                "NotImplemented",
                S3Operations.CREATE_BUCKET,
                creating("new").objectOwnership("ObjectWriter").build());
        cloud.call(
                S3Operations.CREATE_BUCKET,
                creating("new")
                        .acl("private")
                        .objectOwnership("BucketOwnerEnforced")
                        .build());
    }

    @Test
    void aNewBucketIsClosed() {
        var blocked = cloud.call(
                        S3Operations.GET_PUBLIC_ACCESS_BLOCK,
                        GetPublicAccessBlockInput.builder().bucket("box").build())
                .publicAccessBlockConfiguration();
        assertEquals(new PublicAccessBlockConfiguration(true, true, true, true), blocked);
        var acl = cloud.call(
                S3Operations.GET_BUCKET_ACL,
                GetBucketAclInput.builder().bucket("box").build());
        var grant = Objects.requireNonNull(acl.grants()).getFirst();
        assertEquals("FULL_CONTROL", grant.permission());
        assertEquals(
                Objects.requireNonNull(acl.owner()).id(),
                Objects.requireNonNull(grant.grantee()).id());
        var ownership = cloud.call(
                S3Operations.GET_BUCKET_OWNERSHIP_CONTROLS,
                GetBucketOwnershipControlsInput.builder().bucket("box").build());
        assertEquals(
                "BucketOwnerEnforced",
                Objects.requireNonNull(ownership.ownershipControls())
                        .rules()
                        .getFirst()
                        .objectOwnership());
        var versioning = cloud.call(
                S3Operations.GET_BUCKET_VERSIONING,
                GetBucketVersioningInput.builder().bucket("box").build());
        assertNull(versioning.status());
    }

    @Test
    void publicAccessBlockComesAndGoes() {
        cloud.call(
                S3Operations.PUT_PUBLIC_ACCESS_BLOCK,
                PutPublicAccessBlockInput.builder()
                        .bucket("box")
                        .publicAccessBlockConfiguration(new PublicAccessBlockConfiguration(true, null, false, null))
                        .build());
        assertEquals(
                new PublicAccessBlockConfiguration(true, false, false, false),
                cloud.call(
                                S3Operations.GET_PUBLIC_ACCESS_BLOCK,
                                GetPublicAccessBlockInput.builder()
                                        .bucket("box")
                                        .build())
                        .publicAccessBlockConfiguration());
        cloud.call(
                S3Operations.DELETE_PUBLIC_ACCESS_BLOCK,
                DeletePublicAccessBlockInput.builder().bucket("box").build());
        AwsError error = cloud.refuses(
                404,
                "NoSuchPublicAccessBlockConfiguration",
                "The public access block configuration was not found",
                S3Operations.GET_PUBLIC_ACCESS_BLOCK,
                GetPublicAccessBlockInput.builder().bucket("box").build());
        assertEquals(Map.of("BucketName", "box"), error.details());
    }

    @Test
    void onlyAnEmptyBucketIsDeleted() {
        cloud.put("box", "k", "x");
        AwsError error = cloud.refuses(
                409,
                "BucketNotEmpty",
                "The bucket you tried to delete is not empty",
                S3Operations.DELETE_BUCKET,
                DeleteBucketInput.builder().bucket("box").build());
        assertEquals(Map.of("BucketName", "box"), error.details());
    }

    @Test
    void aDeletedBucketIsGoneAndItsNameIsFree() {
        cloud.call(
                S3Operations.DELETE_BUCKET,
                DeleteBucketInput.builder().bucket("box").build());
        AwsError error = cloud.refuses(
                404,
                "NoSuchBucket",
                "The specified bucket does not exist",
                S3Operations.HEAD_BUCKET,
                HeadBucketInput.builder().bucket("box").build());
        assertEquals(Map.of("BucketName", "box"), error.details());
        cloud.callAs(
                Cloud.rootOf(Cloud.OTHER),
                S3Operations.CREATE_BUCKET,
                creating("box").build());
    }

    @Test
    void aMissingBucketIsToldToAnyone() {
        cloud.refusesAs(
                cloud.user("nobody", ""),
                404,
                "NoSuchBucket",
                "The specified bucket does not exist",
                S3Operations.GET_OBJECT,
                Cloud.getting("none", "k").build());
        cloud.refusesAs(
                Cloud.anyone(),
                404,
                "NoSuchBucket",
                "The specified bucket does not exist",
                S3Operations.GET_OBJECT,
                Cloud.getting("none", "k").build());
    }

    @Test
    void theExpectedOwnerMustBeTheOwner() {
        HeadBucketInput.Builder input = HeadBucketInput.builder().bucket("box");
        cloud.call(
                S3Operations.HEAD_BUCKET,
                input.expectedBucketOwner(Cloud.ACCOUNT).build());
        cloud.refuses(
                403,
                "AccessDenied",
                "Access Denied",
                S3Operations.HEAD_BUCKET,
                input.expectedBucketOwner(Cloud.OTHER).build());
        cloud.refuses(
                400,
                "InvalidBucketOwnerAWSAccountID",
                "The value of the expected bucket owner parameter must be an AWS Account ID... [abcd]",
                S3Operations.HEAD_BUCKET,
                input.expectedBucketOwner("abcd").build());
    }

    @Test
    void headTellsTheRegion() {
        assertEquals(
                "us-east-1",
                cloud.call(
                                S3Operations.HEAD_BUCKET,
                                HeadBucketInput.builder().bucket("box").build())
                        .bucketRegion());
    }

    @Test
    void bucketsAreListedForTheirOwnerOnlyAndInPages() {
        List<String> expected = new ArrayList<>(List.of("box"));
        IntStream.range(0, 5).mapToObj(i -> "page-" + i).forEach(name -> {
            cloud.makeBucket(name);
            expected.add(name);
        });
        List<String> seen = new ArrayList<>();
        String token = null;
        do {
            ListBucketsOutput page = cloud.call(
                    S3Operations.LIST_BUCKETS,
                    ListBucketsInput.builder()
                            .maxBuckets(2)
                            .continuationToken(token)
                            .build());
            seen.addAll(names(page));
            token = page.continuationToken();
        } while (token != null);

        assertEquals(expected, seen);
        assertEquals(
                List.of("page-3"),
                names(cloud.call(
                        S3Operations.LIST_BUCKETS,
                        ListBucketsInput.builder().prefix("page-3").build())));
        assertEquals(
                List.of(),
                names(cloud.call(
                        S3Operations.LIST_BUCKETS,
                        ListBucketsInput.builder().bucketRegion("eu-west-1").build())));
        assertEquals(
                List.of(),
                names(cloud.callAs(
                        Cloud.rootOf(Cloud.OTHER),
                        S3Operations.LIST_BUCKETS,
                        ListBucketsInput.builder().build())));
        cloud.refusesAs(
                cloud.user("u", ""),
                403,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/u is not authorized to perform: s3:ListAllMyBuckets because no"
                        + " identity-based policy allows the s3:ListAllMyBuckets action",
                S3Operations.LIST_BUCKETS,
                ListBucketsInput.builder().build());
        cloud.refusesAs(
                Cloud.root(),
                "InvalidArgument",
                S3Operations.LIST_BUCKETS,
                ListBucketsInput.builder().maxBuckets(0).build());
    }

    private static List<String> names(ListBucketsOutput output) {
        return Objects.requireNonNull(output.buckets()).stream()
                .map(Bucket::name)
                .map(String::valueOf)
                .toList();
    }

    @Test
    void bucketsHaveTags() {
        AwsError none = cloud.refuses(
                404,
                "NoSuchTagSet",
                "The TagSet does not exist",
                S3Operations.GET_BUCKET_TAGGING,
                GetBucketTaggingInput.builder().bucket("box").build());
        assertEquals(Map.of("BucketName", "box"), none.details());

        tag(new Tag("b", "2"), new Tag("a", "1"));

        assertEquals(
                List.of(new Tag("a", "1"), new Tag("b", "2")),
                cloud.call(
                                S3Operations.GET_BUCKET_TAGGING,
                                GetBucketTaggingInput.builder().bucket("box").build())
                        .tagSet());
        cloud.call(
                S3Operations.DELETE_BUCKET_TAGGING,
                DeleteBucketTaggingInput.builder().bucket("box").build());
        cloud.refusesAs(
                Cloud.root(),
                "NoSuchTagSet",
                S3Operations.GET_BUCKET_TAGGING,
                GetBucketTaggingInput.builder().bucket("box").build());
    }

    private void tag(Tag... tags) {
        cloud.call(S3Operations.PUT_BUCKET_TAGGING, tagging(tags));
    }

    private static PutBucketTaggingInput tagging(Tag... tags) {
        return PutBucketTaggingInput.builder()
                .bucket("box")
                .tagging(new Tagging(List.of(tags)))
                .build();
    }

    @Test
    void wrongTagsAreRefused() {
        AwsError twice = cloud.refuses(
                400,
                "InvalidTag",
                "Cannot provide multiple Tags with the same key",
                S3Operations.PUT_BUCKET_TAGGING,
                tagging(new Tag("a", "1"), new Tag("a", "2")));
        assertEquals(Map.of("TagKey", "a"), twice.details());
        cloud.refuses(
                400,
                "InvalidTag",
                "Your TagKey cannot be prefixed with aws:",
                S3Operations.PUT_BUCKET_TAGGING,
                tagging(new Tag("aws:a", "1")));
        cloud.refuses(
                400,
                "InvalidTag",
                "The TagKey you have provided is invalid",
                S3Operations.PUT_BUCKET_TAGGING,
                tagging(new Tag("a<b", "1")));
        cloud.refuses(
                400,
                "InvalidTag",
                "The TagValue you have provided is invalid",
                S3Operations.PUT_BUCKET_TAGGING,
                tagging(new Tag("a", "v".repeat(257))));
        Tag[] many = IntStream.range(0, 51).mapToObj(i -> new Tag("k" + i, "v")).toArray(Tag[]::new);
        cloud.refusesAs(Cloud.root(), "BadRequest", S3Operations.PUT_BUCKET_TAGGING, tagging(many));
    }

    @Test
    void tagsAtCreationNeedLeaveToTag() {
        var configuration = CreateBucketConfiguration.builder()
                .tags(List.of(new Tag("team", "red")))
                .build();
        var input = creating("new").createBucketConfiguration(configuration).build();
        var user = cloud.user("u", Cloud.allow("s3:CreateBucket", "*"));
        cloud.deniesOwn(user, "s3:TagResource", "arn:aws:s3:::new", S3Operations.CREATE_BUCKET, input);
        cloud.call(S3Operations.CREATE_BUCKET, input);
        assertFalse(cloud.call(
                        S3Operations.GET_BUCKET_TAGGING,
                        GetBucketTaggingInput.builder().bucket("new").build())
                .tagSet()
                .isEmpty());
    }
}
