package signet.s3;

import java.util.Collections;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.DeleteObjectTaggingInput;
import signet.model.s3.DeleteObjectTaggingOutput;
import signet.model.s3.S3Operations;

/** DeleteObjectTagging: removes all of an object's tags. */
final class DeleteObjectTagging implements Operation<DeleteObjectTaggingInput, DeleteObjectTaggingOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    DeleteObjectTagging(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<DeleteObjectTaggingInput, DeleteObjectTaggingOutput> model() {
        return S3Operations.DELETE_OBJECT_TAGGING;
    }

    @Override
    public Accesses accesses(Call<DeleteObjectTaggingInput> call) {
        DeleteObjectTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        Access needed = access.to(call.caller(), bucket, input.key(), "s3:DeleteObjectTagging", input.versionId());
        return Accesses.of(needed).advised(access.advice(call.caller(), bucket)).openToAnonymous();
    }

    @Override
    public DeleteObjectTaggingOutput handle(Authorized<DeleteObjectTaggingInput> request) {
        DeleteObjectTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Refusals.version(input.versionId());
        if (objects.find(bucket, input.key()).isEmpty()) {
            throw access.missing(request, bucket, input.key());
        }
        objects.update(bucket, input.key(), object -> object.withTags(Collections.emptySortedMap()));
        return DeleteObjectTaggingOutput.builder().build();
    }
}
