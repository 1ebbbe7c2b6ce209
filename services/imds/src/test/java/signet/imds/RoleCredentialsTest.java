package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ACCOUNT;
import static signet.imds.World.ONE;
import static signet.imds.World.OTHER;
import static signet.imds.World.TRUST_EC2;
import static signet.imds.World.member;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;

/** What an instance is given of its role. */
class RoleCredentialsTest {
    private static final String IAM = "/latest/meta-data/iam/";
    private static final String ROLES = IAM + "security-credentials/";
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
    void theRoleIsNamedAndItsCredentialsGiven() {
        Role role = world.holding(ONE, "S3Access", TRUST_EC2);

        assertEquals("info\nsecurity-credentials/", text(world.get(IAM)));
        assertEquals("S3Access", text(world.get(ROLES)));
        assertEquals("S3Access", text(world.get("/latest/meta-data/iam/security-credentials")));
        MetadataResponse document = world.get(ROLES + "S3Access");
        Session session = world.session(document);
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
        assertEquals(role.id(), session.principalId());
        assertEquals("text/plain", document.headers().get("Content-Type"));
    }

    @Test
    void theSessionIsTheInstances() {
        world.holding(ONE, "S3Access", TRUST_EC2);

        Session session = world.session(world.get(ROLES + "S3Access"));

        assertEquals(Session.Kind.ROLE, session.kind());
        assertEquals(ACCOUNT, session.account());
        assertEquals(ONE, session.name());
        assertFalse(session.mfa());
        assertFalse(session.chained());
        assertNull(session.sourceIdentity());
        assertFalse(session.hasSessionPolicies());
        assertEquals(Map.of(), session.tags());
        assertTrue(session.accessKeyId().startsWith("ASIA"));
        assertEquals(
                Map.of(
                        "ec2:SourceInstanceARN", "arn:aws:ec2:us-east-1:123456789012:instance/" + ONE,
                        "ec2:RoleDelivery", "1.0",
                        "aws:Ec2InstanceSourceVpc", "vpc-01",
                        "aws:Ec2InstanceSourcePrivateIPv4", "172.31.16.10"),
                session.keys());
    }

    @Test
    void eachVersionOfTheServiceHandsOutItsOwnSet() {
        world.holding(ONE, "S3Access", TRUST_EC2);

        Session one = world.session(world.get(ROLES + "S3Access"));
        Session two = world.session(world.get(ROLES + "S3Access", TOKEN, world.token(ONE, 60)));

        assertEquals("1.0", one.keys().get("ec2:RoleDelivery"));
        assertEquals("2.0", two.keys().get("ec2:RoleDelivery"));
        assertNotEquals(one.accessKeyId(), two.accessKeyId());
    }

    @Test
    void theExtendedFormNamesTheAccountToo() {
        world.holding(ONE, "S3Access", TRUST_EC2);

        assertEquals("S3Access", text(world.get(IAM + "security-credentials-extended/")));
        MetadataResponse extended = world.get(IAM + "security-credentials-extended/S3Access");

        assertEquals(ACCOUNT, member(extended, "AccountId"));
        assertEquals(
                member(world.get(ROLES + "S3Access"), "AccessKeyId"),
                member(extended, "AccessKeyId"),
                "it is the same set");
    }

    @Test
    void aSetIsHandedOutForAnHourAndThenANewOne() {
        world.holding(ONE, "S3Access", TRUST_EC2);
        String first = text(world.get(ROLES + "S3Access"));

        world.clock.move(Duration.ofMinutes(59));
        assertEquals(first, text(world.get(ROLES + "S3Access")));
        world.clock.move(Duration.ofMinutes(1));
        MetadataResponse second = world.get(ROLES + "S3Access");

        assertNotEquals(first, text(second));
        assertEquals("2026-11-23T11:00:00Z", member(second, "LastUpdated"));
        assertEquals("2026-11-23T17:00:00Z", member(second, "Expiration"));
    }

