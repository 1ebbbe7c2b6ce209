package signet.store.embedded;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import signet.store.Keys;
import signet.store.StoreException;
import signet.store.Write;

/**
 * The writes of a transaction as bytes: for each {@code key length (4 bytes), key in UTF-8, value length (4 bytes; -1 =
 * delete), value}, numbers big-endian.
 */
final class ChangeCodec {
    private static final int DELETED = -1;

    private ChangeCodec() {}

    static byte[] encode(List<Write> writes) {
        List<byte[]> parts = new ArrayList<>();
        int size = 0;
        for (Write write : writes) {
            byte[] key = Keys.utf8(write.key());
            byte[] value = switch (write) {
                case Write.Put put -> put.value();
                case Write.Delete _ -> new byte[0];
            };
            parts.add(key);
            parts.add(value);
            size = Math.addExact(size, Math.addExact(8, Math.addExact(key.length, value.length)));
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        for (int i = 0; i < writes.size(); i++) {
            byte[] value = parts.get(2 * i + 1);
            put(bytes, parts.get(2 * i));
            bytes.putInt(writes.get(i) instanceof Write.Delete ? DELETED : value.length)
                    .put(value);
        }
        return bytes.array();
    }

    /** @throws StoreException if the bytes are not whole */
    static List<Write> decode(byte[] encoded) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(encoded);
            List<Write> writes = new ArrayList<>();
            while (bytes.hasRemaining()) {
                String key = new String(take(bytes, bytes.getInt()), StandardCharsets.UTF_8);
                int length = bytes.getInt();
                writes.add(length == DELETED ? new Write.Delete(key) : new Write.Put(key, take(bytes, length)));
            }
            return writes;
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new StoreException("the store's history is corrupt; restore it from a backup", e);
        }
    }

    private static void put(ByteBuffer bytes, byte[] part) {
        bytes.putInt(part.length).put(part);
    }

    private static byte[] take(ByteBuffer bytes, int length) {
        if (length < 0 || length > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] part = new byte[length];
        bytes.get(part);
        return part;
    }
}
