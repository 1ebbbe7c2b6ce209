package signet.s3;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.s3.DeleteObjectsInput;
import signet.model.s3.DeleteObjectsOutput;
import signet.model.s3.DeletedObject;
import signet.model.s3.ObjectIdentifier;
import signet.model.s3.S3Error;
import signet.model.s3.S3Operations;

/** DeleteObjects: up to 1,000 objects, each allowed or refused by itself inside one answer. */
final class DeleteObjects implements Operation<DeleteObjectsInput, DeleteObjectsOutput> {
    private static final int MAX = 1000;

    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    DeleteObjects(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<DeleteObjectsInput, DeleteObjectsOutput> model() {
        return S3Operations.DELETE_OBJECTS;
    }

    /** Nothing is required of a signed request as a whole; who did not sign must be allowed everything. */
    @Override
    public Accesses accesses(Call<DeleteObjectsInput> call) {
        DeleteObjectsInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        List<ObjectIdentifier> wanted = input.delete().objects();
        if (wanted.isEmpty() || wanted.size() > MAX) {
            throw Faults.malformedXml();
        }
        List<Access> each = new ArrayList<>();
        for (ObjectIdentifier object : wanted) {
            each.addAll(needed(call.caller(), bucket, object));
        }
        return call.caller() instanceof Caller.Anonymous
                ? new Accesses(each, each, true)
                : new Accesses(List.of(), each, false);
    }

    private List<Access> needed(Caller caller, StoredBucket bucket, ObjectIdentifier object) {
        List<Access> needed = new ArrayList<>();
        needed.add(access.to(caller, bucket, object.key(), "s3:DeleteObject", object.versionId()));
        if (object.eTag() != null) {
            needed.add(access.to(caller, bucket, object.key(), "s3:GetObject", object.versionId()));
        }
        return needed;
    }

    @Override
    public DeleteObjectsOutput handle(Authorized<DeleteObjectsInput> request) {
        DeleteObjectsInput input = request.input();
        Refusals.governance(input.bypassGovernanceRetention());
        Refusals.header("x-amz-mfa", input.mfa());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        boolean quiet = Boolean.TRUE.equals(input.delete().quiet());
        List<DeletedObject> deleted = new ArrayList<>();
        List<S3Error> errors = new ArrayList<>();
        for (ObjectIdentifier object : input.delete().objects()) {
            try {
                delete(request, bucket, object);
                if (!quiet) {
                    deleted.add(DeletedObject.builder()
                            .key(object.key())
                            .versionId(object.versionId())
                            .build());
                }
            } catch (AwsError e) {
                errors.add(new S3Error(object.key(), object.versionId(), e.code(), e.message()));
            }
        }
        return DeleteObjectsOutput.builder().deleted(deleted).errors(errors).build();
    }

    private void delete(Authorized<DeleteObjectsInput> request, StoredBucket bucket, ObjectIdentifier object) {
        for (Access access : needed(request.caller(), bucket, object)) {
            if (!request.permits(access)) {
                throw request.refused(access).map(Denials::error).orElseGet(Faults::accessDenied);
            }
        }
        Refusals.version(object.versionId());
        Refusals.header("LastModifiedTime", object.lastModifiedTime());
        Refusals.header("Size", object.size());
        objects.delete(bucket, object.key(), WriteCondition.of(object.eTag(), null));
    }
}
