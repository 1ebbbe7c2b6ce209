package signet.functions;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of one environment's runtime API: the server puts calls in, the function's program takes them and answers
 * (Lambda Developer Guide, "Using the Lambda runtime API"). One call at a time.
 */
final class RuntimeChannel {
    /** What a function may return, in bytes. */
    static final int LARGEST_ANSWER = 6_291_556;

    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String INVOCATION = ROOT + "invocation/";
    private static final int ACCEPTED = 202;
    private static final int POLL_MILLIS = 500;

    private final Clock clock;
    private final Duration timeout;
    private final BlockingQueue<Call> offered = new ArrayBlockingQueue<>(1);
    private final CompletableFuture<Ending> broken = new CompletableFuture<>();
    private volatile @Nullable Call current;

    /** What a call is told that an environment's end has cut off, or kept from beginning. */
    @FunctionalInterface
    interface Ending {
        Outcome of(String requestId);
    }

    RuntimeChannel(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
    }

    /** Nothing more comes of this environment. */
    void end(Ending ending) {
        broken.complete(ending);
    }

    boolean usable() {
        return !broken.isDone();
    }

    /** Carries out a call; {@code patience} is how long the program may take to start. */
    Outcome call(Invocation invocation, Duration patience) throws InterruptedException {
        Call call = new Call(invocation);
        current = call;
        offered.add(call);
        try {
            if (!within(patience, call.taken())) {
                return timedOut(invocation, patience);
            }
            if (!within(timeout, call.answer())) {
                return timedOut(invocation, timeout);
            }
            return call.answer().isDone() ? call.answer().join() : broken.join().of(invocation.requestId());
        } finally {
            current = null;
        }
    }

    /** Whether the future, or the end of the environment, came in time. */
    private boolean within(Duration limit, CompletableFuture<?> future) throws InterruptedException {
        try {
            CompletableFuture.anyOf(future, broken).get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Outcome timedOut(Invocation invocation, Duration limit) {
        String seconds = String.format("%.2f", limit.toMillis() / 1000.0);
        Outcome outcome = Outcome.failed(
                "Sandbox.Timedout",
                "RequestId: " + invocation.requestId() + " Error: Task timed out after " + seconds + " seconds");
        broken.complete(id -> outcome);
        return outcome;
    }

    /** Answers the function's program. Waits while there is no call for it. */
    RuntimeAnswer answer(String method, String path, byte[] body) {
        if (method.equals("GET") && path.equals(INVOCATION + "next")) {
            return next();
        }
        if (!method.equals("POST")) {
            return refused(404, "InvalidPath");
        }
        if (path.equals(ROOT + "init/error")) {
            broken.complete(id -> Outcome.failed(body));
            return accepted();
        }
        Call call = current;
        if (call == null || !path.startsWith(INVOCATION + call.invocation().requestId() + "/")) {
            return refused(400, "InvalidRequestID");
        }
        return switch (path.substring(path.lastIndexOf('/') + 1)) {
            case "response" -> finish(call, returned(body));
            case "error" -> finish(call, Outcome.failed(body));
            default -> refused(404, "InvalidPath");
        };
    }

    private RuntimeAnswer next() {
        try {
            while (usable()) {
                Call call = offered.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
                if (call != null) {
                    return call.take(clock.millis() + timeout.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return refused(410, "EnvironmentEnded");
    }

    private static Outcome returned(byte[] body) {
        return body.length <= LARGEST_ANSWER
                ? Outcome.returned(body)
                : Outcome.failed(
                        "Function.ResponseSizeTooLarge",
                        "Response payload size exceeded maximum allowed payload size (" + LARGEST_ANSWER + " bytes).");
    }

    private static RuntimeAnswer finish(Call call, Outcome outcome) {
        // a program that answers a call that it has not asked for does not end one
        if (!call.taken().isDone()) {
            return refused(400, "InvalidRequestID");
        }
        call.answer().complete(outcome);
        return accepted();
    }

    private static RuntimeAnswer accepted() {
        return json(ACCEPTED, "{\"status\":\"OK\"}");
    }

    private static RuntimeAnswer refused(int status, String type) {
        return json(status, "{\"errorMessage\":\"" + type + "\",\"errorType\":\"" + type + "\"}");
    }

    private static RuntimeAnswer json(int status, String text) {
        return new RuntimeAnswer(
                status, Map.of("Content-Type", "application/json"), text.getBytes(StandardCharsets.UTF_8));
    }
}
