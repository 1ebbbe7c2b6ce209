package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** A bucket policy gives everyone one thing, and a user without rights has no more than everyone. */
class PublicAccessTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String BUCKET = "noticeboard";
    private static final String KEY = "public/notice.txt";
    private static final String DELETE_ALL =
            "<Delete><Object><Key>" + KEY + "</Key></Object><Object><Key>secret.txt</Key></Object></Delete>";

    private static Keys nobody = Keys.ROOT;
    private static String upload = "";

    @BeforeAll
    static void aBucketWhoseNoticesAnyoneMayRead() {
        nobody = Article.user(SERVER.asRoot().iam(), "nobody");
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.deletePublicAccessBlock(delete -> delete.bucket(BUCKET));
        s3.putBucketPolicy(put -> put.bucket(BUCKET).policy("""
                        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",
                         "Resource":"arn:aws:s3:::noticeboard/public/*"}]}"""));
    }

    @BeforeEach
    void itsThreeThings() {
        S3Client s3 = SERVER.asRoot().s3();
        s3.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("notice"));
        s3.putObject(put -> put.bucket(BUCKET).key("secret.txt"), RequestBody.fromString("secret"));
        if (upload.isEmpty()) {
            upload = s3.createMultipartUpload(create -> create.bucket(BUCKET).key("large.bin"))
                    .uploadId();
        }
    }

    @Test
    void everyoneReadsWhatTheBucketPolicyGives() {
        RawRequest.Answer answer =
                request("GET", "/" + BUCKET + "/" + KEY, null, "").send();
        assertEquals(200, answer.status());
        assertEquals("notice", answer.body());
    }

    static Stream<RawRequest> whatItDoesNotGive() {
        String object = "/" + BUCKET + "/" + KEY;
        String large = "/" + BUCKET + "/large.bin";
        String completion = "<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>\"x\"</ETag></Part>"
                + "</CompleteMultipartUpload>";
        return Stream.of(
                request("GET", "/", null, ""),
                request("GET", "/" + BUCKET, null, ""),
                request("GET", "/" + BUCKET, "list-type=2", ""),
                request("GET", "/" + BUCKET + "/secret.txt", null, ""),
                request("GET", "/" + BUCKET, "policy", ""),
                request("GET", "/" + BUCKET, "uploads", ""),
                request("PUT", object, null, "changed"),
                request("DELETE", object, null, ""),
                request("DELETE", "/" + BUCKET, null, ""),
                request("PUT", "/" + BUCKET, "policy", "{}"),
                request("DELETE", "/" + BUCKET, "policy", ""),
                request("PUT", "/taken-by-nobody", null, ""),
                request("POST", large, "uploads", ""),
                request("PUT", large, "partNumber=1&uploadId=" + upload, "part"),
                request("GET", large, "uploadId=" + upload, ""),
                request("POST", large, "uploadId=" + upload, completion),
                request("DELETE", large, "uploadId=" + upload, ""));
    }

    @ParameterizedTest
    @MethodSource("whatItDoesNotGive")
    void anUnsignedRequestGetsNoMore(RawRequest request) {
        refused(withUpload(request).send());
    }

    @ParameterizedTest
    @MethodSource("whatItDoesNotGive")
    void aUserWithoutRightsGetsNoMore(RawRequest request) {
        refused(withUpload(request).signed(nobody, "s3", Instant.now()).send());
    }

    @Test
    void deletingManyWithoutASignatureDeletesNone() {
        deletesNone(deletion().send());
    }

    @Test
    void deletingManyWithoutRightsDeletesNone() {
        deletesNone(deletion().signed(nobody, "s3", Instant.now()).send());
    }

    @Test
    void aCopyNeedsTheRightToReadItsSource() {
        S3Client s3 = SERVER.asRoot().s3();
        Keys writer = Article.user(SERVER.asRoot().iam(), "writer", """
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:PutObject","Resource":"*"}]}""");
        refused(request("PUT", "/" + BUCKET + "/copy", null, "")
                .withHeader("x-amz-copy-source", "/" + BUCKET + "/secret.txt")
                .signed(writer, "s3", Instant.now())
                .send());
        assertEquals(List.of(KEY, "secret.txt"), keys(s3));
    }

    private static RawRequest withUpload(RawRequest request) {
        return request.query() == null
                ? request
                : request.withQuery(request.query().replaceAll("uploadId=$", "uploadId=" + upload));
    }

    private static void refused(RawRequest.Answer answer) {
        assertEquals(403, answer.status(), answer.body());
        assertEquals("AccessDenied", answer.code(), answer.body());
        nothingChanged();
    }

    private static void deletesNone(RawRequest.Answer answer) {
        if (answer.status() == 200) {
            // AWS answers a request whose deletions are all denied with one error for each
            assertEquals(2, answer.body().split("<Code>AccessDenied</Code>", -1).length - 1, answer.body());
            assertTrue(!answer.body().contains("<Deleted>"), answer.body());
        } else {
            assertEquals("AccessDenied", answer.code(), answer.body());
        }
        nothingChanged();
    }

    private static void nothingChanged() {
        S3Client s3 = SERVER.asRoot().s3();
        assertEquals(List.of(KEY, "secret.txt"), keys(s3));
        assertEquals(
                "notice",
                s3.getObjectAsBytes(get -> get.bucket(BUCKET).key(KEY)).asUtf8String());
        assertEquals(
                List.of(upload),
                s3.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                        .map(one -> one.uploadId())
                        .toList());
        assertEquals(
                List.of(),
                s3.listParts(list -> list.bucket(BUCKET).key("large.bin").uploadId(upload))
                        .parts());
        assertEquals(
                List.of(BUCKET),
                s3.listBuckets().buckets().stream().map(one -> one.name()).toList());
    }

    private static List<String> keys(S3Client s3) {
        return s3.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static RawRequest deletion() {
        return request("POST", "/" + BUCKET, "delete", DELETE_ALL).withHeader("Content-MD5", md5(DELETE_ALL));
    }

    private static String md5(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static RawRequest request(String method, String path, @Nullable String query, String body) {
        return RawRequest.of(SERVER.server().endpoint(), method, path, query, body);
    }
}
