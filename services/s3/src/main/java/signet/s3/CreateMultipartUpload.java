package signet.s3;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.s3.CreateMultipartUploadInput;
import signet.model.s3.CreateMultipartUploadOutput;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** CreateMultipartUpload: begins an object that comes in parts. */
final class CreateMultipartUpload implements Operation<CreateMultipartUploadInput, CreateMultipartUploadOutput> {
    private static final int RANDOM_BYTES = 24;

    private final Buckets buckets;
    private final Uploads uploads;
    private final Ids ids;

    CreateMultipartUpload(Buckets buckets, Uploads uploads, Ids ids) {
        this.buckets = buckets;
        this.uploads = uploads;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateMultipartUploadInput, CreateMultipartUploadOutput> model() {
        return S3Operations.CREATE_MULTIPART_UPLOAD;
    }

    @Override
    public Accesses accesses(Call<CreateMultipartUploadInput> call) {
        CreateMultipartUploadInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        SortedMap<String, String> tags = TagSets.ofHeader(input.tagging());
        Access put = buckets.onObject(call.caller(), bucket, input.key(), "s3:PutObject")
                .with(TagSets.requested(tags));
        List<Access> needed = new ArrayList<>();
        needed.add(ObjectSettings.of(input).keyed(put));
        if (input.tagging() != null) {
            needed.add(buckets.onObject(call.caller(), bucket, input.key(), "s3:PutObjectTagging")
                    .with(TagSets.requested(tags)));
        }
        return Accesses.of(needed).openToAnonymous();
    }

    @Override
    public CreateMultipartUploadOutput handle(Authorized<CreateMultipartUploadInput> request) {
        CreateMultipartUploadInput input = request.input();
        ObjectSettings.of(input).refuse();
        ChecksumAlgorithm algorithm = Checksums.algorithm(input.checksumAlgorithm());
        boolean composite = Checksums.composite(algorithm, input.checksumType());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        String id = String.format(Locale.ROOT, "%012x", request.time().toEpochMilli())
                + HexFormat.of().formatHex(ids.bytes(RANDOM_BYTES));
        StoredUpload upload = new StoredUpload(
                id,
                input.key(),
                Owners.initiator(request.caller()),
                request.time().truncatedTo(ChronoUnit.SECONDS),
                content(input),
                UserMetadata.of(input.metadata()),
                TagSets.ofHeader(input.tagging()),
                algorithm,
                composite);
        uploads.begin(bucket, upload);
        return CreateMultipartUploadOutput.builder()
                .bucket(bucket.name())
                .key(input.key())
                .uploadId(id)
                .checksumAlgorithm(algorithm == null ? null : algorithm.name())
                .checksumType(type(upload))
                .build();
    }

    /** S3's word for what an upload's checksum will cover; null if it has none. */
    static @Nullable String type(StoredUpload upload) {
        if (upload.algorithm() == null) {
            return null;
        }
        return upload.composite() ? StoredChecksum.COMPOSITE : StoredChecksum.FULL_OBJECT;
    }

    private static ContentHeaders content(CreateMultipartUploadInput input) {
        return new ContentHeaders(
                input.contentType(),
                input.contentEncoding(),
                input.contentLanguage(),
                input.contentDisposition(),
                input.cacheControl(),
                input.expires());
    }
}
