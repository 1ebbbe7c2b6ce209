package signet.s3;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.ListMultipartUploadsInput;
import signet.model.s3.ListMultipartUploadsOutput;
import signet.model.s3.MultipartUpload;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;
import signet.store.KeyRange;

/** ListMultipartUploads: the unfinished uploads of a bucket, by key and then by age. */
final class ListMultipartUploads implements Operation<ListMultipartUploadsInput, ListMultipartUploadsOutput> {
    private static final char SEPARATOR = '\0';

    /** Comes after every upload id, which is hexadecimal. */
    private static final String AFTER_ALL = "~";

    private final Buckets buckets;
    private final ObjectIndex index;

    ListMultipartUploads(Buckets buckets, ObjectIndex index) {
        this.buckets = buckets;
        this.index = index;
    }

    @Override
    public OperationModel<ListMultipartUploadsInput, ListMultipartUploadsOutput> model() {
        return S3Operations.LIST_MULTIPART_UPLOADS;
    }

    @Override
    public Accesses accesses(Call<ListMultipartUploadsInput> call) {
        ListMultipartUploadsInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        Access list = buckets.onBucket(call.caller(), bucket, "s3:ListBucketMultipartUploads");
        return Accesses.of(list).openToAnonymous();
    }

    @Override
    public ListMultipartUploadsOutput handle(Authorized<ListMultipartUploadsInput> request) {
        ListMultipartUploadsInput input = request.input();
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        KeyText text = KeyText.of(input.encodingType());
        Listing.Query query = new Listing.Query(
                Objects.requireNonNullElse(input.prefix(), ""),
                Objects.requireNonNullElse(input.delimiter(), ""),
                after(input),
                ObjectListings.limit("max-uploads", input.maxUploads()));
        Listing<StoredUpload> page = page(bucket, query);
        int separator = page.last().lastIndexOf(SEPARATOR);
        String lastKey = separator < 0 ? page.last() : page.last().substring(0, separator);
        String lastId = separator < 0 ? "" : page.last().substring(separator + 1);
        return ListMultipartUploadsOutput.builder()
                .bucket(bucket.name())
                .prefix(text.show(query.prefix()))
                .delimiter(text.showOptional(input.delimiter()))
                .keyMarker(text.show(Objects.requireNonNullElse(input.keyMarker(), "")))
                .uploadIdMarker(Objects.requireNonNullElse(input.uploadIdMarker(), ""))
                .nextKeyMarker(page.truncated() ? text.show(lastKey) : null)
                .nextUploadIdMarker(page.truncated() ? lastId : null)
                .maxUploads(query.limit())
                .encodingType(text.type())
                .isTruncated(page.truncated())
                .uploads(page.rows().stream()
                        .map(upload -> shown(upload, bucket, text))
                        .toList())
                .commonPrefixes(text.prefixes(page.groups()))
                .build();
    }

    /** Upload ids count only together with a key. */
    private static String after(ListMultipartUploadsInput input) {
        String key = Objects.requireNonNullElse(input.keyMarker(), "");
        if (key.isEmpty()) {
            return "";
        }
        String id = Objects.requireNonNullElse(input.uploadIdMarker(), "");
        String delimiter = Objects.requireNonNullElse(input.delimiter(), "");
        boolean group = id.isEmpty() && !delimiter.isEmpty() && key.endsWith(delimiter);
        return group ? key : key + SEPARATOR + (id.isEmpty() ? AFTER_ALL : id);
    }

    private Listing<StoredUpload> page(StoredBucket bucket, Listing.Query query) {
        String base = ObjectIndex.UPLOADS + bucket.id() + "/";
        String end = KeyRange.ofPrefix(base).toExclusive();
        return Listing.of(
                query,
                (from, to, limit) ->
                        index.range(base + from, to.isEmpty() ? end : base + to, limit, StoredUpload.class).stream()
                                .map(row -> new Listing.Row<>(
                                        row.storeKey().substring(base.length()),
                                        row.value().key(),
                                        row.value()))
                                .toList());
    }

    private static MultipartUpload shown(StoredUpload upload, StoredBucket bucket, KeyText text) {
        ChecksumAlgorithm algorithm = upload.algorithm();
        return MultipartUpload.builder()
                .uploadId(upload.id())
                .key(text.show(upload.key()))
                .initiated(upload.initiated())
                .storageClass("STANDARD")
                .owner(Owners.owner(bucket.account()))
                .initiator(Owners.shown(upload.initiator()))
                .checksumAlgorithm(name(algorithm))
                .checksumType(CreateMultipartUpload.type(upload))
                .build();
    }

    private static @Nullable String name(@Nullable ChecksumAlgorithm algorithm) {
        return algorithm == null ? null : algorithm.name();
    }
}
