package signet.s3;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.snapshot.View;

/** What it takes to do something to an object that is there, and what to answer when it isn't. */
final class ObjectAccess {
    /** Actions for which S3 does not look at the tags of the object that is there. */
    private static final Set<String> UNTAGGED =
            Set.of("s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts");

    private final Buckets buckets;
    private final ObjectStore objects;

    ObjectAccess(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
    }

    /**
     * An action on an object, with its tags as condition keys.
     *
     * @param action as it is without a version
     * @param versionId makes it the action about a version
     */
    Access to(Caller caller, StoredBucket bucket, String key, String action, @Nullable String versionId) {
        String exact = versionId == null ? action : action.replace("Object", "ObjectVersion");
        Access access = Buckets.with(buckets.onObject(caller, bucket, key, exact), "s3:VersionId", versionId);
        if (UNTAGGED.contains(action)) {
            return access;
        }
        return objects.find(bucket, key)
                .map(object -> access.with(TagSets.existing(object.tags())))
                .orElse(access);
    }

    /** An access with the tags of the object that its ARN names; the same for a bucket, or where no object is. */
    Access withTags(View view, Access access) {
        String[] name = access.resource().substring(Buckets.ARN.length()).split("/", 2);
        if (name.length == 1 || UNTAGGED.contains(access.action())) {
            return access;
        }
        return view.get(Tables.BUCKETS, name[0])
                .flatMap(bucket -> objects.find(bucket, name[1]))
                .map(object -> access.with(TagSets.existing(object.tags())))
                .orElse(access);
    }

    /** The same as all that is required, together with leave to learn whether the object exists. */
    Accesses reading(Caller caller, StoredBucket bucket, String key, String action, @Nullable String versionId) {
        return Accesses.of(to(caller, bucket, key, action, versionId))
                .advised(advice(caller, bucket))
                .openToAnonymous();
    }

    /** Leave to learn whether an object exists. */
    List<Access> advice(Caller caller, StoredBucket bucket) {
        return List.of(listing(caller, bucket));
    }

    /** The answer when there is no object: only who may list the bucket learns so. */
    AwsError missing(Authorized<?> request, StoredBucket bucket, String key) {
        Access listing = listing(request.caller(), bucket);
        if (request.permits(listing)) {
            return Faults.noSuchKey(key);
        }
        return request.refused(listing).map(Denials::error).orElseGet(Faults::accessDenied);
    }

    private Access listing(Caller caller, StoredBucket bucket) {
        return buckets.onBucket(caller, bucket, "s3:ListBucket");
    }
}