    @Test
    void whatIsHandedOutHasAlwaysMoreThanFiveMinutesLeft() {
        world.holding(ONE, "S3Access", TRUST_EC2);
        Set<String> sets = new HashSet<>();
        for (int minutes = 0; minutes < 48 * 60; minutes += 7) {
            MetadataResponse document = world.get(ROLES + "S3Access");
            Instant end = Instant.parse(member(document, "Expiration"));
            Duration left = Duration.between(world.clock.instant(), end);
            assertTrue(left.compareTo(Duration.ofMinutes(5)) > 0, left::toString);
            sets.add(member(document, "AccessKeyId"));
            world.clock.move(Duration.ofMinutes(7));
        }
        assertTrue(sets.size() > 40 && sets.size() <= 48, () -> sets.size() + " sets");
    }

    @Test
    void aClockThatGoesBackMakesANewSet() {
        world.holding(ONE, "S3Access", TRUST_EC2);
        String first = text(world.get(ROLES + "S3Access"));
        world.clock.move(Duration.ofHours(-2));

        assertNotEquals(first, text(world.get(ROLES + "S3Access")));
    }

    @Test
    void neighboursHaveTheirOwnSetsOfTheSameRole() {
        Role role = world.holding(ONE, "S3Access", TRUST_EC2);
        world.associate(OTHER, world.profile("second", role), "associated");

        Session one = world.session(world.get(ROLES + "S3Access"));
        Session other = world.session(world.send(OTHER, "GET", ROLES + "S3Access"));

        assertEquals(ONE, one.name());
        assertEquals(OTHER, other.name());
        assertNotEquals(one.accessKeyId(), other.accessKeyId());
        assertEquals("172.31.32.11", other.keys().get("aws:Ec2InstanceSourcePrivateIPv4"));
    }

    @Test
    void anInstanceSeesNoRoleButItsOwn() {
        world.holding(ONE, "Mine", TRUST_EC2);
        world.holding(OTHER, "Theirs", TRUST_EC2);
        world.role("Free", TRUST_EC2);

        for (String name : new String[] {"Theirs", "Free", "mine", "", "Mine/more", "app/Mine", "*"}) {
            MetadataResponse response = world.get(ROLES + name);
            assertTrue(response.status() == 404 || text(response).equals("Mine"), name);
        }
        assertTrue(world.events.isEmpty(), "nothing was assumed");
    }

    @Test
    void listingTheRoleMakesNoCredentials() {
        world.holding(ONE, "S3Access", TRUST_EC2);
        world.get(ROLES);
        world.get(IAM + "info");
        world.get("/latest/meta-data/");

        assertTrue(world.events.isEmpty());
    }

    @Test
    void aRoleThatEc2MayNotAssumeIsNamedButNotGiven() {
        world.holding(ONE, "S3Access", World.trust("lambda.amazonaws.com"));

        assertEquals("S3Access", text(world.get(ROLES)));
        MetadataResponse document = world.get(ROLES + "S3Access");

        assertEquals(200, document.status());
        assertEquals("""
                {
                  "Code" : "AssumeRoleUnauthorizedAccess",
                  "Message" : "EC2 cannot assume the role S3Access.  Please see documentation at http://docs.amazonwebservices.com/IAM/latest/UserGuide/RolesTroubleshooting.html.",
                  "LastUpdated" : "2026-11-23T10:00:00Z"
                }""", text(document));
    }

    @Test
    void aTrustPolicyMayDenyEc2() {
        String deny = TRUST_EC2.replace(
                "\"Statement\":[",
                "\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:AssumeRole\"},");
        world.holding(ONE, "S3Access", deny);

        assertEquals("AssumeRoleUnauthorizedAccess", member(world.get(ROLES + "S3Access"), "Code"));
    }

