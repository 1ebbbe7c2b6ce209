package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketVersioningInput;
import signet.model.s3.GetBucketVersioningOutput;
import signet.model.s3.S3Operations;

/** GetBucketVersioning: versioning was never enabled, which is an empty answer. */
final class GetBucketVersioning implements Operation<GetBucketVersioningInput, GetBucketVersioningOutput> {
    private final Buckets buckets;

    GetBucketVersioning(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketVersioningInput, GetBucketVersioningOutput> model() {
        return S3Operations.GET_BUCKET_VERSIONING;
    }

    @Override
    public Accesses accesses(Call<GetBucketVersioningInput> call) {
        GetBucketVersioningInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketVersioning"));
    }

    @Override
    public GetBucketVersioningOutput handle(Authorized<GetBucketVersioningInput> request) {
        return GetBucketVersioningOutput.builder().build();
    }
}
