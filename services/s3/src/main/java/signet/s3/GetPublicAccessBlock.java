package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetPublicAccessBlockInput;
import signet.model.s3.GetPublicAccessBlockOutput;
import signet.model.s3.PublicAccessBlockConfiguration;
import signet.model.s3.S3Operations;

/** GetPublicAccessBlock: the bucket's Block Public Access settings. */
final class GetPublicAccessBlock implements Operation<GetPublicAccessBlockInput, GetPublicAccessBlockOutput> {
    private final Buckets buckets;

    GetPublicAccessBlock(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetPublicAccessBlockInput, GetPublicAccessBlockOutput> model() {
        return S3Operations.GET_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Accesses accesses(Call<GetPublicAccessBlockInput> call) {
        GetPublicAccessBlockInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketPublicAccessBlock"));
    }

    @Override
    public GetPublicAccessBlockOutput handle(Authorized<GetPublicAccessBlockInput> request) {
        GetPublicAccessBlockInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        PublicAccess access = bucket.publicAccess();
        if (access == null) {
            throw Faults.notConfigured(
                    "NoSuchPublicAccessBlockConfiguration",
                    "The public access block configuration was not found",
                    bucket);
        }
        return new GetPublicAccessBlockOutput(new PublicAccessBlockConfiguration(
                access.blockPublicAcls(),
                access.ignorePublicAcls(),
                access.blockPublicPolicy(),
                access.restrictPublicBuckets()));
    }
}
