package signet.oidc;

/** A token is not accepted; the message is AWS's. */
public final class RefusedTokenException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What AWS answers to text that is no signed JSON Web Token. */
    static final String NOT_A_TOKEN =
            "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";

    /** What AWS answers when it tells no more. */
    static final String NOT_VALIDATED = "The web identity token provided could not be validated. See the"
            + " AssumeRoleWithWebIdentity documentation for requirements.";

    /** What AWS answers when the issuer has no such key, or cannot be asked. */
    static final String NO_KEY = "Couldn't retrieve verification key from your identity provider,  please reference"
            + " AssumeRoleWithWebIdentity documentation for requirements";

    private final boolean expired;

    private RefusedTokenException(String message, boolean expired) {
        super(message);
        this.expired = expired;
    }

    static RefusedTokenException invalid(String message) {
        return new RefusedTokenException(message, false);
    }

    static RefusedTokenException expired(String message) {
        return new RefusedTokenException(message, true);
    }

    /** Whether nothing is wrong with it but the time. */
    public boolean isExpired() {
        return expired;
    }

    /** AWS's message. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