    @Test
    void aMendedTrustPolicyWorksAtOnceAndABrokenOneFromTheNextSetOn() {
        Role role = world.holding(ONE, "S3Access", World.trust("lambda.amazonaws.com"));
        assertEquals("AssumeRoleUnauthorizedAccess", member(world.get(ROLES + "S3Access"), "Code"));

        world.put(role.withTrust(TRUST_EC2));
        assertEquals("Success", member(world.get(ROLES + "S3Access"), "Code"));

        world.put(role.withTrust(World.trust("lambda.amazonaws.com")));
        assertEquals("Success", member(world.get(ROLES + "S3Access"), "Code"));
        world.clock.move(Duration.ofHours(1));
        assertEquals("AssumeRoleUnauthorizedAccess", member(world.get(ROLES + "S3Access"), "Code"));
    }

    @Test
    void everySetThatIsMadeOrRefusedIsAnEvent() {
        Role role = world.holding(ONE, "S3Access", TRUST_EC2);
        world.get(ROLES + "S3Access");
        world.get(ROLES + "S3Access");
        world.put(role.withTrust(World.trust("lambda.amazonaws.com")));
        world.clock.move(Duration.ofHours(2));
        world.get(ROLES + "S3Access");

        assertEquals(2, world.events.size());
        Event made = world.events.getFirst();
        assertEquals(new Caller.AwsService("ec2.amazonaws.com"), made.caller());
        assertEquals("sts", made.service());
        assertEquals("AssumeRole", made.operation());
        assertEquals(200, made.status());
        assertEquals(
                "arn:aws:iam::123456789012:role/app/S3Access",
                made.decisions().getFirst().access().resource());
        Event refused = world.events.getLast();
        assertEquals(403, refused.status());
        assertEquals("AccessDenied", refused.errorCode());
    }

    @Test
    void infoNamesTheProfile() {
        world.holding(ONE, "S3Access", TRUST_EC2);
        InstanceProfile profile = world.state
                .current()
                .get(Tables.INSTANCE_PROFILES, Tables.key(ACCOUNT, "S3Access"))
                .orElseThrow();

        assertEquals("""
                {
                  "Code" : "Success",
                  "LastUpdated" : "2026-11-23T10:00:00Z",
                  "InstanceProfileArn" : "arn:aws:iam::123456789012:instance-profile/app/S3Access",
                  "InstanceProfileId" : "%s"
                }""".formatted(profile.id()), text(world.get(IAM + "info")));
    }

    @Test
    void aProfileWithoutARoleSaysSo() {
        world.associate(ONE, world.profile("empty", null), "associated");

        MetadataResponse info = world.get(IAM + "info");

        assertEquals("Success", member(info, "Code"));
        assertTrue(member(info, "Message").startsWith("Instance Profile does not contain a role"));
        assertEquals(404, world.get(ROLES).status());
        assertEquals("info", text(world.get(IAM)));
    }

    @Test
    void aDeletedProfileMadeAnewIsAnother() {
        Role role = world.role("S3Access", TRUST_EC2);
        InstanceProfile profile = world.profile("web", role);
        world.associate(ONE, profile, "associated");
        assertEquals("Success", member(world.get(ROLES + "S3Access"), "Code"));

        world.state.change(tx -> tx.delete(Tables.INSTANCE_PROFILES, profile.key()));
        assertEquals("InstanceProfileNotFound", member(world.get(IAM + "info"), "Code"));
        assertEquals(404, world.get(ROLES).status());

        world.profile("web", role);
        assertEquals("InstanceProfileNotFound", member(world.get(IAM + "info"), "Code"));
        assertEquals(404, world.get(ROLES + "S3Access").status());
    }

