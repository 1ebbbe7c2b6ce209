package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketPolicyStatusInput;
import signet.model.s3.GetBucketPolicyStatusOutput;
import signet.model.s3.PolicyStatus;
import signet.model.s3.S3Operations;

/** GetBucketPolicyStatus: whether the bucket policy is public. */
final class GetBucketPolicyStatus implements Operation<GetBucketPolicyStatusInput, GetBucketPolicyStatusOutput> {
    private final Buckets buckets;

    GetBucketPolicyStatus(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketPolicyStatusInput, GetBucketPolicyStatusOutput> model() {
        return S3Operations.GET_BUCKET_POLICY_STATUS;
    }

    @Override
    public Accesses accesses(Call<GetBucketPolicyStatusInput> call) {
        GetBucketPolicyStatusInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketPolicyStatus"));
    }

    @Override
    public GetBucketPolicyStatusOutput handle(Authorized<GetBucketPolicyStatusInput> request) {
        GetBucketPolicyStatusInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        String policy = bucket.policy();
        if (policy == null) {
            throw BucketPolicies.none(bucket);
        }
        return new GetBucketPolicyStatusOutput(new PolicyStatus(PublicPolicies.isPublic(policy)));
    }
}
