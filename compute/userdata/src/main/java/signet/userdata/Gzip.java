package signet.userdata;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks what is compressed in one user data: all of it together up to a size that the server can hold. */
final class Gzip {

    /** In bytes; user data itself is no more than 16 KiB. */
    static final int LARGEST = 16 << 20;

    private int left = LARGEST;

    static boolean is(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && (bytes[1] & 0xff) == 0x8b;
    }

    byte[] unpack(byte[] bytes) throws InvalidConfig {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = in.readNBytes(left + 1);
            if (plain.length > left) {
                throw new InvalidConfig("Failed decompressing: more than " + (LARGEST >> 20) + " MiB");
            }
            left -= plain.length;
            return plain;
        } catch (IOException e) {
            throw new InvalidConfig("Failed decompressing: " + Words.plain(e.getMessage()));
        }
    }
}
