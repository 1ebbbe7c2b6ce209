package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Denial;
import signet.authz.Event;
import signet.authz.Operation;
import signet.authz.Service;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.model.sts.GetCallerIdentityInput;
import signet.model.sts.GetCallerIdentityOutput;
import signet.model.sts.StsOperations;
import signet.sigv4.Credentials;

/** What becomes of a request that is signed: its operation, its answer, its faults, its event. */
@Timeout(120)
class PipelineTest {
    private static final String UUID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static RawHttp.Answer root(String service, String form) {
        return server.query(service, form).as(TestServer.ROOT);
    }

    @Test
    void anActionThatAmazonDoesNotHave() {
        assertEquals(
                "400 InvalidAction: Could not find operation Nonsense for version 2011-06-15",
                root("sts", "Action=Nonsense&Version=2011-06-15").error());
        assertEquals(
                "400 InvalidAction: Could not find operation GetCallerIdentity for version 2010-05-08",
                root("sts", "Action=GetCallerIdentity&Version=2010-05-08").error());
        assertEquals("MissingAction", root("sts", "Version=2011-06-15").element("Code"));
    }

    @Test
    void anOperationThatAmazonHasAndSignetHasNot() {
        assertEquals(
                "501 NotImplemented: Signet does not implement sts:GetDelegatedAccessToken, because temporary delegation is"
                        + " offered only to products that Amazon has onboarded, which reach their customers through"
                        + " Amazon's console and SNS.",
                root("sts", "Action=GetDelegatedAccessToken&Version=2011-06-15").error());
        assertEquals(
                "400 UnsupportedOperation: Signet does not implement ec2:CreateFleet.",
                root("ec2", "Action=CreateFleet&Version=2016-11-15").error());
    }

    @Test
    void aServiceThatIsNotHere() {
        assertEquals(
                "501 NotImplemented: The service 'sqs' is not available here.",
                root("sqs", "Action=ListQueues&Version=2012-11-05").error());
    }

    @Test
    void eachAnswerHasItsRequestIdInTheHeaderTheBodyAndTheEvent() {
        RawHttp.Answer good = server.identity().as(TestServer.ROOT);
        assertTrue(good.element("RequestId").matches(UUID), good.body());
        assertEquals(Optional.of(good.element("RequestId")), good.header("x-amzn-RequestId"));
        assertEquals(good.element("RequestId"), server.lastEvent().info().requestId());

        RawHttp.Answer bad = root("ec2", "Action=CreateFleet&Version=2016-11-15");
        assertTrue(bad.element("RequestID").matches(UUID), bad.body());
        assertEquals(bad.element("RequestID"), server.lastEvent().info().requestId());
        assertNotEquals(good.element("RequestId"), bad.element("RequestID"));
    }

    @Test
    void s3HasTwoIdsOfItsOwnForm() {
        RawHttp.Answer answer = server.call("GET", "/no-such-bucket").as(TestServer.ROOT);

        assertEquals("404 NoSuchBucket: The specified bucket does not exist", answer.error());
        assertTrue(answer.element("RequestId").matches("[0-9A-Z]{16}"), answer.body());
        assertEquals(Optional.of(answer.element("RequestId")), answer.header("x-amz-request-id"));
        assertFalse(answer.header("x-amz-id-2").orElse("").isEmpty());
        assertEquals(answer.element("RequestId"), server.lastEvent().info().requestId());
    }

    @Test
    void anEventSaysWhoAskedForWhatAndWhatBecameOfIt() {
        Credentials ann = server.user("events", TestServer.ALLOW_ALL.replace("Allow", "Deny"));

        RawHttp.Answer answer =
                server.query("iam", "Action=ListUsers&Version=2010-05-08").as(ann);

        Event event = server.lastEvent();
        assertEquals(403, answer.status());
        assertEquals("arn:aws:iam::123456789012:user/events", event.caller().arn());
        assertEquals("iam", event.service());
        assertEquals("ListUsers", event.operation());
        assertEquals(403, event.status());
        assertEquals("AccessDenied", event.errorCode());
        assertEquals(answer.element("Message"), event.errorMessage());
        assertEquals(1, event.decisions().size());
        assertEquals("iam:ListUsers", event.decisions().getFirst().access().action());
        assertEquals("127.0.0.1", event.info().sourceIp());
        assertEquals(TestServer.NOW, event.info().time());
    }

    @Test
    void iamsRequestsAreForItsOwnRegionAndOthersForOurs() {
        Credentials ann = server.user("regional", onlyIf("{\"StringEquals\":{\"aws:RequestedRegion\":\"us-east-1\"}}"));

        assertEquals(
                200,
                server.query("iam", "Action=ListUsers&Version=2010-05-08")
                        .as(ann)
                        .status());
        assertEquals(403, server.call("GET", "/").as(ann).status());
        server.identity().as(ann);
        assertEquals(TestServer.REGION, server.lastEvent().info().region());
    }

