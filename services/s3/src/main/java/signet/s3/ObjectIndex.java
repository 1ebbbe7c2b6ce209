package signet.s3;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;
import signet.store.StoreConflictException;
import signet.store.Transaction;
import signet.store.Write;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What is in the buckets, as JSON records: {@code object/BUCKET/KEY}, {@code upload/BUCKET/KEY NUL UPLOAD} and {@code
 * part/UPLOAD/NUMBER}, where BUCKET is a bucket's id. Keys are in the order in which S3 lists them.
 */
final class ObjectIndex {
    static final String OBJECTS = "object/";
    static final String UPLOADS = "upload/";
    static final String PARTS = "part/";
    private static final int PAGE = 500;
    private static final char SEPARATOR = '\0';

    private final Store store;
    private final JsonMapper json = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    ObjectIndex(Store store) {
        this.store = store;
    }

    /** Receives the records of one kind, in order. */
    interface Visitor<T> {
        void visit(String storeKey, T value);
    }

    static String objectKey(StoredBucket bucket, String key) {
        return OBJECTS + bucket.id() + "/" + key;
    }

    static String uploadKey(StoredBucket bucket, String key, String uploadId) {
        return UPLOADS + bucket.id() + "/" + key + SEPARATOR + uploadId;
    }

    static String partKey(String uploadId, int number) {
        return partsPrefix(uploadId) + String.format(Locale.ROOT, "%05d", number);
    }

    static String partsPrefix(String uploadId) {
        return PARTS + uploadId + "/";
    }

    Optional<Indexed<StoredObject>> object(StoredBucket bucket, String key) {
        return get(objectKey(bucket, key), StoredObject.class);
    }

    Optional<Indexed<StoredUpload>> upload(StoredBucket bucket, String key, String uploadId) {
        return get(uploadKey(bucket, key, uploadId), StoredUpload.class);
    }

    Optional<Indexed<StoredPart>> part(String uploadId, int number) {
        return get(partKey(uploadId, number), StoredPart.class);
    }

    /** All parts of an upload, in order. */
    List<Indexed<StoredPart>> parts(String uploadId) {
        KeyRange range = KeyRange.ofPrefix(partsPrefix(uploadId));
        return range(range.fromInclusive(), range.toExclusive(), Integer.MAX_VALUE, StoredPart.class);
    }

    boolean hasObjects(StoredBucket bucket) {
        return !store.range(KeyRange.ofPrefix(objectKey(bucket, "")), 1).isEmpty();
    }

    <T> List<Indexed<T>> range(String fromInclusive, String toExclusive, int limit, Class<T> type) {
        return store.range(fromInclusive, toExclusive, limit).stream()
                .map(entry -> decoded(entry, type))
                .toList();
    }

    /** Shows every record under a prefix of the store's keys, a page at a time. */
    <T> void visit(String prefix, Class<T> type, Visitor<T> visitor) {
        KeyRange range = KeyRange.ofPrefix(prefix);
        String from = range.fromInclusive();
        List<Indexed<T>> page;
        do {
            page = range(from, range.toExclusive(), PAGE, type);
            for (Indexed<T> row : page) {
                visitor.visit(row.storeKey(), row.value());
                from = row.storeKey() + SEPARATOR;
            }
        } while (page.size() == PAGE);
    }

    Write put(String storeKey, Object value) {
        return new Write.Put(storeKey, json.writeValueAsBytes(value));
    }

    /** Writes all, if all conditions hold; false if one doesn't, and nothing is written. */
    boolean commit(List<Condition> conditions, List<Write> writes) {
        try {
            store.commit(new Transaction(conditions, writes)).join();
            return true;
        } catch (CompletionException e) {
            if (e.getCause() instanceof StoreConflictException) {
                return false;
            }
            throw e;
        }
    }

    /** Deletes records without conditions, a page at a time. */
    void delete(List<String> storeKeys) {
        for (int from = 0; from < storeKeys.size(); from += PAGE) {
            List<Write> writes = new ArrayList<>();
            for (String key : storeKeys.subList(from, Math.min(from + PAGE, storeKeys.size()))) {
                writes.add(new Write.Delete(key));
            }
            commit(List.of(), writes);
        }
    }

    private <T> Optional<Indexed<T>> get(String storeKey, Class<T> type) {
        return store.get(storeKey).map(entry -> decoded(entry, type));
    }

    private <T> Indexed<T> decoded(Entry entry, Class<T> type) {
        try {
            return new Indexed<>(entry.key(), json.readValue(entry.value(), type), entry.modifiedRevision());
        } catch (JacksonException e) {
            throw new IllegalStateException("the record " + entry.key() + " of the object index cannot be read", e);
        }
    }
}
