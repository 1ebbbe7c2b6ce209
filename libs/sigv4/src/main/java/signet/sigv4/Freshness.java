package signet.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import signet.sigv4.SignatureFault.InvalidExpires;

/** Whether a signature is of now. */
final class Freshness {
    private Freshness() {}

    static void check(PresentedSignature signature, ScopeRules rules, Instant now) throws SignatureException {
        switch (signature) {
            case PresentedSignature.InHeader s -> checkHeader(s.time(), rules.maxSkew(), now);
            case PresentedSignature.InQuery s -> checkQuery(s, rules, now);
        }
    }

    private static void checkHeader(Instant time, Duration maxSkew, Instant now) throws SignatureException {
        if (time.isBefore(now.minus(maxSkew))) {
            throw new SignatureException(new SignatureFault.Expired(time, now, maxSkew));
        }
        if (time.isAfter(now.plus(maxSkew))) {
            throw new SignatureException(new SignatureFault.NotYetCurrent(time, now, maxSkew));
        }
    }

    private static void checkQuery(PresentedSignature.InQuery signature, ScopeRules rules, Instant now)
            throws SignatureException {
        long seconds = lifetime(signature, rules);
        if (signature.time().isAfter(now.plus(rules.maxSkew()))) {
            throw new SignatureException(
                    new SignatureFault.PresignedNotYetValid(signature.time(), now, rules.maxSkew()));
        }
        if (!now.isBefore(signature.time().plusSeconds(seconds))) {
            throw new SignatureException(new SignatureFault.PresignedExpired(signature.time(), seconds, now));
        }
    }

    private static long lifetime(PresentedSignature.InQuery signature, ScopeRules rules) throws SignatureException {
        Long expires = signature.expiresSeconds();
        if (expires == null) {
            if (rules.expiresRequired()) {
                throw new SignatureException(new SignatureFault.MissingQueryParameters(List.of("X-Amz-Expires")));
            }
            return rules.maxSkew().toSeconds();
        }
        if (expires < 1) {
            throw invalid(expires, expires < 0 ? InvalidExpires.Problem.NEGATIVE : InvalidExpires.Problem.ZERO, rules);
        }
        if (expires > rules.maxPresignSeconds()) {
            throw invalid(expires, InvalidExpires.Problem.TOO_LARGE, rules);
        }
        return expires;
    }

    private static SignatureException invalid(long expires, InvalidExpires.Problem problem, ScopeRules rules) {
        return new SignatureException(new InvalidExpires(Long.toString(expires), problem, rules.maxPresignSeconds()));
    }
}
