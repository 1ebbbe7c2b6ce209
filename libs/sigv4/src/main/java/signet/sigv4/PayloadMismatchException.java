package signet.sigv4;

import java.io.IOException;

/**
 * A request body that isn't what its headers, its trailer or its signatures say. The message is S3's text. What was read
 * before must be thrown away.
 */
public final class PayloadMismatchException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient PayloadFault fault;

    public PayloadMismatchException(PayloadFault fault) {
        super(PayloadText.of(fault));
        this.fault = fault;
    }

    /** What is wrong, precisely. */
    public PayloadFault fault() {
        return fault;
    }
}
