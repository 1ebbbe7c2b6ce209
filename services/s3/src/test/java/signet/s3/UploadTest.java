package signet.s3;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.s3.CompleteMultipartUploadInput;
import signet.model.s3.CompletedMultipartUpload;
import signet.model.s3.CompletedPart;
import signet.model.s3.CreateMultipartUploadInput;
import signet.model.s3.ListPartsInput;
import signet.model.s3.S3Operations;
import signet.model.s3.UploadPartInput;

/** What tests of multipart uploads share: the bucket {@code box} and the steps of an upload to it. */
abstract class UploadTest extends CloudTest {
    static final int SMALLEST = 5 << 20;
    static final String NO_UPLOAD =
            "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or"
                    + " completed.";
    static final String NO_PART =
            "One or more of the specified parts could not be found.  The part may not have been uploaded, or the"
                    + " specified entity tag may not match the part's entity tag.";

    static byte[] bytes(int size, int seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    String begin(String key) {
        return begin(key, null, null);
    }

    String begin(String key, @Nullable String algorithm, @Nullable String type) {
        return Objects.requireNonNull(cloud.call(
                        S3Operations.CREATE_MULTIPART_UPLOAD,
                        CreateMultipartUploadInput.builder()
                                .bucket("box")
                                .key(key)
                                .contentType("text/plain")
                                .metadata(Map.of("m", "v"))
                                .tagging("t=1")
                                .checksumAlgorithm(algorithm)
                                .checksumType(type)
                                .build())
                .uploadId());
    }

    static UploadPartInput part(String key, String id, int number, byte[] bytes, String... headers) {
        return UploadPartInput.builder()
                .bucket("box")
                .key(key)
                .uploadId(id)
                .partNumber(number)
                .body(Cloud.body(bytes, headers))
                .build();
    }

    CompletedPart upload(String key, String id, int number, byte[] bytes) {
        String etag = cloud.call(S3Operations.UPLOAD_PART, part(key, id, number, bytes))
                .eTag();
        return CompletedPart.builder().partNumber(number).eTag(etag).build();
    }

    static CompleteMultipartUploadInput.Builder completing(String key, String id, CompletedPart... parts) {
        return CompleteMultipartUploadInput.builder()
                .bucket("box")
                .key(key)
                .uploadId(id)
                .multipartUpload(new CompletedMultipartUpload(List.of(parts)));
    }

    void noUpload(String key, String id) {
        AwsError error = cloud.refuses(
                404,
                "NoSuchUpload",
                NO_UPLOAD,
                S3Operations.LIST_PARTS,
                ListPartsInput.builder().bucket("box").key(key).uploadId(id).build());
        assertEquals(Map.of("UploadId", id), error.details());
    }
}
