package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.MfaDevice;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.Totp;
import signet.model.AwsError;
import signet.model.sts.GetSessionTokenInput;
import signet.model.sts.StsOperations;
import signet.policy.Context;

class MfaTest {
    private static final String WRONG =
            "403 AccessDenied: MultiFactorAuthentication failed with invalid MFA one time pass code. ";
    private static final String NOT_HIS = "403 AccessDenied: MultiFactorAuthentication failed, unable to validate MFA"
            + " code.  Please verify your MFA serial number is valid and associated with this user. ";
    private static final String IF_MFA = "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}";

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private MfaDevice device(String name, String owner) {
        MfaDevice device = MfaDevice.create(
                        World.ACCOUNT, "/", name, world.ids.bytes(MfaDevice.SEED_BYTES), World.NOW, Map.of())
                .enabledFor(owner, World.NOW);
        world.state.change(tx -> tx.put(Tables.MFA_DEVICES, device.key(), device));
        return device;
    }

    private static String code(MfaDevice device, long off) {
        return Totp.code(device.seed(), Totp.step(World.NOW) + off);
    }

    private static GetSessionTokenInput input(String serial, String code) {
        return GetSessionTokenInput.builder()
                .serialNumber(serial)
                .tokenCode(code)
                .build();
    }

    private Session token(Caller caller, MfaDevice device, String code) {
        return world.session(world.call(caller, StsOperations.GET_SESSION_TOKEN, input(device.serialNumber(), code))
                .credentials());
    }

    private void refusesToken(String error, Caller caller, String serial, String code) {
        world.refuses(error, caller, StsOperations.GET_SESSION_TOKEN, input(serial, code));
    }

    @Test
    void aCodeMakesASessionThatIsWithMfa() {
        Caller.IamUser ann = world.user(World.ACCOUNT, "ann", World.policy("Allow", "s3:*", IF_MFA));
        MfaDevice device = device("ann", ann.user().id());

        Session session = token(ann, device, code(device, 0));

        assertTrue(session.mfa());
        assertTrue(world.may(new Caller.IamUser(ann.user(), session.accessKeyId(), session), "s3:GetObject"));
        assertFalse(world.may(ann, "s3:GetObject"), "the long-term key itself stays without");
    }

    @Test
    void withoutACodeASessionIsWithoutMfa() {
        Caller.IamUser ann = world.user(World.ACCOUNT, "ann", World.policy("Allow", "s3:*", IF_MFA));
        device("ann", ann.user().id());

        Session session = world.session(world.call(
                        ann,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenInput.builder().build())
                .credentials());

        assertFalse(session.mfa());
        assertFalse(world.may(new Caller.IamUser(ann.user(), session.accessKeyId(), session), "s3:GetObject"));
    }

    @Test
    void longTermKeysHaveNoMfaKeysAtAll() {
        Caller.IamUser ann = world.user(
                World.ACCOUNT,
                "ann",
                World.policy(
                        "Allow",
                        "s3:*",
                        "{\"Null\":{\"aws:MultiFactorAuthPresent\":\"true\","
                                + "\"aws:MultiFactorAuthAge\":\"true\"}}"));

        assertTrue(world.may(ann, "s3:GetObject"));
    }

    @Test
    void theAgeOfASessionIsCountedFromItsCode() {
        Caller.IamUser ann = world.user(
                World.ACCOUNT,
                "ann",
                World.policy("Allow", "s3:*", "{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"300\"}}"));
        MfaDevice device = device("ann", ann.user().id());
        Session fresh = token(ann, device, code(device, 0));
        Session old = new Session(
                fresh.accessKeyId(),
                fresh.secret(),
                fresh.account(),
                fresh.kind(),
                fresh.principalId(),
                fresh.name(),
                fresh.issued().minus(Duration.ofMinutes(5)),
                fresh.expires(),
                true,
                null,
                fresh.policyArns(),
                fresh.tags(),
                fresh.transitiveTags(),
                null,
                false,
                fresh.keys());

        assertTrue(world.may(new Caller.IamUser(ann.user(), fresh.accessKeyId(), fresh), "s3:GetObject"));
        assertFalse(world.may(new Caller.IamUser(ann.user(), old.accessKeyId(), old), "s3:GetObject"));
    }

    @Test
    void theRootUserHasMfaToo() {
        MfaDevice device = device("root", World.ACCOUNT);

        assertTrue(token(world.root(), device, code(device, 0)).mfa());
    }

    @Test
    void aCodeIsGoodOnce() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        token(ann, device, code(device, 0));

        refusesToken(WRONG, ann, device.serialNumber(), code(device, 0));
        refusesToken(WRONG, ann, device.serialNumber(), code(device, -1));
        token(ann, device, code(device, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1})
    void aClockMayBeOneStepOff(long off) {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());