    @Test
    void aDeletedRoleMadeAnewIsAnother() {
        Role role = world.holding(ONE, "S3Access", TRUST_EC2);
        String first = member(world.get(ROLES + "S3Access"), "AccessKeyId");

        world.state.change(tx -> tx.delete(Tables.ROLES, role.key()));
        assertEquals(404, world.get(ROLES + "S3Access").status());

        Role again = world.role("S3Access", TRUST_EC2);
        assertEquals(404, world.get(ROLES + "S3Access").status(), "the profile still holds the old one");

        InstanceProfile profile = world.state
                .current()
                .get(Tables.INSTANCE_PROFILES, Tables.key(ACCOUNT, "S3Access"))
                .orElseThrow();
        world.put(profile.withRole(again.id()));
        MetadataResponse document = world.get(ROLES + "S3Access");
        assertEquals(again.id(), world.session(document).principalId());
        assertNotEquals(first, member(document, "AccessKeyId"));
    }

    @Test
    void anotherRoleInTheProfileReplacesTheFirst() {
        world.holding(ONE, "First", TRUST_EC2);
        world.get(ROLES + "First");
        Role second = world.role("Second", TRUST_EC2);
        InstanceProfile profile = world.state
                .current()
                .get(Tables.INSTANCE_PROFILES, Tables.key(ACCOUNT, "First"))
                .orElseThrow();

        world.put(profile.withRole(second.id()));

        assertEquals("Second", text(world.get(ROLES)));
        assertEquals(404, world.get(ROLES + "First").status());
        assertEquals(second.id(), world.session(world.get(ROLES + "Second")).principalId());
    }

    @Test
    void aNewAssociationOrANewStartMakesANewSet() {
        Role role = world.role("S3Access", TRUST_EC2);
        InstanceProfile profile = world.profile("web", role);
        ProfileAssociation old = world.associate(ONE, profile, "associated");
        String first = member(world.get(ROLES + "S3Access"), "AccessKeyId");

        world.clock.move(Duration.ofSeconds(1));
        world.put(old.in("disassociating", world.clock.instant()));
        assertEquals(404, world.get(ROLES + "S3Access").status());
        world.associate(ONE, profile, "associating");
        String second = member(world.get(ROLES + "S3Access"), "AccessKeyId");
        assertNotEquals(first, second);

        world.clock.move(Duration.ofSeconds(1));
        world.change(ONE, instance -> instance.with(launchedAt(instance.launch(), world.clock.instant())));
        assertNotEquals(second, member(world.get(ROLES + "S3Access"), "AccessKeyId"));
    }

    @Test
    void whatBelongsToAnotherAccountIsNotBelieved() {
        Role role = world.role("S3Access", TRUST_EC2);
        InstanceProfile foreign = new InstanceProfile(
                "999999999999", "/", "web", "AIPAFOREIGN", world.clock.instant(), role.id(), Map.of());
        world.put(foreign);
        world.associate(ONE, foreign, "associated");

        assertEquals("InstanceProfileNotFound", member(world.get(IAM + "info"), "Code"));
        assertEquals(404, world.get(ROLES).status());
    }

    @Test
    void secretsAreNotInWhatIsPrinted() {
        Session session = new Session(
                "ASIAX",
                "very-secret",
                ACCOUNT,
                Session.Kind.ROLE,
                "AROAX",
                ONE,
                World.START,
                World.START,
                false,
                null,
                java.util.List.of(),
                Map.of(),
                java.util.List.of(),
                null,
                false,
                Map.of());
        var issued = new CredentialSets.Issued(
                session, "token-text", new CredentialSets.Occasion("iip-assoc-1", "AROAX", World.START));

        assertEquals("Issued[Session[ASIAX]]", issued.toString());
    }

    private static Instance.Launch launchedAt(Instance.Launch launch, Instant when) {
        return new Instance.Launch(
                launch.reservationId(),
                launch.index(),
                launch.imageId(),
                launch.instanceType(),
                launch.region(),
                launch.zone(),
                launch.keyName(),
                launch.publicKey(),
                launch.userData(),
                launch.clientToken(),
                when);
    }
}
