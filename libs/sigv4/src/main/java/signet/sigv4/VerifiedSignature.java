package signet.sigv4;

import java.time.Instant;

/** Proof that whoever sent the request holds the secret. Only {@link SignatureVerifier} makes one. */
public final class VerifiedSignature {
    private final PresentedSignature presented;
    private final PayloadHash payload;
    private final byte[] signingKey;

    VerifiedSignature(PresentedSignature presented, PayloadHash payload, byte[] signingKey) {
        this.presented = presented;
        this.payload = payload;
        this.signingKey = signingKey.clone();
    }

    /** What was presented and found right. */
    public PresentedSignature presented() {
        return presented;
    }

    /** What was signed about the body; the body itself is verified by {@link Payloads}. */
    public PayloadHash payload() {
        return payload;
    }

    /** The signature that the first chunk's signature builds on. */
    public String seedSignature() {
        return presented.signature();
    }

    /** When the request was signed. */
    public Instant time() {
        return presented.time();
    }

    /** The scope that the signing key is good for. */
    public CredentialScope scope() {
        return presented.scope();
    }

    ChunkSignatures chunkSignatures() {
        return new ChunkSignatures(signingKey, time(), scope(), seedSignature());
    }
}
