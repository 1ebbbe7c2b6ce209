package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.sigv4.Credentials;

/** Who may be connected to an instance, and what a stranger learns. */
@Timeout(120)
class ConnectTest {
    private static final String TARGET = "/_signet/connect?instance-id=i-0123456789abcdef0";
    private static final String ARN = "arn:aws:ec2:eu-west-1:123456789012:instance/i-0123456789abcdef0";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Call connect() {
        return server.call("GET", TARGET).service("ec2-instance-connect");
    }

    private static void assertRefused(int status, String code, String message, RawHttp.Answer answer) {
        assertEquals("{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}", answer.body());
        assertEquals(status, answer.status());
        assertEquals(code, server.lastEvent().errorCode());
        assertEquals(status, server.lastEvent().status());
        assertEquals("SendSSHPublicKey", server.lastEvent().operation());
    }

    @Test
    void anUnsignedRequestIsRefused() {
        assertRefused(
                403,
                "MissingAuthenticationToken",
                "Request is missing Authentication Token",
                connect().anonymously());
    }

    @Test
    void aSignatureForAnotherServiceIsNoneForThis() {
        assertRefused(
                403,
                "SignatureDoesNotMatch",
                "Credential should be scoped to correct service: 'ec2-instance-connect'. ",
                connect().service("ec2").presignedAs(TestServer.ROOT, MINUTE));
    }

    @Test
    void whoMayNotLearnsNotWhetherTheInstanceIsThere() {
        Credentials ann = server.user("ann", TestServer.ALLOW_ALL.replace("Allow", "Deny"));

        assertRefused(
                403,
                "AccessDeniedException",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " ec2-instance-connect:SendSSHPublicKey on resource: " + ARN
                        + " with an explicit deny in an identity-based policy",
                connect().presignedAs(ann, MINUTE));
    }

    @Test
    void whoMayLearnsThatTheInstanceIsNotThere() {
        assertRefused(
                400,
                "InvalidInstanceID.NotFound",
                "The instance ID 'i-0123456789abcdef0' does not exist",
                connect().presignedAs(TestServer.ROOT, MINUTE));
        assertEquals(ARN, server.lastEvent().decisions().getFirst().access().resource());
    }

    @Test
    void aTamperedOrLateRequestIsRefused() {
        TestServer.Call call = connect();
        String head = call.head(call.presigned(TestServer.ROOT, MINUTE));

        RawHttp.Answer other = RawHttp.ask(server.port(), head.replace("abcdef0&", "abcdef1&"));
        RawHttp.Answer late = connect().time(TestServer.NOW.minusSeconds(61)).presignedAs(TestServer.ROOT, MINUTE);

        assertEquals(403, other.status());
        assertTrue(other.body().contains("\"SignatureDoesNotMatch\""), other.body());
        assertEquals(403, late.status());
    }

    @Test
    void aPathThatOnlyBeginsLikeThisIsAnApis() {
        RawHttp.Answer answer =
                server.call("GET", "/_signet/connected?instance-id=i-1").as(TestServer.ROOT);

        assertTrue(answer.body().startsWith("<?xml"), answer.body());
    }
}
