package signet.functions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FunctionsTest {
    private static final String ROOT = "/2018-06-01/runtime/";
    private static final String ARN = "arn:aws:lambda:us-east-1:123456789012:function:";

    @TempDir
    Path directory;

    private final AtomicReference<Instant> time = new AtomicReference<>(Instant.parse("2026-12-01T00:00:00Z"));
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger credentials = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final ScriptedRunner runner = new ScriptedRunner(this::serve);
    private Path code = Path.of("");
    private Functions functions = functions(1);

    /** What every program here does with the payload: echo it, leave, or wait for a latch. */
    private void serve(String id, CompletableFuture<Integer> status) {
        while (true) {
            RuntimeAnswer next = functions.runtime(id, "GET", ROOT + "invocation/next", new byte[0]);
            if (next.status() != 200) {
                status.complete(0);
                return;
            }
            String payload = new String(next.body(), UTF_8);
            if (payload.equals("\"leave\"")) {
                status.complete(7);
                return;
            }
            if (payload.equals("\"wait\"")) {
                arrived.countDown();
                await(release);
            }
            String request = Objects.requireNonNull(next.headers().get("Lambda-Runtime-Aws-Request-Id"));
            var _ = functions.runtime(id, "POST", ROOT + "invocation/" + request + "/response", next.body());
        }
    }

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Functions functions(int environments) {
        InstantSource source = time::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        Path folder = directory == null ? Path.of("target/unused") : directory;
        FunctionSettings settings = new FunctionSettings(
                folder.resolve("functions"), id -> List.of(), List.of(), "ca", environments, Duration.ofMinutes(5));
        return new Functions(
                runner,
                Runtimes.in(List.of(folder.resolve("bin"))),
                settings,
                clock,
                () -> String.format("fn-%017x", ids.incrementAndGet()));
    }

    @BeforeEach
    void aHostWithPython() throws IOException {
        functions.close();
        Path bin = Files.createDirectories(directory.resolve("bin"));
        Path python = Files.writeString(bin.resolve("python3.11"), "");
        assertTrue(python.toFile().setExecutable(true));
        code = Archives.of(directory.resolve("code.zip"), "a.py", "x");
        functions = functions(2);
    }

    @AfterEach
    void close() {
        release.countDown();
        functions.close();
    }

    private FunctionSpec spec(String name, String generation) {
        return new FunctionSpec(
                ARN + name,
                generation,
                name,
                "us-east-1",
                "python3.11",
                "a.handler",
                Duration.ofSeconds(20),
                128,
                Map.of("OWN", name, "AWS_REGION", "forged"),
                code);
    }

    private RoleCredentials fresh() {
        return new RoleCredentials(
                "ASIA" + credentials.incrementAndGet(),
                "secret",
                "token",
                time.get().plusSeconds(3600));
    }

    private Outcome invoke(FunctionSpec spec, String payload) throws FunctionNotRunException {
        String request = "request-" + requests.incrementAndGet();
        return functions.invoke(spec, new Invocation(request, spec.arn(), payload.getBytes(UTF_8), null), this::fresh);
    }

    private String answer(FunctionSpec spec, String payload) throws FunctionNotRunException {
        return new String(invoke(spec, payload).payload(), UTF_8);
    }

    @Test
    void callsOfOneFunctionShareAnEnvironment() throws FunctionNotRunException {
        assertEquals("1", answer(spec("f", "1"), "1"));
        assertEquals("2", answer(spec("f", "1"), "2"));

        assertEquals(1, runner.started.size());
        assertEquals(1, credentials.get());
    }

    @Test
    void functionsNeverShareOne() throws FunctionNotRunException {
        assertEquals("1", answer(spec("f", "1"), "1"));
        assertEquals("2", answer(spec("g", "1"), "2"));

        assertEquals(2, runner.started.size());
        assertEquals(2, credentials.get());
    }

    @Test
    void aChangedFunctionGetsANewOne() throws FunctionNotRunException {
        assertEquals("1", answer(spec("f", "1"), "1"));
        functions.forget(ARN + "f");
        assertEquals(List.of("fn-00000000000000001"), runner.stopped);
        assertEquals("2", answer(spec("f", "2"), "2"));
        assertEquals(2, runner.started.size());
    }

    @Test
    void anEnvironmentOfAnotherGenerationIsNotUsedEvenIfNobodySaidSo() throws FunctionNotRunException {
        assertEquals("1", answer(spec("f", "1"), "1"));
        assertEquals("2", answer(spec("f", "2"), "2"));

        assertEquals(2, runner.started.size());
    }

    @Test
    void credentialsThatCouldEndDuringACallAreNotUsed() throws FunctionNotRunException {
        assertEquals("1", answer(spec("f", "1"), "1"));
        time.updateAndGet(now -> now.plusSeconds(3600 - 70));
        assertEquals("2", answer(spec("f", "1"), "2"));

        assertEquals(2, credentials.get());
    }

    @Test
    void lambdasVariablesWinOverTheFunctionsOwn() throws FunctionNotRunException {
        var _ = answer(spec("f", "1"), "1");
        Map<String, String> variables = new HashMap<>(runner.programs.getFirst().environment());

        assertEquals("f", variables.get("OWN"));
        assertEquals("us-east-1", variables.get("AWS_REGION"));
        assertEquals("f", variables.get("AWS_LAMBDA_FUNCTION_NAME"));
        assertEquals("128", variables.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        assertEquals("a.handler", variables.get("_HANDLER"));
        assertEquals("127.0.0.1:9001", variables.get("AWS_LAMBDA_RUNTIME_API"));
        assertEquals("ASIA1", variables.get("AWS_ACCESS_KEY_ID"));
        assertEquals("/var/task", runner.programs.getFirst().directory());
        assertEquals(128L << 20, runner.started.getFirst().limits().memoryBytes());
    }

    @Test
    void aProgramThatLeavesIsAnErrorAndItsEnvironmentIsEnded() throws FunctionNotRunException {
        Outcome outcome = invoke(spec("f", "1"), "\"leave\"");

        assertTrue(outcome.failed());
        assertEquals(
                "{\"errorType\":\"Runtime.ExitError\",\"errorMessage\":\"RequestId: request-1 Error: Runtime exited with"
                        + " error: exit status 7\"}",
                new String(outcome.payload(), UTF_8));
        assertEquals(List.of("fn-00000000000000001"), runner.stopped);
        assertEquals("2", answer(spec("f", "1"), "2"));
    }

    @Test
    void theEnvironmentThatWasIdleTheLongestMakesRoom() throws FunctionNotRunException {
        var _ = answer(spec("f", "1"), "1");
        time.updateAndGet(now -> now.plusSeconds(1));
        var _ = answer(spec("g", "1"), "1");
        var _ = answer(spec("h", "1"), "1");

        assertEquals(List.of("fn-00000000000000001"), runner.stopped);
        var _ = answer(spec("g", "1"), "2");
        assertEquals(3, runner.started.size());
    }

    @Test
    void whenAllAreBusyACallIsTurnedAway() throws Exception {
        functions.close();
        functions = functions(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> {
            try {
                return answer(spec("f", "1"), "\"wait\"");
            } catch (FunctionNotRunException e) {
                throw new IllegalStateException(e);
            }
        });
        await(arrived);

        FunctionNotRunException refused =
                assertThrows(FunctionNotRunException.class, () -> invoke(spec("f", "1"), "2"));
        assertTrue(refused.busy());
        assertEquals("Rate Exceeded.", refused.getMessage());
        release.countDown();
        assertEquals("\"wait\"", first.get());
        assertEquals("3", answer(spec("f", "1"), "3"));
    }

    @Test
    void aSandboxThatDoesNotStartLeavesNothingBehind() throws FunctionNotRunException {
        runner.failing = true;
        FunctionNotRunException refused =
                assertThrows(FunctionNotRunException.class, () -> invoke(spec("f", "1"), "1"));
        assertFalse(refused.busy());
        assertTrue(String.valueOf(refused.getMessage()).contains("no room"), refused.getMessage());
        runner.failing = false;
        for (int i = 0; i < 5; i++) {
            assertEquals("1", answer(spec("f", Integer.toString(i)), "1"));
        }
    }

    @Test
    void codeThatCannotBeUnpackedIsNotRun() {
        runner.tarStatus = 2;

        assertThrows(FunctionNotRunException.class, () -> invoke(spec("f", "1"), "1"));
        assertEquals(List.of(), runner.programs);
        assertEquals(List.of("fn-00000000000000001"), runner.stopped);
    }

    @Test
    void withoutASandboxNothingRuns() {
        assertTrue(functions.obstacle().isEmpty());
        runner.name = "process";

        assertTrue(functions.obstacle().isPresent());
        assertThrows(FunctionNotRunException.class, () -> invoke(spec("f", "1"), "1"));
        assertEquals(List.of(), runner.started);
    }

    @Test
    void nobodyAnswersAtARuntimeThatIsNoEnvironments() {
        assertEquals(
                410,
                functions
                        .runtime("fn-0000000000000ffff", "GET", ROOT + "invocation/next", new byte[0])
                        .status());
    }

    @Test
    void theServersEndIsTheirs() throws FunctionNotRunException {
        var _ = answer(spec("f", "1"), "1");
        functions.close();

        assertEquals(List.of("fn-00000000000000001"), runner.stopped);
    }

    @Test
    void whatAServerBeforeLeftIsRemoved() throws IOException {
        Path left = Files.createDirectories(directory.resolve("functions/fn-1/disk"));
        Files.createSymbolicLink(left.resolve("link"), directory.resolve("code.zip"));
        functions.close();
        functions = functions(1);

        assertFalse(Files.exists(directory.resolve("functions/fn-1")));
        assertTrue(Files.exists(directory.resolve("code.zip")));
    }
}
