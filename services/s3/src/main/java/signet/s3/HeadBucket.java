package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.HeadBucketInput;
import signet.model.s3.HeadBucketOutput;
import signet.model.s3.S3Operations;

/** HeadBucket: whether the bucket is there and may be listed. */
final class HeadBucket implements Operation<HeadBucketInput, HeadBucketOutput> {
    private final Buckets buckets;

    HeadBucket(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<HeadBucketInput, HeadBucketOutput> model() {
        return S3Operations.HEAD_BUCKET;
    }

    @Override
    public Accesses accesses(Call<HeadBucketInput> call) {
        HeadBucketInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:ListBucket"))
                .openToAnonymous();
    }

    @Override
    public HeadBucketOutput handle(Authorized<HeadBucketInput> request) {
        HeadBucketInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        return HeadBucketOutput.builder()
                .bucketArn(bucket.arn())
                .bucketRegion(request.info().region())
                .accessPointAlias(false)
                .build();
    }
}
