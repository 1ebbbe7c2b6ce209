package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketLocationInput;
import signet.model.s3.GetBucketLocationOutput;
import signet.model.s3.S3Operations;

/** GetBucketLocation: the bucket's region, nothing for us-east-1. */
final class GetBucketLocation implements Operation<GetBucketLocationInput, GetBucketLocationOutput> {
    private final Buckets buckets;

    GetBucketLocation(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketLocationInput, GetBucketLocationOutput> model() {
        return S3Operations.GET_BUCKET_LOCATION;
    }

    @Override
    public Accesses accesses(Call<GetBucketLocationInput> call) {
        GetBucketLocationInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketLocation"));
    }

    @Override
    public GetBucketLocationOutput handle(Authorized<GetBucketLocationInput> request) {
        String region = request.info().region();
        return GetBucketLocationOutput.builder()
                .locationConstraint(region.equals("us-east-1") ? null : region)
                .build();
    }
}
