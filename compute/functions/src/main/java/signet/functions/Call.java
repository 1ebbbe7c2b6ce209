package signet.functions;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A call on its way through an environment. */
final class Call {
    private final Invocation invocation;
    private final CompletableFuture<Boolean> taken = new CompletableFuture<>();
    private final CompletableFuture<Outcome> answer = new CompletableFuture<>();

    Call(Invocation invocation) {
        this.invocation = invocation;
    }

    Invocation invocation() {
        return invocation;
    }

    /** Completes when the function's program has asked for it. */
    CompletableFuture<Boolean> taken() {
        return taken;
    }

    CompletableFuture<Outcome> answer() {
        return answer;
    }

    /** The call as the program is told of it. */
    RuntimeAnswer take(long deadlineMillis) {
        taken.complete(true);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("Lambda-Runtime-Aws-Request-Id", invocation.requestId());
        headers.put("Lambda-Runtime-Deadline-Ms", Long.toString(deadlineMillis));
        headers.put("Lambda-Runtime-Invoked-Function-Arn", invocation.invokedArn());
        String context = invocation.clientContext();
        if (context != null) {
            headers.put("Lambda-Runtime-Client-Context", context);
        }
        return new RuntimeAnswer(200, headers, invocation.payload());
    }
}
