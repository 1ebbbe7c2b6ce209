package signet.s3;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.s3.S3Operations;
import signet.model.s3.UploadPartInput;
import signet.model.s3.UploadPartOutput;
import signet.sigv4.ChecksumAlgorithm;

/** UploadPart: one part of an upload, in any order, as often as it takes. */
final class UploadPart implements Operation<UploadPartInput, UploadPartOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final Uploads uploads;

    UploadPart(Buckets buckets, ObjectStore objects, Uploads uploads) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
    }

    @Override
    public OperationModel<UploadPartInput, UploadPartOutput> model() {
        return S3Operations.UPLOAD_PART;
    }

    @Override
    public Accesses accesses(Call<UploadPartInput> call) {
        UploadPartInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onObject(call.caller(), bucket, input.key(), "s3:PutObject"))
                .openToAnonymous();
    }

    @Override
    public UploadPartOutput handle(Authorized<UploadPartInput> request) {
        UploadPartInput input = request.input();
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        int number = Uploads.checkedNumber(input.partNumber());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.upload(bucket, input.key(), input.uploadId());
        Received received = objects.files().receive(Objects.requireNonNullElse(input.body(), Body.EMPTY));
        try {
            Uploads.requireChecksum(upload, received);
        } catch (AwsError e) {
            objects.files().giveUp(List.of(received.segment()));
            throw e;
        }
        StoredChecksum checksum = received.checksum();
        StoredPart part = new StoredPart(
                number,
                received.md5(),
                request.time().truncatedTo(ChronoUnit.SECONDS),
                checksum == null || upload.algorithm() == null ? null : checksum.value(),
                received.segment());
        uploads.add(bucket, input.key(), input.uploadId(), part);
        return answer(received.md5(), checksum);
    }

    private static UploadPartOutput answer(String md5, @Nullable StoredChecksum checksum) {
        return UploadPartOutput.builder()
                .eTag("\"" + md5 + "\"")
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .build();
    }
}
