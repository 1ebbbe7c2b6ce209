package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetBucketTaggingInput;
import signet.model.s3.GetBucketTaggingOutput;
import signet.model.s3.S3Operations;

/** GetBucketTagging: the bucket's tags. */
final class GetBucketTagging implements Operation<GetBucketTaggingInput, GetBucketTaggingOutput> {
    private final Buckets buckets;

    GetBucketTagging(Buckets buckets) {
        this.buckets = buckets;
    }

    @Override
    public OperationModel<GetBucketTaggingInput, GetBucketTaggingOutput> model() {
        return S3Operations.GET_BUCKET_TAGGING;
    }

    @Override
    public Accesses accesses(Call<GetBucketTaggingInput> call) {
        GetBucketTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:GetBucketTagging"));
    }

    @Override
    public GetBucketTaggingOutput handle(Authorized<GetBucketTaggingInput> request) {
        GetBucketTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        if (bucket.tags().isEmpty()) {
            throw Faults.notConfigured("NoSuchTagSet", "The TagSet does not exist", bucket);
        }
        return new GetBucketTaggingOutput(TagSets.shown(bucket.tags()));
    }
}
