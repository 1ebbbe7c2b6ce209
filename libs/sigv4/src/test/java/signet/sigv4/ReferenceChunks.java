package signet.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The slow and obvious decoder of aws-chunked bodies: all of the body is there, it is cut by its definition, and any
 * doubt is no answer. Chunks may have any size.
 */
final class ReferenceChunks {
    private final byte[] wire;
    private final String text;
    private final @Nullable ChunkSignatures chain;
    private int at;

    private ReferenceChunks(byte[] wire, @Nullable ChunkSignatures chain) {
        this.wire = wire;
        this.text = new String(wire, StandardCharsets.ISO_8859_1);
        this.chain = chain;
    }

    /**
     * The data of the body, or empty if it is not one.
     *
     * @param chain to check chunks and trailer with; null if they are not signed
     * @param trailer whose checksum stands at the end; null for none
     */
    static Optional<byte[]> decode(
            byte[] wire, long declared, @Nullable ChunkSignatures chain, @Nullable ChecksumAlgorithm trailer) {
        ReferenceChunks chunks = new ReferenceChunks(wire, chain);
        try {
            byte[] data = chunks.data();
            boolean right = data.length == declared
                    && (trailer == null || chunks.trailer(trailer).equals(trailer.base64(data)));
            chunks.expect("\r\n");
            return right && chunks.at == wire.length ? Optional.of(data) : Optional.empty();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private byte[] data() {
        byte[] data = new byte[0];
        while (true) {
            String header = line();
            String size = chain == null ? header : header.substring(0, header.indexOf(';'));
            if (!size.matches("[0-9a-fA-F]{1,15}")) {
                throw new IllegalArgumentException("no size: " + header);
            }
            int length = Math.toIntExact(Math.min(Long.parseLong(size, 16), Integer.MAX_VALUE));
            if (length > wire.length - at) {
                throw new IllegalArgumentException("a chunk longer than the body");
            }
            byte[] chunk = Arrays.copyOfRange(wire, at, at + length);
            at += length;
            if (chain != null) {
                String signature = chain.nextChunk(Hashes.sha256Hex(chunk));
                if (!header.equals(size + ";chunk-signature=" + signature)) {
                    throw new IllegalArgumentException("another signature");
                }
            }
            if (length == 0) {
                return data;
            }
            expect("\r\n");
            int before = data.length;
            data = Arrays.copyOf(data, before + length);
            System.arraycopy(chunk, 0, data, before, length);
        }
    }

    private String trailer(ChecksumAlgorithm algorithm) {
        String line = line();
        String name = line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT);
        String value = line.substring(line.indexOf(':') + 1).strip();
        if (!name.equals(algorithm.header())) {
            throw new IllegalArgumentException("another trailer");
        }
        if (chain != null) {
            String signature = line();
            String expected = chain.trailer(name + ':' + value + '\n');
            int colon = signature.indexOf(':');
            if (!signature.substring(0, colon).equalsIgnoreCase("x-amz-trailer-signature")
                    || !signature.substring(colon + 1).strip().equals(expected)) {
                throw new IllegalArgumentException("another signature of the trailer");
            }
        }
        return value;
    }

    /** Up to the next carriage return, which a line feed must follow. */
    private String line() {
        int end = text.indexOf('\r', at);
        String line = text.substring(at, end);
        at = end;
        expect("\r\n");
        return line;
    }

    private void expect(String expected) {
        if (!text.startsWith(expected, at)) {
            throw new IllegalArgumentException("expected a line end at " + at);
        }
        at += expected.length();
    }
}
