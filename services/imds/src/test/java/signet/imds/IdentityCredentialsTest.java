package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ACCOUNT;
import static signet.imds.World.ONE;
import static signet.imds.World.OTHER;
import static signet.imds.World.TRUST_EC2;
import static signet.imds.World.member;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.identity.InstanceIdentity;
import signet.identity.Session;

/** The credentials by which every instance proves what it is (EC2 User Guide, "Instance identity roles"). */
class IdentityCredentialsTest {
    private static final String AT = "/latest/meta-data/identity-credentials/ec2/";
    private static final String CREDENTIALS = AT + "security-credentials/ec2-instance";
    private static final String TOKEN = "X-aws-ec2-metadata-token";

    @TempDir
    Path directory;

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void everyInstanceHasThemWithoutAProfile() {
        MetadataResponse document = world.get(CREDENTIALS);
        Session session = world.session(document);

        assertEquals("info\nsecurity-credentials/", text(world.get(AT)));
        assertEquals("ec2-instance", text(world.get(AT + "security-credentials/")));
        assertEquals("""
                {
                  "Code" : "Success",
                  "LastUpdated" : "2026-11-23T10:00:00Z",
                  "Type" : "AWS-HMAC",
                  "AccessKeyId" : "%s",
                  "SecretAccessKey" : "%s",
                  "Token" : "%s",
                  "Expiration" : "2026-11-23T16:00:00Z"
                }""".formatted(session.accessKeyId(), session.secret(), member(document, "Token")), text(document));
    }

    @Test
    void infoTellsWhenTheyWereRenewed() {
        assertEquals("2026-11-23T10:00:00Z", member(world.get(AT + "info"), "LastUpdated"));

        world.clock.move(Duration.ofHours(3));

        assertEquals("2026-11-23T13:00:00Z", member(world.get(AT + "info"), "LastUpdated"));
        assertEquals("2026-11-23T13:00:00Z", member(world.get(CREDENTIALS), "LastUpdated"));
        assertEquals(ACCOUNT, member(world.get(AT + "info"), "AccountId"));
        assertEquals("Success", member(world.get(AT + "info"), "Code"));
    }

    @Test
    void theyAreTheInstancesOwnRoles() {
        Session session = world.session(world.get(CREDENTIALS));
        Caller caller = new Caller.RoleSession(InstanceIdentity.role(ACCOUNT), session);

        assertEquals(Session.Kind.INSTANCE, session.kind());
        assertEquals("arn:aws:sts::123456789012:assumed-role/aws:ec2-instance/" + ONE, caller.arn());
        assertEquals("123456789012:aws:ec2-instance:" + ONE, caller.userId());
        assertEquals(ACCOUNT, caller.account());
        assertEquals(session.principalId(), InstanceIdentity.role(ACCOUNT).id());
        assertTrue(session.hasSessionPolicies(), "which deny everything");
    }

    @Test
    void theyAreNotThoseOfTheProfileAndNoEventTellsOfThem() {
        world.holding(ONE, "S3Access", TRUST_EC2);

        String own = member(world.get(CREDENTIALS), "AccessKeyId");
        assertTrue(world.events.isEmpty(), "no role was assumed");
        String profiles = member(world.get("/latest/meta-data/iam/security-credentials/S3Access"), "AccessKeyId");

        assertNotEquals(own, profiles);
        assertEquals(own, member(world.get(CREDENTIALS), "AccessKeyId"));
        assertEquals(profiles, member(world.get("/latest/meta-data/iam/security-credentials/S3Access"), "AccessKeyId"));
    }

    @Test
    void eachInstanceAndEachVersionHasItsOwn() {
        Session plain = world.session(world.get(CREDENTIALS));
        Session withToken = world.session(world.get(CREDENTIALS, TOKEN, world.token(ONE, 60)));
        Session other = world.session(world.send(OTHER, "GET", CREDENTIALS));

        assertEquals("1.0", plain.keys().get("ec2:RoleDelivery"));
        assertEquals("2.0", withToken.keys().get("ec2:RoleDelivery"));
        assertNotEquals(plain.accessKeyId(), withToken.accessKeyId());
        assertEquals(OTHER, other.name());
    }

    @Test
    void theyRotateAsTheOthersDo() {
        String first = member(world.get(CREDENTIALS), "AccessKeyId");
        world.clock.move(Duration.ofMinutes(59));
        assertEquals(first, member(world.get(CREDENTIALS), "AccessKeyId"));
        world.clock.move(Duration.ofMinutes(1));

        assertNotEquals(first, member(world.get(CREDENTIALS), "AccessKeyId"));
    }
}
