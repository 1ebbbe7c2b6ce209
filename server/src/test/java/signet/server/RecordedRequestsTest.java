package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.Evaluator;
import signet.sigv4.Credentials;
import signet.trail.DecisionRecord;
import signet.trail.EventAttribute;
import signet.trail.EventHistory;
import signet.trail.EventQuery;
import signet.trail.Recorded;

/** A whole server: what requests leave in its event log, and what they do not. */
class RecordedRequestsTest {
    private static final Configuration.RootCredentials ROOT =
            new Configuration.RootCredentials("AKIAROOTROOTROOTROOT", "root-secret-root-secret");
    private static final String ROOT_SECRET = ROOT.secretAccessKey();

    @TempDir
    Path directory;

    private SignetServer start(Configuration.Events events) {
        return SignetServer.start(new Configuration(
                "127.0.0.1",
                0,
                directory,
                TestServer.ACCOUNT,
                TestServer.REGION,
                ROOT,
                Configuration.Instances.PROCESS,
                List.of(),
                List.of(),
                Configuration.Propagation.NONE,
                events));
    }

    private static TestServer.Call call(SignetServer server, String method, String target) {
        return new TestServer.Call(URI.create(server.endpoint()).getPort(), method, target).time(Instant.now());
    }

    private static Credentials root() {
        return new Credentials(ROOT.accessKeyId(), ROOT_SECRET, null);
    }

    private static RawHttp.Answer query(SignetServer server, String service, String form) {
        return call(server, "POST", "/")
                .service(service)
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .body(form.getBytes(StandardCharsets.UTF_8))
                .as(root());
    }

    private static List<Recorded> events(SignetServer server) {
        return server.core()
                .history()
                .search(EventQuery.of("").oldestFirst().limit(EventQuery.MOST))
                .events();
    }

    private static void someRequests(SignetServer server) {
        assertEquals(
                200,
                call(server, "PUT", "/bucket")
                        .body("<CreateBucketConfiguration><LocationConstraint>" + TestServer.REGION
                                + "</LocationConstraint></CreateBucketConfiguration>")
                        .as(root())
                        .status());
        assertEquals(
                200,
                call(server, "PUT", "/bucket/key")
                        .body("the object's body")
                        .as(root())
                        .status());
        assertEquals(
                200,
                call(server, "GET", "/bucket/key")
                        .presignedAs(root(), Duration.ofMinutes(1))
                        .status());
        assertEquals(403, call(server, "GET", "/bucket/key").anonymously().status());
        assertEquals(
                200,
                query(server, "iam", "Action=CreateUser&Version=2010-05-08&UserName=bob")
                        .status());
        assertEquals(
                200,
                query(
                                server,
                                "iam",
                                "Action=CreateLoginProfile&Version=2010-05-08&UserName=bob&Password=Correct-Horse-7-Battery")
                        .status());
        assertEquals(
                200,
                query(server, "iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=bob")
                        .status());
    }

    @Test
    void everyRequestLeavesAnEventAndNoneASecret() {
        try (SignetServer server = start(Configuration.Events.DEFAULT)) {
            someRequests(server);
            RawHttp.Answer key = query(server, "iam", "Action=CreateAccessKey&Version=2010-05-08&UserName=bob");
            String secret = key.raw().replaceAll("(?s).*<SecretAccessKey>(.*)</SecretAccessKey>.*", "$1");

            List<Recorded> events = events(server);

            assertEquals(
                    List.of(
                            "CreateBucket",
                            "PutObject",
                            "GetObject",
                            "GetObject",
                            "CreateUser",
                            "CreateLoginProfile",
                            "CreateAccessKey",
                            "CreateAccessKey"),
                    events.stream().map(Recorded::eventName).toList());
            assertEquals(40, secret.length());
            for (Recorded event : events) {
                for (String never :
                        List.of(secret, "the object's body", "Correct-Horse", ROOT_SECRET, "X-Amz-Signature")) {
                    assertFalse(event.json().contains(never), event.json());
                }
            }
            assertEquals("QueryString", Json.text(events.get(2).json(), "/additionalEventData/AuthenticationMethod"));
            assertEquals("AccessDenied", events.get(3).errorCode());
            assertFalse(events.get(3).allowed());
            assertEquals("bob", Json.text(events.get(4).json(), "/responseElements/user/userName"));
        }
    }

    /** Reads one value of a record. */
    private static final class Json {
        private Json() {}

        static String text(String json, String pointer) {
            return tools.jackson.databind.json.JsonMapper.builder()
                    .build()
                    .readTree(json)
                    .at(pointer)
                    .asString();
        }
    }

    @Test
    void aDecisionOfTheServerIsTakenAgainFromTheLog() {
        try (SignetServer server = start(Configuration.Events.DEFAULT)) {
            someRequests(server);
            EventHistory history = server.core().history();
            int decisions = 0;
            for (Recorded event : events(server)) {
                for (DecisionRecord decision : event.decisions()) {
                    assertEquals(
                            decision.outcome().decision(),
                            Evaluator.decide(decision.request(), history.policies(decision))
                                    .name());
                    decisions++;
                }
            }
            assertTrue(decisions >= 7, decisions + " decisions");
        }
    }

    @Test
    void eventsOutliveTheServer() throws IOException {
        List<Recorded> before;
        try (SignetServer server = start(Configuration.Events.DEFAULT)) {
            someRequests(server);
            before = events(server);
        }
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("events.db"))));
        try (SignetServer server = start(Configuration.Events.DEFAULT)) {
            assertEquals(before, events(server));
            query(server, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
            assertEquals(
                    1,
                    server.core()
                            .history()
                            .search(EventQuery.of(TestServer.ACCOUNT)
                                    .with(EventAttribute.EVENT_NAME, "GetCallerIdentity"))
                            .events()
                            .size());
        }
    }

    @Test
    void aBrokenLogKeepsNoServerFromStarting() throws IOException {
        Files.writeString(
                directory.resolve("events.db"), "no database at all, but long enough to look like one".repeat(20));
        try (SignetServer server = start(Configuration.Events.DEFAULT)) {
            query(server, "sts", "Action=GetCallerIdentity&Version=2011-06-15");
            assertEquals(1, events(server).size());
        }
    }

    @Test
    void nothingIsRecordedWhereThatIsWanted() {
        try (SignetServer server = start(new Configuration.Events(Duration.ofDays(1), 0))) {
            someRequests(server);
            assertEquals(List.of(), events(server));
        }
        assertFalse(Files.exists(directory.resolve("events.db")));
    }

    @Test
    void eventsAreKeptForNinetyDaysInAGibibyteUnlessSaidOtherwise() {
        assertEquals(new Configuration.Events(Duration.ofDays(90), 1L << 30), Configuration.Events.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 1, (1L << 20) - 1})
    void aRoomThatIsTooSmallIsRefused(long bytes) {
        InvalidSettingException thrown =
                assertThrows(InvalidSettingException.class, () -> new Configuration.Events(Duration.ofDays(1), bytes));
        assertEquals("events need a room of at least 1 MiB, or of 0 to record none", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 59, 3651L * 86_400})
    void anAgeThatIsNoneIsRefused(long seconds) {
        InvalidSettingException thrown = assertThrows(
                InvalidSettingException.class, () -> new Configuration.Events(Duration.ofSeconds(seconds), 1L << 30));
        assertEquals("events are kept for a minute to ten years", thrown.getMessage());
    }
}
