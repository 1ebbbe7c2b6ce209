package signet.s3;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.model.AwsError;
import signet.model.s3.AbortMultipartUploadInput;
import signet.model.s3.CompleteMultipartUploadOutput;
import signet.model.s3.CompletedPart;
import signet.model.s3.DeleteBucketInput;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.ListMultipartUploadsInput;
import signet.model.s3.ListMultipartUploadsOutput;
import signet.model.s3.ListPartsInput;
import signet.model.s3.ListPartsOutput;
import signet.model.s3.MultipartUpload;
import signet.model.s3.S3Operations;
import signet.model.s3.UploadPartCopyInput;

class MultipartTest extends UploadTest {
    @Test
    void partsBecomeOneObject() {
        byte[] first = bytes(SMALLEST, 1);
        byte[] second = bytes(1000, 2);
        String id = begin("k");
        CompletedPart two = upload("k", id, 2, second);
        CompletedPart one = upload("k", id, 1, first);
        assertEquals(List.of(), cloud.keys("box"));

        CompleteMultipartUploadOutput output = cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, one, two).mpuObjectSize(SMALLEST + 1000L).build());

        String md5s = String.valueOf(one.eTag()).replace("\"", "")
                + String.valueOf(two.eTag()).replace("\"", "");
        byte[] digest = Owners.digest("MD5", java.util.HexFormat.of().parseHex(md5s));
        assertEquals("\"" + java.util.HexFormat.of().formatHex(digest) + "-2\"", output.eTag());
        GetObjectOutput got =
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "k").build());
        byte[] whole = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, whole, first.length, second.length);
        assertArrayEquals(whole, Cloud.bytes(got));
        assertEquals("text/plain", got.contentType());
        assertEquals(Map.of("m", "v"), got.metadata());
        assertEquals(1, got.tagCount());
        GetObjectOutput across = cloud.call(
                S3Operations.GET_OBJECT,
                Cloud.getting("box", "k")
                        .range("bytes=" + (SMALLEST - 2) + "-" + (SMALLEST + 1))
                        .build());
        assertArrayEquals(Arrays.copyOfRange(whole, SMALLEST - 2, SMALLEST + 2), Cloud.bytes(across));
        GetObjectOutput part = cloud.call(
                S3Operations.GET_OBJECT, Cloud.getting("box", "k").partNumber(2).build());
        assertArrayEquals(second, Cloud.bytes(part));
        assertEquals(2, part.partsCount());
        noUpload("k", id);
    }

    @Test
    void aPartThatIsUploadedAgainIsReplaced() {
        String id = begin("k");
        CompletedPart old = upload("k", id, 1, bytes(10, 1));
        CompletedPart now = upload("k", id, 1, bytes(10, 2));
        assertEquals(1, cloud.fileCount());

        cloud.refuses(
                400,
                "InvalidPart",
                NO_PART,
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, old).build());
        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD, completing("k", id, now).build());

        GetObjectOutput got =
                cloud.call(S3Operations.GET_OBJECT, Cloud.getting("box", "k").build());
        assertArrayEquals(bytes(10, 2), Cloud.bytes(got));
    }

    @Test
    void partsThatAreNotNamedAreForgotten() {
        String id = begin("k");
        CompletedPart one = upload("k", id, 1, bytes(10, 1));
        upload("k", id, 2, bytes(10, 2));

        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD, completing("k", id, one).build());

        assertEquals(1, cloud.fileCount());
    }

    @Test
    void aWrongListOfPartsIsRefused() {
        String id = begin("k");
        CompletedPart one = upload("k", id, 1, bytes(10, 1));
        CompletedPart two = upload("k", id, 2, bytes(10, 2));

        AwsError small = cloud.refuses(
                400,
                "EntityTooSmall",
                "Your proposed upload is smaller than the minimum allowed size",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, one, two).build());
        assertEquals("10", small.details().get("ProposedSize"));
        assertEquals("5242880", small.details().get("MinSizeAllowed"));
        assertEquals("1", small.details().get("PartNumber"));
        cloud.refuses(
                400,
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, two, one).build());
        cloud.refuses(
                400,
                "InvalidPartOrder",
                "The list of parts was not in ascending order. Parts must be ordered by part number.",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, one, one).build());
        cloud.refuses(
                400,
                "InvalidPart",
                NO_PART,
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing(
                                "k",
                                id,
                                CompletedPart.builder()
                                        .partNumber(9)
                                        .eTag("\"abc\"")
                                        .build())
                        .build());
        cloud.refuses(
                400,
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id).build());
        cloud.refuses(
                400,
                "InvalidRequest",
                "The provided 'x-amz-mp-object-size' header value 11 does not match what was computed: 10",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, one).mpuObjectSize(11L).build());
        assertEquals(2, cloud.fileCount());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_001})
    void aPartNumberIsFromOneToTenThousand(int number) {
        String id = begin("k");
        cloud.refuses(
                400,
                "InvalidArgument",
                "Part number must be an integer between 1 and 10000, inclusive",
                S3Operations.UPLOAD_PART,
                part("k", id, number, bytes(1, 1)));
    }

    @Test
    void anAbortedUploadLeavesNothing() {
        String id = begin("k");
        upload("k", id, 1, bytes(10, 1));

        cloud.call(
                S3Operations.ABORT_MULTIPART_UPLOAD,
                AbortMultipartUploadInput.builder()
                        .bucket("box")
                        .key("k")
                        .uploadId(id)
                        .build());

        assertEquals(0, cloud.fileCount());
        noUpload("k", id);
        cloud.refuses(404, "NoSuchUpload", NO_UPLOAD, S3Operations.UPLOAD_PART, part("k", id, 1, bytes(1, 1)));
        assertEquals(0, cloud.fileCount());
    }

    @Test
    void anUploadBelongsToItsKey() {
        String id = begin("k");
        noUpload("other", id);
        noUpload("k", "nonsense");
        noUpload("k", "");
    }

    @Test
    void completingUnderACondition() {
        cloud.put("box", "k", "there");
        String id = begin("k");
        CompletedPart one = upload("k", id, 1, bytes(10, 1));

        cloud.refuses(
                412,
                "PreconditionFailed",
                "At least one of the pre-conditions you specified did not hold",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, one).ifNoneMatch("*").build());
        assertEquals("there", cloud.get("box", "k"));

        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD, completing("k", id, one).build());
        assertEquals(1, cloud.fileCount());
    }

    @Test
    void aPartCanBeCopiedFromARangeOfAnObject() {
        cloud.put("box", "source", "0123456789");
        String id = begin("k");
        UploadPartCopyInput.Builder copy = UploadPartCopyInput.builder()
                .bucket("box")
                .key("k")
                .uploadId(id)
                .partNumber(1)
                .copySource("box/source");

        String etag = Objects.requireNonNull(cloud.call(
                                S3Operations.UPLOAD_PART_COPY,
                                copy.copySourceRange("bytes=2-4").build())
                        .copyPartResult())
                .eTag();
        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing(
                                "k",
                                id,
                                CompletedPart.builder().partNumber(1).eTag(etag).build())
                        .build());

        assertEquals("234", cloud.get("box", "k"));
        String next = begin("k");
        cloud.refuses(
                400,
                "InvalidArgument",
                "Range specified is not valid for source object of size: 10",
                S3Operations.UPLOAD_PART_COPY,
                copy.uploadId(next).copySourceRange("bytes=2-10").build());
        cloud.refuses(
                400,
                "InvalidArgument",
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                        + " zero-based offsets of the first and last bytes to copy",
                S3Operations.UPLOAD_PART_COPY,
                copy.copySourceRange("bytes=2-").build());
        cloud.refuses(
                404,
                "NoSuchKey",
                "The specified key does not exist.",
                S3Operations.UPLOAD_PART_COPY,
                copy.copySource("box/none").copySourceRange(null).build());
    }

    @Test
    void partsAreListedInPages() {
        String id = begin("k");
        for (int number : List.of(7, 1, 10_000, 3)) {
            upload("k", id, number, bytes(number % 10 + 1, number));
        }

        List<Integer> seen = new ArrayList<>();
        String marker = null;
        boolean more = true;
        while (more) {
            ListPartsOutput page = cloud.call(
                    S3Operations.LIST_PARTS,
                    ListPartsInput.builder()
                            .bucket("box")
                            .key("k")
                            .uploadId(id)
                            .maxParts(3)
                            .partNumberMarker(marker)
                            .build());
            Objects.requireNonNull(page.parts()).forEach(part -> seen.add(part.partNumber()));
            marker = page.nextPartNumberMarker();
            more = Boolean.TRUE.equals(page.isTruncated());
            assertEquals(3, page.maxParts());
        }

        assertEquals(List.of(1, 3, 7, 10_000), seen);
        cloud.refuses(
                400,
                "InvalidArgument",
                "Argument part-number-marker must be an integer between 0 and 2147483647",
                S3Operations.LIST_PARTS,
                ListPartsInput.builder()
                        .bucket("box")
                        .key("k")
                        .uploadId(id)
                        .partNumberMarker("x")
                        .build());
    }

    @Test
    void uploadsAreListedByKeyAndAgeInPages() {
        List<String> expected = new ArrayList<>();
        for (String key : List.of("a", "a", "b/1", "b/2", "c")) {
            expected.add(key + " " + begin(key));
            cloud.advance(Duration.ofSeconds(1));
        }

        assertEquals(expected, allUploads(null));
        assertEquals(List.of(expected.get(0), expected.get(1), "b/", expected.get(4)), allUploads("/"));
    }

    private List<String> allUploads(@Nullable String delimiter) {
        List<String> seen = new ArrayList<>();
        String key = null;
        String id = null;
        boolean more = true;
        while (more) {
            ListMultipartUploadsOutput page = cloud.call(
                    S3Operations.LIST_MULTIPART_UPLOADS,
                    ListMultipartUploadsInput.builder()
                            .bucket("box")
                            .delimiter(delimiter)
                            .maxUploads(1)
                            .keyMarker(key)
                            .uploadIdMarker(id)
                            .build());
            for (MultipartUpload upload : Objects.requireNonNull(page.uploads())) {
                seen.add(upload.key() + " " + upload.uploadId());
            }
            Objects.requireNonNull(page.commonPrefixes()).forEach(group -> seen.add(String.valueOf(group.prefix())));
            assertNotEquals(key + id, page.nextKeyMarker() + page.nextUploadIdMarker());
            key = page.nextKeyMarker();
            id = page.nextUploadIdMarker();
            more = Boolean.TRUE.equals(page.isTruncated());
        }
        return seen;
    }

    @Test
    void aBucketIsDeletedTogetherWithItsUploads() {
        String id = begin("k");
        upload("k", id, 1, bytes(10, 1));

        cloud.call(
                S3Operations.DELETE_BUCKET,
                DeleteBucketInput.builder().bucket("box").build());

        assertEquals(0, cloud.fileCount());
        assertTrue(cloud.index.range("", "", 10).isEmpty());
        cloud.makeBucket("box");
        noUpload("k", id);
    }

    @Test
    void onlyWhoMayWriteTheKeyMayUploadParts() {
        var user = cloud.user("u", Cloud.allow("s3:PutObject", "arn:aws:s3:::box/mine/*"));
        String id = begin("k");

        cloud.deniesOwn(
                user, "s3:PutObject", "arn:aws:s3:::box/k", S3Operations.UPLOAD_PART, part("k", id, 1, bytes(1, 1)));
        cloud.deniesOwn(
                user,
                "s3:PutObject",
                "arn:aws:s3:::box/k",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id).build());
        cloud.deniesOwn(
                user,
                "s3:AbortMultipartUpload",
                "arn:aws:s3:::box/mine/k",
                S3Operations.ABORT_MULTIPART_UPLOAD,
                AbortMultipartUploadInput.builder()
                        .bucket("box")
                        .key("mine/k")
                        .uploadId(id)
                        .build());
        cloud.deniesOwn(
                user,
                "s3:ListMultipartUploadParts",
                "arn:aws:s3:::box/k",
                S3Operations.LIST_PARTS,
                ListPartsInput.builder().bucket("box").key("k").uploadId(id).build());
        cloud.deniesOwn(
                user,
                "s3:ListBucketMultipartUploads",
                "arn:aws:s3:::box",
                S3Operations.LIST_MULTIPART_UPLOADS,
                ListMultipartUploadsInput.builder().bucket("box").build());
        assertNull(cloud.call(
                        S3Operations.LIST_MULTIPART_UPLOADS,
                        ListMultipartUploadsInput.builder().bucket("box").build())
                .nextKeyMarker());
    }
}
