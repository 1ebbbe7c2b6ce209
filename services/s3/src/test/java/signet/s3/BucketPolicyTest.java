package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.s3.CopyObjectInput;
import signet.model.s3.Delete;
import signet.model.s3.DeleteBucketPolicyInput;
import signet.model.s3.DeleteObjectsInput;
import signet.model.s3.GetBucketPolicyInput;
import signet.model.s3.GetBucketPolicyStatusInput;
import signet.model.s3.HeadObjectInput;
import signet.model.s3.ListBucketsInput;
import signet.model.s3.ListObjectsV2Input;
import signet.model.s3.ObjectIdentifier;
import signet.model.s3.PutBucketPolicyInput;
import signet.model.s3.S3Operations;

class BucketPolicyTest extends CloudTest {
    private static final String EVERYONE = "\"*\"";
    private static final String OBJECTS = "arn:aws:s3:::box/*";

    private static PutBucketPolicyInput putting(String policy) {
        return PutBucketPolicyInput.builder().bucket("box").policy(policy).build();
    }

    private String shown() {
        return String.valueOf(cloud.call(
                        S3Operations.GET_BUCKET_POLICY,
                        GetBucketPolicyInput.builder().bucket("box").build())
                .policy());
    }

    private boolean isPublic() {
        return Boolean.TRUE.equals(Objects.requireNonNull(cloud.call(
                                S3Operations.GET_BUCKET_POLICY_STATUS,
                                GetBucketPolicyStatusInput.builder()
                                        .bucket("box")
                                        .build())
                        .policyStatus())
                .isPublic());
    }

    @Test
    void confirmingThatOneLocksOneselfOutIsRefusedAndNotIgnored() {
        cloud.refuses(
                501,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                S3Operations.PUT_BUCKET_POLICY,
                putting(Cloud.grant("Allow", "{\"AWS\":\"arn:aws:iam::210987654321:root\"}", "s3:GetObject", OBJECTS))
                        .toBuilder()
                        .confirmRemoveSelfBucketAccess(true)
                        .build());
    }

    @Test
    void aPolicyIsShownAsItWasSet() {
        String policy = Cloud.grant("Allow", "{\"AWS\":\"arn:aws:iam::210987654321:root\"}", "s3:GetObject", OBJECTS);
        cloud.policy("box", policy);
        assertEquals(policy, shown());
        cloud.call(
                S3Operations.DELETE_BUCKET_POLICY,
                DeleteBucketPolicyInput.builder().bucket("box").build());
        AwsError error = cloud.refuses(
                404,
                "NoSuchBucketPolicy",
                "The bucket policy does not exist",
                S3Operations.GET_BUCKET_POLICY,
                GetBucketPolicyInput.builder().bucket("box").build());
        assertEquals(Map.of("BucketName", "box"), error.details());
        cloud.refusesAs(
                Cloud.root(),
                "NoSuchBucketPolicy",
                S3Operations.GET_BUCKET_POLICY_STATUS,
                GetBucketPolicyStatusInput.builder().bucket("box").build());
    }

