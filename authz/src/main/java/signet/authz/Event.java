package signet.authz;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.OperationModel;

/**
 * What one request leaves behind: who asked for what, from where, what became of it, and every decision taken on the
 * way.
 *
 * @param service the service's signing name; empty when the request named none
 * @param operation the operation's name; empty when the request named none
 * @param status the HTTP status of the answer
 * @param errorCode the error's code, null when the request succeeded
 * @param errorMessage the error's message, null when the request succeeded
 * @param decisions the accesses that were decided, in order
 * @param said what was asked and answered; null when it was not understood, or has no model
 * @param transport how it came; null when it came from Signet itself
 * @param authorizationId by which a denial's message refers to this event; null when none does
 */
public record Event(
        RequestInfo info,
        Caller caller,
        String service,
        String operation,
        int status,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        List<Decided> decisions,
        @Nullable Said<?, ?> said,
        @Nullable Transport transport,
        @Nullable String authorizationId) {
    private static final Pattern READS = Pattern.compile(
            "(?:Get|List|Describe|Head|Lookup|Decode|Simulate|Generate|Assume|Search|Select|Download)[A-Z].*");

    public Event {
        decisions = List.copyOf(decisions);
    }

    /** An event of which no more is known than that. */
    public Event(
            RequestInfo info,
            Caller caller,
            String service,
            String operation,
            int status,
            @Nullable String errorCode,
            @Nullable String errorMessage,
            List<Decided> decisions) {
        this(info, caller, service, operation, status, errorCode, errorMessage, decisions, null, null, null);
    }

    /**
     * What was asked and answered. Both are kept as they are: whoever writes them down has to leave out what is secret.
     *
     * @param output null when the request failed, or when its answer is not to be recorded
     */
    public record Said<I, O>(
            OperationModel<I, O> model, I input, @Nullable O output) {
        /** What was asked, not yet answered. */
        public Said(OperationModel<I, O> model, I input) {
            this(model, input, null);
        }

        /** The same with its answer, if that is to be recorded; lists of what is there are long, and nobody's change. */
        public Said<I, O> answered(O answer) {
            return recordsAnswer(model.service(), model.name()) ? new Said<>(model, input, answer) : this;
        }
    }

    /**
     * How a request came.
     *
     * @param host what the client called the server; empty when it did not
     * @param tls null when it came in the clear
     */
    public record Transport(String host, @Nullable Tls tls) {
        /** Over TLS, or not. */
        public Optional<Tls> encryption() {
            return Optional.ofNullable(tls);
        }
    }

    /**
     * TLS as two ends agreed on it.
     *
     * @param version such as {@code TLSv1.3}
     * @param cipherSuite such as {@code TLS_AES_128_GCM_SHA256}
     */
    public record Tls(String version, String cipherSuite) {}

    /** Whether an operation changes nothing, by its name, as AWS's services name theirs. */
    public static boolean isReadOnly(String operation) {
        return READS.matcher(operation).matches();
    }

    /**
     * Whether an operation's answer is recorded: of what changes something, and of what gives credentials (IAM User Guide,
     * "Logging IAM and AWS STS API calls": its examples of AssumeRole).
     */
    public static boolean recordsAnswer(String service, String operation) {
        return !isReadOnly(operation) || (service.equals("sts") && !operation.startsWith("Decode"));
    }

    /** The same with what was asked and answered. */
    public Event saying(@Nullable Said<?, ?> what) {
        return new Event(
                info,
                caller,
                service,
                operation,
                status,
                errorCode,
                errorMessage,
                decisions,
                what,
                transport,
                authorizationId);
    }

    /** The same, having come so. */
    public Event over(@Nullable Transport how) {
        return new Event(
                info,
                caller,
                service,
                operation,
                status,
                errorCode,
                errorMessage,
                decisions,
                said,
                how,
                authorizationId);
    }
}
