package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Denial;
import signet.identity.AccessKey;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.sts.DecodeAuthorizationMessageInput;
import signet.model.sts.FederatedUser;
import signet.model.sts.GetAccessKeyInfoInput;
import signet.model.sts.GetCallerIdentityInput;
import signet.model.sts.GetCallerIdentityOutput;
import signet.model.sts.GetFederationTokenInput;
import signet.model.sts.GetFederationTokenOutput;
import signet.model.sts.GetSessionTokenInput;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.StsOperations;

/** GetCallerIdentity, GetSessionToken, GetFederationToken, GetAccessKeyInfo, DecodeAuthorizationMessage. */
class OtherOperationsTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private Session sessionToken(Caller caller, UnaryOperator<GetSessionTokenInput.Builder> more) {
        return world.session(world.call(
                        caller,
                        StsOperations.GET_SESSION_TOKEN,
                        more.apply(GetSessionTokenInput.builder()).build())
                .credentials());
    }

    private GetFederationTokenOutput federate(Caller caller, UnaryOperator<GetFederationTokenInput.Builder> more) {
        return world.call(
                caller,
                StsOperations.GET_FEDERATION_TOKEN,
                more.apply(GetFederationTokenInput.builder().name("guest")).build());
    }

    private Caller.FederatedUser federated(Caller.IamUser caller, UnaryOperator<GetFederationTokenInput.Builder> more) {
        return new Caller.FederatedUser(
                caller.user(), world.session(federate(caller, more).credentials()));
    }

    private Caller.IamUser sessionOf(Caller.IamUser user) {
        Session session = sessionToken(user, in -> in);
        return new Caller.IamUser(user.user(), session.accessKeyId(), session);
    }

    private GetCallerIdentityOutput identity(Caller caller) {
        return world.call(caller, StsOperations.GET_CALLER_IDENTITY, new GetCallerIdentityInput());
    }

    @Test
    void everyoneLearnsWhoTheyAre() {
        Caller.IamUser ann = world.ann();
        var role = world.role("deploy", World.trusting(World.ACCOUNT));

        assertEquals(
                new GetCallerIdentityOutput(World.ACCOUNT, World.ACCOUNT, "arn:aws:iam::123456789012:root"),
                identity(world.root()));
        assertEquals(
                new GetCallerIdentityOutput(ann.user().id(), World.ACCOUNT, "arn:aws:iam::123456789012:user/ann"),
                identity(ann));
        assertEquals(identity(ann), identity(sessionOf(ann)));
        assertEquals(
                new GetCallerIdentityOutput(
                        role.id() + ":work", World.ACCOUNT, "arn:aws:sts::123456789012:assumed-role/deploy/work"),
                identity(world.as(world.assume(ann, role))));
        assertEquals(
                new GetCallerIdentityOutput(
                        "123456789012:guest", World.ACCOUNT, "arn:aws:sts::123456789012:federated-user/guest"),
                identity(federated(ann, in -> in)));
    }

    @Test
    void noPolicyHidesWhoOneIs() {
        assertEquals(
                World.ACCOUNT,
                identity(world.user(World.ACCOUNT, "bob", World.policy("Deny", "*")))
                        .account());
    }

    @Test
    void aSessionTokenNeedsNoPermissionAndStandsForItsUser() {
        Caller.IamUser bob = world.user(World.ACCOUNT, "bob", World.policy("Deny", "*"));

        Session session = sessionToken(bob, in -> in);

        assertEquals(Session.Kind.USER, session.kind());
        assertEquals(bob.user().id(), session.principalId());
        assertEquals("", session.name());
        assertEquals(Duration.ofHours(12), World.lasting(session));
        assertFalse(session.mfa());
        assertFalse(session.hasSessionPolicies());
        assertTrue(session.accessKeyId().startsWith("ASIA"));
    }

    @ParameterizedTest
    @CsvSource({"900,900", "43200,43200", "129600,129600"})
    void aUsersSessionLastsAsLongAsWanted(int wanted, int seconds) {
        assertEquals(
                Duration.ofSeconds(seconds),
                World.lasting(sessionToken(world.ann(), in -> in.durationSeconds(wanted))));
    }

    @ParameterizedTest
    @CsvSource({"900,900", "3600,3600", "43200,3600"})
    void theRootUsersSessionLastsAnHourAtMost(int wanted, int seconds) {
        Session session = sessionToken(world.root(), in -> in.durationSeconds(wanted));

        assertEquals(Duration.ofSeconds(seconds), World.lasting(session));
        assertEquals(Session.Kind.ROOT, session.kind());
        assertEquals(Duration.ofHours(1), World.lasting(sessionToken(world.root(), in -> in)));
    }

    @Test
    void noCodeOfAMultiFactorDeviceIsAccepted() {
        String pair = "403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one"
                + " time pass code. ";

        world.refuses(
                "403 AccessDenied: MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your"
                        + " MFA serial number is valid and associated with this user. ",
                world.ann(),
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder()
                        .serialNumber("arn:mfa")
                        .tokenCode("123456")
                        .build());
        world.refuses(
                pair,
                world.ann(),
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder().tokenCode("123456").build());
        world.refuses(
                pair,
                world.ann(),
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder().serialNumber("arn:mfa").build());
    }

    @Test
    void aSessionMakesNoOtherSessionOfItsUser() {
        Caller.IamUser ann = world.ann();
        Caller role = world.as(world.assume(ann, world.role("deploy", World.trusting(World.ACCOUNT), World.ALLOW_ALL)));

        for (Caller caller : List.of(sessionOf(ann), role, federated(ann, in -> in.policy(World.ALLOW_ALL)))) {
            world.refuses(
                    "403 AccessDenied: Cannot call GetSessionToken with session credentials",
                    caller,
                    StsOperations.GET_SESSION_TOKEN,
                    GetSessionTokenInput.builder().build());
            world.refuses(
                    "403 AccessDenied: Cannot call GetFederationToken with session credentials",
                    caller,
                    StsOperations.GET_FEDERATION_TOKEN,
                    GetFederationTokenInput.builder().name("guest").build());
        }
    }

    @Test
    void sessionsOfUsersCallNothingElseOfSts() {
        Caller.IamUser ann = world.user(World.ACCOUNT, "ann", World.ALLOW_ALL);
        Caller federated = federated(ann, in -> in.policy(World.ALLOW_ALL));

        for (Caller caller : List.of(sessionOf(ann), federated)) {
            refusesSession(
                    caller, StsOperations.GET_ACCESS_KEY_INFO, new GetAccessKeyInfoInput("AKIAAAAAAAAAAAAAAAAA"));
            refusesSession(
                    caller, StsOperations.DECODE_AUTHORIZATION_MESSAGE, new DecodeAuthorizationMessageInput("message"));
        }
        refusesSession(
                federated,
                StsOperations.ASSUME_ROLE,
                World.input(world.role("r", World.trusting(World.ACCOUNT)).arn(), UnaryOperator.identity()));
    }

    private <I> void refusesSession(Caller caller, OperationModel<I, ?> model, I input) {
        world.refuses(
                "403 AccessDenied: Cannot call " + model.name() + " with session credentials", caller, model, input);
    }

    @Test
    void aFederatedUsersAnswer() {
        Caller.IamUser ann = world.ann();

        GetFederationTokenOutput output = federate(ann, in -> in);

        assertEquals(
                new FederatedUser("123456789012:guest", "arn:aws:sts::123456789012:federated-user/guest"),
                output.federatedUser());
        assertEquals(0, output.packedPolicySize());
        Session session = world.session(output.credentials());
        assertEquals(Session.Kind.FEDERATED_USER, session.kind());
        assertEquals(ann.user().id(), session.principalId());
        assertEquals("guest", session.name());
        assertEquals(Duration.ofHours(12), World.lasting(session));
    }

    @Test
    void aFederatedUserHasNothingWithoutSessionPolicies() {
        Caller.IamUser admin = world.user(World.ACCOUNT, "admin", World.ALLOW_ALL);

        assertFalse(world.may(federated(admin, in -> in), "s3:ListBucket"));
        assertTrue(world.may(
                federated(admin, in -> in.policy(World.policy("Allow", "s3:ListBucket"))), "s3:ListBucket"));
        assertFalse(world.may(
                federated(admin, in -> in.policy(World.policy("Allow", "s3:ListBucket"))), "s3:DeleteBucket"));
        Caller.FederatedUser reading = federated(
                admin,
                in -> in.policyArns(List.of(new PolicyDescriptorType("arn:aws:iam::aws:policy/ReadOnlyAccess"))));
        assertTrue(world.may(reading, "s3:ListBucket"));
        assertFalse(world.may(reading, "s3:DeleteBucket"));
    }

    @Test
    void aFederatedUserHasNoMoreThanTheUserWhoAsked() {
        Caller.IamUser weak = world.user(
                World.ACCOUNT,
                "weak",
                World.policy("Allow", "sts:GetFederationToken"),
                World.policy("Allow", "s3:Get*"));

        Caller.FederatedUser session = federated(weak, in -> in.policy(World.ALLOW_ALL));

        assertTrue(world.may(session, "s3:GetBucketLocation"));
        assertFalse(world.may(session, "s3:ListBucket"));
    }

    @Test
    void federatingNeedsItsPermissionOnTheFederatedUser() {
        Caller bob = world.user(World.ACCOUNT, "bob");
        String arn = "arn:aws:sts::123456789012:federated-user/guest";
        Caller onlyGuest = world.user(
                World.ACCOUNT,
                "cid",
                World.policy("Allow", "sts:GetFederationToken").replace("\"*\"", "\"" + arn + "\""));

        world.refuses(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/bob is not authorized to perform:"
                        + " sts:GetFederationToken on resource: " + arn
                        + " because no identity-based policy allows the sts:GetFederationToken action",
                bob,
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenInput.builder().name("guest").build());
        federate(onlyGuest, in -> in);
    }

    @Test
    void aFederatedUsersTagsNeedTagSession() {
        Caller.IamUser ann = world.ann();
        Caller untagged = world.user(World.ACCOUNT, "bob", World.policy("Allow", "sts:GetFederationToken"));

        Session session = world.session(
                federate(ann, in -> in.tags(World.tags("team", "red"))).credentials());

        assertEquals(Map.of("team", "red"), session.tags());
        world.refuses(
                World.denial(untagged, "sts:TagSession", "arn:aws:sts::123456789012:federated-user/guest"),
                untagged,
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenInput.builder()
                        .name("guest")
                        .tags(World.tags("team", "red"))
                        .build());
    }

    @Test
    void aFederatedUsersPoliciesAreChecked() {
        world.refuses(
                "400 MalformedPolicyDocument: Syntax errors in policy.",
                world.ann(),
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenInput.builder().name("guest").policy("x").build());
        String tooLong = World.ALLOW_ALL + " ".repeat(2048);
        world.refuses(
                "400 ValidationError: 1 validation error detected: Value '" + tooLong
                        + "' at 'policy' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 2048",
                world.ann(),
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenInput.builder().name("guest").policy(tooLong).build());
    }

    @Test
    void whatIsNotImplementedIsRefusedRatherThanIgnored() {
        world.refuses(
                "501 NotImplemented: Signet does not implement sts:GetFederationToken for the root user.",
                world.root(),
                StsOperations.GET_FEDERATION_TOKEN,
                GetFederationTokenInput.builder().name("guest").build());
        world.refuses(
                "501 NotImplemented: Signet does not implement MinimumSessionTokenSize of sts:GetSessionToken.",
                world.ann(),
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder().minimumSessionTokenSize(1).build());
    }

    @Test
    void anAccessKeyIdTellsItsAccountWhetherItExistsOrNot() {
        Caller ann = world.ann();
        String theirs = world.ids.accessKeyId("AKIA", World.OTHER);

        assertEquals(World.OTHER, accountOf(ann, theirs));
        assertEquals("029608264753", accountOf(ann, "ASIAQNZGKIQY56JQ7WML"));
        String chosen = "AKIATESTTESTTESTTEST";
        world.state.change(tx -> tx.put(
                Tables.ACCESS_KEYS,
                chosen,
                new AccessKey(chosen, "secret", World.ACCOUNT, World.ACCOUNT, true, World.NOW)));
        assertEquals(World.ACCOUNT, accountOf(ann, chosen));
        world.refuses(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/bob is not authorized to perform:"
                        + " sts:GetAccessKeyInfo on resource: * because no identity-based policy allows the"
                        + " sts:GetAccessKeyInfo action",
                world.user(World.ACCOUNT, "bob"),
                StsOperations.GET_ACCESS_KEY_INFO,
                new GetAccessKeyInfoInput(theirs));
    }

    private @Nullable String accountOf(Caller caller, String key) {
        return world.call(caller, StsOperations.GET_ACCESS_KEY_INFO, new GetAccessKeyInfoInput(key))
                .account();
    }

    @Test
    void anAuthorizationMessageIsDecodedForItsAccountAlone() {
        Caller bob = world.user(World.ACCOUNT, "bob");
        Access access = Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/*");
        Denial denial = new Denial(bob, world.authorizer.decide(bob, world.info(), world.view(), access));
        DecodeAuthorizationMessageInput input = new DecodeAuthorizationMessageInput(world.messages.encode(denial));

        String decoded = world.call(world.ann(), StsOperations.DECODE_AUTHORIZATION_MESSAGE, input)
                .decodedMessage();

        assertTrue(decoded != null && decoded.startsWith("{\"allowed\":false,\"explicitDeny\":false,"), decoded);
        String error = "400 InvalidAuthorizationMessageException: The message is not an authorization message of this"
                + " account.";
        world.refuses(
                error,
                world.user(World.OTHER, "eve", World.ALLOW_ALL),
                StsOperations.DECODE_AUTHORIZATION_MESSAGE,
                input);
        world.refuses(
                error,
                world.ann(),
                StsOperations.DECODE_AUTHORIZATION_MESSAGE,
                new DecodeAuthorizationMessageInput("garbage"));
        world.refuses(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/bob is not authorized to perform:"
                        + " sts:DecodeAuthorizationMessage on resource: * because no identity-based policy allows the"
                        + " sts:DecodeAuthorizationMessage action",
                world.user(World.ACCOUNT, "bob"),
                StsOperations.DECODE_AUTHORIZATION_MESSAGE,
                input);
    }

    @Test
    void everyModelledOperationIsThere() {
        Set<OperationModel<?, ?>> there = new HashSet<>();
        world.service.operations().forEach(operation -> there.add(operation.model()));

        assertEquals(Set.copyOf(world.service.model().operations().values()), there);
    }
}
