package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.model.sts.AssumeRoleInput;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.Credentials;
import signet.model.sts.GetSessionTokenInput;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.ProvidedContext;
import signet.model.sts.StsOperations;

/** Who may become whom, and what the answer says. */
class AssumeRoleTest {
    private static final UnaryOperator<AssumeRoleInput.Builder> PLAIN = UnaryOperator.identity();
    private static final String ONLY_ASSUME = "\"sts:AssumeRole\"";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theAnswerNamesTheSessionAndItsCredentialsWork() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));

        AssumeRoleOutput output = world.assume(world.ann(), role);

        assertEquals(
                new AssumedRoleUser(role.id() + ":work", "arn:aws:sts::123456789012:assumed-role/deploy/work"),
                output.assumedRoleUser());
        assertNull(output.packedPolicySize());
        assertNull(output.sourceIdentity());
        Credentials credentials = Objects.requireNonNull(output.credentials());
        assertTrue(credentials.accessKeyId().matches("ASIA[A-Z2-7]{16}"));
        assertTrue(credentials.secretAccessKey().matches("[A-Za-z0-9/+]{40}"));
        assertEquals(World.SECOND.plusSeconds(3600), credentials.expiration());
        Session session = world.session(credentials);
        assertEquals(Session.Kind.ROLE, session.kind());
        assertEquals(role.id(), session.principalId());
        assertEquals("work", session.name());
        assertEquals(World.SECOND, session.issued());
        assertFalse(session.hasSessionPolicies());
        assertFalse(session.chained());
        assertFalse(session.mfa());
    }

    @Test
    void eachCallMakesOtherCredentials() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));
        Caller ann = world.ann();

        assertNotEquals(
                world.assume(ann, role).credentials(), world.assume(ann, role).credentials());
    }

    @Test
    void trustInTheAccountNeedsTheCallersOwnPermissionToo() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));

        world.assume(world.ann(), role);
        world.deniesAssuming(world.user(World.ACCOUNT, "bob"), role, PLAIN);
        world.deniesAssuming(
                world.user(World.ACCOUNT, "cid", World.policy("Deny", "sts:*"), World.ALLOW_ALL), role, PLAIN);
    }

    @Test
    void trustInTheUserItselfIsEnough() {
        Caller.IamUser bob = world.user(World.ACCOUNT, "bob");
        Role role = world.role("deploy", World.trusting(bob.arn()));

        world.assume(bob, role);
        world.deniesAssuming(world.ann(), role, PLAIN);
        world.deniesAssuming(world.user(World.ACCOUNT, "cid", World.ALLOW_ALL), role, PLAIN);
    }

    @Test
    void aUserThatWasMadeAnewIsNotTrusted() {
        Caller.IamUser bob = world.user(World.ACCOUNT, "bob");
        Role role = world.role("deploy", World.trusting(bob.arn()));
        world.state.change(tx -> tx.delete(Tables.USERS, bob.user().key()));

        world.deniesAssuming(world.user(World.ACCOUNT, "bob", World.ALLOW_ALL), role, PLAIN);
    }

    @Test
    void anotherAccountNeedsBothSides() {
        Caller.IamUser eve = world.user(World.OTHER, "eve", World.ALLOW_ALL);
        Caller.IamUser weak = world.user(World.OTHER, "weak");
        Role open = world.role("open", World.trusting(World.OTHER));
        Role named = world.role("named", World.trusting(weak.arn()));
        Role closed = world.role("closed", World.trusting(World.ACCOUNT));

        world.assume(eve, open);
        world.deniesAssuming(weak, open, PLAIN);
        world.deniesAssuming(weak, named, PLAIN);
        world.deniesAssuming(eve, closed, PLAIN);
    }

    @Test
    void aRoleForAServiceIsNotForUsers() {
        Role role = world.role(
                "ec2",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                        + "\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}}");

        world.deniesAssuming(world.user(World.ACCOUNT, "admin", World.ALLOW_ALL), role, PLAIN);
    }

    @Test
    void aMissingRoleAndARefusingOneAreToldApartByNothing() {
        Caller ann = world.ann();
        Role closed = world.role("closed", World.trusting(World.OTHER));
        String missing = "arn:aws:iam::123456789012:role/svc/missing";
        List<UnaryOperator<AssumeRoleInput.Builder>> requests = List.of(
                PLAIN,
                in -> in.durationSeconds(43_200),
                in -> in.policy("nonsense"),
                in -> in.policyArns(List.of(new PolicyDescriptorType("arn:aws:iam::aws:policy/Gone"))),
                in -> in.externalId("wrong"),
                in -> in.sourceIdentity("someone"),
                in -> in.tags(World.tags("a", "b")));

        for (UnaryOperator<AssumeRoleInput.Builder> request : requests) {
            world.deniesAssuming(ann, closed, request);
            world.refuses(
                    World.denial(ann, "sts:AssumeRole", missing),
                    ann,
                    StsOperations.ASSUME_ROLE,
                    World.input(missing, request));
        }
    }

    @Test
    void whatIsWrongWithTheRequestDoesNotTellWhetherTheRoleExists() {
        Caller ann = world.ann();
        Role closed = world.role("closed", World.trusting(World.OTHER));
        List<UnaryOperator<AssumeRoleInput.Builder>> requests = List.of(
                in -> in.serialNumber("arn:aws:iam::123456789012:mfa/ann").tokenCode("123456"),
                in -> in.tokenCode("123456"),
                in -> in.tags(World.tags("a", "b", "A", "c")),
                in -> in.transitiveTagKeys(List.of("a")));

        for (UnaryOperator<AssumeRoleInput.Builder> request : requests) {
            assertEquals(
                    errorOf(ann, closed.arn(), request),
                    errorOf(ann, "arn:aws:iam::123456789012:role/svc/missing", request));
        }
    }

    private String errorOf(Caller caller, String arn, UnaryOperator<AssumeRoleInput.Builder> request) {
        try {
            world.call(caller, StsOperations.ASSUME_ROLE, World.input(arn, request));
            throw new AssertionError("no error");
        } catch (AwsError e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Test
    void aRoleIsFoundByItsWholeArnOnly() {
        Caller ann = world.ann();
        world.role("deploy", World.trusting(World.ACCOUNT));

        for (String arn : List.of(
                "arn:aws:iam::123456789012:role/deploy",
                "arn:aws:iam::123456789012:role/svc/Deploy",
                "arn:aws:iam::123456789012:role/other/deploy",
                "arn:aws:iam::210987654321:role/svc/deploy")) {
            world.refuses(
                    World.denial(ann, "sts:AssumeRole", arn), ann, StsOperations.ASSUME_ROLE, World.input(arn, PLAIN));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "arn:a:a::acct:",
                "arn:aws:iam::123456789012:user/svc/deploy",
                "arn:aws:iam::123456789012:role/",
                "arn:aws:sts::123456789012:assumed-role/deploy/x",
                "arn:aws:iam::12345:role/deploy",
                "arn:aws:iam::123456789012:role/svc/deploy\n"
            })
    void aMalformedArnIsInvalid(String arn) {
        world.refuses(
                "400 ValidationError: " + arn + " is invalid",
                world.ann(),
                StsOperations.ASSUME_ROLE,
                World.input(arn, PLAIN));
    }

    @Test
    void theRootUserAssumesNoRole() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));
        String error = "403 AccessDenied: Roles may not be assumed by root accounts.";

        world.refusesAssuming(error, world.root(), role, PLAIN);
        Session session = world.session(world.call(
                        world.root(),
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenInput.builder().build())
                .credentials());
        world.refusesAssuming(error, new Caller.Root(World.ACCOUNT, session.accessKeyId(), session), role, PLAIN);
    }

    @Test
    void anExternalIdMustBeTheOneThatTheTrustPolicyAsksFor() {
        Role role = world.role(
                "deploy",
                World.trusting(World.OTHER, ONLY_ASSUME, "{\"StringEquals\":{\"sts:ExternalId\":\"s3cret\"}}"));
        Caller eve = world.user(World.OTHER, "eve", World.ALLOW_ALL);

        world.assume(eve, role, in -> in.externalId("s3cret"));
        world.deniesAssuming(eve, role, PLAIN);
        world.deniesAssuming(eve, role, in -> in.externalId("S3cret"));
    }

    @Test
    void theTrustPolicySeesSessionNameAndRoleTags() {
        Role role = world.put(world.role(
                        "deploy",
                        World.trusting(
                                World.ACCOUNT,
                                ONLY_ASSUME,
                                "{\"StringEquals\":{\"sts:RoleSessionName\":\"${aws:username}\","
                                        + "\"aws:ResourceTag/team\":\"red\"}}"))
                .withTags(Map.of("team", "red")));
        Caller ann = world.ann();

        world.assume(ann, role, in -> in.roleSessionName("ann"));
        world.deniesAssuming(ann, role, in -> in.roleSessionName("bob"));
        world.put(role.withTags(Map.of("team", "blue")));
        world.deniesAssuming(ann, role, in -> in.roleSessionName("ann"));
    }

    /** Service Authorization Reference, STS: the key is known with bearer tokens and JSON Web Tokens only. */
    @Test
    void aTrustPolicyThatAsksForTheDurationIsNeverMet() {
        Role role = world.role(
                "deploy",
                World.trusting(
                        World.ACCOUNT, ONLY_ASSUME, "{\"NumericLessThanEquals\":{\"sts:DurationSeconds\":\"1800\"}}"));

        world.deniesAssuming(world.ann(), role, in -> in.durationSeconds(900));
    }

    @Test
    void aMultiFactorConditionIsNotMetByALongTermKeyOrAPlainSession() {
        Role role = world.role(
                "deploy",
                World.trusting(World.ACCOUNT, ONLY_ASSUME, "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}"));

        world.deniesAssuming(world.ann(), role, PLAIN);
    }

    @Test
    void noCodeOfAMultiFactorDeviceIsAccepted() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));
        Caller ann = world.ann();
        String pair = "403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one"
                + " time pass code. ";

        world.refusesAssuming(
                "403 AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                        + " MFA serial number is valid and associated with this user. ",
                ann,
                role,
                in -> in.serialNumber("arn:aws:iam::123456789012:mfa/ann").tokenCode("123456"));
        world.refusesAssuming(pair, ann, role, in -> in.tokenCode("123456"));
        world.refusesAssuming(pair, ann, role, in -> in.serialNumber("arn:aws:iam::123456789012:mfa/ann"));
    }

    @Test
    void aSessionLastsAsLongAsWantedWithinTheRolesLimit() {
        Role role =
                world.put(world.role("deploy", World.trusting(World.ACCOUNT)).described(null, 7200));
        Caller ann = world.ann();

        assertEquals(Duration.ofHours(1), lasting(world.assume(ann, role)));
        assertEquals(Duration.ofMinutes(15), lasting(world.assume(ann, role, in -> in.durationSeconds(900))));
        assertEquals(Duration.ofHours(2), lasting(world.assume(ann, role, in -> in.durationSeconds(7200))));
        world.refusesAssuming(
                "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                ann,
                role,
                in -> in.durationSeconds(7201));
    }

    private Duration lasting(AssumeRoleOutput output) {
        return World.lasting(world.session(output.credentials()));
    }

    @Test
    void aChainedSessionLastsAnHourAtMost() {
        Role first = world.role("first", World.trusting(World.ACCOUNT), World.ALLOW_ALL);
        Role second =
                world.put(world.role("second", World.trusting(World.ACCOUNT)).described(null, 43_200));
        Caller chained = world.as(world.assume(world.ann(), first));

        AssumeRoleOutput output = world.assume(chained, second, in -> in.durationSeconds(3600));

        assertTrue(world.session(output.credentials()).chained());
        assertEquals(Duration.ofHours(1), lasting(output));
        world.refusesAssuming(
                "400 ValidationError: The requested DurationSeconds exceeds the 1 hour session limit for roles assumed"
                        + " by role chaining.",
                chained,
                second,
                in -> in.durationSeconds(3601));
    }

    @Test
    void aRoleAssumesItselfOnlyIfItsTrustPolicySaysSo() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT, ONLY_ASSUME));
        Role again = world.put(role.withTrust(World.trusting(role.id(), ONLY_ASSUME)));
        Caller self = world.as(world.assume(world.user(World.ACCOUNT, "x", World.ALLOW_ALL), world.put(role)));
        world.put(again);

        world.assume(self, again);
        world.put(role.withTrust(World.trusting(World.OTHER, ONLY_ASSUME)));
        world.deniesAssuming(self, role, PLAIN);
    }

    @Test
    void whatIsNotImplementedIsRefusedRatherThanIgnored() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));

        world.refusesAssuming(
                "501 NotImplemented: Signet does not implement ProvidedContexts of sts:AssumeRole.",
                world.ann(),
                role,
                in -> in.providedContexts(List.of(ProvidedContext.builder().build())));
        world.refusesAssuming(
                "501 NotImplemented: Signet does not implement MinimumSessionTokenSize of sts:AssumeRole.",
                world.ann(),
                role,
                in -> in.minimumSessionTokenSize(1));
    }

    @Test
    void theCredentialsDoWhatTheRoleMayAndNotWhatItsUserMay() {
        Role role = world.role("reader", World.trusting(World.ACCOUNT), World.policy("Allow", "s3:ListBucket"));
        Caller admin = world.user(World.ACCOUNT, "admin", World.ALLOW_ALL);

        Caller reader = world.as(world.assume(admin, role));

        assertTrue(world.may(reader, "s3:ListBucket"));
        assertFalse(world.may(reader, "s3:DeleteBucket"));
        assertTrue(world.may(admin, "s3:DeleteBucket"));
    }

    @Test
    void theSessionOfAUserMayAssumeARole() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT));
        Caller.IamUser ann = world.ann();
        Session session = world.session(world.call(
                        ann,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenInput.builder().build())
                .credentials());

        AssumeRoleOutput output = world.assume(new Caller.IamUser(ann.user(), session.accessKeyId(), session), role);

        assertFalse(world.session(output.credentials()).chained());
    }
}
