package signet.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.model.s3.S3Object;
import signet.store.KeyRange;

/** What both versions of ListObjects have in common. */
final class ObjectListings {
    private static final int MOST = 1000;

    private final ObjectIndex index;

    ObjectListings(ObjectIndex index) {
        this.index = index;
    }

    static Accesses accesses(
            Access list, @Nullable String prefix, @Nullable String delimiter, @Nullable Integer maxKeys) {
        Access keyed = Buckets.with(list, "s3:prefix", prefix);
        keyed = Buckets.with(keyed, "s3:delimiter", delimiter);
        keyed = Buckets.with(keyed, "s3:max-keys", maxKeys);
        return Accesses.of(keyed).openToAnonymous();
    }

    /** How many to list: at most 1,000, whatever is asked. */
    static int limit(String name, @Nullable Integer asked) {
        if (asked != null && asked < 0) {
            throw Faults.invalidArgument(
                    "Argument " + name + " must be an integer between 0 and " + Integer.MAX_VALUE,
                    name,
                    asked.toString());
        }
        return asked == null ? MOST : Math.min(asked, MOST);
    }

    static void refuse(@Nullable List<String> optionalAttributes) {
        if (optionalAttributes != null && !optionalAttributes.isEmpty()) {
            throw Faults.notImplemented("x-amz-optional-object-attributes");
        }
    }

    Listing<StoredObject> page(StoredBucket bucket, Listing.Query query) {
        String base = ObjectIndex.objectKey(bucket, "");
        String end = KeyRange.ofPrefix(base).toExclusive();
        return Listing.of(
                query,
                (from, to, limit) ->
                        index.range(base + from, to.isEmpty() ? end : base + to, limit, StoredObject.class).stream()
                                .map(row -> new Listing.Row<>(
                                        row.value().key(), row.value().key(), row.value()))
                                .toList());
    }

    static List<S3Object> contents(List<StoredObject> objects, StoredBucket bucket, KeyText text, boolean owners) {
        return objects.stream()
                .map(object -> S3Object.builder()
                        .key(text.show(object.key()))
                        .lastModified(object.modified())
                        .eTag(object.quotedEtag())
                        .checksumAlgorithm(algorithms(object.checksum()))
                        .checksumType(StoredChecksum.typeOf(object.checksum()))
                        .size(object.size())
                        .storageClass("STANDARD")
                        .owner(owners ? Owners.owner(bucket.account()) : null)
                        .build())
                .toList();
    }

    private static @Nullable List<String> algorithms(@Nullable StoredChecksum checksum) {
        return checksum == null ? null : List.of(checksum.algorithm().name());
    }
}
