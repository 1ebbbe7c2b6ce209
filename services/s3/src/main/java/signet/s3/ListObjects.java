package signet.s3;

import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.ListObjectsInput;
import signet.model.s3.ListObjectsOutput;
import signet.model.s3.S3Operations;

/** ListObjects, the first version: pages go on after a key that the client names. */
final class ListObjects implements Operation<ListObjectsInput, ListObjectsOutput> {
    private final Buckets buckets;
    private final ObjectListings listings;

    ListObjects(Buckets buckets, ObjectListings listings) {
        this.buckets = buckets;
        this.listings = listings;
    }

    @Override
    public OperationModel<ListObjectsInput, ListObjectsOutput> model() {
        return S3Operations.LIST_OBJECTS;
    }

    @Override
    public Accesses accesses(Call<ListObjectsInput> call) {
        ListObjectsInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return ObjectListings.accesses(
                buckets.onBucket(call.caller(), bucket, "s3:ListBucket"),
                input.prefix(),
                input.delimiter(),
                input.maxKeys());
    }

    /** The next marker is told only with a delimiter; without one the client takes the last key. */
    @Override
    public ListObjectsOutput handle(Authorized<ListObjectsInput> request) {
        ListObjectsInput input = request.input();
        ObjectListings.refuse(input.optionalObjectAttributes());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        KeyText text = KeyText.of(input.encodingType());
        Listing.Query query = new Listing.Query(
                Objects.requireNonNullElse(input.prefix(), ""),
                Objects.requireNonNullElse(input.delimiter(), ""),
                Objects.requireNonNullElse(input.marker(), ""),
                ObjectListings.limit("max-keys", input.maxKeys()));
        Listing<StoredObject> page = listings.page(bucket, query);
        boolean marked = page.truncated() && !query.delimiter().isEmpty();
        return ListObjectsOutput.builder()
                .name(bucket.name())
                .prefix(text.show(query.prefix()))
                .delimiter(text.showOptional(input.delimiter()))
                .marker(text.show(query.after()))
                .nextMarker(marked ? text.show(page.last()) : null)
                .maxKeys(query.limit())
                .encodingType(text.type())
                .isTruncated(page.truncated())
                .contents(ObjectListings.contents(page.rows(), bucket, text, true))
                .commonPrefixes(text.prefixes(page.groups()))
                .build();
    }
}
