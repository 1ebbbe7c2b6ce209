package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** A server whose changes of identities take effect late, and clients that come too early. */
@Timeout(300)
class PropagationTest {
    private static final Duration LONGEST = Duration.ofSeconds(3);
    private static final int ROUNDS = 8;

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.withOptions(
            List.of("--propagation", "3s", "--propagation-seed", "7", "--instances", "process"));

    /**
     * Makes things anew until a client has come too early for one, and asks for each until it is in force. A delay may be shorter
     * than a slow machine takes to ask.
     */
    private static void isRefusedForAMoment(String expected, IntFunction<Asked> made) throws InterruptedException {
        boolean refused = false;
        for (int round = 0; round < ROUNDS && !refused; round++) {
            refused = refusals(expected, made.apply(round)) > 0;
        }
        assertTrue(refused, "each was in force at once");
    }

    /** How often a client is told this until it is told nothing any more. */
    private static int refusals(String expected, Asked asked) throws InterruptedException {
        Instant end = Instant.now().plus(LONGEST).plusSeconds(20);
        int refusals = 0;
        for (String refusal = asked.refusal(); !refusal.isEmpty(); refusal = asked.refusal()) {
            assertEquals(expected, refusal);
            assertTrue(Instant.now().isBefore(end), "still refused: " + refusal);
            refusals++;
            Thread.sleep(50);
        }
        return refusals;
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
        assertEquals(
                "new", root.iam().getUser(get -> get.userName("new")).user().userName());

        isRefusedForAMoment("InvalidClientTokenId", round -> {
            root.iam().createUser(user -> user.userName("new" + round));
            Keys key = Keys.of(root.iam()
                    .createAccessKey(create -> create.userName("new" + round))
                    .accessKey());
            return () -> RawRequest.form(SERVER.server().endpoint(), "Action=GetCallerIdentity&Version=2011-06-15")
                    .signed(key, "sts", Instant.now())
                    .send()
                    .code();
        });
    }

    @Test
    void aNewInstanceProfileIsUnknownToEc2ForAMoment() throws InterruptedException {
        Clients root = SERVER.asRoot();
        Ec2Client ec2 = root.ec2();
        assertEquals(1, ec2.describeVpcs().vpcs().size());

        isRefusedForAMoment("InvalidParameterValue", round -> {
            Article.profile(root.iam(), "Late" + round, Article.READ_S3);
            return () -> launched(ec2, "Late" + round);
        });
    }

    private static String launched(Ec2Client ec2, String profile) {
        try {
            String id = ec2.runInstances(Article.launch(profile))
                    .instances()
                    .getFirst()
                    .instanceId();
            ec2.terminateInstances(terminate -> terminate.instanceIds(id));
            return "";
        } catch (Ec2Exception e) {
            assertTrue(e.getMessage().contains(profile), e.getMessage());
            return e.awsErrorDetails().errorCode();
        }
    }

    @Test
    void aNewPrincipalIsInvalidInATrustPolicyForAMoment() throws InterruptedException {
        IamClient iam = SERVER.asRoot().iam();

        isRefusedForAMoment("MalformedPolicyDocument", round -> {
            String arn = iam.createUser(user -> user.userName("principal" + round))
                    .user()
                    .arn();
            return () -> trusted(iam, "trusting" + round, arn);
        });
    }

    private static String trusted(IamClient iam, String name, String principal) {
        try {
            String trust = """
                    {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
                    "Principal":{"AWS":"%s"}}]}""".formatted(principal);
            iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(trust));
            return "";
        } catch (MalformedPolicyDocumentException e) {
            assertTrue(e.getMessage().startsWith("Invalid principal in policy"), e.getMessage());
            return e.awsErrorDetails().errorCode();
        }
    }
}
