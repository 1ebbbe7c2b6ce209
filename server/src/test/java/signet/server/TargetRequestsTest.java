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
import signet.identity.Session;
import signet.sigv4.Credentials;

/**
 * Requests of a service that speaks JSON alone: how authentication fails (codes, texts and the one status by
 * github.com/mhart/dynalite and github.com/mhart/kinesalite, whose tests were recorded against AWS).
 */
@Timeout(120)
class TargetRequestsTest {
    private static final String LOOKUP = "CloudTrail_20131101.LookupEvents";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Call call(String target) {
        return server.call("POST", "/")
                .service("cloudtrail")
                .header("X-Amz-Target", target)
                .header("Content-Type", "application/x-amz-json-1.1")
                .body("{}");
    }

    private static String error(RawHttp.Answer answer) {
        return answer.status() + " "
                + answer.body().replaceAll("\\{\"__type\":\"(\\w+)\",\"message\":\"([^\"]*)\"}", "$1: $2");
    }

    private static void refused(String expected, RawHttp.Answer answer) {
        assertEquals(expected, error(answer));
        assertEquals("application/x-amz-json-1.1", answer.header("Content-Type").orElse(""));
        assertTrue(answer.header("x-amzn-RequestId").orElse("").matches("[0-9a-f-]{36}"));
    }

    @Test
    void aRightSignatureIsLetThrough() {
        refused(
                "501 NotImplemented: Signet does not implement cloudtrail:LookupEvents.",
                call(LOOKUP).as(TestServer.ROOT));
        assertEquals("LookupEvents", server.lastEvent().operation());
        assertEquals("cloudtrail", server.lastEvent().service());
    }

    @Test
    void anUnsignedRequestIsRefusedInTheWordsOfTheServiceThatItsTargetNames() {
        refused(
                "400 MissingAuthenticationTokenException: Missing Authentication Token",
                call(LOOKUP).anonymously());
        refused(
                "400 MissingAuthenticationTokenException: Missing Authentication Token",
                call("Nobody.Nothing")
                        .host("cloudtrail.eu-west-1.amazonaws.com")
                        .anonymously());
    }

    @Test
    void aWrongSecretIsAWrongSignature() {
        refused(
                "400 InvalidSignatureException: The request signature we calculated does not match the signature you"
                        + " provided. Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details.",
                call(LOOKUP).as(new Credentials(TestServer.ROOT_KEY, "another", null)));
    }

    @Test
    void aKeyOfNobodyIsUnrecognized() {
        refused(
                "400 UnrecognizedClientException: The security token included in the request is invalid.",
                call(LOOKUP).as(new Credentials("AKIANOBODYNOBODYNOBO", TestServer.SECRET, null)));
    }

    @Test
    void aTokenThatIsForgedOrOverIsRefused() {
        Credentials over = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, Duration.ofMinutes(10));
        refused(
                "400 ExpiredTokenException: The security token included in the request is expired",
                call(LOOKUP).as(over));
        refused(
                "400 UnrecognizedClientException: The security token included in the request is invalid.",
                call(LOOKUP).as(new Credentials(TestServer.ROOT_KEY, TestServer.SECRET, "forged")));
    }

    @Test
    void aSignatureForAnotherRegionIsRefused() {
        assertTrue(error(call(LOOKUP).region("us-west-2").as(TestServer.ROOT))
                .startsWith("400 InvalidSignatureException: "));
    }

    @Test
    void aHeaderThatIsNoSignatureIsIncomplete() {
        assertTrue(error(call(LOOKUP).tampered(TestServer.ROOT, "Signature=", "Sig="))
                .startsWith("400 IncompleteSignatureException: "));
    }

    @Test
    void theBodyIsWhatWasSigned() {
        assertTrue(error(call(LOOKUP).withBody(TestServer.ROOT, new byte[] {'[', ']'}))
                .startsWith("400 InvalidSignatureException: "));
    }

    @Test
    void aTargetOfNothingIsNoOperation() {
        assertTrue(error(call("CloudTrail_20131101.Nothing").as(TestServer.ROOT))
                .startsWith("400 UnknownOperationException: "));
        assertEquals("UnknownOperationException", server.lastEvent().errorCode());
    }

    @Test
    void aBodyIsOneMebibyteAtMost() {
        assertTrue(error(server.call("POST", "/")
                        .service("cloudtrail")
                        .header("X-Amz-Target", LOOKUP)
                        .unsignedHeader("Content-Length", Integer.toString((1 << 20) + 1))
                        .as(TestServer.ROOT))
                .startsWith("413 RequestEntityTooLarge"));
    }

    @Test
    void theToolboxIsSignedForAsIamAndRefusesAsOtherRestServices() {
        RawHttp.Answer answer = server.call("GET", "/authorization-details/abcdefghij0123456789")
                .service("iam")
                .region("us-east-1")
                .as(new Credentials("AKIANOBODYNOBODYNOBO", TestServer.SECRET, null));

        assertEquals(403, answer.status());
        assertEquals(
                "UnrecognizedClientException", answer.header("x-amzn-ErrorType").orElse(""));
        assertEquals("iam-toolbox", server.lastEvent().service());
    }
}
