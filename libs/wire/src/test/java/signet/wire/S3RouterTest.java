package signet.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.s3.PutObjectInput;
import signet.model.s3.S3Operations;

class S3RouterTest {
    private static final OperationResolver RESOLVER = new OperationResolver(List.of("localhost", "s3.example.test"));

    static WireRequest request(String method, String target, String host, String... headers) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        @Nullable String query = question < 0 ? null : target.substring(question + 1);
        return new WireRequest(method, path, query, Headers.of(headers), host, Body.EMPTY);
    }

    private static Resolution resolve(String method, String target, String... headers) {
        return RESOLVER.resolve(request(method, target, "127.0.0.1:4566", headers), "s3");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /, ListBuckets",
        "GET, /?x-id=ListBuckets&max-buckets=5, ListBuckets",
        "PUT, /b, CreateBucket",
        "PUT, /b/, CreateBucket",
        "HEAD, /b, HeadBucket",
        "DELETE, /b, DeleteBucket",
        "GET, /b, ListObjects",
        "GET, /b?prefix=a&delimiter=/&max-keys=3&marker=x&encoding-type=url, ListObjects",
        "GET, /b?list-type=2&prefix=a&start-after=q&fetch-owner=true&continuation-token=t, ListObjectsV2",
        "GET, /b?location, GetBucketLocation",
        "GET, /b?location=, GetBucketLocation",
        "GET, /b?policy, GetBucketPolicy",
        "PUT, /b?policy, PutBucketPolicy",
        "PUT, /b/?policy, PutBucketPolicy",
        "DELETE, /b?policy, DeleteBucketPolicy",
        "GET, /b?policyStatus, GetBucketPolicyStatus",
        "POST, /b?delete, DeleteObjects",
        "GET, /b?uploads, ListMultipartUploads",
        "GET, /b?versioning, GetBucketVersioning",
        "GET, /b?acl, GetBucketAcl",
        "GET, /b?tagging, GetBucketTagging",
        "PUT, /b?publicAccessBlock, PutPublicAccessBlock",
        "GET, /b?ownershipControls, GetBucketOwnershipControls",
        "PUT, /b/k, PutObject",
        "PUT, /b/k?x-id=PutObject, PutObject",
        "GET, /b/k, GetObject",
        "GET, /b/k?versionId=1&partNumber=2&response-content-type=a, GetObject",
        "GET, /b/k/, GetObject",
        "HEAD, /b/k, HeadObject",
        "DELETE, /b/k?versionId=3, DeleteObject",
        "GET, /b/k?tagging, GetObjectTagging",
        "PUT, /b/k?tagging, PutObjectTagging",
        "POST, /b/k?uploads, CreateMultipartUpload",
        "PUT, /b/k?partNumber=1&uploadId=u, UploadPart",
        "POST, /b/k?uploadId=u, CompleteMultipartUpload",
        "DELETE, /b/k?uploadId=u, AbortMultipartUpload",
        "GET, /b/k?uploadId=u, ListParts",
    })
    void anOperationIsFoundByMethodLevelAndSubresource(String method, String target, String operation) {
        assertEquals(
                operation,
                assertInstanceOf(Resolution.Known.class, resolve(method, target))
                        .operationName());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /b?cors, GetBucketCors",
        "PUT, /b?lifecycle, PutBucketLifecycleConfiguration",
        "GET, /b?notification, GetBucketNotificationConfiguration",
        "GET, /b?analytics, ListBucketAnalyticsConfigurations",
        "GET, /b?analytics&id=x, GetBucketAnalyticsConfiguration",
        "PUT, /b?acl, PutBucketAcl",
        "PUT, /b/k?acl, PutObjectAcl",
        "GET, /b/k?acl, GetObjectAcl",
        "GET, /b?versions, ListObjectVersions",
        "POST, /b/k?select&select-type=2, SelectObjectContent",
        "POST, /b/k?restore, RestoreObject",
        "GET, /b/k?torrent, GetObjectTorrent",
        "GET, /b?session, CreateSession",
    })
    void anOperationThatSignetLacksIsNamed(String method, String target, String operation) {
        assertEquals(new Resolution.NotImplemented(S3Operations.SERVICE, operation), resolve(method, target));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /b?acl&policy, InvalidArgument",
        "PUT, /b?policy&tagging, InvalidArgument",
        "GET, /b?policy&policy, InvalidArgument",
        "PUT, /b?Policy, InvalidArgument",
        "PUT, /b?polic%79%00, InvalidArgument",
        "PUT, /b?newThing, InvalidArgument",
        "PUT, /b/k?newThing, InvalidArgument",
        "POST, /b?policy, MethodNotAllowed",
        "PUT, /b?delete, MethodNotAllowed",
        "DELETE, /b?delete, MethodNotAllowed",
        "HEAD, /b/k?acl, MethodNotAllowed",
        "HEAD, /b?policy, MethodNotAllowed",
        "PUT, /b/k?policy, MethodNotAllowed",
        "GET, /b/k?policy, MethodNotAllowed",
        "GET, /?policy, MethodNotAllowed",
        "PUT, /, MethodNotAllowed",
        "HEAD, /, MethodNotAllowed",
        "POST, /b, MethodNotAllowed",
        "POST, /b/k, MethodNotAllowed",
        "PATCH, /b/k, MethodNotAllowed",
        "OPTIONS, /b/k, MethodNotAllowed",
        "put, /b?policy, MethodNotAllowed",
        "PUT, /b/k?uploadId=u, MethodNotAllowed",
        "PUT, /b/k?partNumber=1, MethodNotAllowed",
        "PUT, /b?versionId=1, MethodNotAllowed",
        "GET, /b?list-type=1, MethodNotAllowed",
        "GET, /b?prefix=%zz, InvalidURI",
        "GET, /b/%c0%af, InvalidURI",
        "GET, //k, InvalidBucketName",
        "GET, /b%2Fk, InvalidBucketName",
        "GET, /b%2Fk/l, InvalidBucketName",
    })
    void whatMeansNothingOrTwoThingsIsRefused(String method, String target, String code) {
        assertEquals(
                code,
                assertThrows(AwsError.class, () -> resolve(method, target)).code());
    }

    @Test
    void everyPercentEncodingOfASubresourceIsThatSubresource() {
        assertEquals("PutBucketPolicy", resolve("PUT", "/b?%70olicy").operationName());
    }

    @Test
    void aCopySourceMakesACopy() {
        assertEquals(
                "CopyObject",
                resolve("PUT", "/b/k", "x-amz-copy-source", "/a/k").operationName());
        assertEquals(
                "UploadPartCopy",
                resolve("PUT", "/b/k?partNumber=1&uploadId=u", "X-Amz-Copy-Source", "/a/k")
                        .operationName());
    }

    @Test
    void aCopySourceInAPreSignedQueryMakesACopyToo() {
        assertEquals("CopyObject", resolve("PUT", "/b/k?X-Amz-Copy-Source=/a/k").operationName());
        assertThrows(AwsError.class, () -> resolve("PUT", "/b/k?x-amz-copy-source=/a/k", "x-amz-copy-source", "/c/k"));
    }

    @Test
    void parametersOfTheSignatureAreNotTheOperations() {
        assertEquals(
                "GetObject",
                resolve(
                                "GET",
                                "/b/k?X-Amz-Algorithm=A&X-Amz-Credential=c&X-Amz-Date=d&X-Amz-Expires=1"
                                        + "&X-Amz-SignedHeaders=host&X-Amz-Signature=s&X-Amz-Security-Token=t")
                        .operationName());
    }

    @Test
    void aFormUploadIsNotImplemented() {
        assertEquals(
                "PostObject",
                resolve("POST", "/b", "Content-Type", "multipart/form-data; boundary=x")
                        .operationName());
    }

    @ParameterizedTest
    @CsvSource({
        "b.s3.amazonaws.com",
        "b.s3.eu-west-1.amazonaws.com",
        "b.s3-eu-west-1.amazonaws.com",
        "b.s3.dualstack.eu-west-1.amazonaws.com",
        "B.S3.AMAZONAWS.COM",
        "b.s3.cn-north-1.amazonaws.com.cn",
        "b.localhost:4566",
        "b.s3.localhost:4566",
        "b.s3.example.test",
    })
    void theHostCanNameTheBucket(String host) {
        assertEquals(Optional.of("b"), S3Address.bucketOf(host, List.of("localhost", "s3.example.test")));
        Resolution.Known known =
                assertInstanceOf(Resolution.Known.class, RESOLVER.resolve(request("PUT", "/x/y%20z", host), "s3"));
        PutObjectInput input = known.input(S3Operations.PUT_OBJECT);
        assertEquals("b", input.bucket());
        assertEquals("x/y z", input.key());
    }

    @Test
    void aBucketMayHaveDots() {
        assertEquals(Optional.of("a.b.c"), S3Address.bucketOf("a.b.c.s3.amazonaws.com", List.of()));
        assertEquals(Optional.of("a.b"), S3Address.bucketOf("a.b.localhost", List.of("localhost")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3.amazonaws.com", "s3.eu-west-1.amazonaws.com", "localhost:4566", "s3.localhost", "[::1]:80"})
    void otherHostsArePathStyle(String host) {
        assertEquals(Optional.empty(), S3Address.bucketOf(host, List.of("localhost")));
        assertEquals(
                "PutObject",
                RESOLVER.resolve(request("PUT", "/b/k", host), "s3").operationName());
    }

    @Test
    void anotherServicesHostIsNotS3s() {
        for (String host : List.of("ec2.us-east-1.amazonaws.com", "1.s3-control.us-east-1.amazonaws.com")) {
            assertThrows(AwsError.class, () -> RESOLVER.resolve(request("GET", "/b", host), "s3"));
        }
    }

    @Test
    void aKeyIsDecodedOnceAndPlusIsPlus() {
        Resolution.Known known = assertInstanceOf(Resolution.Known.class, resolve("PUT", "/b/a+b%2Bc%252F//../d"));

        assertEquals("a+b+c%2F//../d", known.input(S3Operations.PUT_OBJECT).key());
    }

    @Test
    void aKeyTooLongIsRefused() {
        assertEquals(
                "KeyTooLongError",
                assertThrows(AwsError.class, () -> resolve("PUT", "/b/" + "k".repeat(1025)))
                        .code());
    }

    /** A signature is over the bytes: two UTF-8 characters of Latin-1 are not the bytes of one other character. */
    @ParameterizedTest
    @CsvSource({"/b/\u00c3\u00a9, \u00c3\u00a9", "/b/\u00e9, \u00e9", "/b/%C3%A9, \u00e9", "/b/\u20ac%2F, \u20ac/"})
    void aPathBeyondAsciiMeansTheBytesThatWereSent(String path, String key) {
        Resolution.Known known = assertInstanceOf(Resolution.Known.class, resolve("PUT", path));
        assertEquals(key, known.input(S3Operations.PUT_OBJECT).key());
    }
}
