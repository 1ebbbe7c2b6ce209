package signet.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;

/** A long upload of letters a in signed chunks, made while it is read; the length is a multiple of the chunk's. */
final class SignedChunks extends InputStream {
    private final int chunk;
    private final ChunkSignatures chain;
    private final String sha256;
    private InputStream part = InputStream.nullInputStream();
    private long left;
    private boolean ended;
    private long handedOut;

    SignedChunks(long length, int chunk, ChunkSignatures chain) {
        this.left = length;
        this.chunk = chunk;
        this.chain = chain;
        byte[] piece = new byte[chunk];
        Arrays.fill(piece, (byte) 'a');
        this.sha256 = Hashes.sha256Hex(piece);
    }

    long handedOut() {
        return handedOut;
    }

    private InputStream next() {
        ended = left == 0;
        int size = ended ? 0 : chunk;
        left -= size;
        String header = Integer.toHexString(size) + ";chunk-signature="
                + chain.nextChunk(ended ? Hashes.EMPTY_SHA256 : sha256) + "\r\n";
        return new SequenceInputStream(new SequenceInputStream(bytes(header), new Repeated(size)), bytes("\r\n"));
    }

    private static InputStream bytes(String text) {
        return new ByteArrayInputStream(Upload.ascii(text));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(byte[] buffer, int offset, int size) throws IOException {
        int count = part.read(buffer, offset, size);
        while (count < 0 && !ended) {
            part = next();
            count = part.read(buffer, offset, size);
        }
        handedOut += Math.max(count, 0);
        return count;
    }
}
