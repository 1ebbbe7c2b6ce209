package signet.sigv4;

import java.io.ByteArrayOutputStream;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Percent-encoding as Signature Version 4 wants it: every byte but the unreserved characters of RFC 3986, in upper-case
 * hex.
 */
final class UriEncoding {
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private UriEncoding() {}

    /** Encodes the text's UTF-8 bytes; a percent sign in it is data like any other. */
    static String encode(String text) throws SignatureException {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : utf8(text)) {
            append(b, out);
        }
        return out.toString();
    }

    /** One encoding for text that is already more or less encoded: the same bytes, encoded in the canonical way. */
    static String recode(String text, boolean plusIsSpace) throws SignatureException {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (byte b : decode(text, plusIsSpace)) {
            append(b, out);
        }
        return out.toString();
    }

    static String decodeText(String encoded) throws SignatureException {
        return new String(decode(encoded, false), StandardCharsets.UTF_8);
    }

    private static byte[] decode(String text, boolean plusIsSpace) throws SignatureException {
        byte[] bytes = utf8(text);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                if (i + 2 >= bytes.length || !isHex(bytes[i + 1]) || !isHex(bytes[i + 2])) {
                    throw new SignatureException(new SignatureFault.InvalidEncoding(text));
                }
                out.write(HexFormat.fromHexDigit(bytes[i + 1]) << 4 | HexFormat.fromHexDigit(bytes[i + 2]));
                i += 2;
            } else {
                out.write(b == '+' && plusIsSpace ? ' ' : b);
            }
        }
        return out.toByteArray();
    }

    private static byte[] utf8(String text) throws SignatureException {
        try {
            var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } catch (CharacterCodingException e) {
            throw new SignatureException(new SignatureFault.InvalidEncoding(text));
        }
    }

    private static boolean isHex(byte b) {
        return HexFormat.isHexDigit(b);
    }

    private static void append(byte b, StringBuilder out) {
        if ((b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9') || "-._~".indexOf(b) >= 0) {
            out.append((char) b);
        } else {
            out.append('%');
            out.append(UPPER.toHexDigits(b));
        }
    }
}
