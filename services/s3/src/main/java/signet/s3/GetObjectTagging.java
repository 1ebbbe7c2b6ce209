package signet.s3;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetObjectTaggingInput;
import signet.model.s3.GetObjectTaggingOutput;
import signet.model.s3.S3Operations;

/** GetObjectTagging: an object's tags; none is an empty set. */
final class GetObjectTagging implements Operation<GetObjectTaggingInput, GetObjectTaggingOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    GetObjectTagging(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<GetObjectTaggingInput, GetObjectTaggingOutput> model() {
        return S3Operations.GET_OBJECT_TAGGING;
    }

    @Override
    public Accesses accesses(Call<GetObjectTaggingInput> call) {
        GetObjectTaggingInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        Access needed = access.to(call.caller(), bucket, input.key(), "s3:GetObjectTagging", input.versionId());
        return Accesses.of(needed).advised(access.advice(call.caller(), bucket)).openToAnonymous();
    }

    @Override
    public GetObjectTaggingOutput handle(Authorized<GetObjectTaggingInput> request) {
        GetObjectTaggingInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Refusals.version(input.versionId());
        StoredObject object =
                objects.find(bucket, input.key()).orElseThrow(() -> access.missing(request, bucket, input.key()));
        return GetObjectTaggingOutput.builder()
                .tagSet(TagSets.shown(object.tags()))
                .build();
    }
}
