package signet.sigv4;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A body in aws-chunked framing. A chunk's signature is checked before its last byte is handed out. */
final class ChunkedBody extends VerifiedBody {
    private final ChunkFraming framing;
    private final @Nullable ChunkSignatures signatures;
    private final ChecksumClaims claims;
    private final PayloadOptions options;
    private final long declared;
    private final MessageDigest digest = Hashes.digest("SHA-256");

    private ChunkFraming.ChunkHeader chunk = new ChunkFraming.ChunkHeader(0, "");
    private long remaining;
    private long received;
    private long index = -1;

    /**
     * @param signatures null if chunks are unsigned
     * @param declared {@code x-amz-decoded-content-length}
     */
    ChunkedBody(
            InputStream source,
            @Nullable ChunkSignatures signatures,
            long declared,
            ChecksumClaims claims,
            PayloadOptions options) {
        super(source, claims, options);
        this.framing = new ChunkFraming(new BufferedInputStream(source, 16_384), signatures != null);
        this.signatures = signatures;
        this.declared = declared;
        this.claims = claims;
        this.options = options;
    }

    @Override
    int pull(byte[] buffer, int offset, int size) throws IOException {
        if (remaining == 0) {
            startChunk();
            if (remaining == 0) {
                finish();
                return -1;
            }
        }
        int count = framing.readData(buffer, offset, (int) Math.min(size, remaining));
        remaining -= count;
        if (signatures != null) {
            digest.update(buffer, offset, count);
        }
        if (remaining == 0) {
            checkChunkSignature();
            framing.endOfData();
        }
        return count;
    }

    private void startChunk() throws IOException {
        long before = chunk.size();
        chunk = framing.chunkHeader();
        boolean undersized = index >= 0 && chunk.size() > 0 && before < options.minChunkBytes();
        if (undersized) {
            throw new PayloadMismatchException(new PayloadFault.InvalidChunkSize(index, before));
        }
        index++;
        if (chunk.size() > options.maxChunkBytes()) {
            throw new PayloadMismatchException(new PayloadFault.InvalidChunkSize(index, chunk.size()));
        }
        if (chunk.size() > declared - received) {
            throw incomplete("more data than x-amz-decoded-content-length says");
        }
        received += chunk.size();
        remaining = chunk.size();
    }

    private void finish() throws IOException {
        if (received != declared) {
            throw incomplete("less data than x-amz-decoded-content-length says");
        }
        checkChunkSignature();
        Optional<ChecksumAlgorithm> expected = claims.trailer();
        if (expected.isPresent()) {
            readTrailer(expected.get());
        } else if (!framing.line().isEmpty()) {
            throw incomplete("data after the last chunk");
        }
        framing.endOfBody();
    }

    private void readTrailer(ChecksumAlgorithm expected) throws IOException {
        ChunkFraming.TrailerLine checksum = framing.trailerLine();
        if (!checksum.name().equals(expected.header())) {
            throw new PayloadMismatchException(
                    new PayloadFault.MalformedTrailer("expected " + expected.header() + ", not " + checksum.name()));
        }
        if (signatures != null) {
            ChunkFraming.TrailerLine signature = framing.trailerLine();
            if (!signature.name().equals("x-amz-trailer-signature")) {
                throw new PayloadMismatchException(
                        new PayloadFault.MalformedTrailer("expected x-amz-trailer-signature"));
            }
            if (!Hashes.same(signatures.trailer(checksum.text() + '\n'), signature.value())) {
                throw new PayloadMismatchException(new PayloadFault.TrailerSignatureMismatch());
            }
        }
        if (!framing.line().isEmpty()) {
            throw new PayloadMismatchException(new PayloadFault.MalformedTrailer("more trailers than announced"));
        }
        claims.trailerArrived(expected, checksum.value());
    }

    private void checkChunkSignature() throws PayloadMismatchException {
        if (signatures == null) {
            return;
        }
        String expected = signatures.nextChunk(HexFormat.of().formatHex(digest.digest()));
        if (!Hashes.same(expected, chunk.signature())) {
            throw new PayloadMismatchException(new PayloadFault.ChunkSignatureMismatch(index));
        }
    }

    private static PayloadMismatchException incomplete(String reason) {
        return new PayloadMismatchException(new PayloadFault.IncompleteBody(reason));
    }
}
