package signet.s3;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.CompleteMultipartUploadInput;
import signet.model.s3.CompleteMultipartUploadOutput;
import signet.model.s3.CompletedMultipartUpload;
import signet.model.s3.CompletedPart;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** CompleteMultipartUpload: the parts become an object, all at once. */
final class CompleteMultipartUpload implements Operation<CompleteMultipartUploadInput, CompleteMultipartUploadOutput> {
    private final Buckets buckets;
    private final Uploads uploads;

    CompleteMultipartUpload(Buckets buckets, Uploads uploads) {
        this.buckets = buckets;
        this.uploads = uploads;
    }

    @Override
    public OperationModel<CompleteMultipartUploadInput, CompleteMultipartUploadOutput> model() {
        return S3Operations.COMPLETE_MULTIPART_UPLOAD;
    }

    @Override
    public Accesses accesses(Call<CompleteMultipartUploadInput> call) {
        CompleteMultipartUploadInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        Access put = buckets.onObject(call.caller(), bucket, input.key(), "s3:PutObject");
        put = Buckets.with(put, "s3:if-match", input.ifMatch());
        put = Buckets.with(put, "s3:if-none-match", input.ifNoneMatch());
        List<Access> needed = new ArrayList<>();
        needed.add(put);
        if (input.ifMatch() != null) {
            needed.add(buckets.onObject(call.caller(), bucket, input.key(), "s3:GetObject"));
        }
        return Accesses.of(needed).openToAnonymous();
    }

    @Override
    public CompleteMultipartUploadOutput handle(Authorized<CompleteMultipartUploadInput> request) {
        CompleteMultipartUploadInput input = request.input();
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        WriteCondition condition = WriteCondition.of(input.ifMatch(), input.ifNoneMatch());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        Instant now = request.time().truncatedTo(ChronoUnit.SECONDS);
        StoredObject object = uploads.complete(
                bucket,
                input.key(),
                input.uploadId(),
                condition,
                (upload, parts) -> assemble(input, upload, parts, now));
        return answer(object, bucket, request.info().region());
    }

    private static StoredObject assemble(
            CompleteMultipartUploadInput input, StoredUpload upload, List<StoredPart> present, Instant now) {
        CompletedMultipartUpload list = input.multipartUpload();
        List<CompletedPart> named = list == null || list.parts() == null ? List.of() : list.parts();
        List<StoredPart> parts = new PartList(upload, present).named(named);
        StoredChecksum checksum = Checksums.ofParts(upload, parts);
        PromisedChecksum.check(input, checksum);
        long size = parts.stream().mapToLong(StoredPart::size).sum();
        if (input.mpuObjectSize() != null && input.mpuObjectSize() != size) {
            throw Faults.invalidRequest("The provided 'x-amz-mp-object-size' header value " + input.mpuObjectSize()
                    + " does not match what was computed: " + size);
        }
        return new StoredObject(
                upload.key(),
                size,
                Uploads.etag(parts),
                now,
                upload.content(),
                upload.metadata(),
                upload.tags(),
                checksum,
                true,
                parts.stream().map(StoredPart::segment).toList());
    }

    private static CompleteMultipartUploadOutput answer(StoredObject object, StoredBucket bucket, String region) {
        StoredChecksum checksum = object.checksum();
        return CompleteMultipartUploadOutput.builder()
                .location("https://" + bucket.name() + ".s3." + region + ".amazonaws.com/"
                        + KeyText.percent(object.key()))
                .bucket(bucket.name())
                .key(object.key())
                .eTag(object.quotedEtag())
                .checksumType(StoredChecksum.typeOf(checksum))
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .build();
    }
}
