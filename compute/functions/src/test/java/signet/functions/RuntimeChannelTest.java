package signet.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class RuntimeChannelTest {
    private static final String ID = "11111111-2222-3333-4444-555555555555";
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final RuntimeChannel channel = new RuntimeChannel(Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofSeconds(20));

    private static Invocation invocation(@Nullable String context) {
        return new Invocation(
                ID, "arn:aws:lambda:us-east-1:123456789012:function:f", "{\"a\":1}".getBytes(UTF_8), context);
    }

    private CompletableFuture<Outcome> call(RuntimeChannel on) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return on.call(invocation(null), PATIENCE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private RuntimeAnswer get() {
        return channel.answer("GET", ROOT + "invocation/next", new byte[0]);
    }

    private RuntimeAnswer post(String path, String body) {
        return channel.answer("POST", ROOT + path, body.getBytes(UTF_8));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    @Test
    void aCallGoesToTheProgramAndItsAnswerBack() {
        CompletableFuture<Outcome> outcome = call(channel);
        RuntimeAnswer next = get();

        assertEquals(200, next.status());
        assertEquals(ID, next.headers().get("Lambda-Runtime-Aws-Request-Id"));
        assertEquals(
                Long.toString(NOW.plusSeconds(20).toEpochMilli()),
                next.headers().get("Lambda-Runtime-Deadline-Ms"));
        assertEquals(
                "arn:aws:lambda:us-east-1:123456789012:function:f",
                next.headers().get("Lambda-Runtime-Invoked-Function-Arn"));
        assertNull(next.headers().get("Lambda-Runtime-Client-Context"));
        assertEquals("{\"a\":1}", text(next.body()));
        assertEquals(202, post("invocation/" + ID + "/response", "[2]").status());
        assertEquals("[2]", text(outcome.join().payload()));
        assertFalse(outcome.join().failed());
        assertTrue(channel.usable());
    }

    @Test
    void aClientsContextIsHandedOn() throws InterruptedException {
        CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> {
            try {
                return channel.call(invocation("{\"custom\":{}}"), PATIENCE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });

        assertEquals("{\"custom\":{}}", get().headers().get("Lambda-Runtime-Client-Context"));
        var _ = post("invocation/" + ID + "/response", "0");
        assertEquals("0", text(outcome.join().payload()));
    }

    @Test
    void anErrorOfTheFunctionIsItsOutcomeAndTheNextCallIsServed() {
        CompletableFuture<Outcome> outcome = call(channel);
        var _ = get();
        assertEquals(
                202,
                post("invocation/" + ID + "/error", "{\"errorType\":\"E\"}").status());

        assertTrue(outcome.join().failed());
        assertEquals("{\"errorType\":\"E\"}", text(outcome.join().payload()));
        assertTrue(channel.usable());
    }

    @Test
    void aProgramThatCannotStartTellsWhyOnce() {
        assertEquals(
                202,
                post("init/error", "{\"errorType\":\"Runtime.ImportModuleError\"}")
                        .status());

        Outcome outcome = call(channel).join();
        assertTrue(outcome.failed());
        assertEquals("{\"errorType\":\"Runtime.ImportModuleError\"}", text(outcome.payload()));
        assertFalse(channel.usable());
    }

    @Test
    void aProgramThatEndsDuringACallIsTheCallsError() {
        CompletableFuture<Outcome> outcome = call(channel);
        var _ = get();
        channel.end(id -> Outcome.failed("Runtime.ExitError", "RequestId: " + id + " Error: gone"));

        assertEquals(
                "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: " + ID + " Error: gone\"}",
                text(outcome.join().payload()));
        assertFalse(channel.usable());
    }

    @Test
    void aCallThatTakesLongerThanItMayIsCutOffAndNothingElseIsServed() {
        RuntimeChannel quick = new RuntimeChannel(Clock.systemUTC(), Duration.ofMillis(10));
        CompletableFuture<Outcome> outcome = call(quick);
        var _ = quick.answer("GET", ROOT + "invocation/next", new byte[0]);

        assertTrue(outcome.join().failed());
        assertEquals(
                "{\"errorType\":\"Sandbox.Timedout\",\"errorMessage\":\"RequestId: " + ID
                        + " Error: Task timed out after 0.01 seconds\"}",
                text(outcome.join().payload()));
        assertFalse(quick.usable());
        assertEquals(
                410, quick.answer("GET", ROOT + "invocation/next", new byte[0]).status());
    }

    @Test
    void aProgramThatNeverAsksIsGivenUp() throws InterruptedException {
        assertTrue(channel.call(invocation(null), Duration.ofMillis(10)).failed());
        assertFalse(channel.usable());
    }

    @ParameterizedTest
    @CsvSource({
        "POST, invocation/00000000-0000-0000-0000-000000000000/response, 400",
        "POST, invocation//response, 400",
        "POST, invocation/../init/error, 400",
        "POST, invocation/next, 400",
        "POST, init/errors, 400",
        "GET, invocation/next/, 404",
        "GET, init/error, 404",
        "DELETE, invocation/next, 404",
        "PUT, init/error, 404"
    })
    void whatIsNotOfTheRuntimeApiChangesNothing(String method, String path, int status) {
        assertEquals(status, channel.answer(method, ROOT + path, new byte[0]).status());
        assertTrue(channel.usable());
    }

    @Test
    void theAnswerToACallThatIsNotTheCurrentOneIsRefused() {
        CompletableFuture<Outcome> outcome = call(channel);
        var _ = get();

        assertEquals(
                400,
                post("invocation/" + ID.replace('1', '9') + "/response", "9").status());
        assertEquals(404, post("invocation/" + ID + "/reply", "9").status());
        assertFalse(outcome.isDone());
        assertEquals(202, post("invocation/" + ID + "/response", "1").status());
        assertEquals("1", text(outcome.join().payload()));
        assertEquals(400, post("invocation/" + ID + "/response", "2").status());
    }

    @Test
    void anAnswerThatIsTooLargeIsAnError() {
        CompletableFuture<Outcome> outcome = call(channel);
        var _ = get();
        var _ = channel.answer(
                "POST", ROOT + "invocation/" + ID + "/response", new byte[RuntimeChannel.LARGEST_ANSWER + 1]);

        assertTrue(outcome.join().failed());
        assertTrue(text(outcome.join().payload()).contains("Function.ResponseSizeTooLarge"));
    }
}
