package signet.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.CopyPartResult;
import signet.model.s3.S3Operations;
import signet.model.s3.UploadPartCopyInput;
import signet.model.s3.UploadPartCopyOutput;
import signet.sigv4.ChecksumAlgorithm;

/** UploadPartCopy: a part made of an object that is there, or of a range of it. */
final class UploadPartCopy implements Operation<UploadPartCopyInput, UploadPartCopyOutput> {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{1,18})");
    private static final String RANGE_HEADER = "x-amz-copy-source-range";

    private final Buckets buckets;
    private final ObjectStore objects;
    private final Uploads uploads;
    private final ObjectAccess access;

    UploadPartCopy(Buckets buckets, ObjectStore objects, Uploads uploads) {
        this.buckets = buckets;
        this.objects = objects;
        this.uploads = uploads;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<UploadPartCopyInput, UploadPartCopyOutput> model() {
        return S3Operations.UPLOAD_PART_COPY;
    }

    @Override
    public Accesses accesses(Call<UploadPartCopyInput> call) {
        UploadPartCopyInput input = call.input();
        CopySource from = CopySource.of(input.copySource());
        StoredBucket source = buckets.bucket(call.view(), from.bucket(), input.expectedSourceBucketOwner());
        StoredBucket target = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return Accesses.of(
                        access.to(call.caller(), source, from.key(), "s3:GetObject", from.versionId()),
                        buckets.onObject(call.caller(), target, input.key(), "s3:PutObject")
                                .with("s3:x-amz-copy-source", input.copySource()))
                .advised(access.advice(call.caller(), source))
                .openToAnonymous();
    }

    @Override
    public UploadPartCopyOutput handle(Authorized<UploadPartCopyInput> request) {
        UploadPartCopyInput input = request.input();
        CopySource from = CopySource.of(input.copySource());
        refuse(input, from);
        int number = Uploads.checkedNumber(input.partNumber());
        StoredBucket source = buckets.bucket(request.view(), from.bucket(), input.expectedSourceBucketOwner());
        StoredBucket target = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        StoredUpload upload = uploads.upload(target, input.key(), input.uploadId());
        ObjectStore.Leased found =
                objects.lease(source, from.key()).orElseThrow(() -> access.missing(request, source, from.key()));
        try (Lease lease = found.lease()) {
            StoredObject object = found.object();
            new ReadConditions(
                            input.copySourceIfMatch(),
                            input.copySourceIfNoneMatch(),
                            input.copySourceIfModifiedSince(),
                            input.copySourceIfUnmodifiedSince())
                    .checkSource(object);
            ByteSpan span = span(input.copySourceRange(), object.size());
            Received bytes = copy(new StoredBody(objects.files(), lease, object.segments(), span), upload.algorithm());
            StoredChecksum checksum = bytes.checksum();
            StoredPart part = new StoredPart(
                    number,
                    bytes.md5(),
                    request.time().truncatedTo(ChronoUnit.SECONDS),
                    checksum == null ? null : checksum.value(),
                    bytes.segment());
            uploads.add(target, input.key(), input.uploadId(), part);
            return answer(part, checksum);
        }
    }

    private static void refuse(UploadPartCopyInput input, CopySource from) {
        Refusals.version(from.versionId());
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        Refusals.sourceKey(
                input.copySourceSSECustomerAlgorithm(),
                input.copySourceSSECustomerKey(),
                input.copySourceSSECustomerKeyMD5());
    }

    private Received copy(StoredBody body, @Nullable ChecksumAlgorithm algorithm) {
        try (InputStream in = body.open()) {
            return objects.files().copy(in, algorithm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Unlike a Range header, this one must be right. */
    private static ByteSpan span(@Nullable String range, long size) {
        if (range == null) {
            return new ByteSpan(0, size);
        }
        Matcher matcher = RANGE.matcher(range);
        if (!matcher.matches()) {
            throw Faults.invalidArgument(
                    "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the"
                            + " zero-based offsets of the first and last bytes to copy",
                    RANGE_HEADER,
                    range);
        }
        long first = Long.parseLong(matcher.group(1));
        long last = Long.parseLong(matcher.group(2));
        if (last < first || last >= size) {
            throw Faults.invalidArgument(
                    "Range specified is not valid for source object of size: " + size, RANGE_HEADER, range);
        }
        return new ByteSpan(first, last - first + 1);
    }

    private static UploadPartCopyOutput answer(StoredPart part, @Nullable StoredChecksum checksum) {
        return UploadPartCopyOutput.builder()
                .copyPartResult(CopyPartResult.builder()
                        .eTag("\"" + part.etag() + "\"")
                        .lastModified(part.modified())
                        .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                        .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                        .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                        .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                        .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                        .build())
                .build();
    }
}
