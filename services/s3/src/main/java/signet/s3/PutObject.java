package signet.s3;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.model.Body;
import signet.model.OperationModel;
import signet.model.s3.PutObjectInput;
import signet.model.s3.PutObjectOutput;
import signet.model.s3.S3Operations;
import signet.sigv4.ChecksumAlgorithm;

/** PutObject: an object in one piece. It is there only once it has arrived whole and been verified. */
final class PutObject implements Operation<PutObjectInput, PutObjectOutput> {
    private final Buckets buckets;
    private final ObjectStore objects;
    private final ObjectAccess access;

    PutObject(Buckets buckets, ObjectStore objects) {
        this.buckets = buckets;
        this.objects = objects;
        this.access = new ObjectAccess(buckets, objects);
    }

    @Override
    public OperationModel<PutObjectInput, PutObjectOutput> model() {
        return S3Operations.PUT_OBJECT;
    }

    @Override
    public Accesses accesses(Call<PutObjectInput> call) {
        PutObjectInput input = call.input();
        Caller caller = call.caller();
        StoredBucket bucket = buckets.bucket(call.view(), input.bucket(), input.expectedBucketOwner());
        SortedMap<String, String> tags = TagSets.ofHeader(input.tagging());
        Access put =
                access.to(caller, bucket, input.key(), "s3:PutObject", null).with(TagSets.requested(tags));
        put = Buckets.with(put, "s3:if-match", input.ifMatch());
        put = Buckets.with(put, "s3:if-none-match", input.ifNoneMatch());
        List<Access> needed = new ArrayList<>();
        needed.add(ObjectSettings.of(input).keyed(put));
        if (input.tagging() != null) {
            needed.add(access.to(caller, bucket, input.key(), "s3:PutObjectTagging", null)
                    .with(TagSets.requested(tags)));
        }
        if (input.ifMatch() != null) {
            needed.add(access.to(caller, bucket, input.key(), "s3:GetObject", null));
        }
        return Accesses.of(needed).openToAnonymous();
    }

    @Override
    public PutObjectOutput handle(Authorized<PutObjectInput> request) {
        PutObjectInput input = request.input();
        ObjectSettings.of(input).refuse();
        WriteCondition condition = WriteCondition.of(input.ifMatch(), input.ifNoneMatch());
        SortedMap<String, String> metadata = UserMetadata.of(input.metadata());
        StoredBucket bucket = buckets.bucket(request.view(), input.bucket(), input.expectedBucketOwner());
        condition.check(objects.find(bucket, input.key()), input.key());
        Received received = objects.files().receive(Objects.requireNonNullElse(input.body(), Body.EMPTY));
        requirePromisedChecksum(input, received);
        StoredObject object = new StoredObject(
                input.key(),
                received.segment().size(),
                received.md5(),
                request.time().truncatedTo(ChronoUnit.SECONDS),
                content(input),
                metadata,
                TagSets.ofHeader(input.tagging()),
                received.checksum(),
                false,
                List.of(received.segment()));
        return answer(objects.put(bucket, object, condition));
    }

    private void requirePromisedChecksum(PutObjectInput input, Received received) {
        if (input.checksumAlgorithm() != null && received.checksum() == null && input.contentMD5() == null) {
            objects.files().giveUp(List.of(received.segment()));
            throw Faults.invalidRequest("x-amz-sdk-checksum-algorithm specified, but no corresponding"
                    + " x-amz-checksum-* or x-amz-trailer headers were found.");
        }
    }

    private static ContentHeaders content(PutObjectInput input) {
        return new ContentHeaders(
                input.contentType(),
                input.contentEncoding(),
                input.contentLanguage(),
                input.contentDisposition(),
                input.cacheControl(),
                input.expires());
    }

    private static PutObjectOutput answer(StoredObject object) {
        StoredChecksum checksum = object.checksum();
        return PutObjectOutput.builder()
                .eTag(object.quotedEtag())
                .checksumCRC32(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32))
                .checksumCRC32C(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC32C))
                .checksumCRC64NVME(StoredChecksum.value(checksum, ChecksumAlgorithm.CRC64NVME))
                .checksumSHA1(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA1))
                .checksumSHA256(StoredChecksum.value(checksum, ChecksumAlgorithm.SHA256))
                .checksumType(StoredChecksum.typeOf(checksum))
                .build();
    }
}
