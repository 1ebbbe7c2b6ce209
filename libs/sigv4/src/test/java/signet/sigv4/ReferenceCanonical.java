package signet.sigv4;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The slow and obvious signer, step by step as AWS's page has them, on bytes rather than text and with nothing of what
 * it is compared with.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class ReferenceCanonical {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private ReferenceCanonical() {}

    /** One character for each byte of UTF-8. */
    private static String bytes(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static String encode(String bytes, String kept) {
        StringBuilder out = new StringBuilder();
        bytes.chars()
                .forEach(c -> out.append(
                        (UNRESERVED + kept).indexOf(c) >= 0 ? String.valueOf((char) c) : "%%%02X".formatted(c)));
        return out.toString();
    }

    static String decode(String encoded) {
        StringBuilder out = new StringBuilder();
        String left = encoded;
        while (!left.isEmpty()) {
            boolean escape = left.charAt(0) == '%';
            out.append(escape ? (char) Integer.parseInt(left.substring(1, 3), 16) : left.charAt(0));
            left = left.substring(escape ? 3 : 1);
        }
        return out.toString();
    }

    /** S3: what the path means, encoded once; an encoded slash is a slash. */
    static String pathOfS3(String sent) {
        return sent.isEmpty() ? "/" : encode(decode(bytes(sent)), "/");
    }

    /** Others: RFC 3986's dots and repeated slashes removed, and what was sent encoded again. */
    static String pathOfOthers(String sent) {
        String path = "/" + sent + "/";
        String before = "";
        while (!path.equals(before)) {
            before = path;
            path = path.replace("//", "/").replace("/./", "/");
        }
        int up = path.indexOf("/../");
        while (up >= 0) {
            int parent = Math.max(0, up == 0 ? 0 : path.lastIndexOf('/', up - 1));
            path = path.substring(0, parent) + path.substring(up + "/..".length());
            up = path.indexOf("/../");
        }
        boolean slashAtTheEnd = sent.endsWith("/") || path.equals("/");
        return encode(bytes(slashAtTheEnd ? path : path.substring(0, path.length() - 1)), "/");
    }

    static String query(@Nullable String sent) {
        List<String> encoded = new ArrayList<>();
        for (String pair : bytes(sent == null ? "" : sent).replace("+", "%20").split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = decode(equals < 0 ? "" : pair.substring(equals + 1));
            if (!pair.isEmpty() && !name.equals("X-Amz-Signature")) {
                // A space sorts before every other character of the encoded form, so that names go before values.
                encoded.add(encode(name, "") + " " + encode(value, ""));
            }
        }
        encoded.sort(null);
        return String.join("&", encoded).replace(' ', '=');
    }

    static String headers(List<Header> headers, List<String> signed) {
        TreeMap<String, String> lines = new TreeMap<>();
        for (Header header : headers) {
            String name = header.name().toLowerCase(Locale.ROOT);
            String value = header.value().replaceAll("[ \t]+", " ").replaceAll("^ | $", "");
            if (signed.contains(name)) {
                lines.merge(name, value, (first, second) -> first + "," + second);
            }
        }
        StringBuilder out = new StringBuilder();
        lines.forEach(
                (name, value) -> out.append(name).append(':').append(value).append('\n'));
        return out.toString();
    }

    static String canonical(SignedMessage message, List<String> signed, String payload, boolean s3) {
        String path = s3 ? pathOfS3(message.rawPath()) : pathOfOthers(message.rawPath());
        return "%s\n%s\n%s\n%s\n%s\n%s"
                .formatted(
                        message.method(),
                        path,
                        query(message.rawQuery()),
                        headers(message.headers(), signed),
                        String.join(";", signed),
                        payload);
    }

    static String signature(String secret, String timestamp, String scope, String canonical) {
        String toSign = "AWS4-HMAC-SHA256\n" + timestamp + "\n" + scope + "\n" + hex(sha256(canonical));
        byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
        for (String part : scope.split("/", -1)) {
            key = hmac(key, part);
        }
        return hex(hmac(key, toSign));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
