package signet.saml;

/** A document is not what a relying party may believe. The message says why, for a log: no client is to be shown it. */
public final class SamlException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What is wrong, as far as answers tell it apart. */
    public enum Fault {
        /** It is no such document, or larger, deeper or odder than any. */
        UNREADABLE,
        /** It is from another issuer. */
        ISSUER,
        /** The identity provider says itself that it could not authenticate anybody. */
        REJECTED,
        /** It is not signed, or not so by the identity provider. */
        SIGNATURE,
        /** It is encrypted to nobody here, or should be and is not. */
        ENCRYPTION
    }

    private final Fault fault;

    SamlException(Fault fault, String message) {
        super(message);
        this.fault = fault;
    }

    SamlException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    static SamlException unreadable(String message) {
        return new SamlException(Fault.UNREADABLE, message);
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
