package signet.cloudtrail;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Set;
import signet.model.Body;
import signet.sigv4.ChecksumAlgorithm;
import signet.sigv4.PayloadMismatchException;
import signet.sigv4.PayloadOptions;
import signet.sigv4.Payloads;
import signet.sigv4.SignatureException;
import signet.sigv4.SignedMessage;

/** An object's content that is in memory already, opened as S3 wants it: with the checksums of what was read. */
final class OwnBody implements Body {
    /** A request that says nothing of its body, so that there is nothing in it that the body could break. */
    private static final SignedMessage SILENT = new SignedMessage("PUT", "/", null, List.of());

    private final byte[] bytes;

    OwnBody(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public InputStream open() {
        try {
            return Payloads.openAnonymous(
                    new ByteArrayInputStream(bytes), SILENT, PayloadOptions.s3(Set.of(ChecksumAlgorithm.MD5)));
        } catch (SignatureException | PayloadMismatchException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public long length() {
        return bytes.length;
    }
}
