package signet.s3;

import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.HeadObjectInput;
import signet.model.s3.HeadObjectOutput;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** HeadObject: what GetObject would say, without the bytes. */
final class HeadObject implements Operation<HeadObjectInput, HeadObjectOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    HeadObject(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<HeadObjectInput, HeadObjectOutput> model() {
        return S3Operations.HEAD_OBJECT;
    }

    @Override
    public Accesses accesses(Call<HeadObjectInput> call) {
        HeadObjectInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return access.reading(call.caller(), bucket, input.key(), "s3:GetObject", input.versionId());
    }

    @Override
    public HeadObjectOutput handle(Authorized<HeadObjectInput> request) {
        HeadObjectInput input = request.input();
        Refusals.version(input.versionId());
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        StoredObject object =
                objects.find(bucket, input.key()).orElseThrow(() -> access.missing(request, bucket, input.key()));
        new ReadConditions(input.ifMatch(), input.ifNoneMatch(), input.ifModifiedSince(), input.ifUnmodifiedSince())
                .check(object);
        return answer(input, object, Selection.of(object, input.range(), input.partNumber()));
    }

    private static HeadObjectOutput answer(HeadObjectInput input, StoredObject object, Selection selection) {
        ContentHeaders content = object.content();
        boolean shown = "ENABLED".equals(input.checksumMode()) && selection.contentRange() == null;
        StoredChecksum checksum = shown ? object.checksum() : null;
        return HeadObjectOutput.builder()
                .acceptRanges("bytes")
                .lastModified(object.modified())
                .contentLength(selection.span().length())
                .contentRange(selection.contentRange())
                .partsCount(selection.partsCount())
                .eTag(object.quotedEtag())
                .contentType(or(input.responseContentType(), content.typeOrDefault()))
                .contentEncoding(or(input.responseContentEncoding(), content.encoding()))
                .contentLanguage(or(input.responseContentLanguage(), content.language()))
                .contentDisposition(or(input.responseContentDisposition(), content.disposition()))
                .cacheControl(or(input.responseCacheControl(), content.cacheControl()))
                .expires(input.responseExpires() == null ? content.expires() : input.responseExpires())
                .metadata(object.metadata())
                .tagCount(object.tags().isEmpty() ? null : object.tags().size())
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .checksumType(StoredChecksum.typeOf(checksum))
                .build();
    }

    private static @Nullable String or(@Nullable String wanted, @Nullable String kept) {
        return wanted == null ? kept : wanted;
    }
}
