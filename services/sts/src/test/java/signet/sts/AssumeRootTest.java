package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;
import signet.identity.Role;
import signet.identity.RootAccess;
import signet.identity.RootAccess.Feature;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.sts.AssumeRootInput;
import signet.model.sts.AssumeRootOutput;
import signet.model.sts.GetCallerIdentityInput;
import signet.model.sts.GetSessionTokenInput;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.StsOperations;

/** AssumeRoot: the management account does one task as a member's root user. */
class AssumeRootTest {
    private static final String ORGANIZATION = "o-a1b2c3d4e5";
    private static final String MEMBER = World.OTHER;
    private static final String TARGET = "arn:aws:iam::" + MEMBER + ":root";
    private static final String AUDIT = task("IAMAuditRootUserCredentials");
    private static final String DELETE = task("IAMDeleteRootUserCredentials");
    private static final String UNLOCK = task("S3UnlockBucketPolicy");
    private static final List<String> FULL = List.of("p-FullAWSAccess", "p-RCPFullAWSAccess");

    private final World world = new World();

    private static String task(String name) {
        return "arn:aws:iam::aws:policy/root-task/" + name;
    }

    @BeforeEach
    void organize() {
        Organization organization = new Organization(
                ORGANIZATION,
                World.ACCOUNT,
                "r-ab12",
                List.of(SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY),
                World.NOW);
        OrganizationalUnit root = new OrganizationalUnit(ORGANIZATION, "r-ab12", null, "Root", FULL);
        world.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, ORGANIZATION, organization);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
        });
        join(World.ACCOUNT, FULL);
        join(MEMBER, FULL);
        enable(Feature.ROOT_CREDENTIALS_MANAGEMENT, Feature.ROOT_SESSIONS);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void join(String account, List<String> policies) {
        MemberAccount member =
                new MemberAccount(ORGANIZATION, account, "r-ab12", "n", "root@example.com", World.NOW, policies);
        world.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, account, member));
    }

    private void enable(Feature... features) {
        world.state.change(
                tx -> tx.put(Tables.ROOT_ACCESS, ORGANIZATION, new RootAccess(ORGANIZATION, List.of(features))));
    }

    private static AssumeRootInput input(String target, @Nullable String task) {
        return AssumeRootInput.builder()
                .targetPrincipal(target)
                .taskPolicyArn(new PolicyDescriptorType(task))
                .build();
    }

    private AssumeRootOutput assume(Caller caller, String task) {
        return world.call(caller, StsOperations.ASSUME_ROOT, input(TARGET, task));
    }

    private Caller.Root as(AssumeRootOutput output) {
        Session session = world.session(output.credentials());
        assertEquals(Session.Kind.ROOT, session.kind());
        return new Caller.Root(session.account(), session.accessKeyId(), session);
    }

    private boolean may(Caller caller, String action, String resource) {
        return world.authorizer
                .decide(
                        caller,
                        world.info(),
                        world.view(),
                        Access.to(action, resource).ownedBy(MEMBER))
                .decision()
                .allowed();
    }

    private void denies(Caller caller, String target, String task) {
        String arn = target.startsWith("arn:") ? target : "arn:aws:iam::" + target + ":root";
        world.refuses(
                World.denial(caller, "sts:AssumeRoot", arn), caller, StsOperations.ASSUME_ROOT, input(target, task));
    }

    @Test
    void aSessionIsTheMembersRootUserForAQuarterOfAnHour() {
        AssumeRootOutput output = assume(world.ann(), UNLOCK);

        Session session = world.session(output.credentials());
        assertEquals(MEMBER, session.account());
        assertEquals(Duration.ofMinutes(15), World.lasting(session));
        assertEquals(List.of(UNLOCK), session.policyArns());
        assertEquals(Map.of("aws:AssumedRoot", "true"), session.keys());
        assertNull(output.sourceIdentity());
        assertEquals(
                TARGET,
                world.call(as(output), StsOperations.GET_CALLER_IDENTITY, new GetCallerIdentityInput())
                        .arn());
    }

    @Test
    void theAccountsIdNamesItsRootUserToo() {
        world.call(world.ann(), StsOperations.ASSUME_ROOT, input(MEMBER, AUDIT));
    }

    @Test
    void aSessionMayDoItsTaskAndNothingElse() {
        Caller unlocking = as(assume(world.ann(), UNLOCK));
        assertTrue(may(unlocking, "s3:DeleteBucketPolicy", "arn:aws:s3:::b"));
        assertFalse(may(unlocking, "s3:GetObject", "arn:aws:s3:::b/k"));
        assertFalse(may(unlocking, "iam:ListAccessKeys", TARGET));

        Caller deleting = as(assume(world.user(World.ACCOUNT, "bob", World.policy("Allow", "sts:*")), DELETE));
        assertTrue(may(deleting, "iam:DeleteAccessKey", TARGET));
        assertFalse(may(deleting, "iam:DeleteAccessKey", "arn:aws:iam::" + MEMBER + ":user/u"));
        assertFalse(may(deleting, "s3:DeleteBucketPolicy", "arn:aws:s3:::b"));
    }

    @Test
    void theOrganizationsPoliciesLimitTheSession() {
        OrganizationPolicy policy = new OrganizationPolicy(
                ORGANIZATION,
                "p-scp00001",
                SERVICE_CONTROL_POLICY,
                "n",
                "",
                World.policy("Deny", "s3:*", "{\"Bool\":{\"aws:AssumedRoot\":\"true\"}}"));
        world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
        Caller session = as(assume(world.ann(), UNLOCK));
        assertTrue(may(session, "s3:DeleteBucketPolicy", "arn:aws:s3:::b"));

        join(MEMBER, List.of("p-FullAWSAccess", "p-RCPFullAWSAccess", "p-scp00001"));

        assertFalse(may(session, "s3:DeleteBucketPolicy", "arn:aws:s3:::b"));
        assertTrue(may(new Caller.Root(MEMBER, "AKIAROOT", null), "s3:DeleteBucketPolicy", "arn:aws:s3:::b"));
    }

    @Test
    void thePermissionIsNeededOnTheMembersRootUser() {
        String some = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRoot\","
                + "\"Resource\":\"" + TARGET + "\",\"Condition\":{\"StringEquals\":{\"sts:TaskPolicyArn\":\"" + AUDIT
                + "\"}}}}";

        assume(world.user(World.ACCOUNT, "auditor", some), AUDIT);
        denies(world.user(World.ACCOUNT, "other", some), TARGET, UNLOCK);
        denies(world.user(World.ACCOUNT, "nobody"), TARGET, AUDIT);
    }

    @Test
    void eachTaskNeedsItsFeature() {
        enable(Feature.ROOT_SESSIONS);
        assume(world.ann(), UNLOCK);
        denies(world.user(World.ACCOUNT, "bob", World.ALLOW_ALL), TARGET, AUDIT);

        enable(Feature.ROOT_CREDENTIALS_MANAGEMENT);
        assume(world.user(World.ACCOUNT, "cyd", World.ALLOW_ALL), AUDIT);
        denies(world.user(World.ACCOUNT, "dan", World.ALLOW_ALL), TARGET, UNLOCK);
    }

    @Test
    void rootUsersMayNot() {
        denies(world.root(), TARGET, AUDIT);
    }

    @Test
    void onlyTheManagementAccountMayAndOnlyMembers() {
        denies(world.user(MEMBER, "insider", World.ALLOW_ALL), "arn:aws:iam::" + World.ACCOUNT + ":root", AUDIT);
        Caller ann = world.ann();
        denies(ann, "arn:aws:iam::" + World.ACCOUNT + ":root", AUDIT);
        denies(ann, "999988887777", AUDIT);
        world.state.change(tx -> tx.delete(Tables.MEMBER_ACCOUNTS, MEMBER));
        denies(ann, TARGET, AUDIT);
    }

    @Test
    void aRoleMayAndItsSourceIdentityGoesAlong() {
        Role role = world.role("admin", World.trusting(World.ACCOUNT), World.policy("Allow", "sts:AssumeRoot"));
        Caller session = world.as(world.assume(world.ann(), role, in -> in.sourceIdentity("ann")));

        AssumeRootOutput output = assume(session, AUDIT);

        assertEquals("ann", output.sourceIdentity());
        assertEquals("ann", world.session(output.credentials()).sourceIdentity());
    }

    @Test
    void sessionsOfUsersMayNot() {
        Caller.IamUser ann = world.ann();
        Session session = world.session(world.call(
                        ann,
                        StsOperations.GET_SESSION_TOKEN,
                        GetSessionTokenInput.builder().build())
                .credentials());

        world.refuses(
                "403 AccessDenied: Cannot call AssumeRoot with session credentials",
                new Caller.IamUser(ann.user(), session.accessKeyId(), session),
                StsOperations.ASSUME_ROOT,
                input(TARGET, AUDIT));
    }

    @Test
    void theDurationIsTheGivenOne() {
        UnaryOperator<AssumeRootInput.Builder> minute = in -> in.durationSeconds(60);

        AssumeRootOutput output = world.call(
                world.ann(),
                StsOperations.ASSUME_ROOT,
                minute.apply(input(TARGET, AUDIT).toBuilder()).build());

        assertEquals(Duration.ofMinutes(1), World.lasting(world.session(output.credentials())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "arn:aws:iam::aws:policy/root-task/Everything",
                "arn:aws:iam::123456789012:policy/root-task/S3UnlockBucketPolicy",
                "S3UnlockBucketPolicy"
            })
    void onlyAwssTasksAreTasks(String arn) {
        world.refuses(
                "400 ValidationError: " + arn + " is invalid",
                world.ann(),
                StsOperations.ASSUME_ROOT,
                input(TARGET, arn));
    }

    @Test
    void aTaskHasToBeGiven() {
        world.refuses(
                "400 ValidationError: 1 validation error detected: Value null at 'taskPolicyArn.arn' failed to satisfy"
                        + " constraint: Member must not be null",
                world.ann(),
                StsOperations.ASSUME_ROOT,
                input(TARGET, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"21098765432", "arn:aws:iam::210987654321:user/u", "arn:aws:iam::210987654321:root/x", "root"})
    void onlyRootUsersAreTargets(String target) {
        world.refuses(
                "400 ValidationError: " + target + " is invalid",
                world.ann(),
                StsOperations.ASSUME_ROOT,
                input(target, AUDIT));
    }
}
