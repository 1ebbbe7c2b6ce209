package signet.sigv4;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** A server that knows one access key, with what it says to a request and the body that came with it. */
record Gate(Credentials known, ScopeRules rules, Instant now) {
    static final String ACCEPTED = "accepted";

    static Gate of(AmazonSigner signer) {
        String region = signer.region();
        ScopeRules rules = signer.service().equals("s3")
                ? ScopeRules.s3(region::equals, region)
                : ScopeRules.of(signer.service(), region::equals, region);
        return new Gate(signer.credentials(), rules, signer.time());
    }

    Gate at(Instant time) {
        return new Gate(known, rules, time);
    }

    String answer(AmazonSigner.Sent sent) {
        return answer(sent.message(), sent.wire());
    }

    /** {@link #ACCEPTED}, or the name of the fault, or {@code anonymous} or {@code unknown key}. */
    String answer(SignedMessage message, byte[] wire) {
        try {
            return admit(message, wire);
        } catch (SignatureException e) {
            return e.fault().getClass().getSimpleName();
        } catch (PayloadMismatchException e) {
            return e.fault().getClass().getSimpleName();
        } catch (IOException e) {
            throw new IllegalStateException("a body in memory can't be read", e);
        }
    }

    /** The body, decoded and verified. */
    byte[] body(AmazonSigner.Sent sent) throws SignatureException, IOException {
        CheckedSignature checked = check(sent.message()).orElseThrow();
        return open(sent.message(), verify(checked, sent.message(), sent.wire()), sent.wire())
                .readAllBytes();
    }

    /** In the two steps of a server, between which it looks up the key. */
    private String admit(SignedMessage message, byte[] wire) throws SignatureException, IOException {
        Optional<CheckedSignature> checked = check(message);
        if (checked.isEmpty()) {
            return "anonymous";
        }
        if (!checked.get().presented().accessKeyId().equals(known.accessKeyId())) {
            return "unknown key";
        }
        open(message, verify(checked.get(), message, wire), wire).readAllBytes();
        return ACCEPTED;
    }

    private SignatureVerifier verifier() {
        return new SignatureVerifier(Clock.fixed(now, ZoneOffset.UTC));
    }

    private Optional<CheckedSignature> check(SignedMessage message) throws SignatureException {
        Optional<PresentedSignature> presented = SignatureParser.parse(message);
        return presented.isEmpty() ? Optional.empty() : Optional.of(verifier().check(presented.get(), message, rules));
    }

    private VerifiedSignature verify(CheckedSignature checked, SignedMessage message, byte[] wire)
            throws SignatureException {
        PayloadHash payload = rules.service().equals("s3")
                ? PayloadHash.claimedBy(message, checked.presented())
                : PayloadHash.of(wire);
        return verifier().verify(checked, known.secretAccessKey(), payload);
    }

    private static VerifiedBody open(SignedMessage message, VerifiedSignature verified, byte[] wire)
            throws PayloadMismatchException {
        return Payloads.open(new ByteArrayInputStream(wire), message, verified, PayloadOptions.s3(Set.of()));
    }
}
