package signet.s3;

import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.GetObjectInput;
import signet.model.s3.GetObjectOutput;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** GetObject: an object's bytes, or a range or part of them. */
final class GetObject implements Operation<GetObjectInput, GetObjectOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    GetObject(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<GetObjectInput, GetObjectOutput> model() {
        return S3Operations.GET_OBJECT;
    }

    @Override
    public Accesses accesses(Call<GetObjectInput> call) {
        GetObjectInput input = call.input();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        return access.reading(call.caller(), bucket, input.key(), "s3:GetObject", input.versionId());
    }

    @Override
    public GetObjectOutput handle(Authorized<GetObjectInput> request) {
        GetObjectInput input = request.input();
        Refusals.version(input.versionId());
        Refusals.customerKey(input.sseCustomerAlgorithm(), input.sseCustomerKey(), input.sseCustomerKeyMD5());
        refuseOverridesByAnyone(request.caller(), input);
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        ObjectStore.Leased found =
                objects.lease(bucket, input.key()).orElseThrow(() -> access.missing(request, bucket, input.key()));
        try {
            StoredObject object = found.object();
            new ReadConditions(input.ifMatch(), input.ifNoneMatch(), input.ifModifiedSince(), input.ifUnmodifiedSince())
                    .check(object);
            Selection selection = Selection.of(object, input.range(), input.partNumber());
            return answer(input, object, selection)
                    .body(new StoredBody(objects.files(), found.lease(), object.segments(), selection.span()))
                    .build();
        } catch (RuntimeException e) {
            found.lease().close();
            throw e;
        }
    }

    private static GetObjectOutput.Builder answer(GetObjectInput input, StoredObject object, Selection selection) {
        ContentHeaders content = object.content();
        return checksums(input, object, selection)
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
                .tagCount(object.tags().isEmpty() ? null : object.tags().size());
    }

    private static @Nullable String or(@Nullable String wanted, @Nullable String kept) {
        return wanted == null ? kept : wanted;
    }

    /** A checksum is of the whole object, so it goes with the whole object only. */
    private static GetObjectOutput.Builder checksums(GetObjectInput input, StoredObject object, Selection selection) {
        boolean shown = "ENABLED".equals(input.checksumMode()) && selection.contentRange() == null;
        StoredChecksum checksum = shown ? object.checksum() : null;
        return GetObjectOutput.builder()
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .checksumType(StoredChecksum.typeOf(checksum));
    }

    private static void refuseOverridesByAnyone(Caller caller, GetObjectInput input) {
        boolean overrides = Stream.of(
                        input.responseCacheControl() != null,
                        input.responseContentDisposition() != null,
                        input.responseContentEncoding() != null,
                        input.responseContentLanguage() != null,
                        input.responseContentType() != null,
                        input.responseExpires() != null)
                .anyMatch(Boolean::booleanValue);
        if (caller instanceof Caller.Anonymous && overrides) {
            throw Faults.invalidRequest("Request specific response headers cannot be used for anonymous GET requests.");
        }
    }
}
