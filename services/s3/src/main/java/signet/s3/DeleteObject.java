package signet.s3;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.DeleteObjectInput;
import signet.model.s3.DeleteObjectOutput;
import signet.model.s3.S3Operations;

/** DeleteObject: that there is no such object afterwards, whether or not there was one. */
final class DeleteObject implements Operation<DeleteObjectInput, DeleteObjectOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    DeleteObject(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<DeleteObjectInput, DeleteObjectOutput> model() {
        return S3Operations.DELETE_OBJECT;
    }

    @Override
    public Accesses accesses(Call<DeleteObjectInput> call) {
        DeleteObjectInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        List<Access> needed = new ArrayList<>();
        Access delete = access.to(call.caller(), bucket, input.key(), "s3:DeleteObject", input.versionId());
        needed.add(Buckets.with(delete, "s3:if-match", input.ifMatch()));
        if (input.ifMatch() != null) {
            needed.add(access.to(call.caller(), bucket, input.key(), "s3:GetObject", input.versionId()));
        }
        return Accesses.of(needed).openToAnonymous();
    }

    @Override
    public DeleteObjectOutput handle(Authorized<DeleteObjectInput> request) {
        DeleteObjectInput input = request.input();
        Refusals.version(input.versionId());
        Refusals.governance(input.bypassGovernanceRetention());
        Refusals.header("x-amz-mfa", input.mfa());
        Refusals.header("x-amz-if-match-last-modified-time", input.ifMatchLastModifiedTime());
        Refusals.header("x-amz-if-match-size", input.ifMatchSize());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        objects.delete(bucket, input.key(), WriteCondition.of(input.ifMatch(), null));
        return DeleteObjectOutput.builder().build();
    }
}
