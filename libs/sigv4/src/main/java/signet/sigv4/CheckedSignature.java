package signet.sigv4;

/**
 * A presented signature that passed every check that needs no secret: time, scope, signed headers. Only
 * {@link SignatureVerifier} makes one, and it says nothing yet about who sent the request.
 */
public final class CheckedSignature {
    private final PresentedSignature presented;
    private final SignedMessage message;
    private final ScopeRules rules;

    CheckedSignature(PresentedSignature presented, SignedMessage message, ScopeRules rules) {
        this.presented = presented;
        this.message = message;
        this.rules = rules;
    }

    /** What the client presented. */
    public PresentedSignature presented() {
        return presented;
    }

    SignedMessage message() {
        return message;
    }

    ScopeRules rules() {
        return rules;
    }
}
