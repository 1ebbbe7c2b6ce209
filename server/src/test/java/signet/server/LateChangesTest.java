package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.identity.Tables;
import signet.sigv4.Credentials;
import signet.snapshot.Propagation;

/** What a client meets while its changes of identities are still on their way, as on AWS. */
@Timeout(120)
class LateChangesTest {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final String NOBODY =
            "403 InvalidClientTokenId: The security token included in the request is invalid.";

    private final MovingClock clock = new MovingClock(TestServer.NOW);
    private TestServer server;

    @BeforeEach
    void start(@TempDir Path directory) {
        server = TestServer.start(directory);
        server.user("early", TestServer.ALLOW_ALL);
        server.state.propagate(new Propagation(Tables.propagated(), LONGEST, 1, clock));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void later() {
        clock.move(LONGEST);
    }

    private RawHttp.Answer iam(String parameters) {
        return iam(parameters, TestServer.ROOT);
    }

    private RawHttp.Answer iam(String parameters, Credentials who) {
        return server.query("iam", "Version=2010-05-08&Action=" + parameters).as(who);
    }

    private void done(String parameters) {
        RawHttp.Answer answer = iam(parameters);
        assertEquals(200, answer.status(), answer.body());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String trust(String principal) {
        return encoded("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\","
                + "\"Principal\":{\"AWS\":\"" + principal + "\"}}}");
    }

    private Credentials newKey(String user) {
        RawHttp.Answer answer = iam("CreateAccessKey&UserName=" + user);
        return new Credentials(answer.element("AccessKeyId"), answer.element("SecretAccessKey"), null);
    }

    @Test
    void aNewKeyIsNobodysUntilItIsInForce() {
        Credentials key = newKey("early");

        assertEquals(NOBODY, server.identity().as(key).error());
        later();
        assertEquals(
                "arn:aws:iam::123456789012:user/early",
                server.identity().as(key).element("Arn"));
    }

    @Test
    void anAnswerOfTheSameApiShowsAChangeAtOnce() {
        done("CreateUser&UserName=new");

        assertEquals(200, iam("GetUser&UserName=new").status());
        assertTrue(iam("ListUsers").body().contains(":user/new"));
        assertEquals("EntityAlreadyExists", iam("CreateUser&UserName=new").element("Code"));
        done("PutUserPolicy&UserName=new&PolicyName=p&PolicyDocument=" + encoded(TestServer.ALLOW_ALL));
        assertEquals(200, iam("GetUserPolicy&UserName=new&PolicyName=p").status());
    }

    @Test
    void aPolicyThatWasPutGrantsLater() {
        done("CreateUser&UserName=new");
        Credentials key = newKey("new");
        later();
        done("PutUserPolicy&UserName=new&PolicyName=p&PolicyDocument=" + encoded(TestServer.ALLOW_ALL));

        assertEquals("AccessDenied", iam("ListUsers", key).element("Code"));
        later();
        assertEquals(200, iam("ListUsers", key).status());
    }

    @Test
    void aPolicyThatWasTakenAwayGrantsALittleLonger() {
        Credentials key = newKey("early");
        later();
        done("DeleteUserPolicy&UserName=early&PolicyName=p");

        assertEquals(200, iam("ListUsers", key).status());
        later();
        assertEquals("AccessDenied", iam("ListUsers", key).element("Code"));
    }

    @Test
    void aKeyThatWasDeletedSignsALittleLonger() {
        Credentials key = newKey("early");
        later();
        done("DeleteAccessKey&UserName=early&AccessKeyId=" + key.accessKeyId());

        assertEquals(200, server.identity().as(key).status());
        later();
        assertEquals(NOBODY, server.identity().as(key).error());
    }

    @Test
    void aNewPrincipalIsInvalidInATrustPolicyUntilItIsInForce() {
        done("CreateUser&UserName=new");
        String creation =
                "CreateRole&RoleName=trusting&AssumeRolePolicyDocument=" + trust("arn:aws:iam::123456789012:user/new");

        assertEquals(
                "400 MalformedPolicyDocument: Invalid principal in policy:"
                        + " \"AWS\":\"arn:aws:iam::123456789012:user/new\"",
                iam(creation).error().replace("&quot;", "\""));
        later();
        assertEquals(200, iam(creation).status());
    }

    @Test
    void aNewPrincipalIsInvalidInABucketPolicyUntilItIsInForce() {
        server.makeBucket("policies");
        done("CreateUser&UserName=new");
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:ListBucket\","
                + "\"Resource\":\"arn:aws:s3:::policies\",\"Principal\":{\"AWS\":\"arn:aws:iam::123456789012:user/new\"}}}";

        RawHttp.Answer early =
                server.call("PUT", "/policies?policy").body(policy).as(TestServer.ROOT);
        assertEquals("400 MalformedPolicy: Invalid principal in policy", early.error());
        later();
        assertEquals(
                200,
                server.call("PUT", "/policies?policy")
                        .body(policy)
                        .as(TestServer.ROOT)
                        .status());
    }

    @Test
    void aNewRoleCannotBeAssumedUntilItIsInForce() {
        Credentials key = newKey("early");
        later();
        done("CreateRole&RoleName=new&AssumeRolePolicyDocument=" + trust("123456789012"));
        String assuming = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=visit&RoleArn="
                + encoded("arn:aws:iam::123456789012:role/new");

        assertEquals("AccessDenied", server.query("sts", assuming).as(key).element("Code"));
        later();
        RawHttp.Answer assumed = server.query("sts", assuming).as(key);
        Credentials session = new Credentials(
                assumed.element("AccessKeyId"), assumed.element("SecretAccessKey"), assumed.element("SessionToken"));
        assertEquals(
                "arn:aws:sts::123456789012:assumed-role/new/visit",
                server.identity().as(session).element("Arn"));
    }

    @Test
    void aChangedTrustPolicyTrustsLater() {
        Credentials key = newKey("early");
        done("CreateRole&RoleName=new&AssumeRolePolicyDocument=" + trust("123456789012"));
        later();
        String assuming = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=visit&RoleArn="
                + encoded("arn:aws:iam::123456789012:role/new");
        done("UpdateAssumeRolePolicy&RoleName=new&PolicyDocument="
                + trust("123456789012").replace("Allow", "Deny"));

        assertEquals(200, server.query("sts", assuming).as(key).status());
        later();
        assertEquals("AccessDenied", server.query("sts", assuming).as(key).element("Code"));
    }

    @Test
    void aSessionPolicyHasToBeInForce() {
        Credentials key = newKey("early");
        done("CreateRole&RoleName=new&AssumeRolePolicyDocument=" + trust("123456789012"));
        later();
        done("CreatePolicy&PolicyName=limit&PolicyDocument=" + encoded(TestServer.ALLOW_ALL));
        String assuming = "Action=AssumeRole&Version=2011-06-15&RoleSessionName=visit&RoleArn="
                + encoded("arn:aws:iam::123456789012:role/new") + "&PolicyArns.member.1.arn="
                + encoded("arn:aws:iam::123456789012:policy/limit");

        assertEquals(
                "MalformedPolicyDocument", server.query("sts", assuming).as(key).element("Code"));
        later();
        assertEquals(200, server.query("sts", assuming).as(key).status());
    }

    /** A role with a policy of its own, made in one go: it never is in force without the policy. */
    @Test
    void whatIsInForceIsNeverTorn() {
        Credentials key = newKey("early");
        later();
        for (int i = 0; i < 20; i++) {
            done("CreatePolicy&PolicyName=p" + i + "&PolicyDocument=" + encoded(TestServer.ALLOW_ALL));
            done("AttachUserPolicy&UserName=early&PolicyArn=" + encoded("arn:aws:iam::123456789012:policy/p" + i));
            clock.move(Duration.ofSeconds(1));
            assertEquals(200, iam("ListUsers", key).status());
            done("DetachUserPolicy&UserName=early&PolicyArn=" + encoded("arn:aws:iam::123456789012:policy/p" + i));
            done("DeletePolicy&PolicyArn=" + encoded("arn:aws:iam::123456789012:policy/p" + i));
            clock.move(Duration.ofSeconds(1));
            assertEquals(200, iam("ListUsers", key).status());
        }
    }
}
