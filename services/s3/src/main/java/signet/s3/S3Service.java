package signet.s3;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.authz.Operation;
import signet.authz.Service;
import signet.identity.Ids;
import signet.identity.Permissions;
import signet.model.AwsError;
import signet.model.ServiceModel;
import signet.model.s3.S3Operations;
import signet.snapshot.State;
import signet.snapshot.View;
import signet.store.Store;

/** Amazon S3: buckets with their policies, objects, multipart uploads. */
public final class S3Service implements Service {
    private final List<Operation<?, ?>> operations;
    private final Buckets buckets;
    private final ObjectAccess objectAccess;

    /**
     * The service over the parts that it needs; clears away what a crash left among the objects.
     *
     * @param state the control plane, opened with {@link Tables#all()}
     * @param index what is in the buckets; another store than the control plane's. Closed by whoever opened it
     * @param files a directory of the service's own, in which it keeps objects' bytes
     */
    public S3Service(State state, Store index, Path files, Ids ids, Permissions permissions) {
        ObjectStore objects = new ObjectStore(state, new ObjectIndex(index), new ObjectFiles(files, ids));
        objects.recover();
        buckets = new Buckets(permissions);
        objectAccess = new ObjectAccess(buckets, objects);
        BucketPolicies policies = new BucketPolicies(permissions);
        ObjectListings listings = new ObjectListings(objects.index());
        Uploads uploads = new Uploads(objects);
        operations = List.of(
                new AbortMultipartUpload(buckets, uploads),
                new CompleteMultipartUpload(buckets, uploads),
                new CopyObject(buckets, objects),
                new CreateBucket(state, ids),
                new CreateMultipartUpload(buckets, uploads, ids),
                new DeleteBucket(buckets, objects),
                new DeleteBucketPolicy(buckets, state),
                new DeleteBucketTagging(buckets, state),
                new DeleteObject(buckets, objects),
                new DeleteObjectTagging(buckets, objects),
                new DeleteObjects(buckets, objects),
                new DeletePublicAccessBlock(buckets, state),
                new GetBucketAcl(buckets),
                new GetBucketLocation(buckets),
                new GetBucketOwnershipControls(buckets),
                new GetBucketPolicy(buckets, policies),
                new GetBucketPolicyStatus(buckets),
                new GetBucketTagging(buckets),
                new GetBucketVersioning(buckets),
                new GetObject(buckets, objects),
                new GetObjectTagging(buckets, objects),
                new GetPublicAccessBlock(buckets),
                new HeadBucket(buckets),
                new HeadObject(buckets, objects),
                new ListBuckets(),
                new ListMultipartUploads(buckets, objects.index()),
                new ListObjects(buckets, listings),
                new ListObjectsV2(buckets, listings),
                new ListParts(buckets, objects.index(), uploads),
                new PutBucketPolicy(buckets, policies, state),
                new PutBucketTagging(buckets, state),
                new PutObject(buckets, objects),
                new PutObjectTagging(buckets, objects),
                new PutPublicAccessBlock(buckets, state),
                new UploadPart(buckets, objects, uploads),
                new UploadPartCopy(buckets, objects, uploads));
    }

    @Override
    public ServiceModel model() {
        return S3Operations.SERVICE;
    }

    @Override
    public List<Operation<?, ?>> operations() {
        return operations;
    }

    @Override
    public Optional<Access> accessTo(View view, Caller caller, String action, String resource) {
        return buckets.find(view, caller, action, resource).map(access -> objectAccess.withTags(view, access));
    }

    @Override
    public AwsError denied(Denial denial) {
        return Denials.error(denial);
    }
}
