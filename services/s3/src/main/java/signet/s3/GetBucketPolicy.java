package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketPolicyInput;
import signet.model.s3.GetBucketPolicyOutput;
import signet.model.s3.S3Operations;

/** GetBucketPolicy: the bucket policy, with ARNs in the place of unique ids. */
final class GetBucketPolicy implements Operation<GetBucketPolicyInput, GetBucketPolicyOutput> {
    private final Buckets buckets;
    private final BucketPolicies policies;

    GetBucketPolicy(Buckets buckets, BucketPolicies policies) {
        this.buckets = buckets;
        this.policies = policies;
    }

    @Override
    public OperationModel<GetBucketPolicyInput, GetBucketPolicyOutput> model() {
        return S3Operations.GET_BUCKET_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetBucketPolicyInput> call) {
        GetBucketPolicyInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onPolicy(call.caller(), bucket, "s3:GetBucketPolicy"));
    }

    @Override
    public GetBucketPolicyOutput handle(Authorized<GetBucketPolicyInput> request) {
        GetBucketPolicyInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        BucketPolicies.requireOwnAccount(request.account(), bucket, "GET");
        return GetBucketPolicyOutput.builder()
                .policy(policies.shown(request.view(), bucket))
                .build();
    }
}
