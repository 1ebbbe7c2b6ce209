package signet.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;
import software.amazon.awssdk.services.sts.StsClient;

/** How long servers live, and what tests get of them; by running test classes with JUnit's own test kit. */
@Timeout(300)
class SignetServerTest {
    /** What the classes below were given; they run one after the other. */
    private static final List<Signet> GIVEN = new ArrayList<>();

    @BeforeEach
    void forget() {
        GIVEN.clear();
    }

    private static EngineExecutionResults run(Class<?>... classes) {
        return EngineTestKit.engine("junit-jupiter")
                .selectors(
                        Stream.of(classes).map(DiscoverySelectors::selectClass).toArray(DiscoverySelector[]::new))
                .execute();
    }

    private static void passes(int tests, Class<?>... classes) {
        Events events = run(classes).testEvents();
        events.assertStatistics(counts -> counts.started(tests).succeeded(tests).failed(0));
    }

    private static boolean answers(Signet signet) {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), signet.endpoint().getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @SignetServer(accountId = "111122223333", region = "eu-central-1")
    static class TakesEverything {
        private final Signet constructed;

        TakesEverything(Signet signet) {
            constructed = signet;
        }

        @BeforeAll
        static void before(Signet signet) {
            GIVEN.add(signet);
        }

        @Test
        void all(
                Signet signet,
                Credentials root,
                @Endpoint URI uri,
                @Endpoint String address,
                @Region String region,
                @AccountId String account) {
            GIVEN.add(signet);
            assertSame(constructed, signet);
            assertEquals(signet.rootCredentials(), root);
            assertEquals(signet.endpoint(), uri);
            assertEquals(uri.toString(), address);
            assertEquals("eu-central-1", region);
            assertEquals("111122223333", account);
            assertTrue(answers(signet));
            assertTrue(InetAddress.ofLiteral(uri.getHost()).isLoopbackAddress());
        }

        @Test
        void again(Signet signet) {
            GIVEN.add(signet);
        }

        @Nested
        class Inside {
            @Test
            void inside(Signet signet) {
                GIVEN.add(signet);
            }
        }
    }

    @Test
    void theTestsOfAClassShareAServerThatIsGoneAfterwards() {
        passes(3, TakesEverything.class);

        assertEquals(4, GIVEN.size());
        assertEquals(1, GIVEN.stream().distinct().count(), "nested classes share it too");
        assertFalse(answers(GIVEN.getFirst()));
    }

    @SignetServer(scope = SignetServer.Scope.METHOD)
    static class OneEach {
        @BeforeEach
        void before(Signet signet) {
            GIVEN.add(signet);
        }

        @Test
        void one(Signet signet) {
            GIVEN.add(signet);
            signet.user("same-name");
        }

        @Test
        void two(Signet signet) {
            GIVEN.add(signet);
            signet.user("same-name");
        }
    }

    @Test
    void aTestMayHaveAServerOfItsOwn() {
        passes(2, OneEach.class);

        assertSame(GIVEN.get(0), GIVEN.get(1), "of the test and what is around it");
        assertNotEquals(GIVEN.get(1), GIVEN.get(2));
        assertFalse(answers(GIVEN.get(0)) || answers(GIVEN.get(2)));
    }

    @SignetServer(scope = SignetServer.Scope.JVM)
    static class SharesOne {
        @Test
        void test(Signet signet) {
            GIVEN.add(signet);
        }
    }

    @SignetServer(scope = SignetServer.Scope.JVM)
    static class SharesIt {
        @Test
        void test(Signet signet) {
            GIVEN.add(signet);
            assertTrue(answers(signet));
        }
    }

    @SignetServer(scope = SignetServer.Scope.JVM, accountId = "999988887777")
    static class SharesAnother {
        @Test
        void test(Signet signet) {
            GIVEN.add(signet);
        }
    }

    @Test
    void classesMayShareAServer() {
        passes(3, SharesOne.class, SharesIt.class, SharesAnother.class);

        assertEquals(2, GIVEN.stream().distinct().count(), "one for each account id");
        assertFalse(answers(GIVEN.getFirst()));
    }

    static class Inherits extends SharesNone {}

    @SignetServer
    abstract static class SharesNone {
        @Test
        void test(Signet signet) {
            GIVEN.add(signet);
        }
    }

    @Test
    void aClassHasItsServerFromTheClassThatItExtends() {
        passes(1, Inherits.class);
    }

