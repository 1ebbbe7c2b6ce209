package signet.s3;

import java.util.Collections;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.DeleteBucketTaggingInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** DeleteBucketTagging: removes all tags; the permission is that of setting them. */
final class DeleteBucketTagging implements Operation<DeleteBucketTaggingInput, Unit> {
    private final Buckets buckets;
    private final State state;

    DeleteBucketTagging(Buckets buckets, State state) {
        this.buckets = buckets;
        this.state = state;
    }

    @Override
    public OperationModel<DeleteBucketTaggingInput, Unit> model() {
        return S3Operations.DELETE_BUCKET_TAGGING;
    }

    @Override
    public Accesses accesses(Call<DeleteBucketTaggingInput> call) {
        DeleteBucketTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:PutBucketTagging"));
    }

    @Override
    public Unit handle(Authorized<DeleteBucketTaggingInput> request) {
        DeleteBucketTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Configuration.change(state, bucket, now -> now.withTags(Collections.emptySortedMap()));
        return Unit.VALUE;
    }
}
