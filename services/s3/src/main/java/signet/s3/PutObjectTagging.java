package signet.s3;

import java.util.SortedMap;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.PutObjectTaggingInput;
import signet.model.s3.PutObjectTaggingOutput;
import signet.model.s3.S3Operations;

/** PutObjectTagging: sets an object's tags, all of them. */
final class PutObjectTagging implements Operation<PutObjectTaggingInput, PutObjectTaggingOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    PutObjectTagging(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<PutObjectTaggingInput, PutObjectTaggingOutput> model() {
        return S3Operations.PUT_OBJECT_TAGGING;
    }

    @Override
    public Accesses accesses(Call<PutObjectTaggingInput> call) {
        PutObjectTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        Access needed = access.to(call.caller(), bucket, input.key(), "s3:PutObjectTagging", input.versionId());
        return Accesses.of(needed.with(
                        TagSets.requested(TagSets.ofObject(input.tagging().tagSet()))))
                .advised(access.advice(call.caller(), bucket))
                .openToAnonymous();
    }

    @Override
    public PutObjectTaggingOutput handle(Authorized<PutObjectTaggingInput> request) {
        PutObjectTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Refusals.version(input.versionId());
        SortedMap<String, String> tags = TagSets.ofObject(input.tagging().tagSet());
        if (objects.find(bucket, input.key()).isEmpty()) {
            throw access.missing(request, bucket, input.key());
        }
        objects.update(bucket, input.key(), object -> object.withTags(tags));
        return PutObjectTaggingOutput.builder().build();
    }
}
