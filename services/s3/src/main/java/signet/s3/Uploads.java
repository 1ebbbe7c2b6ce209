package signet.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import signet.sigv4.ChecksumAlgorithm;
import signet.store.Condition;
import signet.store.Write;

/** Multipart uploads: parts are objects' bytes already, so that completing an upload moves none. */
final class Uploads {
    private final ObjectStore objects;
    private final ObjectIndex index;

    Uploads(ObjectStore objects) {
        this.objects = objects;
        this.index = objects.index();
    }

    /** Works out the object that an upload becomes, from the parts as they are. */
    interface Assembly {
        StoredObject object(StoredUpload upload, List<StoredPart> parts);
    }

    StoredUpload upload(StoredBucket bucket, String key, String id) {
        return found(bucket, key, id).value();
    }

    private Indexed<StoredUpload> found(StoredBucket bucket, String key, String id) {
        return index.upload(bucket, key, id).orElseThrow(() -> Faults.noSuchUpload(id));
    }

    void begin(StoredBucket bucket, StoredUpload upload) {
        objects.whileThere(bucket, () -> {
            String storeKey = ObjectIndex.uploadKey(bucket, upload.key(), upload.id());
            return index.commit(List.of(Condition.absent(storeKey)), List.of(index.put(storeKey, upload)));
        });
    }

    /** Adds a part, or replaces it. Its bytes are given up if the upload is no longer there. */
    void add(StoredBucket bucket, String key, String id, StoredPart part) {
        try {
            Optional<Indexed<StoredPart>> old;
            List<Condition> conditions;
            String storeKey = ObjectIndex.partKey(id, part.number());
            do {
                old = index.part(id, part.number());
                conditions = List.of(
                        found(bucket, key, id).unchanged(),
                        old.map(Indexed::unchanged).orElse(Condition.absent(storeKey)));
            } while (!index.commit(conditions, List.of(index.put(storeKey, part))));
            old.ifPresent(
                    replaced -> objects.files().giveUp(List.of(replaced.value().segment())));
        } catch (RuntimeException e) {
            objects.files().giveUp(List.of(part.segment()));
            throw e;
        }
    }

    void abort(StoredBucket bucket, String key, String id) {
        Indexed<StoredUpload> upload;
        do {
            upload = found(bucket, key, id);
        } while (!index.commit(List.of(upload.unchanged()), List.of(new Write.Delete(upload.storeKey()))));
        forgetParts(id, Set.of());
    }

    /** Makes the object, and the upload is no more; all of it or nothing. */
    StoredObject complete(StoredBucket bucket, String key, String id, WriteCondition condition, Assembly assembly) {
        while (true) {
            Indexed<StoredUpload> upload = found(bucket, key, id);
            List<Indexed<StoredPart>> parts = index.parts(id);
            StoredObject object = assembly.object(
                    upload.value(), parts.stream().map(Indexed::value).toList());
            Set<String> used = new HashSet<>();
            object.segments().forEach(segment -> used.add(segment.file()));
            List<Condition> conditions = new ArrayList<>(List.of(upload.unchanged()));
            parts.stream()
                    .filter(part -> used.contains(part.value().segment().file()))
                    .forEach(part -> conditions.add(part.unchanged()));
            try {
                objects.put(bucket, object, condition, conditions, List.of(new Write.Delete(upload.storeKey())));
            } catch (OvertakenException e) {
                continue;
            }
            forgetParts(id, used);
            return object;
        }
    }

    /** Forgets the parts of an upload that is gone, so that none can come any more, and their bytes but those in use. */
    private void forgetParts(String id, Set<String> used) {
        List<Indexed<StoredPart>> parts = index.parts(id);
        index.delete(parts.stream().map(Indexed::storeKey).toList());
        objects.files()
                .giveUp(parts.stream()
                        .map(part -> part.value().segment())
                        .filter(segment -> !used.contains(segment.file()))
                        .toList());
    }

    /** Refuses a part whose checksum is not of the upload's kind; an upload without one takes what SDKs send unasked. */
    static void requireChecksum(StoredUpload upload, Received part) {
        StoredChecksum checksum = part.checksum();
        ChecksumAlgorithm actual = checksum == null ? null : checksum.algorithm();
        if (upload.algorithm() != null && actual != upload.algorithm()) {
            throw Faults.invalidRequest("Checksum Type mismatch occurred, expected checksum Type: "
                    + Checksums.word(upload.algorithm()) + ", actual checksum Type: " + Checksums.word(actual));
        }
    }

    /** S3's ETag of an object in parts: the MD5 of the parts' MD5s, and how many there are. */
    static String etag(List<StoredPart> parts) {
        StringBuilder hex = new StringBuilder();
        parts.forEach(part -> hex.append(part.etag()));
        byte[] digest = Owners.digest("MD5", HexFormat.of().parseHex(hex));
        return HexFormat.of().formatHex(digest) + "-" + parts.size();
    }

    static int checkedNumber(int number) {
        if (number < 1 || number > 10_000) {
            throw Faults.invalidArgument(
                    "Part number must be an integer between 1 and 10000, inclusive",
                    "partNumber",
                    Integer.toString(number));
        }
        return number;
    }
}