    @SignetServer(scope = SignetServer.Scope.METHOD)
    static class AsksTooEarly {
        @BeforeAll
        static void before(Signet signet) {
            GIVEN.add(signet);
        }

        @Test
        void never() {
            GIVEN.clear();
        }
    }

    @Test
    void aServerOfATestIsNotThereBeforeIt() {
        List<String> failures = run(AsksTooEarly.class).containerEvents().failed().stream()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class))
                .map(result -> result.getThrowable().map(Throwable::toString).orElse(""))
                .toList();

        assertEquals(1, failures.size());
        assertTrue(
                failures.getFirst().contains(ParameterResolutionException.class.getSimpleName())
                        && failures.getFirst().contains("a server is a test's own"),
                failures::toString);
    }

    @SignetServer(accountId = "12")
    static class BadAccount {
        @Test
        void never(Signet signet) {
            GIVEN.add(signet);
        }
    }

    @Test
    void anAccountIdHasTwelveDigits() {
        run(BadAccount.class).testEvents().assertStatistics(counts -> counts.failed(1));
        assertEquals(List.of(), GIVEN);
    }

    @SignetServer
    static class AsksForOthers {
        @Test
        void plainTextIsSomebodyElses(String text) {
            throw new AssertionError(text);
        }
    }

    @Test
    void whatHasNoAnnotationIsForOtherExtensions() {
        run(AsksForOthers.class).testEvents().assertStatistics(counts -> counts.failed(1));
    }

    @Nested
    @SignetServer(accountId = "111122223333")
    class Handle {
        private static final String MAY_READ_ITSELF =
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"iam:GetUser\",\"Resource\":\"*\"}}";

        @Test
        void aUserMayWhatItsPoliciesAllow(Signet signet) {
            SignetUser user = signet.user("ann", MAY_READ_ITSELF);

            assertEquals("arn:aws:iam::111122223333:user/ann", user.arn());
            QueryClient client = new QueryClient(signet.endpoint(), signet.region(), user.credentials(), "iam");
            assertEquals("ann", client.query("GetUser", Map.of()).text("UserName"));
            SignetRefusedException denied =
                    assertThrows(SignetRefusedException.class, () -> client.query("ListUsers", Map.of()));
            assertEquals("AccessDenied", denied.code());
        }

        @Test
        void whatAwsRefusesIsSaidInItsWords(Signet signet) {
            SignetRefusedException refused = assertThrows(SignetRefusedException.class, () -> signet.user("bob", "{}"));
            assertEquals("MalformedPolicyDocument", refused.code());
            assertFalse(String.valueOf(refused.getMessage()).isBlank());
        }

        @Test
        void aRoleIsThere(Signet signet) {
            String trust = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                    + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}";
            assertEquals("arn:aws:iam::111122223333:role/web", signet.role("web", trust, MAY_READ_ITSELF));
        }

        @Test
        void theSdkFindsItsSettingsInTheSystemProperties(Signet signet) {
            signet.properties(signet.account().root()).forEach(System::setProperty);
            try (StsClient sts = StsClient.create()) {
                assertNotEquals(signet.accountId(), sts.getCallerIdentity().account());
            } finally {
                signet.properties(signet.rootCredentials()).keySet().forEach(System::clearProperty);
            }
        }

        @Test
        void anAccountIsImportedFromAResource(Signet signet) {
            SignetAccount production = signet.importAccount("production.json");

            assertEquals("444455556666", production.id());
            QueryClient client = new QueryClient(signet.endpoint(), signet.region(), production.root(), "iam");
            assertEquals(
                    "AIDAPRODUCTIONANN1234",
                    client.query("GetUser", Map.of("UserName", "ann")).text("UserId"));
            SignetRefusedException again =
                    assertThrows(SignetRefusedException.class, () -> signet.importAccount("production.json"));
            assertEquals("AccountAlreadyExists", again.code());
            assertThrows(IllegalArgumentException.class, () -> signet.importAccount("nothing.json"));
        }

        @Test
        void theEnvironmentLeadsTheCliHere(Signet signet) {
            var environment = signet.environment(signet.rootCredentials());

            assertEquals(signet.endpoint().toString(), environment.get("AWS_ENDPOINT_URL"));
            assertEquals("us-east-1", environment.get("AWS_REGION"));
            assertFalse(signet.rootCredentials()
                    .toString()
                    .contains(signet.rootCredentials().secretAccessKey()));
        }
    }
}
