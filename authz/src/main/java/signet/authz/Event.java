package signet.authz;

import java.util.List;
import org.jspecify.annotations.Nullable;

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
 */
public record Event(
        RequestInfo info,
        Caller caller,
        String service,
        String operation,
        int status,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        List<Decided> decisions) {

    public Event {
        decisions = List.copyOf(decisions);
    }
}
