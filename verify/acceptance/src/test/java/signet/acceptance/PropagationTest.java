package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** A server whose changes of identities take effect late, and clients that come too early. */
@Timeout(300)
class PropagationTest {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"AWS":"%s"}}]}""";

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.withOptions(
            List.of("--propagation", "3s", "--propagation-seed", "7", "--instances", "process"));

    /** What a client is told until a change is in force, asked again and again. */
    private static int refusals(String expected, Asked asked) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST).plusSeconds(5);
        int refusals = 0;
        while (Instant.now().isBefore(end)) {
            String refusal = asked.refusal();
            if (refusal.isEmpty()) {
                return refusals;
            }
            assertEquals(expected, refusal);
            refusals++;
            Thread.sleep(50);
        }
        throw new AssertionError("still refused: " + expected);
    }

    /** One try; empty when it went well. */
    private interface Asked {
        String refusal();
    }

    @Test
    void theServerSaysSo() {
        String said = SERVER.server().said();
        assertTrue(said.contains("Changes     up to 3.0 s after the answer, by seed 7"), said);
    }

    @Test
    void aNewKeyIsUnknownForAMoment() throws InterruptedException {
        Clients root = SERVER.asRoot();
        root.iam().createUser(user -> user.userName("new"));
        Keys key = Keys.of(
                root.iam().createAccessKey(create -> create.userName("new")).accessKey());
        assertEquals(
                "new", root.iam().getUser(get -> get.userName("new")).user().userName());

        int refusals = refusals(
                "InvalidClientTokenId",
                () -> RawRequest.form(SERVER.server().endpoint(), "Action=GetCallerIdentity&Version=2011-06-15")
                        .signed(key, "sts", Instant.now())
                        .send()
                        .code());

        assertTrue(refusals > 0, "it was in force at once");
    }

    @Test
    void aNewInstanceProfileIsUnknownToEc2ForAMoment() throws InterruptedException {
        Clients root = SERVER.asRoot();
        Article.profile(root.iam(), "Late", Article.READ_S3);

        int refusals = refusals("InvalidParameterValue", () -> {
            try {
                String id = root.ec2()
                        .runInstances(Article.launch("Late"))
                        .instances()
                        .getFirst()
                        .instanceId();
                root.ec2().terminateInstances(terminate -> terminate.instanceIds(id));
                return "";
            } catch (Ec2Exception e) {
                assertTrue(e.getMessage().contains("Late"), e.getMessage());
                return e.awsErrorDetails().errorCode();
            }
        });

        assertTrue(refusals > 0, "it was in force at once");
    }

    @Test
    void aNewPrincipalIsInvalidInATrustPolicyForAMoment() throws InterruptedException {
        Clients root = SERVER.asRoot();
        String arn =
                root.iam().createUser(user -> user.userName("principal")).user().arn();

        int refusals = refusals("MalformedPolicyDocument", () -> {
            try {
                root.iam().createRole(role -> role.roleName("trusting").assumeRolePolicyDocument(TRUST.formatted(arn)));
                return "";
            } catch (MalformedPolicyDocumentException e) {
                assertTrue(e.getMessage().startsWith("Invalid principal in policy"), e.getMessage());
                return e.awsErrorDetails().errorCode();
            }
        });

        assertTrue(refusals > 0, "it was in force at once");
    }
}
