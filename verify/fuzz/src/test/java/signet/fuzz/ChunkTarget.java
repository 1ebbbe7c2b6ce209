package signet.fuzz;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import signet.sigv4.Header;
import signet.sigv4.PayloadMismatchException;
import signet.sigv4.PayloadOptions;
import signet.sigv4.Payloads;
import signet.sigv4.SignatureException;
import signet.sigv4.SignedMessage;
import signet.sigv4.VerifiedBody;

/**
 * Chunks of an unsigned aws-chunked body. The target adds the trailer that the oracle's reading of them asks for, so
 * that the body is accepted if and only if the oracle could read it, and with the same bytes.
 */
final class ChunkTarget {
    private static final Pattern SIZE = Pattern.compile("[0-9a-fA-F]{1,15}");
    private static final PayloadOptions OPTIONS = new PayloadOptions(1 << 20, 0, 1 << 20, true, Set.of());

    private ChunkTarget() {}

    static void run(byte[] data) {
        Optional<byte[]> expected = decoded(data);
        byte[] content = expected.orElse(new byte[0]);
        CRC32 crc = new CRC32();
        crc.update(content);
        byte[] sum = ByteBuffer.allocate(4).putInt((int) crc.getValue()).array();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(data);
        body.writeBytes(ascii("x-amz-checksum-crc32:" + Base64.getEncoder().encodeToString(sum) + "\r\n\r\n"));
        SignedMessage message = new SignedMessage(
                "PUT",
                "/b/k",
                null,
                List.of(
                        new Header("x-amz-content-sha256", "STREAMING-UNSIGNED-PAYLOAD-TRAILER"),
                        new Header("x-amz-trailer", "x-amz-checksum-crc32"),
                        new Header("x-amz-decoded-content-length", String.valueOf(content.length))));
        Optional<byte[]> actual = read(body.toByteArray(), message);
        if (!expected.map(ByteBuffer::wrap).equals(actual.map(ByteBuffer::wrap))) {
            throw new AssertionError(
                    "expected " + expected.map(Arrays::toString) + ", not " + actual.map(Arrays::toString));
        }
    }

    private static Optional<byte[]> read(byte[] body, SignedMessage message) {
        try (VerifiedBody verified = Payloads.openAnonymous(new ByteArrayInputStream(body), message, OPTIONS)) {
            return Optional.of(verified.readAllBytes());
        } catch (PayloadMismatchException e) {
            return Optional.empty();
        } catch (IOException | SignatureException e) {
            throw new AssertionError(e);
        }
    }

    /** The chunks up to and with the empty one, which must end the text. */
    private static Optional<byte[]> decoded(byte[] data) {
        String text = new String(data, StandardCharsets.ISO_8859_1);
        StringBuilder content = new StringBuilder();
        int at = 0;
        while (true) {
            int end = text.indexOf("\r\n", at);
            if (end < 0 || !SIZE.matcher(text.substring(at, end)).matches()) {
                return Optional.empty();
            }
            long size = Long.parseLong(text.substring(at, end), 16);
            at = end + 2;
            if (size == 0) {
                return at == text.length()
                        ? Optional.of(content.toString().getBytes(StandardCharsets.ISO_8859_1))
                        : Optional.empty();
            }
            if (size > text.length() - at || !text.startsWith("\r\n", at + (int) size)) {
                return Optional.empty();
            }
            content.append(text, at, at + (int) size);
            at += (int) size + 2;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
