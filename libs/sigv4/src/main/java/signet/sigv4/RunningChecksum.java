package signet.sigv4;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.zip.Checksum;

/** A checksum of bytes that come piece by piece. */
public interface RunningChecksum {
    /** Takes more bytes. */
    void update(byte[] data, int offset, int length);

    /** The value in network byte order; the last call on this object. */
    byte[] value();

    /** The digest as a checksum. */
    static RunningChecksum of(MessageDigest digest) {
        return new RunningChecksum() {
            @Override
            public void update(byte[] data, int offset, int length) {
                digest.update(data, offset, length);
            }

            @Override
            public byte[] value() {
                return digest.digest();
            }
        };
    }

    /** The CRC of 32 bits as a checksum. */
    static RunningChecksum of(Checksum crc32) {
        return new RunningChecksum() {
            @Override
            public void update(byte[] data, int offset, int length) {
                crc32.update(data, offset, length);
            }

            @Override
            public byte[] value() {
                return ByteBuffer.allocate(Integer.BYTES)
                        .putInt((int) crc32.getValue())
                        .array();
            }
        };
    }
}
