package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.identity.AccessKey;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.sigv4.Credentials;
import signet.sigv4.PayloadHash;

/** Nobody gets by without a valid signature; and each service says so in AWS's words. */
@Timeout(120)
class AuthenticationTest {
    private static final Duration TWO_HOURS = Duration.ofHours(2);
    private static final String QUERY_INVALID =
            "403 InvalidClientTokenId: The security token included in the request is invalid.";
    private static final String QUERY_MISMATCH =
            "403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided."
                    + " Check your AWS Secret Access Key and signing method. Consult the service documentation for"
                    + " details.";
    private static final String EC2_FAILURE =
            "401 AuthFailure: AWS was not able to validate the provided access credentials";
    private static final String S3_MISMATCH =
            "403 SignatureDoesNotMatch: The request signature we calculated does not match the signature you provided."
                    + " Check your key and signing method.";

    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        server.state.change(tx -> {
            tx.put(
                    Tables.ACCESS_KEYS,
                    "AKIAINACTIVEINACTIVE",
                    new AccessKey(
                            "AKIAINACTIVEINACTIVE",
                            TestServer.SECRET,
                            TestServer.ACCOUNT,
                            TestServer.ACCOUNT,
                            false,
                            TestServer.NOW));
            tx.put(
                    Tables.ACCESS_KEYS,
                    "AKIAORPHANORPHANORPH",
                    new AccessKey(
                            "AKIAORPHANORPHANORPH",
                            TestServer.SECRET,
                            TestServer.ACCOUNT,
                            "AIDAGONE",
                            true,
                            TestServer.NOW));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static TestServer.Call ec2() {
        return server.query("ec2", "Action=DescribeInstances&Version=2016-11-15");
    }

    private static TestServer.Call s3() {
        return server.call("GET", "/");
    }

    /** An error of each dialect to the same request. */
    private static void assertErrors(
            Function<TestServer.Call, RawHttp.Answer> request, String query, String ec2, String s3) {
        assertEquals(query, request.apply(server.identity()).error());
        assertEquals(ec2, request.apply(ec2()).error());
        assertEquals(s3, request.apply(s3()).error());
    }

    @Test
    void aRightSignatureIsLetIn() {
        assertEquals(200, server.identity().as(TestServer.ROOT).status());
        assertEquals(200, s3().as(TestServer.ROOT).status());
        assertEquals(
                "arn:aws:iam::123456789012:root",
                server.identity().as(TestServer.ROOT).element("Arn"));
        assertEquals("UnsupportedOperation", ec2().as(TestServer.ROOT).element("Code"));
    }

    @Test
    void anUnsignedRequestIsNobodys() {
        assertEquals(
                "403 MissingAuthenticationToken: Request is missing Authentication Token",
                server.identity().anonymously().error());
        assertEquals("403 AccessDenied: Access Denied", s3().anonymously().error());
        assertEquals(new Caller.Anonymous(), server.lastEvent().caller());
    }

    @Test
    void anUnknownKey() {
        Credentials unknown = new Credentials("AKIANOBODYNOBODYNOBO", TestServer.SECRET, null);

        assertErrors(
                call -> call.as(unknown),
                QUERY_INVALID,
                EC2_FAILURE,
                "403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.");
        assertEquals("AKIANOBODYNOBODYNOBO", s3().as(unknown).element("AWSAccessKeyId"));
    }

    @Test
    void anInactiveKeyAndOneWhoseUserIsGoneAreUnknown() {
        for (String id : List.of("AKIAINACTIVEINACTIVE", "AKIAORPHANORPHANORPH")) {
            assertErrors(
                    call -> call.as(new Credentials(id, TestServer.SECRET, null)),
                    QUERY_INVALID,
                    EC2_FAILURE,
                    "403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.");
        }
    }

    @Test
    void aWrongSecret() {
        assertErrors(
                call -> call.as(new Credentials(TestServer.ROOT_KEY, "wrongwrongwrongwrong", null)),
                QUERY_MISMATCH,
                EC2_FAILURE,
                S3_MISMATCH);
    }

    @Test
    void aTamperedTarget() {
        assertErrors(
                call -> call.tampered(TestServer.ROOT, " / ", " /?x=y "), QUERY_MISMATCH, EC2_FAILURE, S3_MISMATCH);
    }

    @Test
    void aTamperedSignedHeader() {
        assertErrors(
                call -> call.header("X-Amz-Meta-A", "one").tampered(TestServer.ROOT, ": one", ": two"),
                QUERY_MISMATCH,
                EC2_FAILURE,
                S3_MISMATCH);
    }

    @Test
    void aTamperedBodyOfAQueryService() {
        String other = "Action=GetCallerIdentity&Version=2011-06-16";

        assertEquals(
                QUERY_MISMATCH,
                server.identity()
                        .withBody(TestServer.ROOT, other.getBytes(StandardCharsets.US_ASCII))
                        .error());
    }

    @Test
    void aTamperedBodyOfS3() {
        server.makeBucket("tampered");
        TestServer.Call put = server.call("PUT", "/tampered/key").body("hello");

        assertEquals(
                "400 XAmzContentSHA256Mismatch: The provided 'x-amz-content-sha256' header does not match what was"
                        + " computed.",
                put.withBody(TestServer.ROOT, "HELLO".getBytes(StandardCharsets.US_ASCII))
                        .error());
        assertEquals(
                404, server.call("GET", "/tampered/key").as(TestServer.ROOT).status());
    }

    @Test
    void aQueryServiceBelievesNoClaimAboutItsBody() {
        RawHttp.Answer answer = server.identity().payload(PayloadHash.UNSIGNED).as(TestServer.ROOT);

        assertEquals(QUERY_MISMATCH, answer.error());
    }

    @Test
    void aRequestFromTooLongAgo() {
        assertErrors(
                call -> call.time(TestServer.NOW.minusSeconds(901)).as(TestServer.ROOT),
                "403 SignatureDoesNotMatch: Signature expired: 20261123T094459Z is now earlier than 20261123T094500Z"
                        + " (20261123T100000Z - 15 min.)",
                "400 RequestExpired: Request has expired.",
                "403 RequestTimeTooSkewed: The difference between the request time and the current time is too"
                        + " large.");
        assertEquals(
                200,
                server.identity()
                        .time(TestServer.NOW.minusSeconds(899))
                        .as(TestServer.ROOT)
                        .status());
    }

    @Test
    void aRequestFromTheFuture() {
        assertErrors(
                call -> call.time(TestServer.NOW.plusSeconds(901)).as(TestServer.ROOT),
                "403 SignatureDoesNotMatch: Signature not yet current: 20261123T101501Z is still later than"
                        + " 20261123T101500Z (20261123T100000Z + 15 min.)",
                EC2_FAILURE,
                "403 RequestTimeTooSkewed: The difference between the request time and the current time is too"
                        + " large.");
    }

    @Test
    void aSignatureForAnotherRegion() {
        assertErrors(
                call -> call.region("ap-south-1").as(TestServer.ROOT),
                "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'ap-south-1'. ",
                EC2_FAILURE,
                "400 AuthorizationHeaderMalformed: The authorization header is malformed; the region 'ap-south-1' is"
                        + " wrong; expecting 'eu-west-1'");
    }

    @Test
    void theGlobalServicesAreSignedForTheirRegionOrOurs() {
        assertEquals(
                200, server.identity().region("us-east-1").as(TestServer.ROOT).status());
        assertEquals(
                200,
                server.query("iam", "Action=ListUsers&Version=2010-05-08")
                        .region("us-east-1")
                        .as(TestServer.ROOT)
                        .status());
        assertEquals(EC2_FAILURE, ec2().region("us-east-1").as(TestServer.ROOT).error());
    }

    @Test
    void aSignatureForOneServiceIsNoneForAnother() {
        TestServer.Call listUsers = server.query("sts", "Action=ListUsers&Version=2010-05-08");

        assertEquals("InvalidAction", listUsers.as(TestServer.ROOT).element("Code"));
        assertEquals(
                QUERY_MISMATCH,
                server.query("iam", "Action=ListUsers&Version=2010-05-08")
                        .tampered(TestServer.ROOT, "/iam/", "/sts/")
                        .error());
    }

    @Test
    void aMalformedAuthorizationHeader() {
        String incomplete = "Authorization header requires 'Credential' parameter. Authorization header requires"
                + " 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization"
                + " header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

        RawHttp.Answer query =
                server.identity().header("Authorization", "AWS4-HMAC-SHA256").anonymously();

        assertEquals(400, query.status());
        assertEquals("IncompleteSignature", query.element("Code"));
        assertTrue(query.element("Message").startsWith(incomplete), query.element("Message"));
        assertEquals(
                "400 AuthorizationHeaderMalformed: The authorization header is malformed; missing Credential.",
                s3().header("Authorization", "AWS4-HMAC-SHA256").anonymously().error());
        assertEquals(
                "400 InvalidArgument: Unsupported Authorization Type",
                s3().header("Authorization", "Basic YWJjOmRlZg==").anonymously().error());
        assertEquals(
                "400 InvalidRequest: The authorization mechanism you have provided is not supported. Please use"
                        + " AWS4-HMAC-SHA256.",
                s3().header("Authorization", "AWS AKIAROOTROOTROOTROOT:abc")
                        .anonymously()
                        .error());
    }

    @Test
    void twoAuthorizationsAreNotOne() {
        String head = s3().head(s3().signed(TestServer.ROOT));
        String doubled = head.replaceFirst("(Authorization: [^\r]*\r\n)", "$1$1");

        assertTrue(RawHttp.ask(server.port(), doubled).status() >= 400);
        TestServer.Call presigned = s3().unsignedHeader("Authorization", "AWS4-HMAC-SHA256 Credential=x");
        assertEquals(
                "400 InvalidArgument: Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter,"
                        + " Signature query string parameter or the Authorization header should be specified",
                presigned.presignedAs(TestServer.ROOT, TWO_HOURS).error());
    }

    @Test
    void anAmazonHeaderThatIsNotSignedIsRefusedByS3() {
        RawHttp.Answer answer = s3().unsignedHeader("x-amz-acl", "public-read").as(TestServer.ROOT);

        assertEquals(
                "403 AccessDenied: There were headers present in the request which were not signed", answer.error());
        assertEquals("x-amz-acl", answer.element("HeadersNotSigned"));
    }

    @Test
    void aPresignedRequest() {
        assertEquals(200, s3().presignedAs(TestServer.ROOT, TWO_HOURS).status());
        RawHttp.Answer late = s3().time(TestServer.NOW.minusSeconds(7201)).presignedAs(TestServer.ROOT, TWO_HOURS);
        assertEquals("403 AccessDenied: Request has expired", late.error());
        assertEquals("7200", late.element("X-Amz-Expires"));
        assertEquals(
                "403 AccessDenied: Request is not valid yet",
                s3().time(TestServer.NOW.plusSeconds(3600))
                        .presignedAs(TestServer.ROOT, TWO_HOURS)
                        .error());
    }

    @Test
    void aTamperedPresignedRequest() {
        TestServer.Call call = server.call("GET", "/bucket/key");
        String head = call.head(call.presigned(TestServer.ROOT, TWO_HOURS));

        for (String[] change : new String[][] {
            {"/bucket/key", "/bucket/kez"},
            {"X-Amz-Expires=7200", "X-Amz-Expires=7201"},
            {"GET ", "DELETE "},
            {" HTTP/1.1", "&x=y HTTP/1.1"}
        }) {
            assertEquals(
                    S3_MISMATCH,
                    RawHttp.ask(server.port(), head.replace(change[0], change[1]))
                            .error(),
                    change[1]);
        }
        assertEquals(
                "400 AuthorizationQueryParametersError: X-Amz-Expires must be less than a week (in seconds); that is,"
                        + " the given X-Amz-Expires must be less than 604800 seconds",
                RawHttp.ask(server.port(), head.replace("X-Amz-Expires=7200", "X-Amz-Expires=604801"))
                        .error());
    }

    @Test
    void aSessionsToken() {
        Credentials good = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, TWO_HOURS);

        assertEquals(200, server.identity().as(good).status());
        assertEquals(200, s3().as(good).status());
        assertEquals(200, s3().presignedAs(good, TWO_HOURS).status());
    }

    @Test
    void aSessionWithoutItsToken() {
        Credentials good = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, TWO_HOURS);

        assertErrors(
                call -> call.as(new Credentials(good.accessKeyId(), TestServer.SECRET, null)),
                QUERY_INVALID,
                EC2_FAILURE,
                "403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.");
    }

