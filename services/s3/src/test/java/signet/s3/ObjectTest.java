package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.s3.Delete;
import signet.model.s3.DeleteObjectInput;
import signet.model.s3.DeleteObjectsInput;
import signet.model.s3.DeleteObjectsOutput;
import signet.model.s3.DeletedObject;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.HeadObjectInput;
import signet.model.s3.HeadObjectOutput;
import signet.model.s3.ObjectIdentifier;
import signet.model.s3.PutObjectOutput;
import signet.model.s3.S3Error;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

class ObjectTest extends CloudTest {
    private static final String HELLO_MD5 = "\"5d41402abc4b2a76b9719d911017c592\"";
    private static final String PRECONDITION = "At least one of the pre-conditions you specified did not hold";

    @Test
    void whatWasPutIsGotBack() {
        assertEquals(HELLO_MD5, cloud.put("box", "a/b", "hello"));

        GetObjectOutput output =
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "a/b").build());

        assertEquals("hello", Cloud.text(output));
        assertEquals(5L, output.contentLength());
        assertEquals(HELLO_MD5, output.eTag());
        assertEquals("binary/octet-stream", output.contentType());
        assertEquals("bytes", output.acceptRanges());
        assertEquals(Instant.parse("2026-11-23T10:00:00Z"), output.lastModified());
        assertNull(output.contentRange());
        assertNull(output.checksumCRC32());
    }

    @Test
    void anEmptyObjectIsAnObject() {
        assertEquals("\"d41d8cd98f00b204e9800998ecf8427e\"", cloud.put("box", "empty", ""));
        assertEquals("", cloud.get("box", "empty"));
    }

    @Test
    void headersAndMetadataAreKept() {
        Instant expires = Instant.parse("2030-01-01T00:00:00Z");
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x")
                        .contentType("text/plain")
                        .contentEncoding("aws-chunked,gzip")
                        .contentLanguage("eo")
                        .contentDisposition("inline")
                        .cacheControl("no-store")
                        .expires(expires)
                        .metadata(Map.of("color", "blue"))
                        .tagging("a=1&b=two%20words")
                        .build());

        HeadObjectOutput output = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder().bucket("box").key("k").build());

        assertEquals("text/plain", output.contentType());
        assertEquals("gzip", output.contentEncoding());
        assertEquals("eo", output.contentLanguage());
        assertEquals("inline", output.contentDisposition());
        assertEquals("no-store", output.cacheControl());
        assertEquals(expires, output.expires());
        assertEquals(Map.of("color", "blue"), output.metadata());
        assertEquals(2, output.tagCount());
    }

    @Test
    void aReaderCanOverrideWhatHeadersSay() {
        cloud.put("box", "k", "x");

        GetObjectOutput output = cloud.call(
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k")
                        .responseContentType("image/png")
                        .responseContentDisposition("attachment")
                        .responseCacheControl("max-age=1")
                        .responseContentEncoding("br")
                        .responseContentLanguage("fi")
                        .responseExpires(Instant.EPOCH)
                        .build());

        assertEquals("image/png", output.contentType());
        assertEquals("attachment", output.contentDisposition());
        assertEquals("max-age=1", output.cacheControl());
        assertEquals("br", output.contentEncoding());
        assertEquals("fi", output.contentLanguage());
        assertEquals(Instant.EPOCH, output.expires());
        Cloud.bytes(output);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, h, bytes 0-0/5",
        "bytes=1-3, ell, bytes 1-3/5",
        "bytes=3-, lo, bytes 3-4/5",
        "bytes=-2, lo, bytes 3-4/5",
        "bytes=-9, hello, bytes 0-4/5",
        "bytes=2-99, llo, bytes 2-4/5",
        "bytes = 1 - 1, e, bytes 1-1/5",
    })
    void aRangeIsServed(String range, String text, String contentRange) {
        cloud.put("box", "k", "hello");

        GetObjectOutput output = cloud.call(
                S3Operations.GET_OBJECT, Cloud.getting("box", "k").range(range).build());

        assertEquals(text, Cloud.text(output));
        assertEquals(contentRange, output.contentRange());
        assertEquals((long) text.length(), output.contentLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=0-1,3-4", "bytes=3-1", "lines=1-2", "bytes=-", "bytes=a-b", ""})
    void aRangeThatCannotBeReadIsTheWhole(String range) {
        cloud.put("box", "k", "hello");

        GetObjectOutput output = cloud.call(
                S3Operations.GET_OBJECT, Cloud.getting("box", "k").range(range).build());

        assertEquals("hello", Cloud.text(output));
        assertNull(output.contentRange());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=5-", "bytes=99-100", "bytes=-0"})
    void aRangeBeyondTheEndIsAnError(String range) {
        cloud.put("box", "k", "hello");

        AwsError error = cloud.refuses(
                416,
                "InvalidRange",
                "The requested range is not satisfiable",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").range(range).build());

        assertEquals(Map.of("RangeRequested", range, "ActualObjectSize", "5"), error.details());
    }

    @Test
    void aPlainObjectIsItsOwnOnlyPart() {
        cloud.put("box", "k", "hello");

        GetObjectOutput output = cloud.call(
                S3Operations.GET_OBJECT, Cloud.getting("box", "k").partNumber(1).build());

        assertEquals("hello", Cloud.text(output));
        assertEquals("bytes 0-4/5", output.contentRange());
        assertNull(output.partsCount());
        cloud.refuses(
                416,
                "InvalidPartNumber",
                "The requested partnumber is not satisfiable",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").partNumber(2).build());
        cloud.refuses(
                400,
                "InvalidRequest",
                "Cannot specify both Range header and partNumber query parameter",
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k").partNumber(1).range("bytes=0-1").build());
    }

    @Test
    void readingUnderConditions() {
        cloud.put("box", "k", "hello");
        Instant modified = cloud.now().truncatedTo(ChronoUnit.SECONDS);
        Instant before = modified.minusSeconds(1);

        assertEquals(
                "hello",
                Cloud.text(cloud.call(
                        S3Operations.GET_OBJECT,
                        Cloud.getting("box", "k")
                                .ifMatch(HELLO_MD5)
                                .ifUnmodifiedSince(before)
                                .build())));
        assertEquals(
                "hello",
                Cloud.text(cloud.call(
                        S3Operations.GET_OBJECT,
                        Cloud.getting("box", "k")
                                .ifNoneMatch("\"other\"")
                                .ifModifiedSince(modified)
                                .build())));
        unmet("If-Match", Cloud.getting("box", "k").ifMatch("\"other\""));
        unmet("If-Unmodified-Since", Cloud.getting("box", "k").ifUnmodifiedSince(before));
        notModified(Cloud.getting("box", "k").ifNoneMatch(HELLO_MD5));
        notModified(Cloud.getting("box", "k").ifNoneMatch("\"a\", " + HELLO_MD5));
        notModified(Cloud.getting("box", "k").ifNoneMatch("*"));
        notModified(Cloud.getting("box", "k").ifModifiedSince(modified));
        notModified(Cloud.getting("box", "k").ifMatch(HELLO_MD5).ifNoneMatch(HELLO_MD5));
    }

    private void unmet(String condition, signet.model.s3.GetObjectInput.Builder input) {
        AwsError error = cloud.refuses(412, "PreconditionFailed", PRECONDITION, S3Operations.GET_OBJECT, input.build());
        assertEquals(Map.of("Condition", condition), error.details());
    }

    private void notModified(signet.model.s3.GetObjectInput.Builder input) {
        cloud.refuses(304, "NotModified", "Not Modified", S3Operations.GET_OBJECT, input.build());
    }

    @Test
    void writingOnlyWhatIsNotThere() {
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "first").ifNoneMatch("*").build());

        cloud.refuses(
                412,
                "PreconditionFailed",
                PRECONDITION,
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "second").ifNoneMatch("*").build());

        assertEquals("first", cloud.get("box", "k"));
        assertEquals(1, cloud.fileCount());
        cloud.refuses(
                501,
                "NotImplemented",
                "A header you provided implies functionality that is not implemented",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").ifNoneMatch("\"abc\"").build());
    }

    @Test
    void writingOnlyOverWhatIsKnown() {
        String etag = cloud.put("box", "k", "first");

        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "second").ifMatch(etag).build());

        cloud.refuses(
                412,
                "PreconditionFailed",
                PRECONDITION,
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "third").ifMatch(etag).build());
        cloud.refuses(
                404,
                "NoSuchKey",
                "The specified key does not exist.",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "none", "x").ifMatch(etag).build());
        assertEquals("second", cloud.get("box", "k"));
    }

    @Test
    void checksumsThatWereSentAreKept() {
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        String crc = ChecksumAlgorithm.CRC64NVME.base64(bytes);
        PutObjectOutput put = cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "")
                        .body(Cloud.body(bytes, "x-amz-checksum-crc64nvme", crc))
                        .checksumAlgorithm("CRC64NVME")
                        .build());
        assertEquals(crc, put.checksumCRC64NVME());
        assertEquals("FULL_OBJECT", put.checksumType());

        HeadObjectOutput plain = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder().bucket("box").key("k").build());
        HeadObjectOutput asked = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder()
                        .bucket("box")
                        .key("k")
                        .checksumMode("ENABLED")
                        .build());

        assertNull(plain.checksumCRC64NVME());
        assertEquals(crc, asked.checksumCRC64NVME());
        assertEquals("FULL_OBJECT", asked.checksumType());
    }

    @Test
    void aBodyThatIsNotWhatItsChecksumSaysLeavesNothing() {
        cloud.put("box", "k", "old");
        byte[] bytes = "hello".getBytes(StandardCharsets.UTF_8);
        String wrong = ChecksumAlgorithm.CRC32.base64("other".getBytes(StandardCharsets.UTF_8));

        assertThrows(
                UncheckedIOException.class,
                () -> cloud.call(
                        S3Operations.PUT_OBJECT,
                        Cloud.putting("box", "k", "")
                                .body(Cloud.body(bytes, "x-amz-checksum-crc32", wrong))
                                .build()));

        assertEquals("old", cloud.get("box", "k"));
        assertEquals(1, cloud.fileCount());
    }

    @Test
    void aPromisedChecksumMustCome() {
        cloud.refuses(
                400,
                "InvalidRequest",
                "x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer"
                        + " headers were found.",
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "x").checksumAlgorithm("CRC32").build());
        assertEquals(0, cloud.fileCount());
    }

    @Test
    void overwritingAndDeletingLeaveNoFiles() {
        cloud.put("box", "k", "one");
        cloud.put("box", "k", "two");
        assertEquals(1, cloud.fileCount());

        delete("k");

        assertEquals(0, cloud.fileCount());
        assertEquals(List.of(), cloud.keys("box"));
        delete("k");
    }

    private void delete(String key) {
        cloud.call(
                S3Operations.DELETE_OBJECT,
                DeleteObjectInput.builder().bucket("box").key(key).build());
    }

    @Test
    void anObjectBeingReadStaysWhole() throws IOException {
        byte[] old = new byte[300_000];
        new Random(1).nextBytes(old);
        cloud.call(
                S3Operations.PUT_OBJECT,
                Cloud.putting("box", "k", "").body(Cloud.body(old)).build());
        GetObjectOutput first =
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "k").build());
        GetObjectOutput second =
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "k").build());

        try (InputStream in = Objects.requireNonNull(first.body()).open()) {
            byte[] begin = in.readNBytes(1000);
            cloud.put("box", "k", "new");
            assertTrue(Arrays.equals(Arrays.copyOf(old, 1000), begin));
            assertTrue(Arrays.equals(Arrays.copyOfRange(old, 1000, old.length), in.readAllBytes()));
        }
        delete("k");
        assertTrue(Arrays.equals(old, Cloud.bytes(second)));
        assertEquals(0, cloud.fileCount());
    }

    @Test
    void deletingSeveralAnswersForEach() {
        cloud.put("box", "a", "1");
        cloud.put("box", "b", "2");

        DeleteObjectsOutput output = cloud.call(S3Operations.DELETE_OBJECTS, deleting(false, "a", "b", "none"));

        assertEquals(
                List.of("a", "b", "none"),
                Objects.requireNonNull(output.deleted()).stream()
                        .map(DeletedObject::key)
                        .toList());
        assertEquals(List.of(), output.errors());
        assertEquals(List.of(), cloud.keys("box"));
    }

    @Test
    void deletingQuietlyTellsErrorsOnly() {
        cloud.put("box", "a", "1");
        cloud.put("box", "keep", "2");
        var user = cloud.user("u", Cloud.allow("s3:DeleteObject", "arn:aws:s3:::box/a"));

        DeleteObjectsOutput output = cloud.callAs(user, S3Operations.DELETE_OBJECTS, deleting(true, "a", "keep"));

        assertEquals(List.of(), output.deleted());
        S3Error error = Objects.requireNonNull(output.errors()).getFirst();
        assertEquals("keep", error.key());
        assertEquals("AccessDenied", error.code());
        assertEquals(
                "User: arn:aws:iam::123456789012:user/u is not authorized to perform: s3:DeleteObject on resource:"
                        + " \"arn:aws:s3:::box/keep\" because no identity-based policy allows the s3:DeleteObject"
                        + " action",
                error.message());
        assertEquals(List.of("keep"), cloud.keys("box"));
    }

    private static DeleteObjectsInput deleting(boolean quiet, String... keys) {
        List<ObjectIdentifier> objects = Arrays.stream(keys)
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        return DeleteObjectsInput.builder()
                .bucket("box")
                .delete(new Delete(objects, quiet))
                .build();
    }

    @Test
    void deletingUnderACondition() {
        String etag = cloud.put("box", "k", "1");
        cloud.put("box", "k", "2");

        cloud.refuses(
                412,
                "PreconditionFailed",
                PRECONDITION,
                S3Operations.DELETE_OBJECT,
                DeleteObjectInput.builder().bucket("box").key("k").ifMatch(etag).build());

        assertEquals("2", cloud.get("box", "k"));
    }

    @Test
    void laterWritesAreModifiedLater() {
        cloud.put("box", "k", "1");
        cloud.advance(Duration.ofMinutes(1));
        cloud.put("box", "k", "2");

        HeadObjectOutput output = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder().bucket("box").key("k").build());

        assertEquals(Instant.parse("2026-11-23T10:01:00Z"), output.lastModified());
    }
}
