package signet.sigv4;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CRC-64/NVME: reflected, polynomial {@code ad93d23594c93659}, start and final inversion all ones. Eight bytes a step.
 *
 * @see <a href="https://nvmexpress.org/specifications/">NVM Express NVM Command Set Specification, 64-bit CRC</a>
 */
final class Crc64Nvme implements RunningChecksum {
    private static final long REFLECTED_POLYNOMIAL = 0x9a6c9329ac4bc9b5L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long[][] TABLES = tables();

    private long crc = ~0L;

    private static long[][] tables() {
        long[][] tables = new long[Long.BYTES][256];
        for (int i = 0; i < 256; i++) {
            long value = i;
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                value = (value >>> 1) ^ ((value & 1) == 0 ? 0 : REFLECTED_POLYNOMIAL);
            }
            tables[0][i] = value;
        }
        for (int t = 1; t < tables.length; t++) {
            for (int i = 0; i < 256; i++) {
                long before = tables[t - 1][i];
                tables[t][i] = (before >>> 8) ^ tables[0][(int) before & 0xff];
            }
        }
        return tables;
    }

    @Override
    public void update(byte[] data, int offset, int length) {
        int i = offset;
        int end = offset + length;
        long value = crc;
        for (; end - i >= Long.BYTES; i += Long.BYTES) {
            long word = value ^ (long) LONGS.get(data, i);
            value = 0;
            for (int t = 0; t < Long.BYTES; t++) {
                value ^= TABLES[Long.BYTES - 1 - t][(int) (word >>> (t * Byte.SIZE)) & 0xff];
            }
        }
        for (; i < end; i++) {
            value = (value >>> 8) ^ TABLES[0][(int) (value ^ data[i]) & 0xff];
        }
        crc = value;
    }

    @Override
    public byte[] value() {
        return ByteBuffer.allocate(Long.BYTES).putLong(~crc).array();
    }
}
