package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.PresentedSignature;
import signet.sigv4.ScopeRules;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureParser;
import signet.sigv4.SignatureVerifier;
import signet.sigv4.SignedMessage;

/**
 * Line 1: the Authorization header, unless empty; line 2: the query string; line 3: the path; line 4: X-Amz-Date. The
 * answer is anonymous, a refusal in the documented way, or a signature, which nobody can make for a secret unknown here.
 */
final class SignatureTarget {
    private static final SignatureVerifier VERIFIER =
            new SignatureVerifier(Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC));
    private static final ScopeRules RULES = ScopeRules.s3(region -> true, null);

    private SignatureTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 4);
        Optional<SignedMessage> message = message(input);
        if (message.isEmpty()) {
            return;
        }
        boolean accepted;
        try {
            Optional<PresentedSignature> presented = SignatureParser.parse(message.get());
            accepted = presented.isPresent() && verifies(presented.get(), message.get());
        } catch (SignatureException e) {
            accepted = false;
            if (e.fault() == null || e.getMessage() == null) {
                throw new AssertionError("no fault", e);
            }
        }
        if (accepted) {
            throw new AssertionError("a signature was guessed");
        }
    }

    private static boolean verifies(PresentedSignature presented, SignedMessage message) throws SignatureException {
        VERIFIER.verify(presented, message, "secret", PayloadHash.EMPTY, RULES);
        return true;
    }

    /** Empty for what the HTTP server refuses before. */
    private static Optional<SignedMessage> message(Input input) {
        List<Header> headers = new ArrayList<>();
        try {
            headers.add(new Header("Host", "bucket.s3.amazonaws.com"));
            if (!input.line(0).isEmpty()) {
                headers.add(new Header("Authorization", latin(input.line(0))));
            }
            if (!input.line(3).isEmpty()) {
                headers.add(new Header("X-Amz-Date", latin(input.line(3))));
            }
            return Optional.of(new SignedMessage("GET", "/" + latin(input.line(2)), latin(input.line(1)), headers));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String latin(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
}
