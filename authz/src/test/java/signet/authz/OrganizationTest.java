package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Organization;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Context;
import signet.policy.PolicySet;
import signet.snapshot.View;

/** What an organization's policies keep from whom. */
class OrganizationTest {
    private static final Access GET = World.get(World.ACCOUNT);
    private static final Access RUN =
            Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:" + World.ACCOUNT + ":instance/*");
    private static final String SCP =
            "with an explicit deny in a service control policy: " + Company.arn(SERVICE_CONTROL_POLICY, "p-scp00001");
    private static final String RCP =
            "with an explicit deny in a resource control policy: " + Company.arn(RESOURCE_CONTROL_POLICY, "p-rcp00001");

    private final World world = new World();
    private final Company company = new Company(world);

    @AfterEach
    void close() {
        world.close();
    }

    private String because(Caller caller, Access access) {
        return world.denial(caller, access).because();
    }

    private Caller admin() {
        return world.caller(World.allow("*"));
    }

    private static Caller managementAdmin() {
        return new Caller.IamUser(
                User.create(Company.MANAGEMENT, "/", "boss", "AIDABOSS", World.ISSUED)
                        .withInline(new TreeMap<>(java.util.Map.of("p", World.allow("*")))),
                World.KEY,
                null);
    }

    @Test
    void anOrganizationThatAllowsAllChangesNothing() {
        assertTrue(world.allows(admin(), GET, RUN));
        assertTrue(world.allows(world.root(), GET, RUN));
        assertFalse(world.allows(world.caller(), GET));
        assertEquals("because no identity-based policy allows the s3:GetObject action", because(world.caller(), GET));
    }

    @ParameterizedTest
    @EnumSource(Company.Level.class)
    void aDenyAtAnyLevelWins(Company.Level level) {
        company.control(level, World.deny("s3:GetObject"));

        assertEquals(SCP, because(admin(), GET));
        assertTrue(world.allows(admin(), RUN));
    }

    @ParameterizedTest
    @EnumSource(Company.Level.class)
    void everyLevelMustAllow(Company.Level level) {
        String s3 = company.policy(SERVICE_CONTROL_POLICY, "p-onlys3aa", World.allow("s3:*"));
        company.only(level, s3, "p-RCPFullAWSAccess");

        assertTrue(world.allows(admin(), GET));
        assertEquals("because no service control policy allows the ec2:RunInstances action", because(admin(), RUN));
    }

    @ParameterizedTest
    @EnumSource(Company.Level.class)
    void aLevelWithoutPoliciesAllowsNothing(Company.Level level) {
        company.only(level, "p-RCPFullAWSAccess");

        assertEquals("because no service control policy allows the s3:GetObject action", because(admin(), GET));
    }

    @ParameterizedTest
    @EnumSource(Company.Level.class)
    void aControlPolicyGrantsNothing(Company.Level level) {
        company.control(level, World.allow("*"));

        assertEquals("because no identity-based policy allows the s3:GetObject action", because(world.caller(), GET));
    }

    /** Callers of the member account whom its service control policies limit. */
    static Stream<Function<World, Caller>> limited() {
        return Stream.of(
                World::root,
                world -> world.caller(World.allow("*")),
                world -> world.session(world.role("r", World.allow("*")), UnaryOperator.identity()),
                world -> world.federated(
                        world.user("fay", World.allow("*")), terms -> terms.limitedBy(World.allow("*"))));
    }

    @ParameterizedTest
    @MethodSource("limited")
    void everyPrincipalOfAMemberAccountIsLimited(Function<World, Caller> who) {
        Caller caller = who.apply(world);
        assertTrue(world.allows(caller, GET));
        company.control(Company.Level.TOP, World.deny("s3:*"));

        assertEquals(SCP, because(caller, GET));
        assertEquals(
                "User: " + caller.arn() + " is not authorized to perform: s3:GetObject on resource: arn:aws:s3:::b/k "
                        + SCP,
                world.denial(caller, GET).sentence());
    }

    @Test
    void theManagementAccountsPrincipalsAreNotLimited() {
        company.control(Company.Level.TOP, World.deny("*"));
        Access own = World.get(Company.MANAGEMENT);

        assertTrue(world.allows(managementAdmin(), own));
        assertTrue(world.allows(new Caller.Root(Company.MANAGEMENT, World.KEY, null), own));
    }

