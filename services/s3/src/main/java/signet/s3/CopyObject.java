package signet.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.s3.CopyObjectInput;
import signet.model.s3.CopyObjectOutput;
import signet.model.s3.CopyObjectResult;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** CopyObject: what may be read there and written here, in one piece whatever the source was. */
final class CopyObject implements Operation<CopyObjectInput, CopyObjectOutput> {
    private static final long MOST = 5L << 30;
    private static final String REPLACE = "REPLACE";

    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    CopyObject(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<CopyObjectInput, CopyObjectOutput> model() {
        return S3Operations.COPY_OBJECT;
    }

    @Override
    public Accesses accesses(Call<CopyObjectInput> call) {
        CopyObjectInput input = call.input();
        Caller caller = call.caller();
        CopySource from = CopySource.of(input.copySource());
        StoredBucket source = buckets.bucket(call.view(), from.bucket(), input.expectedSourceBucketOwner());
        StoredBucket target = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        boolean tagged = objects.find(source, from.key())
                .filter(object -> !object.tags().isEmpty())
                .isPresent();
        boolean copiesTags = tagged && !REPLACE.equals(input.taggingDirective());
        SortedMap<String, String> tags = TagSets.ofHeader(replacedTags(input));
        List<Access> needed = new ArrayList<>();
        needed.add(access.to(caller, source, from.key(), "s3:GetObject", from.versionId()));
        if (copiesTags) {
            needed.add(access.to(caller, source, from.key(), "s3:GetObjectTagging", from.versionId()));
        }
        needed.add(put(input, caller, target).with(TagSets.requested(tags)));
        if (copiesTags || !tags.isEmpty()) {
            needed.add(access.to(caller, target, input.key(), "s3:PutObjectTagging", null)
                    .with(TagSets.requested(tags)));
        }
        return Accesses.of(needed).advised(access.advice(caller, source)).openToAnonymous();
    }

    private Access put(CopyObjectInput input, Caller caller, StoredBucket target) {
        Access put = access.to(caller, target, input.key(), "s3:PutObject", null)
                .with("s3:x-amz-copy-source", input.copySource());
        put = Buckets.with(put, "s3:x-amz-metadata-directive", input.metadataDirective());
        put = Buckets.with(put, "s3:if-match", input.ifMatch());
        put = Buckets.with(put, "s3:if-none-match", input.ifNoneMatch());
        return ObjectSettings.of(input).keyed(put);
    }

    private static @Nullable String replacedTags(CopyObjectInput input) {
        return REPLACE.equals(input.taggingDirective()) ? input.tagging() : null;
    }

    @Override
    public CopyObjectOutput handle(Authorized<CopyObjectInput> request) {
        CopyObjectInput input = request.input();
        CopySource from = CopySource.of(input.copySource());
        ObjectSettings.of(input).refuse();
        Refusals.version(from.versionId());
        Refusals.header("x-amz-annotation-directive", input.annotationDirective());
        Refusals.sourceKey(
                input.copySourceSSECustomerAlgorithm(),
                input.copySourceSSECustomerKey(),
                input.copySourceSSECustomerKeyMD5());
        ChecksumAlgorithm algorithm = Checksums.algorithm(input.checksumAlgorithm());
        WriteCondition condition = WriteCondition.of(input.ifMatch(), input.ifNoneMatch());
        StoredBucket source = buckets.bucket(request.view(), from.bucket(), input.expectedSourceBucketOwner());
        StoredBucket target = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        ObjectStore.Leased found =
                objects.lease(source, from.key()).orElseThrow(() -> access.missing(request, source, from.key()));
        try (Lease lease = found.lease()) {
            checkSource(input, from, found.object());
            Received bytes = bytes(found.object(), lease, algorithm);
            StoredObject copy = new StoredObject(
                    input.key(),
                    found.object().size(),
                    bytes.md5(),
                    request.time().truncatedTo(ChronoUnit.SECONDS),
                    REPLACE.equals(input.metadataDirective())
                            ? content(input)
                            : found.object().content(),
                    REPLACE.equals(input.metadataDirective())
                            ? UserMetadata.of(input.metadata())
                            : found.object().metadata(),
                    REPLACE.equals(input.taggingDirective())
                            ? TagSets.ofHeader(input.tagging())
                            : found.object().tags(),
                    bytes.checksum(),
                    false,
                    List.of(bytes.segment()));
            return CopyObjectOutput.builder()
                    .copyObjectResult(result(objects.put(target, copy, condition)))
                    .build();
        }
    }

    private static void checkSource(CopyObjectInput input, CopySource from, StoredObject object) {
        new ReadConditions(
                        input.copySourceIfMatch(),
                        input.copySourceIfNoneMatch(),
                        input.copySourceIfModifiedSince(),
                        input.copySourceIfUnmodifiedSince())
                .checkSource(object);
        boolean itself = from.bucket().equals(input.bucket()) && from.key().equals(input.key());
        if (itself && !REPLACE.equals(input.metadataDirective()) && input.storageClass() == null) {
            throw Faults.invalidRequest("This copy request is illegal because it is trying to copy an object to itself"
                    + " without changing the object's metadata, storage class, website redirect location or encryption"
                    + " attributes.");
        }
        if (object.size() > MOST) {
            throw Faults.invalidRequest("The specified copy source is larger than the maximum allowable size for a"
                    + " copy source: " + MOST);
        }
    }

    /** The source's file under a second name where that will do; new bytes where a checksum has to be worked out. */
    private Received bytes(StoredObject source, Lease lease, @Nullable ChecksumAlgorithm asked) {
        StoredChecksum has = source.checksum();
        ChecksumAlgorithm algorithm = asked == null && has != null ? has.algorithm() : asked;
        boolean same = !source.multipart() && (algorithm == null || (has != null && has.algorithm() == algorithm));
        if (same) {
            Segment copy = objects.files().duplicate(source.segments()).getFirst();
            return new Received(copy, source.etag(), has);
        }
        StoredBody body = new StoredBody(objects.files(), lease, source.segments(), new ByteSpan(0, source.size()));
        try (InputStream in = body.open()) {
            return objects.files().copy(in, algorithm);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContentHeaders content(CopyObjectInput input) {
        return new ContentHeaders(
                input.contentType(),
                input.contentEncoding(),
                input.contentLanguage(),
                input.contentDisposition(),
                input.cacheControl(),
                input.expires());
    }

    private static CopyObjectResult result(StoredObject copy) {
        StoredChecksum checksum = copy.checksum();
        return CopyObjectResult.builder()
                .eTag(copy.quotedEtag())
                .lastModified(copy.modified())
                .checksumType(StoredChecksum.typeOf(checksum))
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .build();
    }
}
