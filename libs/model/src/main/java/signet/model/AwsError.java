package signet.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A failure that the client sees, in Amazon's own terms. It has no stack trace: it is an answer, not a fault of ours. */
public final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final int httpStatus;
    private final String text;
    private final LinkedHashMap<String, String> details;

    private AwsError(String code, int httpStatus, String message, Map<String, String> details) {
        super(code + ": " + message, null, false, false);
        if (code.isEmpty() || message.isEmpty()) {
            throw new IllegalArgumentException("an error needs a code and a message");
        }
        if (httpStatus < 300 || httpStatus > 599) {
            throw new IllegalArgumentException("not an error's status: " + httpStatus);
        }
        this.code = code;
        this.httpStatus = httpStatus;
        this.text = message;
        this.details = new LinkedHashMap<>(details);
    }

    /**
     * @throws IllegalArgumentException if the code or the message is empty (Amazon's CLI fails on an empty one) or the status is
     *     no error's
     */
    public static AwsError of(String code, int httpStatus, String message) {
        return new AwsError(Objects.requireNonNull(code), httpStatus, Objects.requireNonNull(message), Map.of());
    }

    /** This error with one more element after the message, as S3's errors have: {@code BucketName}. */
    public AwsError with(String name, String value) {
        AwsError copy = new AwsError(code, httpStatus, text, details);
        copy.details.put(name, value);
        return copy;
    }

    /** {@code NoSuchEntity}. */
    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    /** The text that the client sees; never empty. */
    public String message() {
        return text;
    }

    /** Elements after the message, in order. */
    public Map<String, String> details() {
        return Collections.unmodifiableMap(details);
    }
}
