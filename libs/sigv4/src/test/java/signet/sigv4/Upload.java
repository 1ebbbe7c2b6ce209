package signet.sigv4;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A client's PutObject in aws-chunked framing: headers, signature and wire bytes. */
final class Upload {
    private final SignedMessage message;
    private final VerifiedSignature signature;
    private final byte[] wire;

    Upload(SignedMessage message, VerifiedSignature signature, byte[] wire) {
        this.message = message;
        this.signature = signature;
        this.wire = wire;
    }

    byte[] wire() {
        return wire;
    }

    static final Credentials CREDENTIALS =
            new Credentials("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", null);
    static final Instant TIME = Instant.parse("2013-05-24T00:00:00Z");
    static final ScopeRules S3 = ScopeRules.s3("us-east-1"::equals, "us-east-1");

    static Upload of(PayloadHash.Kind kind, byte[] data, int chunk, @Nullable ChecksumAlgorithm trailer)
            throws SignatureException {
        String value = trailer == null ? "" : trailer.base64(data);
        return of(kind, data, chunk, trailer, value, data.length);
    }

    static Upload of(
            PayloadHash.Kind kind,
            byte[] data,
            int chunk,
            @Nullable ChecksumAlgorithm trailer,
            String trailerValue,
            long declared)
            throws SignatureException {
        List<Header> headers = new ArrayList<>(List.of(
                new Header("Host", "s3.amazonaws.com"),
                new Header("Content-Encoding", "aws-chunked"),
                new Header("x-amz-decoded-content-length", Long.toString(declared))));
        if (trailer != null) {
            headers.add(new Header("x-amz-trailer", trailer.header()));
        }
        SignedMessage message = signed(PayloadHash.of(kind), headers);
        VerifiedSignature signature = verified(message);
        ChunkSignatures chain = kind.signedChunks() ? signature.chunkSignatures() : null;
        String trailerLine = trailer == null ? null : trailer.header() + ':' + trailerValue;
        return new Upload(message, signature, wire(data, chunk, chain, trailerLine));
    }

    static SignedMessage signed(PayloadHash payload, List<Header> headers) {
        return new Signer(CREDENTIALS, "us-east-1", "s3")
                .sign(new SignedMessage("PUT", "/examplebucket/chunkObject.txt", null, headers), payload, TIME);
    }

    static VerifiedSignature verified(SignedMessage message) throws SignatureException {
        PresentedSignature presented = SignatureParser.parse(message).orElseThrow();
        return new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC))
                .verify(
                        presented,
                        message,
                        CREDENTIALS.secretAccessKey(),
                        PayloadHash.claimedBy(message, presented),
                        S3);
    }

    static byte[] wire(byte[] data, int chunk, @Nullable ChunkSignatures chain, @Nullable String trailerLine) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < data.length; i += chunk) {
            byte[] piece = java.util.Arrays.copyOfRange(data, i, Math.min(data.length, i + chunk));
            out.writeBytes(chunkHeader(piece, chain));
            out.writeBytes(piece);
            out.writeBytes(ascii("\r\n"));
        }
        out.writeBytes(chunkHeader(new byte[0], chain));
        if (trailerLine != null) {
            out.writeBytes(ascii(trailerLine + "\r\n"));
            if (chain != null) {
                out.writeBytes(ascii("x-amz-trailer-signature:" + chain.trailer(trailerLine + "\n") + "\r\n"));
            }
        }
        out.writeBytes(ascii("\r\n"));
        return out.toByteArray();
    }

    private static byte[] chunkHeader(byte[] piece, @Nullable ChunkSignatures chain) {
        String size = Integer.toHexString(piece.length);
        return ascii(
                chain == null
                        ? size + "\r\n"
                        : size + ";chunk-signature=" + chain.nextChunk(Hashes.sha256Hex(piece)) + "\r\n");
    }

    static byte[] ascii(String text) {
        return text.getBytes(ISO_8859_1);
    }

    /** The chain of signatures from its start. */
    ChunkSignatures chain() {
        return signature.chunkSignatures();
    }

    VerifiedBody open() throws PayloadMismatchException {
        return open(wire);
    }

    VerifiedBody open(byte[] otherWire) throws PayloadMismatchException {
        return open(new ByteArrayInputStream(otherWire), PayloadOptions.s3(Set.of()));
    }

    VerifiedBody open(InputStream source, PayloadOptions options) throws PayloadMismatchException {
        return Payloads.open(source, message, signature, options);
    }

    byte[] read() throws IOException {
        return open().readAllBytes();
    }
}
