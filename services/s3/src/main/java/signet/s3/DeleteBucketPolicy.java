package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.DeleteBucketPolicyInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** DeleteBucketPolicy: only the owning account may, even if the policy allows others. */
final class DeleteBucketPolicy implements Operation<DeleteBucketPolicyInput, Unit> {
    private final Buckets buckets;
    private final State state;

    DeleteBucketPolicy(Buckets buckets, State state) {
        this.buckets = buckets;
        this.state = state;
    }

    @Override
    public OperationModel<DeleteBucketPolicyInput, Unit> model() {
        return S3Operations.DELETE_BUCKET_POLICY;
    }

    @Override
    public Accesses accesses(Call<DeleteBucketPolicyInput> call) {
        DeleteBucketPolicyInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onPolicy(call.caller(), bucket, "s3:DeleteBucketPolicy"));
    }

    @Override
    public Unit handle(Authorized<DeleteBucketPolicyInput> request) {
        DeleteBucketPolicyInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        BucketPolicies.requireOwnAccount(request.account(), bucket, "DELETE");
        Configuration.change(state, bucket, now -> now.withPolicy(null));
        return Unit.VALUE;
    }
}
