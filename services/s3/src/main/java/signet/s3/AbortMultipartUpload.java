package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.AbortMultipartUploadInput;
import signet.model.s3.AbortMultipartUploadOutput;
import signet.model.s3.S3Operations;

/** AbortMultipartUpload: forgets an upload and its parts. */
final class AbortMultipartUpload implements Operation<AbortMultipartUploadInput, AbortMultipartUploadOutput> {
    private final Buckets buckets;
    private final Uploads uploads;

    AbortMultipartUpload(Buckets buckets, Uploads uploads) {
        this.buckets = buckets;
        this.uploads = uploads;
    }

    @Override
    public OperationModel<AbortMultipartUploadInput, AbortMultipartUploadOutput> model() {
        return S3Operations.ABORT_MULTIPART_UPLOAD;
    }

    @Override
    public Accesses accesses(Call<AbortMultipartUploadInput> call) {
        AbortMultipartUploadInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onObject(call.caller(), bucket, input.key(), "s3:AbortMultipartUpload"))
                .openToAnonymous();
    }

    @Override
    public AbortMultipartUploadOutput handle(Authorized<AbortMultipartUploadInput> request) {
        AbortMultipartUploadInput input = request.input();
        Refusals.header("x-amz-if-match-initiated-time", input.ifMatchInitiatedTime());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        uploads.abort(bucket, input.key(), input.uploadId());
        return AbortMultipartUploadOutput.builder().build();
    }
}