    @Test
    void anAccountMayBeNamedByItsCanonicalId() {
        Caller user = cloud.user(Cloud.OTHER, "u", Cloud.ALLOW_ALL);
        String canonical = "{\"CanonicalUser\":\"" + Owners.canonicalId(Cloud.OTHER) + "\"}";
        cloud.policy("box", Cloud.grant("Allow", canonical, "s3:GetObject", OBJECTS));
        cloud.put("box", "k", "x");
        assertEquals(
                "x",
                Cloud.text(cloud.callAs(
                        user, S3Operations.GET_OBJECT, Cloud.getting("box", "k").build())));
        assertFalse(isPublic());

        String own = "{\"CanonicalUser\":\"" + Owners.canonicalId(Cloud.root().account()) + "\"}";
        cloud.policy("box", Cloud.grant("Allow", own, "s3:GetObject", OBJECTS));
        cloud.refusesAs(
                user,
                "AccessDenied",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").build());
    }

    @Test
    void aCanonicalIdOfNoAccountIsNoPrincipal() {
        String nobody = Owners.canonicalId("999999999999");
        AwsError error = cloud.refuses(
                400,
                "MalformedPolicy",
                "Invalid principal in policy",
                S3Operations.PUT_BUCKET_POLICY,
                putting(Cloud.grant("Allow", "{\"CanonicalUser\":\"" + nobody + "\"}", "s3:GetObject", OBJECTS)));
        assertEquals("\"CanonicalUser\" : \"" + nobody + "\"", error.details().get("Detail"));
    }

    @Test
    void aUserIsKeptByIdSoThatANewOneOfTheNameIsAnother() {
        Caller user = cloud.user(Cloud.OTHER, "u", Cloud.ALLOW_ALL);
        String policy = Cloud.grant("Allow", "{\"AWS\":\"" + user.arn() + "\"}", "s3:GetObject", OBJECTS);
        cloud.policy("box", policy);
        cloud.put("box", "k", "x");
        assertEquals(policy, shown());
        assertEquals(
                "x",
                Cloud.text(cloud.callAs(
                        user, S3Operations.GET_OBJECT, Cloud.getting("box", "k").build())));

        cloud.state.change(tx -> tx.delete(signet.identity.Tables.USERS, signet.identity.Tables.key(Cloud.OTHER, "u")));
        assertTrue(shown().contains(user.userId()), shown());
        signet.identity.User again = signet.identity.User.create(
                        Cloud.OTHER, "/", "u", "AIDAANOTHERONE0000000", cloud.now())
                .withInline(new TreeMap<>(Map.of("i", Cloud.ALLOW_ALL)));
        cloud.refusesAs(
                new Caller.IamUser(again, "AKIA", null),
                403,
                "AccessDenied",
                "Access Denied",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").build());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense|Policies must be valid JSON and the first byte must be '{'",
                "{}|Missing required field Statement",
                "{'Statement':[{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}]}|Missing required field Principal",
                "{'Version':'2020-01-01','Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}]}|The policy must contain a valid version string",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetNothing','Resource':'arn:aws:s3:::box/*'}]}|Policy has invalid action",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'ec2:RunInstances','Resource':'arn:aws:s3:::box/*'}]}|Policy has invalid action",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::other/*'}]}|Policy has invalid resource",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::boxes/*'}]}|Policy has invalid resource",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'*'}]}|Policy has invalid resource",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':'s3:GetObject','Resource':'arn:aws:s3:::box'}]}|Action does not apply to any resource(s) in statement",
                "{'Statement':[{'Effect':'Allow','Principal':'*','Action':['s3:GetObject','s3:ListBucket'],'Resource':'arn:aws:s3:::box/*'}]}|Action does not apply to any resource(s) in statement",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::210987654321:user/none'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}]}|Invalid principal in policy",
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':'999999999999'},'Action':'s3:GetObject','Resource':'arn:aws:s3:::box/*'}]}|Invalid principal in policy",
            })
    void aWrongPolicyIsRefusedInAmazonsWords(String policy, String message) {
        String text = policy.replace('\'', '"');
        cloud.refuses(400, "MalformedPolicy", message.strip(), S3Operations.PUT_BUCKET_POLICY, putting(text));
    }

    @Test
    void aPolicyHasALimit() {
        String policy = Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", "s3:GetObject", OBJECTS);
        cloud.refusesAs(
                Cloud.root(), "MalformedPolicy", S3Operations.PUT_BUCKET_POLICY, putting(policy + " ".repeat(20_480)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3:*", "s3:Get*", "S3:getobject", "*", "s3:?etObject"})
    void actionsMayHaveWildcards(String action) {
        cloud.policy("box", Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", action, OBJECTS));
    }

    @Test
    void randomTextsAreNeverAFailureOfOurs() {
        Random random = new Random(11);
        String good = Cloud.grant("Allow", EVERYONE, "s3:GetObject", OBJECTS);
        for (int i = 0; i < 300; i++) {
            StringBuilder text = new StringBuilder(good);
            for (int change = 0; change < 1 + random.nextInt(4); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, "{}[]\":,*?$ \\".charAt(random.nextInt(12)));
                    default -> text.setCharAt(at, (char) (32 + random.nextInt(95)));
                }
            }
            try {
                cloud.call(S3Operations.PUT_BUCKET_POLICY, putting(text.toString()));
            } catch (AwsError e) {
                assertTrue(e.httpStatus() < 500, e.getMessage());
            }
        }
    }

    @Test
    void aPublicPolicyIsBlockedUnlessThatWasTurnedOff() {
        String policy = Cloud.grant("Allow", EVERYONE, "s3:GetObject", OBJECTS);
        cloud.refuses(
                403,
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: s3:PutBucketPolicy on resource:"
                        + " \"arn:aws:s3:::box\" because public policies are prevented by the BlockPublicPolicy setting in"
                        + " S3 Block Public Access.",
                S3Operations.PUT_BUCKET_POLICY,
                putting(policy));
        cloud.openBucket("box");
        cloud.policy("box", policy);
        assertTrue(isPublic());
    }

    @Test
    void anyoneMayDoWhatAPublicPolicyAllows() {
        cloud.openBucket("box");
        cloud.put("box", "k", "x");
        cloud.refusesAs(
                Cloud.anyone(),
                403,
                "AccessDenied",
                "Access Denied",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").build());

        cloud.policy("box", Cloud.grant("Allow", EVERYONE, "s3:GetObject", OBJECTS));

        assertEquals(
                "x",
                Cloud.text(cloud.callAs(
                        Cloud.anyone(),
                        S3Operations.GET_OBJECT,
                        Cloud.getting("box", "k").build())));
        cloud.refusesAs(
                Cloud.anyone(),
                403,
                "AccessDenied",
                "Access Denied",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "none").build());
        cloud.refusesAs(
                Cloud.anyone(),
                "AccessDenied",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "y").build());
        cloud.refusesAs(
                Cloud.anyone(),
                "AccessDenied",
                S3Operations.LIST_OBJECTS_V2,
                ListObjectsV2Input.builder().bucket("box").build());
        cloud.refusesAs(
                Cloud.anyone(),
                "AccessDenied",
                S3Operations.LIST_BUCKETS,
                ListBucketsInput.builder().build());
        cloud.refusesAs(
                Cloud.anyone(),
                400,
                "InvalidRequest",
                "Request specific response headers cannot be used for anonymous GET requests.",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").responseContentType("a/b").build());
    }

    @Test
    void anyoneDeletesSeveralOnlyWhenAllAreAllowed() {
        cloud.openBucket("box");
        cloud.put("box", "open/1", "x");
        cloud.put("box", "shut/2", "x");
        cloud.policy("box", Cloud.grant("Allow", EVERYONE, "s3:DeleteObject", "arn:aws:s3:::box/open/*"));
        cloud.refusesAs(Cloud.anyone(), "AccessDenied", S3Operations.DELETE_OBJECTS, deleting("open/1", "shut/2"));
        assertEquals(2, cloud.keys("box").size());
        cloud.callAs(Cloud.anyone(), S3Operations.DELETE_OBJECTS, deleting("open/1"));
        assertEquals(List.of("shut/2"), cloud.keys("box"));
    }

    private static DeleteObjectsInput deleting(String... keys) {
        return DeleteObjectsInput.builder()
                .bucket("box")
                .delete(new Delete(
                        Arrays.stream(keys)
                                .map(key -> ObjectIdentifier.builder().key(key).build())
                                .toList(),
                        false))
                .build();
    }

    @Test
    void restrictingTakesAPublicPolicyFromStrangersOnly() {
        cloud.openBucket("box");
        cloud.put("box", "k", "x");
        cloud.policy("box", Cloud.grant("Allow", EVERYONE, "s3:GetObject", OBJECTS));
        Caller stranger = cloud.user(Cloud.OTHER, "s", Cloud.ALLOW_ALL);
        Caller own = cloud.user("own", "");
        cloud.callAs(stranger, S3Operations.HEAD_OBJECT, head("k"));

        cloud.state.change(tx -> tx.put(
                Tables.BUCKETS,
                "box",
                tx.get(Tables.BUCKETS, "box")
                        .orElseThrow()
                        .withPublicAccess(new PublicAccess(false, false, false, true))));

        cloud.refusesAs(stranger, "AccessDenied", S3Operations.HEAD_OBJECT, head("k"));
        cloud.refusesAs(Cloud.anyone(), "AccessDenied", S3Operations.HEAD_OBJECT, head("k"));
        cloud.callAs(own, S3Operations.HEAD_OBJECT, head("k"));
    }

    private static HeadObjectInput head(String key) {
        return HeadObjectInput.builder().bucket("box").key(key).build();
    }

    @Test
    void anotherAccountNeedsBothSides() {
        cloud.put("box", "k", "x");
        Caller allowed = cloud.user(Cloud.OTHER, "a", Cloud.allow("s3:GetObject", OBJECTS));
        Caller empty = cloud.user(Cloud.OTHER, "e", "");
        cloud.refusesAs(allowed, 403, "AccessDenied", "Access Denied", S3Operations.HEAD_OBJECT, head("k"));

        cloud.policy("box", Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", "s3:GetObject", OBJECTS));

        cloud.callAs(allowed, S3Operations.HEAD_OBJECT, head("k"));
        cloud.refusesAs(empty, 403, "AccessDenied", "Access Denied", S3Operations.HEAD_OBJECT, head("k"));
    }

    @Test
    void aDenyBeatsEveryoneButTheOwnersRootOnThePolicyItself() {
        cloud.put("box", "k", "x");
        Caller admin = cloud.user("admin", Cloud.ALLOW_ALL);
        cloud.policy("box", Cloud.grant("Deny", EVERYONE, "s3:*", OBJECTS, "arn:aws:s3:::box"));

        AwsError error = cloud.errorAs(admin, S3Operations.HEAD_OBJECT, head("k"));
        assertEquals(
                "User: arn:aws:iam::123456789012:user/admin is not authorized to perform: s3:GetObject on resource:"
                        + " \"arn:aws:s3:::box/k\" with an explicit deny in a resource-based policy",
                error.message());
        cloud.refusesAs(Cloud.root(), "AccessDenied", S3Operations.HEAD_OBJECT, head("k"));
        cloud.refusesAs(
                admin,
                "AccessDenied",
                S3Operations.DELETE_BUCKET_POLICY,
                DeleteBucketPolicyInput.builder().bucket("box").build());
        shown();
        cloud.call(
                S3Operations.DELETE_BUCKET_POLICY,
                DeleteBucketPolicyInput.builder().bucket("box").build());
        cloud.callAs(admin, S3Operations.HEAD_OBJECT, head("k"));
    }

    @Test
    void thePolicyIsTheOwningAccountsAlone() {
        cloud.policy(
                "box",
                Cloud.grant(
                        "Allow",
                        "{\"AWS\":\"" + Cloud.OTHER + "\"}",
                        "s3:GetBucketPolicy s3:PutBucketPolicy s3:DeleteBucketPolicy",
                        "arn:aws:s3:::box"));
        Caller stranger = cloud.user(Cloud.OTHER, "s", Cloud.ALLOW_ALL);
        AwsError error = cloud.refusesAs(
                stranger,
                405,
                "MethodNotAllowed",
                "The specified method is not allowed against this resource.",
                S3Operations.GET_BUCKET_POLICY,
                GetBucketPolicyInput.builder().bucket("box").build());
        assertEquals(Map.of("Method", "GET", "ResourceType", "BUCKETPOLICY"), error.details());
        cloud.refusesAs(
                stranger,
                "MethodNotAllowed",
                S3Operations.PUT_BUCKET_POLICY,
                putting(Cloud.grant("Allow", "{\"AWS\":\"" + Cloud.OTHER + "\"}", "s3:*", OBJECTS)));
        cloud.refusesAs(
                cloud.user(Cloud.OTHER, "none", ""),
                403,
                "AccessDenied",
                "Access Denied",
                S3Operations.GET_BUCKET_POLICY,
                GetBucketPolicyInput.builder().bucket("box").build());
    }

    @Test
    void aMissingKeyIsToldToWhoMayList() {
        Caller reader = cloud.user("r", Cloud.allow("s3:GetObject", OBJECTS));
        Caller lister = cloud.user("l", Cloud.allow("s3:GetObject s3:ListBucket", OBJECTS, "arn:aws:s3:::box"));
        cloud.deniesOwn(
                reader,
                "s3:ListBucket",
                "arn:aws:s3:::box",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "none").build());
        AwsError error = cloud.refusesAs(
                lister,
                404,
                "NoSuchKey",
                "The specified key does not exist.",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "none").build());
        assertEquals(Map.of("Key", "none"), error.details());
    }

    @Test
    void tagsOfObjectsCanDecide() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "red", "x").tagging("team=red").build());
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "blue", "x").tagging("team=blue").build());
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\","
                + "\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"s3:ExistingObjectTag/team\":\"red\"}}}}";
        Caller user = cloud.user("u", policy);
        cloud.callAs(user, S3Operations.HEAD_OBJECT, head("red"));
        cloud.deniesOwn(user, "s3:GetObject", "arn:aws:s3:::box/blue", S3Operations.HEAD_OBJECT, head("blue"));
    }

    @Test
    void taggingAtUploadNeedsItsOwnPermission() {
        Caller user = cloud.user("u", Cloud.allow("s3:PutObject", OBJECTS));
        cloud.callAs(
                user, S3Operations.PUT_OBJECT, Cloud.putting("box", "k", "x").build());
        cloud.deniesOwn(
                user,
                "s3:PutObjectTagging",
                "arn:aws:s3:::box/k",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").tagging("a=b").build());
        cloud.deniesOwn(
                user,
                "s3:GetObject",
                "arn:aws:s3:::box/k",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").ifMatch("\"e\"").build());
    }

    @Test
    void aCopyNeedsReadingAndWriting() {
        cloud.put("box", "from", "x");
        CopyObjectInput input = CopyObjectInput.builder()
                .bucket("box")
                .key("to")
                .copySource("box/from")
                .build();
        cloud.deniesOwn(
                cloud.user("w", Cloud.allow("s3:PutObject", OBJECTS)),
                "s3:GetObject",
                "arn:aws:s3:::box/from",
                S3Operations.COPY_OBJECT,
                input);
        cloud.deniesOwn(
                cloud.user("r", Cloud.allow("s3:GetObject", OBJECTS)),
                "s3:PutObject",
                "arn:aws:s3:::box/to",
                S3Operations.COPY_OBJECT,
                input);
        cloud.callAs(
                cloud.user("rw", Cloud.allow("s3:GetObject s3:PutObject", OBJECTS)), S3Operations.COPY_OBJECT, input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'*'||true",
                "{'AWS':'*'}||true",
                "{'AWS':'210987654321'}||false",
                "{'Service':'cloudtrail.amazonaws.com'}||false",
                "'*'|{'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}|false",
                "'*'|{'IpAddress':{'aws:SourceIp':'203.0.113.7'}}|false",
                "'*'|{'IpAddress':{'aws:SourceIp':['203.0.113.0/24','0.0.0.0/1']}}|true",
                "'*'|{'IpAddress':{'aws:SourceIp':'0.0.0.0/0'}}|true",
                "'*'|{'IpAddress':{'aws:SourceIp':'2001:db8::/32'}}|false",
                "'*'|{'IpAddress':{'aws:SourceIp':'2000::/16'}}|true",
                "'*'|{'NotIpAddress':{'aws:SourceIp':'203.0.113.0/24'}}|true",
                "'*'|{'StringEquals':{'aws:PrincipalOrgID':'o-1'}}|false",
                "'*'|{'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-1'}}|true",
                "'*'|{'StringLike':{'aws:SourceVpc':'vpc-*'}}|true",
                "'*'|{'StringEquals':{'aws:SourceVpce':'vpce-1'}}|false",
                "'*'|{'StringNotEquals':{'aws:SourceVpc':'vpc-1'}}|true",
                "'*'|{'StringEquals':{'aws:userid':'AROAEXAMPLEID'}}|false",
                "'*'|{'StringLike':{'aws:userid':'AROAEXAMPLEID:*'}}|true",
                "'*'|{'StringEquals':{'aws:SourceAccount':'${aws:PrincipalAccount}'}}|true",
                "'*'|{'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:123456789012:t'}}|false",
                "'*'|{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:123456789012:accesspoint/*'}}|false",
                "'*'|{'StringLike':{'s3:DataAccessPointArn':'arn:aws:s3:us-west-2:*:accesspoint/x'}}|true",
                "'*'|{'ArnLike':{'aws:SourceArn':'arn:aws:sns:us-east-1:*:*'}}|true",
                "'*'|{'StringEquals':{'s3:prefix':'x'}}|true",
            })
    void whatIsPublic(String principal, @Nullable String condition, boolean expected) {
        String text = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + principal.replace('\'', '"')
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::box/*\""
                + (condition == null ? "" : ",\"Condition\":" + condition.replace('\'', '"')) + "}}";
        assertEquals(expected, PublicPolicies.isPublic(text));
    }

    @Test
    void aDenyIsNeverPublicAndNotPrincipalAlwaysIs() {
        assertFalse(PublicPolicies.isPublic(Cloud.grant("Deny", EVERYONE, "s3:*", OBJECTS)));
        assertTrue(PublicPolicies.isPublic(
                Cloud.grant("Allow", EVERYONE, "s3:*", OBJECTS).replace("\"Principal\"", "\"NotPrincipal\"")));
        assertTrue(PublicPolicies.isPublic("no JSON"));
    }
}
