package signet.s3;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.s3.DeleteBucketInput;
import signet.model.s3.S3Operations;

/** DeleteBucket: a bucket without objects. */
final class DeleteBucket implements Operation<DeleteBucketInput, Unit> {
    private final Buckets buckets;
    private final ObjectStore objects;

    DeleteBucket(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    @Override
    public OperationModel<DeleteBucketInput, Unit> model() {
        return S3Operations.DELETE_BUCKET;
    }

    @Override
    public Accesses accesses(Call<DeleteBucketInput> call) {
        DeleteBucketInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onBucket(call.caller(), bucket, "s3:DeleteBucket"));
    }

    @Override
    public Unit handle(Authorized<DeleteBucketInput> request) {
        DeleteBucketInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        objects.deleteBucket(bucket);
        return Unit.VALUE;
    }
}