        assertTrue(token(ann, device, code(device, off)).mfa());
    }

    @ParameterizedTest
    @ValueSource(longs = {-3, -2, 2, 3})
    void aClockMayNotBeFurtherOff(long off) {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());

        refusesToken(WRONG, ann, device.serialNumber(), code(device, off));
    }

    @Test
    void anothersDeviceProvesNothing() {
        Caller.IamUser ann = world.ann();
        Caller.IamUser bob = world.user(World.ACCOUNT, "bob", World.ALLOW_ALL);
        Caller.IamUser stranger = world.user(World.OTHER, "ann", World.ALLOW_ALL);
        MfaDevice device = device("ann", ann.user().id());

        refusesToken(NOT_HIS, bob, device.serialNumber(), code(device, 0));
        refusesToken(NOT_HIS, stranger, device.serialNumber(), code(device, 0));
        refusesToken(NOT_HIS, world.root(), device.serialNumber(), code(device, 0));
        refusesToken(NOT_HIS, ann, "GAHT12345678", code(device, 0));
        token(ann, device, code(device, 0));
    }

    @Test
    void aDeviceThatIsNobodysProvesNothing() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id()).deactivated();
        world.state.change(tx -> tx.put(Tables.MFA_DEVICES, device.key(), device));

        refusesToken(NOT_HIS, ann, device.serialNumber(), code(device, 0));
    }

    @Test
    void serialNumberAndCodeComeTogether() {
        Caller.IamUser ann = world.ann();
        String pair = "403 AccessDenied: MultiFactorAuthentication failed, must provide both MFA serial number and one"
                + " time pass code. ";

        world.refuses(
                pair,
                ann,
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder().tokenCode("123456").build());
        world.refuses(
                pair,
                ann,
                StsOperations.GET_SESSION_TOKEN,
                GetSessionTokenInput.builder()
                        .serialNumber("arn:aws:iam::123456789012:mfa/ann")
                        .build());
    }

    @Test
    void guessingIsStopped() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        for (int i = 0; i < 10; i++) {
            refusesToken(WRONG, ann, device.serialNumber(), code(device, 5 + i));
        }

        refusesToken(WRONG, ann, device.serialNumber(), code(device, 0));

        Instant later = World.NOW.plus(Duration.ofMinutes(5));
        Mfa mfa = new Mfa(world.state);
        Mfa.Proof right = new Mfa.Proof(device.serialNumber(), Totp.code(device.seed(), Totp.step(later)));
        assertTrue(mfa.spend(ann, right, later), "it does not last, and another's device is not concerned");
    }

    @Test
    void aPauseEndsByItself() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Mfa mfa = new Mfa(world.state);
        Mfa.Proof wrong = new Mfa.Proof(device.serialNumber(), code(device, 9));
        for (int i = 0; i < 12; i++) {
            assertThrows(AwsError.class, () -> mfa.check(world.view(), ann, wrong, World.NOW));
        }
        Instant later = World.NOW.plus(Duration.ofMinutes(5));
        Mfa.Proof right = new Mfa.Proof(device.serialNumber(), Totp.code(device.seed(), Totp.step(later)));

        assertFalse(mfa.check(world.view(), ann, right, later).equals(Context.EMPTY));
    }

    @Test
    void aTrustPolicyMayAskForMfa() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Role role = world.role("safe", World.trusting(ann.arn(), "\"sts:AssumeRole\"", IF_MFA));

        world.deniesAssuming(ann, role, in -> in);
        world.refusesAssuming(
                WRONG, ann, role, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 7)));
        var assumed = world.assume(
                ann, role, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0)));

        assertEquals(
                role.id() + ":work",
                Objects.requireNonNull(assumed.assumedRoleUser()).assumedRoleId());
        world.refusesAssuming(
                WRONG, ann, role, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0)));
    }

    @Test
    void theCallersPolicyMayAskForMfaToo() {
        Caller.IamUser ann = world.user(
                World.ACCOUNT,
                "ann",
                World.policy("Allow", "sts:AssumeRole", "{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"60\"}}"));
        MfaDevice device = device("ann", ann.user().id());
        Role role = world.role("safe", World.trusting("arn:aws:iam::123456789012:root"));

        world.deniesAssuming(ann, role, in -> in);
        world.assume(ann, role, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0)));
    }

    @Test
    void aSessionWithMfaNeedsNoCodeToAssumeARole() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Session session = token(ann, device, code(device, 0));
        Role role = world.role("safe", World.trusting(ann.arn(), "\"sts:AssumeRole\"", IF_MFA));

        world.assume(new Caller.IamUser(ann.user(), session.accessKeyId(), session), role);
    }

    @Test
    void aRolesSessionTellsNothingOfMfa() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Role role = world.role("safe", World.trusting(ann.arn()), World.policy("Allow", "s3:*", IF_MFA));
        Caller assumed = world.as(world.assume(
                ann, role, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0))));

        assertFalse(world.may(assumed, "s3:GetObject"));
    }

    @Test
    void aRoleHasNoDevices() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Role role = world.role("first", World.trusting(ann.arn()), World.ALLOW_ALL);
        Role second = world.role("second", World.trusting("arn:aws:iam::123456789012:root"));
        Caller.RoleSession session = world.as(world.assume(ann, role));

        world.refusesAssuming(
                NOT_HIS,
                session,
                second,
                in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0)));
    }

    @Test
    void ofTwoRequestsAtOnceWithOneCodeOneIsAnswered() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Mfa mfa = new Mfa(world.state);
        Mfa.Proof proof = new Mfa.Proof(device.serialNumber(), code(device, 0));
        mfa.check(world.view(), ann, proof, World.NOW);
        mfa.check(world.view(), ann, proof, World.NOW);

        assertTrue(mfa.spend(ann, proof, World.NOW));
        AwsError error = assertThrows(AwsError.class, () -> mfa.spend(ann, proof, World.NOW));
        assertEquals(WRONG, error.httpStatus() + " " + error.code() + ": " + error.message());
    }

    @Test
    void aDeniedRequestSpendsNoCode() {
        Caller.IamUser ann = world.ann();
        MfaDevice device = device("ann", ann.user().id());
        Role closed = world.role("closed", World.trusting("arn:aws:iam::210987654321:root"));

        world.deniesAssuming(
                ann, closed, in -> in.serialNumber(device.serialNumber()).tokenCode(code(device, 0)));

        assertEquals(Optional.of(device), Tables.mfaDevice(world.view(), device.serialNumber()));
        token(ann, device, code(device, 0));
    }
}
