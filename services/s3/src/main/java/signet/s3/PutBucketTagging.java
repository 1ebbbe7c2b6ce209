package signet.s3;

import java.util.SortedMap;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.PutBucketTaggingInput;
import signet.model.s3.S3Operations;
import signet.snapshot.State;

/** PutBucketTagging: sets the bucket's tags, all of them. */
final class PutBucketTagging implements Operation<PutBucketTaggingInput, Unit> {
    private final Buckets buckets;
    private final State state;

    PutBucketTagging(Buckets buckets, State state) {
        this.buckets = buckets;
        this.state = state;
    }

    @Override
    public OperationModel<PutBucketTaggingInput, Unit> model() {
        return S3Operations.PUT_BUCKET_TAGGING;
    }

    @Override
    public Accesses accesses(Call<PutBucketTaggingInput> call) {
        PutBucketTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:PutBucketTagging"));
    }

    @Override
    public Unit handle(Authorized<PutBucketTaggingInput> request) {
        PutBucketTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        SortedMap<String, String> tags = TagSets.ofBucket(input.tagging().tagSet());
        Configuration.change(state, bucket, now -> now.withTags(tags));
        return Unit.VALUE;
    }
}
