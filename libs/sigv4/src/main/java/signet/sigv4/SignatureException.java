package signet.sigv4;

import java.util.Map;

/**
 * A request whose authentication material is refused. The message is the text that AWS's query services give; services
 * with other texts (S3) render the fault themselves.
 */
public final class SignatureException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient SignatureFault fault;

    public SignatureException(SignatureFault fault) {
        super(FaultText.of(fault));
        this.fault = fault;
    }

    /** What is wrong, precisely. */
    public SignatureFault fault() {
        return fault;
    }

    /** The extra elements of S3's error document for this fault, in its order; empty if it has none. */
    public Map<String, String> details() {
        return FaultDetails.of(fault);
    }
}
