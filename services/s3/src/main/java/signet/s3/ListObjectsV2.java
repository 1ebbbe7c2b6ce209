package signet.s3;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.ListObjectsV2Input;
import signet.model.s3.ListObjectsV2Output;
import signet.model.s3.S3Operations;

/** ListObjectsV2: a bucket's keys in order, a page at a time. */
final class ListObjectsV2 implements Operation<ListObjectsV2Input, ListObjectsV2Output> {
    private final Buckets buckets;
    private final ObjectListings listings;

    ListObjectsV2(Buckets buckets, ObjectListings listings) {
        this.buckets = buckets;
        this.listings = listings;
    }

    @Override
    public OperationModel<ListObjectsV2Input, ListObjectsV2Output> model() {
        return S3Operations.LIST_OBJECTS_V2;
    }

    @Override
    public Accesses accesses(Call<ListObjectsV2Input> call) {
        ListObjectsV2Input input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return ObjectListings.accesses(
                buckets.onBucket(call.caller(), bucket, "s3:ListBucket"),
                input.prefix(),
                input.delimiter(),
                input.maxKeys());
    }

    @Override
    public ListObjectsV2Output handle(Authorized<ListObjectsV2Input> request) {
        ListObjectsV2Input input = request.input();
        ObjectListings.refuse(input.optionalObjectAttributes());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        KeyText text = KeyText.of(input.encodingType());
        Listing.Query query = new Listing.Query(
                Objects.requireNonNullElse(input.prefix(), ""),
                Objects.requireNonNullElse(input.delimiter(), ""),
                after(input),
                ObjectListings.limit("max-keys", input.maxKeys()));
        Listing<StoredObject> page = listings.page(bucket, query);
        boolean owners = Boolean.TRUE.equals(input.fetchOwner());
        return ListObjectsV2Output.builder()
                .name(bucket.name())
                .prefix(text.show(query.prefix()))
                .delimiter(text.showOptional(input.delimiter()))
                .maxKeys(query.limit())
                .encodingType(text.type())
                .keyCount(page.rows().size() + page.groups().size())
                .isTruncated(page.truncated())
                .continuationToken(input.continuationToken())
                .nextContinuationToken(page.truncated() ? PageToken.of(page.last()) : null)
                .startAfter(text.showOptional(shownStart(input)))
                .contents(ObjectListings.contents(page.rows(), bucket, text, owners))
                .commonPrefixes(List.copyOf(text.prefixes(page.groups())))
                .build();
    }

    /** A token goes on where the last page ended; where the first began no longer matters. */
    private static String after(ListObjectsV2Input input) {
        String token = input.continuationToken();
        return token == null ? Objects.requireNonNullElse(input.startAfter(), "") : PageToken.place(token);
    }

    private static @Nullable String shownStart(ListObjectsV2Input input) {
        return input.continuationToken() == null ? input.startAfter() : null;
    }
}
