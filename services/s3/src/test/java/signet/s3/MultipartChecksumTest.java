package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import signet.model.s3.CompletedPart;
import signet.model.s3.CreateMultipartUploadInput;
import signet.model.s3.HeadObjectInput;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** The checksums of parts, and of the object that they become. */
class MultipartChecksumTest extends UploadTest {
    @ParameterizedTest
    @EnumSource(
            value = ChecksumAlgorithm.class,
            names = {"CRC32", "CRC32C", "CRC64NVME"})
    void theChecksumOfAllIsWorkedOutFromThePartsOfAnyLength(ChecksumAlgorithm algorithm) {
        Random random = new Random(5);
        byte[] whole = bytes(SMALLEST + 70_001, 9);
        String id = begin("k", algorithm.name(), "FULL_OBJECT");
        int cut = SMALLEST + random.nextInt(70_000);
        List<CompletedPart> parts = new ArrayList<>();
        int number = 0;
        for (byte[] piece : List.of(Arrays.copyOf(whole, cut), Arrays.copyOfRange(whole, cut, whole.length))) {
            String etag = cloud.call(
                            S3Operations.UPLOAD_PART,
                            part("k", id, ++number, piece, algorithm.header(), algorithm.base64(piece)))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(etag).build());
        }

        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, parts.toArray(CompletedPart[]::new)).build());

        StoredChecksum checksum = checksum("k");
        assertEquals(algorithm.base64(whole), checksum.value());
        assertFalse(checksum.composite());
    }

    private StoredChecksum checksum(String key) {
        var head = cloud.call(
                S3Operations.HEAD_OBJECT,
                HeadObjectInput.builder()
                        .bucket("box")
                        .key(key)
                        .checksumMode("ENABLED")
                        .build());
        for (ChecksumAlgorithm algorithm : ChecksumAlgorithm.values()) {
            String value = switch (algorithm) {
                case CRC32 -> head.checksumCRC32();
                case CRC32C -> head.checksumCRC32C();
                case CRC64NVME -> head.checksumCRC64NVME();
                case SHA1 -> head.checksumSHA1();
                case SHA256 -> head.checksumSHA256();
                case MD5 -> null;
            };
            if (value != null) {
                return new StoredChecksum(algorithm, value, "COMPOSITE".equals(head.checksumType()));
            }
        }
        throw new AssertionError("no checksum");
    }

    @Test
    void aCompositeChecksumIsOfThePartsChecksums() {
        byte[] only = bytes(100, 3);
        String sha = ChecksumAlgorithm.SHA256.base64(only);
        String id = begin("k", "SHA256", null);
        String etag = cloud.call(S3Operations.UPLOAD_PART, part("k", id, 1, only, "x-amz-checksum-sha256", sha))
                .eTag();

        cloud.refuses(
                400,
                "InvalidRequest",
                "The upload was created using a sha256 checksum. The complete request must include the checksum for each"
                        + " part. It was missing for part 1 in the request.",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing(
                                "k",
                                id,
                                CompletedPart.builder().partNumber(1).eTag(etag).build())
                        .build());
        CompletedPart wrong = CompletedPart.builder()
                .partNumber(1)
                .eTag(etag)
                .checksumSHA256(ChecksumAlgorithm.SHA256.base64(bytes(1, 1)))
                .build();
        cloud.refuses(
                400,
                "InvalidPart",
                NO_PART,
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, wrong).build());
        CompletedPart right = CompletedPart.builder()
                .partNumber(1)
                .eTag(etag)
                .checksumSHA256(sha)
                .build();
        cloud.refuses(
                400,
                "BadDigest",
                "The sha256 you specified did not match the calculated checksum.",
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, right).checksumSHA256(sha).build());
        cloud.call(
                S3Operations.COMPLETE_MULTIPART_UPLOAD,
                completing("k", id, right).build());

        String expected =
                ChecksumAlgorithm.SHA256.base64(java.util.Base64.getDecoder().decode(sha)) + "-1";
        assertEquals(new StoredChecksum(ChecksumAlgorithm.SHA256, expected, true), checksum("k"));
    }

    @ParameterizedTest
    @CsvSource({
        "SHA256, FULL_OBJECT, The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.",
        "CRC64NVME, COMPOSITE, The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.",
        ", COMPOSITE, The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.",
        "SHA512, , 'Checksum algorithm provided is unsupported. Please try again with any of the valid types: [CRC32,"
                + " CRC32C, CRC64NVME, SHA1, SHA256]'",
    })
    void checksumsThatCannotBe(@Nullable String algorithm, @Nullable String type, String message) {
        cloud.refuses(
                400,
                "InvalidRequest",
                message,
                S3Operations.CREATE_MULTIPART_UPLOAD,
                CreateMultipartUploadInput.builder()
                        .bucket("box")
                        .key("k")
                        .checksumAlgorithm(algorithm)
                        .checksumType(type)
                        .build());
    }

    @Test
    void aPartHasTheUploadsKindOfChecksum() {
        byte[] bytes = bytes(5, 1);
        String id = begin("k", "SHA256", null);

        cloud.refuses(
                400,
                "InvalidRequest",
                "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32",
                S3Operations.UPLOAD_PART,
                part("k", id, 1, bytes, "x-amz-checksum-crc32", ChecksumAlgorithm.CRC32.base64(bytes)));
        cloud.refuses(
                400,
                "InvalidRequest",
                "Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: null",
                S3Operations.UPLOAD_PART,
                part("k", id, 1, bytes));
        assertEquals(0, cloud.fileCount());
    }
}
