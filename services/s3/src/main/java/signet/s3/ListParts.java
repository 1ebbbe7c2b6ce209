package signet.s3;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.ListPartsInput;
import signet.model.s3.ListPartsOutput;
import signet.model.s3.Part;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** ListParts: what has arrived of an upload. */
final class ListParts implements Operation<ListPartsInput, ListPartsOutput> {
    private final Buckets buckets;
    private final ObjectIndex index;
    private final Uploads uploads;

    ListParts(Buckets buckets, ObjectIndex index, Uploads uploads) {
        this.buckets = buckets;
        this.index = index;
        this.uploads = uploads;
    }

    @Override
    public OperationModel<ListPartsInput, ListPartsOutput> model() {
        return S3Operations.LIST_PARTS;
    }

    @Override
    public Accesses accesses(Call<ListPartsInput> call) {
        ListPartsInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(buckets.onObject(call.caller(), bucket, input.key(), "s3:ListMultipartUploadParts"))
                .openToAnonymous();
    }

    @Override
    public ListPartsOutput handle(Authorized<ListPartsInput> request) {
        ListPartsInput input = request.input();
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        int limit = ObjectListings.limit("max-parts", input.maxParts());
        int after = marker(input.partNumberMarker());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.upload(bucket, input.key(), input.uploadId());
        List<StoredPart> rest = index.parts(upload.id()).stream()
                .map(Indexed::value)
                .filter(part -> part.number() > after)
                .toList();
        List<StoredPart> page = rest.subList(0, Math.min(limit, rest.size()));
        ChecksumAlgorithm algorithm = upload.algorithm();
        return ListPartsOutput.builder()
                .bucket(bucket.name())
                .key(upload.key())
                .uploadId(upload.id())
                .initiator(Owners.shown(upload.initiator()))
                .owner(Owners.owner(bucket.account()))
                .storageClass("STANDARD")
                .partNumberMarker(Integer.toString(after))
                .nextPartNumberMarker(
                        Integer.toString(page.isEmpty() ? 0 : page.getLast().number()))
                .maxParts(limit)
                .isTruncated(page.size() < rest.size())
                .parts(page.stream().map(part -> shown(part, algorithm)).toList())
                .checksumAlgorithm(algorithm == null ? null : algorithm.name())
                .checksumType(CreateMultipartUpload.type(upload))
                .build();
    }

    private static int marker(@Nullable String marker) {
        if (marker == null || marker.isEmpty()) {
            return 0;
        }
        try {
            int number = Integer.parseInt(marker);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException _) {
            // answered like a negative number
        }
        throw Faults.invalidArgument(
                "Argument part-number-marker must be an integer between 0 and " + Integer.MAX_VALUE,
                "part-number-marker",
                marker);
    }

    private static Part shown(StoredPart part, @Nullable ChecksumAlgorithm algorithm) {
        String value = part.checksum();
        StoredChecksum checksum =
                algorithm == null || value == null ? null : new StoredChecksum(algorithm, value, false);
        return Part.builder()
                .partNumber(part.number())
                .lastModified(part.modified())
                .eTag("\"" + part.etag() + "\"")
                .size(part.size())
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .build();
    }
}
