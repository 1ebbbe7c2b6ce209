package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.server.Configuration;
import signet.server.SignetServer;
import signet.sigv4.Credentials;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Expectations against a server, about an account that was imported into it. */
@Timeout(120)
class ServerDeciderTest {
    private static final String ANN = "arn:aws:iam::111122223333:user/ann";
    private static final String ACCOUNT = """
            {"UserDetailList": [{
              "Path": "/", "UserName": "ann", "UserId": "AIDAANNANNANNANNANNAN", "CreateDate": "2024-02-03T04:05:06+00:00",
              "Arn": "arn:aws:iam::111122223333:user/ann",
              "UserPolicyList": [{"PolicyName": "p", "PolicyDocument": {"Version": "2012-10-17", "Statement": [
                {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::notes/*",
                 "Condition": {"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}},
                {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::notes/secret"}]}}]}]}
            """;

    private static SignetServer server;
    private static AwsSettings settings;

    @BeforeAll
    static void start(@TempDir Path data) throws RefusedException {
        server = SignetServer.start(new Configuration(
                "127.0.0.1",
                0,
                data,
                "123456789012",
                "us-east-1",
                null,
                Configuration.Instances.PROCESS,
                List.of(),
                List.of()));
        settings = new AwsSettings(
                URI.create(server.endpoint()),
                "us-east-1",
                new Credentials(server.rootAccessKeyId(), server.rootSecretAccessKey(), null));
        ObjectNode asked = new JsonMapper().createObjectNode();
        asked.putArray("details").addObject().put("name", "account.json").put("text", ACCOUNT);
        new ServerClient(settings, "signet up", Clock.systemUTC())
                .ask(new ServerClient.Query("POST", ImportAccount.PATH, "organizations", asked.toString()));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer decide(String who, String action, String resource, String address)
            throws Decider.NotDecidedException {
        return new ServerDecider(settings)
                .decide(who, new Ask.Access(action, resource, Map.of("aws:SourceIp", List.of(address))));
    }

    @Test
    void theServerDecidesByThePoliciesAndTheContext() throws Decider.NotDecidedException {
        Answer allowed = decide(ANN, "s3:GetObject", "arn:aws:s3:::notes/today", "10.1.2.3");
        Answer elsewhere = decide(ANN, "s3:GetObject", "arn:aws:s3:::notes/today", "192.0.2.1");
        Answer denied = decide(ANN, "s3:GetObject", "arn:aws:s3:::notes/secret", "10.1.2.3");

        assertTrue(allowed.allowed());
        assertEquals("implicitly denied", elsewhere.words());
        assertEquals("explicitly denied", denied.words());
        assertEquals("identity", denied.kind());
        assertFalse(denied.sentence().isBlank());
    }

    @Test
    void whoIsNotThereIsNotDecidedAndSoNeverDenied() {
        Decider.NotDecidedException none = assertThrows(
                Decider.NotDecidedException.class,
                () -> decide("arn:aws:iam::111122223333:user/bob", "s3:GetObject", "*", "10.1.2.3"));

        assertEquals("there is no arn:aws:iam::111122223333:user/bob", none.getMessage());
    }

    @Test
    void whoMayNotAskIsNotAnswered() {
        AwsSettings wrong = new AwsSettings(
                settings.endpoint(),
                "us-east-1",
                new Credentials(server.rootAccessKeyId(), "not the secret at all", null));

        assertThrows(
                Decider.NotDecidedException.class,
                () -> new ServerDecider(wrong).decide(ANN, new Ask.Access("s3:GetObject", "*", Map.of())));
    }

    @Test
    void noServerIsAFailureOfTheWholeRun() {
        AwsSettings nowhere = new AwsSettings(URI.create("http://127.0.0.1:1"), "us-east-1", settings.credentials());

        assertThrows(
                ConnectionFailure.class,
                () -> new ServerDecider(nowhere).decide(ANN, new Ask.Access("s3:GetObject", "*", Map.of())));
    }
}