    private static String onlyIf(String condition) {
        return TestServer.ALLOW_ALL.replace("\"Resource\":\"*\"", "\"Resource\":\"*\",\"Condition\":" + condition);
    }

    @Test
    void anIpv6ClientIsKnownByItsBareAddress(@TempDir Path directory) {
        InetAddress loopback = InetAddress.ofLiteral("::1");
        TestServer six = ipv6(directory);
        try (six) {
            Credentials ann = six.user("six", onlyIf("{\"IpAddress\":{\"aws:SourceIp\":\"::1/128\"}}"));
            TestServer.Call call = six.query("iam", "Action=ListUsers&Version=2010-05-08");
            String form = "Action=ListUsers&Version=2010-05-08";

            try (RawHttp client = new RawHttp(loopback, six.port())) {
                client.send(call.head(call.signed(ann)) + form);
                assertEquals(200, client.answer(false).status());
            }
            assertEquals("0:0:0:0:0:0:0:1", six.lastEvent().info().sourceIp());
        }
    }

    private static TestServer ipv6(Path directory) {
        try {
            return TestServer.at("::1", directory);
        } catch (InvalidSettingException e) {
            return Assumptions.abort("this host has no IPv6");
        }
    }

    @Test
    void noHeaderChangesWhereARequestComesFrom() {
        server.identity()
                .header("X-Forwarded-For", "203.0.113.9")
                .header("Forwarded", "for=203.0.113.9;proto=https")
                .header("X-Forwarded-Proto", "https")
                .as(TestServer.ROOT);

        assertEquals("127.0.0.1", server.lastEvent().info().sourceIp());
        assertFalse(server.lastEvent().info().secure());
    }

    @Test
    void aQueryServiceIsAlsoAskedByAPresignedGet() {
        RawHttp.Answer answer = server.call("GET", "/?Action=GetCallerIdentity&Version=2011-06-15")
                .service("sts")
                .presignedAs(TestServer.ROOT, Duration.ofMinutes(10));

        assertEquals("arn:aws:iam::123456789012:root", answer.element("Arn"));
    }

    @Test
    void aWrongValueIsToldInAmazonsWordsBeforePermissionIsAsked() {
        Credentials nobody = server.user("nobody", TestServer.ALLOW_ALL.replace("Allow", "Deny"));

        assertEquals(
                "400 ValidationError: 1 validation error detected: Value 'Session1:2' at 'roleSessionName' failed to"
                        + " satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*",
                server.query(
                                "sts",
                                "Action=AssumeRole&Version=2011-06-15&RoleSessionName=Session1%3A2"
                                        + "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fr")
                        .as(nobody)
                        .error());
    }

    @Test
    void aPolicyThatCannotBeReadIsAFaultAndNeverAnAllow() {
        Credentials ann = server.user("broken", "{\"Version\":");

        assertEquals(
                "500 InternalFailure: The request processing has failed because of an unknown error, exception or"
                        + " failure.",
                server.query("iam", "Action=ListUsers&Version=2010-05-08")
                        .as(ann)
                        .error());
        assertEquals(
                "500 InternalError: We encountered an internal error. Please try again.",
                server.call("GET", "/").as(ann).error());
        assertEquals(500, server.lastEvent().status());
        assertEquals("InternalError", server.lastEvent().errorCode());
    }

    @Test
    void aFaultOfOursTellsTheClientNothingButTheRequestsId(@TempDir Path directory) {
        try (TestServer broken = TestServer.with(directory, new BrokenService())) {
            RawHttp.Answer answer = broken.identity().as(TestServer.ROOT);

            assertEquals(
                    "500 InternalFailure: The request processing has failed because of an unknown error, exception or"
                            + " failure.",
                    answer.error());
            assertEquals("Receiver", answer.element("Type"));
            assertTrue(answer.header("x-amzn-RequestId").orElse("").matches(UUID));
            assertFalse(answer.body().contains("hidden"), answer.body());
            assertFalse(answer.body().contains("Exception\n"), answer.body());
            assertEquals(500, broken.lastEvent().status());
            assertEquals(answer.element("RequestId"), broken.lastEvent().info().requestId());
        }
    }

    private static final class BrokenService implements Service {
        @Override
        public ServiceModel model() {
            return StsOperations.SERVICE;
        }

        @Override
        public List<Operation<?, ?>> operations() {
            return List.of(new BrokenOperation());
        }

        @Override
        public AwsError denied(Denial denial) {
            throw new UncheckedIOException(new IOException("hidden"));
        }
    }

    private static final class BrokenOperation implements Operation<GetCallerIdentityInput, GetCallerIdentityOutput> {
        @Override
        public OperationModel<GetCallerIdentityInput, GetCallerIdentityOutput> model() {
            return StsOperations.GET_CALLER_IDENTITY;
        }

        @Override
        public Accesses accesses(Call<GetCallerIdentityInput> call) {
            return Accesses.signedOnly();
        }

        @Override
        public GetCallerIdentityOutput handle(Authorized<GetCallerIdentityInput> request) {
            throw new IllegalStateException("hidden detail");
        }
    }
}
