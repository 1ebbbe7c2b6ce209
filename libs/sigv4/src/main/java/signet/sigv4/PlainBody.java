package signet.sigv4;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.HexFormat;

/** A body as it is: its hash was signed, or nothing about it. */
final class PlainBody extends VerifiedBody {
    private final InputStream source;
    private final PayloadHash claimed;
    private final MessageDigest digest = Hashes.digest("SHA-256");
    private final boolean hashed;

    PlainBody(InputStream source, PayloadHash claimed, ChecksumClaims claims, PayloadOptions options) {
        super(source, claims, options);
        this.source = source;
        this.claimed = claimed;
        this.hashed = claimed.kind() == PayloadHash.Kind.DIGEST;
    }

    @Override
    int pull(byte[] buffer, int offset, int size) throws IOException {
        int count = source.read(buffer, offset, size);
        if (!hashed) {
            return count;
        }
        if (count >= 0) {
            digest.update(buffer, offset, count);
            return count;
        }
        String computed = HexFormat.of().formatHex(digest.digest());
        if (!Hashes.same(computed, claimed.value())) {
            throw new PayloadMismatchException(new PayloadFault.Sha256Mismatch(claimed.value(), computed));
        }
        return count;
    }
}
