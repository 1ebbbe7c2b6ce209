package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.PutBucketPolicyInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** PutBucketPolicy: sets the bucket policy, unless it is public and that is blocked. */
final class PutBucketPolicy implements Operation<PutBucketPolicyInput, Unit> {
    private final Buckets buckets;
    private final BucketPolicies policies;
    private final State state;

    PutBucketPolicy(Buckets buckets, BucketPolicies policies, State state) {
        this.buckets = buckets;
        this.policies = policies;
        this.state = state;
    }

    @Override
    public OperationModel<PutBucketPolicyInput, Unit> model() {
        return S3Operations.PUT_BUCKET_POLICY;
    }

    @Override
    public Accesses accesses(Call<PutBucketPolicyInput> call) {
        PutBucketPolicyInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        if (input.confirmRemoveSelfBucketAccess() != null) {
            throw Faults.notImplemented("x-amz-confirm-remove-self-bucket-access");
        }
        return Accesses.of(buckets.onPolicy(call.caller(), bucket, "s3:PutBucketPolicy"));
    }

    @Override
    public Unit handle(Authorized<PutBucketPolicyInput> request) {
        PutBucketPolicyInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        BucketPolicies.requireOwnAccount(request.account(), bucket, "PUT");
        String stored = policies.stored(request.view(), bucket, input.policy());
        boolean isPublic = PublicPolicies.isPublic(stored);
        Configuration.change(state, bucket, now -> {
            if (isPublic && now.blocked().blockPublicPolicy()) {
                throw BucketPolicies.blocked(request.caller(), now);
            }
            return now.withPolicy(stored);
        });
        return Unit.VALUE;
    }
}
