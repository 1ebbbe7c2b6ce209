package signet.sigv4;

import java.time.Instant;

/**
 * The chain of signatures over the chunks of one body, each built on the one before.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Signature calculations:
 *     transferring a payload in multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Signature calculations:
 *     including trailing headers</a>
 */
final class ChunkSignatures {
    private final byte[] signingKey;
    private final String context;
    private String previous;

    ChunkSignatures(byte[] signingKey, Instant time, CredentialScope scope, String seed) {
        this.signingKey = signingKey.clone();
        this.context = AmzDate.text(time) + '\n' + scope.text() + '\n';
        this.previous = seed;
    }

    /** The signature of the next chunk, whose data have this SHA-256 in hex. */
    String nextChunk(String sha256) {
        return next("AWS4-HMAC-SHA256-PAYLOAD\n" + context + previous + '\n' + Hashes.EMPTY_SHA256 + '\n' + sha256);
    }

    /** The signature of the trailer, given its lines {@code name:value}, each ended by a line feed. */
    String trailer(String lines) {
        return next("AWS4-HMAC-SHA256-TRAILER\n" + context + previous + '\n' + Hashes.sha256Hex(lines));
    }

    private String next(String stringToSign) {
        previous = Hashes.hmacHex(signingKey, stringToSign);
        return previous;
    }
}
