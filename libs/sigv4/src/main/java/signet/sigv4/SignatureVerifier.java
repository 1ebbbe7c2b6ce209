package signet.sigv4;

import java.time.Clock;
import java.util.Optional;

/**
 * Verifies Signature Version 4. Safe for use by many threads.
 *
 * <p>Either in one go with {@link #verify(PresentedSignature, SignedMessage, String, PayloadHash, ScopeRules)}, or in
 * two steps: {@link #check} needs no secret and comes before the access key is looked up, {@link
 * #verify(CheckedSignature, String, PayloadHash)} comes after.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv.html">AWS Signature Version 4 for API
 *     requests</a>
 */
public final class SignatureVerifier {
    private static final int KEPT_KEYS = 4096;

    private final Clock clock;
    private final SigningKeys keys = new SigningKeys(KEPT_KEYS);

    public SignatureVerifier(Clock clock) {
        this.clock = clock;
    }

    /**
     * Checks time alone, against this verifier's clock.
     *
     * @throws SignatureException if the signature is too old, from the future, or its life is out of bounds
     */
    public void checkFresh(PresentedSignature signature, ScopeRules rules) throws SignatureException {
        Freshness.check(signature, rules, clock.instant());
    }

    /**
     * Checks everything that needs no secret, in AWS's order: time, signed headers, scope.
     *
     * @throws SignatureException if any of it is wrong
     */
    public CheckedSignature check(PresentedSignature signature, SignedMessage message, ScopeRules rules)
            throws SignatureException {
        checkFresh(signature, rules);
        SignedHeaderRules.check(signature, message, rules);
        ScopeCheck.check(signature, rules);
        return new CheckedSignature(signature, message, rules);
    }

    /**
     * Checks the signature itself.
     *
     * @param secretAccessKey of the access key that the signature names
     * @param payload hash of the body, or for S3 {@link PayloadHash#claimedBy}
     * @throws SignatureException if the secret gives another signature
     */
    public VerifiedSignature verify(CheckedSignature checked, String secretAccessKey, PayloadHash payload)
            throws SignatureException {
        PresentedSignature presented = checked.presented();
        String canonical = CanonicalRequest.of(
                checked.message(),
                presented.signedHeaders(),
                payload,
                checked.rules().pathStyle());
        String stringToSign =
                CanonicalRequest.stringToSign(AmzDate.text(presented.time()), presented.scope(), canonical);
        Optional<byte[]> kept = keys.find(secretAccessKey, presented.scope());
        byte[] key = kept.orElseGet(() -> SigningKeys.derive(secretAccessKey, presented.scope()));
        if (!Hashes.same(Hashes.hmacHex(key, stringToSign), presented.signature())) {
            throw new SignatureException(new SignatureFault.SignatureMismatch(
                    presented.accessKeyId(), presented.signature(), canonical, stringToSign));
        }
        if (kept.isEmpty()) {
            keys.keep(secretAccessKey, presented.scope(), key);
        }
        return new VerifiedSignature(presented, payload, key);
    }

    /**
     * Both steps at once.
     *
     * @throws SignatureException if anything is wrong
     */
    public VerifiedSignature verify(
            PresentedSignature signature,
            SignedMessage message,
            String secretAccessKey,
            PayloadHash payload,
            ScopeRules rules)
            throws SignatureException {
        return verify(check(signature, message, rules), secretAccessKey, payload);
    }

    int keptKeys() {
        return keys.size();
    }
}