    @Test
    void principalsOutsideTheOrganizationAreNotLimitedByIt() {
        company.control(Company.Level.TOP, World.deny("*"));
        Caller outsider = new Caller.Root(World.OTHER, World.KEY, null);
        Access shared = GET.guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + World.OTHER + "\"}", "s3:GetObject"));

        assertTrue(world.allows(outsider, World.get(World.OTHER)));
        assertTrue(world.allows(outsider, shared));
    }

    @Test
    void aServiceLinkedRoleIsNotLimited() {
        Role linked = Role.create(
                        World.ACCOUNT,
                        "/aws-service-role/autoscaling.amazonaws.com/",
                        "AWSServiceRoleForAutoScaling",
                        "AROASLR",
                        World.ISSUED,
                        "{}")
                .withInline(new TreeMap<>(java.util.Map.of("p", World.allow("*"))));
        Caller service = world.session(linked, UnaryOperator.identity());
        company.control(Company.Level.TOP, World.deny("*"));
        company.guard(Company.Level.MIDDLE, "s3:*");

        assertTrue(world.allows(service, RUN, GET));
        assertFalse(world.allows(world.session(world.role("r", World.allow("*")), UnaryOperator.identity()), RUN));
    }

    @Test
    void anAwsServiceAndTheUnsignedAreNotLimitedByServiceControlPolicies() {
        company.control(Company.Level.TOP, World.deny("*"));
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));

        assertTrue(decided(new Caller.AwsService("ec2.amazonaws.com"), open));
        assertTrue(decided(new Caller.Anonymous(), open));
    }

    private boolean decided(Caller caller, Access access) {
        return world.authorizer
                .decide(caller, World.info(), world.state.current(), access)
                .decision()
                .allowed();
    }

    @Test
    void aServiceControlPolicyLimitsWhatItsPrincipalsDoElsewhereToo() {
        Access theirs = World.get(World.OTHER)
                .guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + World.ACCOUNT + "\"}", "s3:GetObject"));
        assertTrue(world.allows(admin(), theirs));
        company.control(Company.Level.ACCOUNT, World.deny("s3:*"));

        assertEquals(SCP, because(admin(), theirs));
    }

    @Test
    void aResourcesPolicyDoesNotLiftTheLimit() {
        Caller ann = world.caller();
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + ann.arn() + "\"}", "s3:GetObject"));
        assertTrue(world.allows(ann, open));
        company.control(Company.Level.ACCOUNT, World.deny("s3:*"));

        assertEquals(SCP, because(ann, open));
    }

    @ParameterizedTest
    @EnumSource(Company.Level.class)
    void aResourceControlPolicyKeepsEveryoneFromTheAccountsResources(Company.Level level) {
        company.guard(level, "s3:*");
        company.join(World.OTHER);
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));
        Caller colleague = new Caller.Root(World.OTHER, World.KEY, null);

        for (Caller caller : List.of(admin(), world.root(), colleague, managementAdmin())) {
            assertEquals(RCP, because(caller, open), caller.arn());
        }
        assertFalse(decided(new Caller.Anonymous(), open));
        assertFalse(decided(new Caller.AwsService("ec2.amazonaws.com"), open));
    }

    @Test
    void whoIsOutsideIsNotToldWhichPolicyItWas() {
        company.guard(Company.Level.TOP, "s3:*");
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));
        Caller outsider = new Caller.Root(World.OTHER, World.KEY, null);
        Denial denial = world.denial(outsider, open);

        assertEquals("with an explicit deny in a resource control policy", denial.because());
        assertFalse(denial.withinOrganization());
        assertTrue(world.denial(admin(), open).withinOrganization());
        assertFalse(denial.sentence().contains("o-a1b2c3d4e5"), denial.sentence());
    }

    @Test
    void membersOfTwoOrganizationsAreNotWithinOne() {
        Organization another = new Organization("o-zzzzzzzzzz", World.OTHER, "r-zz99", List.of(), World.ISSUED);
        signet.identity.OrganizationalUnit root =
                new signet.identity.OrganizationalUnit(another.id(), "r-zz99", null, "Root", List.of());
        world.state.change(tx -> {
            tx.put(Tables.ORGANIZATIONS, another.id(), another);
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(
                    Tables.MEMBER_ACCOUNTS,
                    World.OTHER,
                    new signet.identity.MemberAccount(
                            another.id(), World.OTHER, "r-zz99", "n", "e@x.test", World.ISSUED, List.of()));
        });
        company.guard(Company.Level.TOP, "s3:*");

        Denial denial = world.denial(new Caller.Root(World.OTHER, World.KEY, null), GET);

        assertFalse(denial.withinOrganization());
        assertEquals("with an explicit deny in a resource control policy", denial.because());
        assertEquals(
                Optional.of(List.of("o-zzzzzzzzzz")), denial.decided().context().get("aws:PrincipalOrgID"));
    }

    @Test
    void aResourceControlPolicyReachesOnlyTheServicesThatHaveThem() {
        company.guard(Company.Level.TOP, "ec2:*");
        assertTrue(world.allows(admin(), RUN));
        company.guard(Company.Level.TOP, "sts:AssumeRole");

        assertEquals(RCP, because(admin(), Access.to("sts:AssumeRole", "arn:aws:iam::" + World.ACCOUNT + ":role/r")));
    }

    @Test
    void aResourceControlPolicyIsTheResourcesAccountsNotTheCallers() {
        company.guard(Company.Level.ACCOUNT, "s3:*");
        Access theirs = World.get(World.OTHER)
                .guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + World.ACCOUNT + "\"}", "s3:GetObject"));

        assertTrue(world.allows(admin(), theirs));
        assertFalse(world.allows(admin(), GET));
        assertFalse(world.allows(admin(), theirs, GET));
        assertFalse(world.allows(admin(), GET, theirs));
        assertTrue(world.allows(admin(), theirs, theirs));
    }

    @Test
    void theManagementAccountsResourcesAreNotGuarded() {
        company.guard(Company.Level.TOP, "s3:*");

        assertTrue(world.allows(managementAdmin(), World.get(Company.MANAGEMENT)));
    }

    @Test
    void aDataPerimeterLetsInOnlyTheOrganization() {
        company.guard(
                Company.Level.TOP,
                "s3:*",
                "{\"StringNotEqualsIfExists\":{\"aws:PrincipalOrgID\":\"" + Company.ID
                        + "\"},\"BoolIfExists\":{\"aws:PrincipalIsAWSService\":\"false\"}}");
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));

        assertTrue(world.allows(admin(), open));
        assertTrue(decided(new Caller.AwsService("ec2.amazonaws.com"), open));
        assertFalse(world.allows(new Caller.Root(World.OTHER, World.KEY, null), open));
        assertFalse(decided(new Caller.Anonymous(), open));
        company.join(World.OTHER);
        assertTrue(world.allows(new Caller.Root(World.OTHER, World.KEY, null), open));
    }

    @Test
    void conditionKeysSayWhereCallerAndResourceStand() {
        Context keys = keys(admin(), GET);

        assertEquals(Optional.of(List.of(Company.ID)), keys.get("aws:PrincipalOrgID"));
        assertEquals(Optional.of(List.of(Company.PATH)), keys.get("aws:PrincipalOrgPaths"));
        assertEquals(Optional.of(List.of(Company.ID)), keys.get("aws:ResourceOrgID"));
        assertEquals(Optional.of(List.of(Company.PATH)), keys.get("aws:ResourceOrgPaths"));
        assertTrue(keys.isMultiValued("aws:PrincipalOrgPaths"));
        assertTrue(keys.isMultiValued("aws:ResourceOrgPaths"));
        assertFalse(keys.isMultiValued("aws:PrincipalOrgID"));
    }

    private Context keys(Caller caller, Access access) {
        return world.authorizer
                .decide(caller, World.info(), world.state.current(), access)
                .context();
    }

    @Test
    void theManagementAccountHasThemToo() {
        Context keys = keys(managementAdmin(), World.get(Company.MANAGEMENT));

        assertEquals(Optional.of(List.of(Company.ID)), keys.get("aws:PrincipalOrgID"));
        assertEquals(Optional.of(List.of(Company.ID + "/" + Company.ROOT + "/")), keys.get("aws:PrincipalOrgPaths"));
    }

    @Test
    void theOrganizationOfTheAccountForWhichAServiceAsksIsKnown() {
        Caller service = new Caller.AwsService("cloudtrail.amazonaws.com");
        RequestInfo inside = World.info().sakeOf(new RequestInfo.Source("arn", World.ACCOUNT));
        RequestInfo outside = World.info().sakeOf(new RequestInfo.Source("arn", World.OTHER));
        View view = world.state.current();
        Context keys = world.authorizer.decide(service, inside, view, GET).context();
        Context others = world.authorizer.decide(service, outside, view, GET).context();

        assertEquals(Optional.of(List.of(Company.ID)), keys.get("aws:SourceOrgID"));
        assertEquals(Optional.of(List.of(Company.PATH)), keys.get("aws:SourceOrgPaths"));
        assertEquals(Optional.empty(), others.get("aws:SourceOrgID"));
        assertEquals(Optional.of(List.of(World.OTHER)), others.get("aws:SourceAccount"));
        assertEquals(Optional.empty(), keys(service, GET).get("aws:SourceOrgID"));
    }

    @Test
    void whoIsInNoOrganizationHasNoSuchKeys() {
        Context outsider = keys(new Caller.Root(World.OTHER, World.KEY, null), GET);
        Context outside = keys(admin(), World.get(World.OTHER));

        assertEquals(Optional.empty(), outsider.get("aws:PrincipalOrgID"));
        assertEquals(Optional.empty(), outsider.get("aws:PrincipalOrgPaths"));
        assertEquals(Optional.of(List.of(Company.ID)), outsider.get("aws:ResourceOrgID"));
        assertEquals(Optional.of(List.of(Company.ID)), outside.get("aws:PrincipalOrgID"));
        assertEquals(Optional.empty(), outside.get("aws:ResourceOrgID"));
        for (Caller nobody : List.of(new Caller.Anonymous(), new Caller.AwsService("ec2.amazonaws.com"))) {
            assertEquals(Optional.empty(), keys(nobody, GET).get("aws:PrincipalOrgID"));
        }
    }

    @Test
    void aResourceThatAnAccessAttributesToAnotherAccountIsInThatOnesOrganization() {
        Access amazons = Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1::image/ami-1")
                .with("aws:ResourceAccount", World.OTHER);

        assertEquals(Optional.empty(), keys(admin(), amazons).get("aws:ResourceOrgID"));
        company.join(World.OTHER);
        assertEquals(Optional.of(List.of(Company.ID)), keys(admin(), amazons).get("aws:ResourceOrgID"));
    }

    /** The organization's ids in a policy, as AWS's documentation gives them. */
    static Stream<String> pathConditions() {
        return Stream.of(
                "{\"StringEquals\":{\"aws:PrincipalOrgID\":\"" + Company.ID + "\"}}",
                "{\"ForAnyValue:StringEquals\":{\"aws:PrincipalOrgPaths\":[\"" + Company.PATH + "\"]}}",
                "{\"ForAnyValue:StringLike\":{\"aws:PrincipalOrgPaths\":[\"" + Company.ID + "/" + Company.ROOT
                        + "/*\"]}}",
                "{\"StringEquals\":{\"aws:ResourceOrgID\":\"${aws:PrincipalOrgID}\"}}",
                "{\"ForAnyValue:StringLike\":{\"aws:ResourceOrgPaths\":[\"" + Company.ID + "/*\"]}}");
    }

    @ParameterizedTest
    @MethodSource("pathConditions")
    void policiesMayAskForTheOrganization(String condition) {
        Caller ann = world.caller(World.policy("Allow", "s3:GetObject", "*", condition));
        assertTrue(world.allows(ann, GET));
        world.state.change(tx -> tx.delete(Tables.MEMBER_ACCOUNTS, World.ACCOUNT));

        assertFalse(world.allows(ann, GET));
    }

    @Test
    void aPolicyThatIsMissingOrABrokenTreeIsNeverAnAllow() {
        Caller root = world.root();
        company.also(Company.Level.MIDDLE, "p-missing01");
        assertThrows(IllegalStateException.class, () -> world.ask(root, GET));
        company.also(Company.Level.MIDDLE, company.policy(SERVICE_CONTROL_POLICY, "p-unread01", "{\"Version\":"));
        assertThrows(IllegalStateException.class, () -> world.ask(root, GET));
        assertThrows(IllegalStateException.class, () -> world.ask(root, Accesses.signedOnly()));
        company.only(Company.Level.MIDDLE);
        world.state.change(tx -> tx.delete(Tables.ORGANIZATIONAL_UNITS, Company.ID + "/" + Company.ROOT));

        assertThrows(IllegalStateException.class, () -> world.ask(root, GET));
    }

    @Test
    void aGuardThatCannotBeReadIsNeverAnAllow() {
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));
        Caller outsider = new Caller.Root(World.OTHER, World.KEY, null);
        assertTrue(world.allows(outsider, open));
        company.also(Company.Level.ACCOUNT, company.policy(RESOURCE_CONTROL_POLICY, "p-unread01", World.deny("s3:*")));

        assertThrows(IllegalStateException.class, () -> world.ask(outsider, open));
        assertThrows(
                IllegalStateException.class,
                () -> world.ask(new Caller.Anonymous(), Accesses.of(open).openToAnonymous()));
        assertTrue(world.allows(outsider, World.get(World.OTHER)));
    }

    @Test
    void leavingTheOrganizationEndsTheLimits() {
        company.control(Company.Level.TOP, World.deny("*"));
        assertFalse(world.allows(admin(), GET));
        world.state.change(tx -> tx.delete(Tables.MEMBER_ACCOUNTS, World.ACCOUNT));

        assertTrue(world.allows(admin(), GET));
    }

    @Test
    void aTypeThatIsSwitchedOffEndsItsLimits() {
        company.control(Company.Level.TOP, World.deny("*"));
        company.guard(Company.Level.MIDDLE, "s3:*");
        Organization organization =
                world.state.current().get(Tables.ORGANIZATIONS, Company.ID).orElseThrow();
        put(organization.withEnabled(Set.of(RESOURCE_CONTROL_POLICY)));
        assertEquals(RCP, because(admin(), GET));
        assertTrue(world.allows(admin(), RUN));
        put(organization.withEnabled(Set.of(SERVICE_CONTROL_POLICY)));
        assertEquals(SCP, because(admin(), GET));
        put(organization.withEnabled(Set.of()));

        assertTrue(world.allows(admin(), GET));
    }

    private void put(Organization organization) {
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONS, organization.id(), organization));
    }

    @Test
    void theOrganizationIsNamedBeforeAnyOther() {
        company.control(Company.Level.ACCOUNT, World.deny("s3:*"));
        company.guard(Company.Level.TOP, "s3:*");
        Access denied = GET.guardedBy(World.bucketPolicy("Deny", "\"*\"", "s3:*"));

        assertEquals(SCP, because(world.caller(World.deny("*")), denied));
        company.also(Company.Level.ACCOUNT);
        assertEquals(RCP, because(world.caller(World.deny("*")), denied));
        company.also(Company.Level.TOP);
        assertEquals(
                "with an explicit deny in a resource-based policy", because(world.caller(World.deny("*")), denied));
    }

    @Test
    void theSameCallerAndOwnerHaveTheSameSetUntilAPolicyChanges() {
        CallerPolicies policies = new CallerPolicies(world.permissions);
        Caller ann = admin();
        PolicySet first = policies.of(ann, World.ACCOUNT, world.state.current());
        assertSame(first, policies.of(ann, World.ACCOUNT, world.state.current()));
        PolicySet elsewhere = policies.of(ann, World.OTHER, world.state.current());
        assertNotSame(first, elsewhere);
        assertSame(elsewhere, policies.of(ann, Company.MANAGEMENT, world.state.current()));
        company.control(Company.Level.TOP, World.deny("ec2:*"));

        assertNotSame(first, policies.of(ann, World.ACCOUNT, world.state.current()));
        company.also(Company.Level.TOP);
        assertSame(first, policies.of(ann, World.ACCOUNT, world.state.current()));
    }

    @Test
    void passRoleIsLimitedAsAnythingElse() {
        Access pass = Access.to("iam:PassRole", "arn:aws:iam::" + World.ACCOUNT + ":role/Admin")
                .with("iam:PassedToService", "ec2.amazonaws.com");
        assertTrue(world.allows(world.root(), pass));
        company.control(Company.Level.MIDDLE, World.policy("Deny", "iam:PassRole", "arn:aws:iam::*:role/Admin"));

        assertEquals(SCP, because(world.root(), pass));
        assertEquals(SCP, because(admin(), pass));
        assertTrue(world.allows(admin(), Access.to("iam:PassRole", "arn:aws:iam::" + World.ACCOUNT + ":role/App")));
    }
}
