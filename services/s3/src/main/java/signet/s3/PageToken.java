package signet.s3;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.zip.CRC32;
import signet.model.AwsError;

/** The place at which a listing goes on, as a token that means nothing to a client. */
final class PageToken {
    private PageToken() {}

    static String of(String place) {
        byte[] text = place.getBytes(StandardCharsets.UTF_8);
        ByteBuffer token = ByteBuffer.allocate(Integer.BYTES + text.length);
        token.putInt(check(text)).put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * The place that a token stands for.
     *
     * @throws AwsError {@code InvalidArgument} if it is no token of ours
     */
    static String place(String token) {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(token));
            if (bytes.remaining() > Integer.BYTES) {
                int check = bytes.getInt();
                byte[] text = new byte[bytes.remaining()];
                bytes.get(text);
                if (check == check(text)) {
                    return new String(text, StandardCharsets.UTF_8);
                }
            }
        } catch (IllegalArgumentException _) {
            // no Base64: refused like any other text that isn't ours
        }
        throw Faults.invalidArgument("The continuation token provided is incorrect", "continuation-token", token);
    }

    private static int check(byte[] text) {
        CRC32 crc = new CRC32();
        crc.update(text);
        return (int) crc.getValue();
    }
}
