package signet.sigv4;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/**
 * The lines around the data of an aws-chunked body. Every line ends with CR LF; anything else is refused.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature calculations:
 *     transferring a payload in multiple chunks</a>
 */
final class ChunkFraming {
    private static final int MAX_LINE = 1024;
    private static final int MAX_SIZE_DIGITS = 15;
    private static final String SIGNATURE = "chunk-signature=";

    private final InputStream in;
    private final boolean signed;

    ChunkFraming(InputStream in, boolean signed) {
        this.in = in;
        this.signed = signed;
    }

    /** What stands before a chunk's data; the signature is empty if chunks are unsigned. */
    record ChunkHeader(long size, String signature) {}

    /** A trailer, its name in lower case. */
    record TrailerLine(String name, String value) {
        String text() {
            return name + ':' + value;
        }
    }

    ChunkHeader chunkHeader() throws IOException {
        String line = line();
        int semicolon = line.indexOf(';');
        if (signed != semicolon >= 0) {
            throw malformed("chunk-signature");
        }
        String size = signed ? line.substring(0, semicolon) : line;
        if (size.isEmpty() || size.length() > MAX_SIZE_DIGITS || !size.chars().allMatch(HexFormat::isHexDigit)) {
            throw malformed("chunk size");
        }
        String signature = "";
        if (signed) {
            String extension = line.substring(semicolon + 1);
            if (!extension.startsWith(SIGNATURE)) {
                throw malformed("chunk-signature");
            }
            signature = extension.substring(SIGNATURE.length());
        }
        return new ChunkHeader(HexFormat.fromHexDigitsToLong(size), signature);
    }

    int readData(byte[] buffer, int offset, int size) throws IOException {
        int count = in.read(buffer, offset, size);
        if (count < 0) {
            throw malformed("end of body inside a chunk");
        }
        return count;
    }

    void endOfData() throws IOException {
        if (in.read() != '\r' || in.read() != '\n') {
            throw malformed("no line end after a chunk's data");
        }
    }

    void endOfBody() throws IOException {
        if (in.read() >= 0) {
            throw malformed("data after the end");
        }
    }

    /** Some clients, and AWS's documentation, put a line feed before the line end of a trailer. */
    TrailerLine trailerLine() throws IOException {
        String line = line();
        String text = line.endsWith("\n") ? line.substring(0, line.length() - 1) : line;
        int colon = text.indexOf(':');
        if (colon <= 0) {
            throw new PayloadMismatchException(new PayloadFault.MalformedTrailer("no name and value"));
        }
        return new TrailerLine(
                text.substring(0, colon).toLowerCase(Locale.ROOT),
                text.substring(colon + 1).strip());
    }

    /** The next line without its line end. */
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(128);
        int c = in.read();
        while (c != '\r') {
            if (c < 0 || line.size() == MAX_LINE) {
                throw malformed(c < 0 ? "end of body inside a line" : "a line too long");
            }
            line.write(c);
            c = in.read();
        }
        if (in.read() != '\n') {
            throw malformed("a line end without line feed");
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static PayloadMismatchException malformed(String reason) {
        return new PayloadMismatchException(new PayloadFault.IncompleteBody(reason));
    }
}