    @Test
    void aBogusTokenAndOneOfAnotherKey() {
        Credentials one = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, TWO_HOURS);
        Credentials other = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, TWO_HOURS);

        for (Credentials bad : List.of(
                new Credentials(one.accessKeyId(), TestServer.SECRET, "bogus"),
                new Credentials(one.accessKeyId(), TestServer.SECRET, other.sessionToken()),
                new Credentials(TestServer.ROOT_KEY, TestServer.SECRET, one.sessionToken()))) {
            assertErrors(
                    call -> call.as(bad),
                    QUERY_INVALID,
                    EC2_FAILURE,
                    "400 InvalidToken: The provided token is malformed or otherwise invalid.");
        }
    }

    @Test
    void aSessionThatIsOver() {
        for (Duration life : List.of(Duration.ofMinutes(59), Duration.ofHours(1))) {
            Credentials over = server.session(Session.Kind.ROOT, TestServer.ACCOUNT, life);
            assertErrors(
                    call -> call.as(over),
                    "403 ExpiredToken: The security token included in the request is expired",
                    "400 RequestExpired: Request has expired.",
                    "400 ExpiredToken: The provided token has expired.");
        }
        assertEquals(
                200,
                server.identity()
                        .as(server.session(Session.Kind.ROOT, TestServer.ACCOUNT, Duration.ofSeconds(3601)))
                        .status());
    }

    @Test
    void aSessionOfWhoeverIsGone() {
        for (Session.Kind kind : List.of(Session.Kind.USER, Session.Kind.ROLE, Session.Kind.FEDERATED_USER)) {
            assertErrors(
                    call -> call.as(server.session(kind, "AROAGONEGONEGONEGONEG", TWO_HOURS)),
                    QUERY_INVALID,
                    EC2_FAILURE,
                    "403 InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.");
        }
    }

    @Test
    void aSessionOfARoleIsThatRoles() {
        Role role = Role.create(TestServer.ACCOUNT, "/", "r", "AROARRRRRRRRRRRRRRRRR", TestServer.NOW, "{}");
        server.state.change(tx -> tx.put(Tables.ROLES, role.key(), role));

        RawHttp.Answer answer = server.identity().as(server.session(Session.Kind.ROLE, role.id(), TWO_HOURS));

        assertEquals("arn:aws:sts::123456789012:assumed-role/r/s", answer.element("Arn"));
    }

    @Test
    void sessionsWithoutMultiFactorAuthenticationAndFederatedUsersAreKeptOutOfIam() {
        Credentials ann = server.user("ann", TestServer.ALLOW_ALL);
        TestServer.Call listUsers = server.query("iam", "Action=ListUsers&Version=2010-05-08");

        assertEquals(200, listUsers.as(ann).status());
        for (Session.Kind kind : List.of(Session.Kind.USER, Session.Kind.FEDERATED_USER)) {
            RawHttp.Answer answer = listUsers.as(server.session(kind, "AIDAann", TWO_HOURS));
            assertEquals(403, answer.status());
            assertEquals("InvalidClientTokenId", answer.element("Code"));
        }
    }
}
