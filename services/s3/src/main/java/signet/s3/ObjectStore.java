package signet.s3;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import signet.model.AwsError;
import signet.snapshot.State;
import signet.store.Condition;
import signet.store.Write;

/**
 * Objects, index and bytes together. The bytes are on the disk before the index names them, and the index has let go of
 * them before they are deleted, so whatever moment a crash picks, every object that is listed can be read.
 */
final class ObjectStore {
    private final State state;
    private final ObjectIndex index;
    private final ObjectFiles files;
    private final ReadWriteLock buckets = new ReentrantReadWriteLock();

    ObjectStore(State state, ObjectIndex index, ObjectFiles files) {
        this.state = state;
        this.index = index;
        this.files = files;
    }

    ObjectIndex index() {
        return index;
    }

    ObjectFiles files() {
        return files;
    }

    /** Clears away what a crash left: records of buckets that are gone, and files that no record names. */
    void recover() {
        Set<String> live = new HashSet<>();
        state.current().under(Tables.BUCKETS, "").values().forEach(bucket -> live.add(bucket.id()));
        Set<String> named = new HashSet<>();
        Set<String> uploads = new HashSet<>();
        List<String> dead = new ArrayList<>();
        index.visit(ObjectIndex.UPLOADS, StoredUpload.class, (key, upload) -> {
            if (live.contains(bucketId(key))) {
                uploads.add(upload.id());
            } else {
                dead.add(key);
            }
        });
        index.visit(ObjectIndex.PARTS, StoredPart.class, (key, part) -> {
            if (uploads.contains(bucketId(key))) {
                named.add(part.segment().file());
            } else {
                dead.add(key);
            }
        });
        index.visit(ObjectIndex.OBJECTS, StoredObject.class, (key, object) -> {
            if (live.contains(bucketId(key))) {
                object.segments().forEach(segment -> named.add(segment.file()));
            } else {
                dead.add(key);
            }
        });
        index.delete(dead);
        files.collect(named::contains);
    }

    /** The second part of a store key: a bucket's id, and for parts the upload's. */
    private static String bucketId(String storeKey) {
        return storeKey.split("/", 3)[1];
    }

    Optional<StoredObject> find(StoredBucket bucket, String key) {
        return index.object(bucket, key).map(Indexed::value);
    }

    /**
     * Makes an object, or replaces it. The new bytes are given up if it is refused; if the index fails, nobody knows
     * whether it names them, and the next start finds out.
     *
     * @param condition what is demanded of the object that is there, asked anew whenever another writer was faster
     */
    StoredObject put(StoredBucket bucket, StoredObject object, WriteCondition condition) {
        return put(bucket, object, condition, List.of(), List.of());
    }

    /** The same, together with other changes of the index. */
    StoredObject put(
            StoredBucket bucket,
            StoredObject object,
            WriteCondition condition,
            List<Condition> conditions,
            List<Write> writes) {
        try {
            return whileThere(bucket, () -> replace(bucket, object, condition, conditions, writes));
        } catch (AwsError e) {
            if (writes.isEmpty()) {
                files.giveUp(object.segments());
            }
            throw e;
        }
    }

    private StoredObject replace(
            StoredBucket bucket,
            StoredObject object,
            WriteCondition condition,
            List<Condition> conditions,
            List<Write> writes) {
        String storeKey = ObjectIndex.objectKey(bucket, object.key());
        while (true) {
            Optional<Indexed<StoredObject>> present = index.object(bucket, object.key());
            condition.check(present.map(Indexed::value), object.key());
            List<Condition> all = new ArrayList<>(conditions);
            all.add(present.map(Indexed::unchanged).orElse(Condition.absent(storeKey)));
            List<Write> changes = new ArrayList<>(writes);
            changes.add(index.put(storeKey, object));
            if (index.commit(all, changes)) {
                present.ifPresent(old -> files.giveUp(old.value().segments()));
                return object;
            }
            if (!conditions.isEmpty()) {
                throw new OvertakenException();
            }
        }
    }

    /** Changes an object's record and keeps its bytes. */
    void update(StoredBucket bucket, String key, UnaryOperator<StoredObject> change) {
        whileThere(bucket, () -> {
            Indexed<StoredObject> present;
            do {
                present = index.object(bucket, key).orElseThrow(() -> Faults.noSuchKey(key));
            } while (!index.commit(
                    List.of(present.unchanged()),
                    List.of(index.put(present.storeKey(), change.apply(present.value())))));
            return key;
        });
    }

    /** Deletes an object; there may be none, if the condition has nothing against it. */
    void delete(StoredBucket bucket, String key, WriteCondition condition) {
        while (true) {
            Optional<Indexed<StoredObject>> present = index.object(bucket, key);
            condition.check(present.map(Indexed::value), key);
            if (present.isEmpty()) {
                return;
            }
            Indexed<StoredObject> old = present.get();
            if (index.commit(List.of(old.unchanged()), List.of(new Write.Delete(old.storeKey())))) {
                files.giveUp(old.value().segments());
                return;
            }
        }
    }

    /** An object and the right to read its bytes. */
    record Leased(StoredObject object, Lease lease) {}

    /** The object as it is now; what was read of it stays readable until the lease is closed. */
    Optional<Leased> lease(StoredBucket bucket, String key) {
        while (true) {
            Optional<Indexed<StoredObject>> present = index.object(bucket, key);
            if (present.isEmpty()) {
                return Optional.empty();
            }
            Lease lease = files.lease(present.get().value().segments());
            if (index.object(bucket, key).equals(present)) {
                return Optional.of(new Leased(present.get().value(), lease));
            }
            lease.close();
        }
    }

    /** Does something during which the bucket is not deleted. */
    <R> R whileThere(StoredBucket bucket, Supplier<R> work) {
        buckets.readLock().lock();
        try {
            boolean there = state.current()
                    .get(Tables.BUCKETS, bucket.name())
                    .filter(now -> now.id().equals(bucket.id()))
                    .isPresent();
            if (!there) {
                throw Faults.noSuchBucket(bucket.name());
            }
            return work.get();
        } finally {
            buckets.readLock().unlock();
        }
    }

    /** Deletes a bucket without objects; its unfinished uploads go with it. */
    void deleteBucket(StoredBucket bucket) {
        buckets.writeLock().lock();
        try {
            if (index.hasObjects(bucket)) {
                throw Faults.conflict("BucketNotEmpty", "The bucket you tried to delete is not empty", bucket.name());
            }
            state.change(tx -> {
                if (tx.get(Tables.BUCKETS, bucket.name())
                        .filter(now -> now.id().equals(bucket.id()))
                        .isEmpty()) {
                    throw Faults.noSuchBucket(bucket.name());
                }
                tx.delete(Tables.BUCKETS, bucket.name());
            });
        } finally {
            buckets.writeLock().unlock();
        }
        forgetUploads(bucket);
    }

    private void forgetUploads(StoredBucket bucket) {
        List<String> dead = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        index.visit(ObjectIndex.UPLOADS + bucket.id() + "/", StoredUpload.class, (key, upload) -> {
            dead.add(key);
            index.visit(ObjectIndex.partsPrefix(upload.id()), StoredPart.class, (partKey, part) -> {
                dead.add(partKey);
                segments.add(part.segment());
            });
        });
        index.delete(dead);
        files.giveUp(segments);
    }
}
