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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.identity.Session;
import signet.sigv4.Credentials;

/** Requests of a service that speaks JSON: how authentication fails, and how much is read. */
@Timeout(120)
class JsonRequestsTest {
    private static final String FUNCTIONS = "/2015-03-31/functions";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Call list() {
        return server.call("GET", FUNCTIONS).service("lambda");
    }

    /** Status, the code in the header, and the text. */
    private static String error(RawHttp.Answer answer) {
        String code = answer.header("x-amzn-ErrorType").orElse("");
        String text = answer.body().replaceAll(".*\"message\":\"([^\"]*)\".*", "$1");
        return answer.status() + " " + code + ": " + text;
    }

    private static void refused(String expected, RawHttp.Answer answer) {
        assertEquals(expected, error(answer));
        assertEquals("application/json", answer.header("Content-Type").orElse(""));
        assertTrue(answer.body().contains("\"Message\":\""), answer.body());
        assertTrue(answer.header("x-amzn-RequestId").isPresent());
    }

    @Test
    void aRightSignatureIsLetThrough() {
        refused("501 NotImplemented: Signet does not implement lambda:ListFunctions.", list().as(TestServer.ROOT));
        assertEquals("ListFunctions", server.lastEvent().operation());
    }

    @Test
    void anUnsignedRequestToLambdasHostIsRefused() {
        refused(
                "403 MissingAuthenticationTokenException: Missing Authentication Token",
                list().host("lambda.eu-west-1.amazonaws.com").anonymously());
    }

    @Test
    void aWrongSecretIsAWrongSignature() {
        refused(
                "403 InvalidSignatureException: The request signature we calculated does not match the signature you"
                        + " provided. Check your AWS Secret Access Key and signing method. Consult the service"
                        + " documentation for details.",
                list().as(new Credentials(TestServer.ROOT_KEY, "another", null)));
    }

    @Test
    void aKeyOfNobodyIsUnrecognized() {
        refused(
                "403 UnrecognizedClientException: The security token included in the request is invalid.",
                list().as(new Credentials("AKIANOBODYNOBODYNOBO", TestServer.SECRET, null)));
    }

    @Test
    void aTokenThatIsForgedOrOverIsRefused() {
        Credentials over = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, Duration.ofMinutes(10));
        refused("403 ExpiredTokenException: The security token included in the request is expired", list().as(over));
        refused(
                "403 UnrecognizedClientException: The security token included in the request is invalid.",
                list().as(new Credentials(TestServer.ROOT_KEY, TestServer.SECRET, "forged")));
    }

    @Test
    void aSignatureForAnotherRegionIsRefused() {
        assertTrue(error(list().region("us-west-2").as(TestServer.ROOT)).startsWith("403 InvalidSignatureException: "));
        assertEquals(501, list().as(TestServer.ROOT).status());
    }

    @Test
    void whatIsNoPlaceOfTheApiIsNoOperation() {
        refused(
                "403 AccessDeniedException: Unable to determine service/operation name to be authorized",
                server.call("GET", "/2015-03-31/nothing").service("lambda").as(TestServer.ROOT));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /2015-03-31/functions, 27962028, 27962027 bytes for the CreateFunction operation",
        "PUT, /2015-03-31/functions/f/code, 27962028, 27962027 bytes for the UpdateFunctionCode operation",
        "POST, /2015-03-31/functions/f/invocations, 6291457, 6291456 bytes for the InvokeFunction operation",
        "POST, /2015-03-31/functions/f/invocations/, 6291457, 6291456 bytes for the InvokeFunction operation",
        "PUT, /2015-03-31/functions/f/configuration, 1048577, 1048576 bytes",
        "POST, /2017-03-31/tags/x, 1048577, 1048576 bytes"
    })
    void aBodyIsAsLargeAsItsOperationAllows(String method, String path, int size, String limit) {
        refused(
                "413 RequestEntityTooLargeException: Request must be smaller than " + limit,
                server.call(method, path)
                        .service("lambda")
                        .unsignedHeader("Content-Length", Integer.toString(size))
                        .as(TestServer.ROOT));
    }

    @Test
    void nobodysBodyIsNotRead() {
        RawHttp.Answer answer = server.call("POST", FUNCTIONS)
                .service("lambda")
                .unsignedHeader("Content-Length", "2000000")
                .as(new Credentials("AKIANOBODYNOBODYNOBO", TestServer.SECRET, null));

        assertTrue(error(answer).startsWith("403 UnrecognizedClientException"), error(answer));
    }
}
