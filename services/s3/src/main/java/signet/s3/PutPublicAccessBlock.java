package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.PublicAccessBlockConfiguration;
import signet.model.s3.PutPublicAccessBlockInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** PutPublicAccessBlock: sets all four settings; what is not named is off. */
final class PutPublicAccessBlock implements Operation<PutPublicAccessBlockInput, Unit> {
    private final Buckets buckets;
    private final State state;

    PutPublicAccessBlock(Buckets buckets, State state) {
        this.buckets = buckets;
        this.state = state;
    }

    @Override
    public OperationModel<PutPublicAccessBlockInput, Unit> model() {
        return S3Operations.PUT_PUBLIC_ACCESS_BLOCK;
    }

    @Override
    public Accesses accesses(Call<PutPublicAccessBlockInput> call) {
        PutPublicAccessBlockInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:PutBucketPublicAccessBlock"));
    }

    @Override
    public Unit handle(Authorized<PutPublicAccessBlockInput> request) {
        PutPublicAccessBlockInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        PublicAccessBlockConfiguration wanted = input.publicAccessBlockConfiguration();
        PublicAccess access = new PublicAccess(
                Boolean.TRUE.equals(wanted.blockPublicAcls()),
                Boolean.TRUE.equals(wanted.ignorePublicAcls()),
                Boolean.TRUE.equals(wanted.blockPublicPolicy()),
                Boolean.TRUE.equals(wanted.restrictPublicBuckets()));
        Configuration.change(state, bucket, now -> now.withPublicAccess(access));
        return Unit.VALUE;
    }
}
