package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.DeletePublicAccessBlockInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** DeletePublicAccessBlock: blocks nothing any more. */
final class DeletePublicAccessBlock implements Operation<DeletePublicAccessBlockInput, Unit> {
    private final Buckets buckets;
    private final State state;

    DeletePublicAccessBlock(Buckets buckets, State state) {
        this.buckets = buckets;
        this.state = state;
    }

    @Override
    public OperationModel<DeletePublicAccessBlockInput, Unit> model() {
        return S3Operations.DELETE_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Accesses accesses(Call<DeletePublicAccessBlockInput> call) {
        DeletePublicAccessBlockInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:PutBucketPublicAccessBlock"));
    }

    @Override
    public Unit handle(Authorized<DeletePublicAccessBlockInput> request) {
        DeletePublicAccessBlockInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Configuration.change(state, bucket, now -> now.withPublicAccess(null));
        return Unit.VALUE;
    }
}
