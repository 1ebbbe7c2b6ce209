package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.snapshot.View;

/** Where an account stands in its organization, and which control policies concern it there. */
class OrganizationTest {
    private static final String ID = "o-a1b2c3d4e5";
    private static final String ROOT = "r-ab12";
    private static final String OUTER = "ou-ab12-11111111";
    private static final String INNER = "ou-ab12-22222222";
    private static final String FULL = "p-FullAWSAccess";
    private static final String FULL_RCP = "p-RCPFullAWSAccess";
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();
    private static final String DENY_RCP = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\","
            + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}}";

    private final World world = new World();
    private final Permissions permissions = new Permissions(AWS_MANAGED, new PolicyTexts());

    /** The account is managed from the other, and two units down. */
    @BeforeEach
    void found() {
        Organization organization = new Organization(
                ID, World.OTHER, ROOT, List.of(SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY), World.NOW);
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONS, ID, organization));
        unit(ROOT, null, FULL, FULL_RCP);
        unit(OUTER, ROOT, FULL, FULL_RCP);
        unit(INNER, OUTER, FULL, FULL_RCP);
        member(World.OTHER, ROOT, FULL, FULL_RCP);
        member(World.ACCOUNT, INNER, FULL, FULL_RCP);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void unit(String id, @Nullable String parent, String... policies) {
        OrganizationalUnit unit = new OrganizationalUnit(ID, id, parent, id, List.of(policies));
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONAL_UNITS, unit.key(), unit));
    }

    private void member(String account, String parent, String... policies) {
        MemberAccount member =
                new MemberAccount(ID, account, parent, "name", "root@example.com", World.NOW, List.of(policies));
        world.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, account, member));
    }

    private OrganizationPolicy policy(String id, OrganizationPolicy.Type type, String content) {
        OrganizationPolicy policy = new OrganizationPolicy(ID, id, type, id, "", content);
        world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
        return policy;
    }

    private Organization organization() {
        return world.view().get(Tables.ORGANIZATIONS, ID).orElseThrow();
    }

    private Membership place(String account) {
        return Membership.of(world.view(), account).orElseThrow();
    }

    private Optional<List<List<String>>> levels(String account, OrganizationPolicy.Type type) {
        return permissions
                .control(world.view(), account, type)
                .map(levels -> levels.stream()
                        .map(level -> level.stream().map(SourcedPolicy::source).toList())
                        .toList());
    }

    @Test
    void anAccountsPathIsFromTheRootDownToItself() {
        assertEquals(
                List.of(ROOT, OUTER, INNER, World.ACCOUNT),
                place(World.ACCOUNT).path().stream().map(PolicyTarget::id).toList());
        assertEquals(
                ID + "/" + ROOT + "/" + OUTER + "/" + INNER + "/",
                place(World.ACCOUNT).unitPath());
        assertEquals(ID + "/" + ROOT + "/", place(World.OTHER).unitPath());
        assertEquals(organization(), place(World.ACCOUNT).organization());
    }

    @Test
    void anAccountThatIsInNoOrganizationHasNoPlaceAndNoLimits() {
        assertEquals(Optional.empty(), Membership.of(world.view(), "999999999999"));
        assertEquals(Optional.empty(), Membership.of(world.view(), ""));
        for (OrganizationPolicy.Type type : OrganizationPolicy.Type.values()) {
            assertEquals(Optional.empty(), levels("999999999999", type));
            assertEquals(Optional.empty(), levels("", type));
        }
    }

    @Test
    void anAccountThatMovesHasItsNewPath() {
        MemberAccount moved = world.view()
                .get(Tables.MEMBER_ACCOUNTS, World.ACCOUNT)
                .orElseThrow()
                .movedTo(OUTER);
        world.state.change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, World.ACCOUNT, moved));

        assertEquals(ID + "/" + ROOT + "/" + OUTER + "/", place(World.ACCOUNT).unitPath());
    }

    @Test
    void everyLevelHasItsOwnPoliciesOfTheTypeInOrder() {
        OrganizationPolicy first = policy("p-00000001", SERVICE_CONTROL_POLICY, World.policy("Deny", "s3:*", "*"));
        OrganizationPolicy second = policy("p-00000002", SERVICE_CONTROL_POLICY, World.ALLOW_ALL);
        OrganizationPolicy rcp = policy("p-00000003", RESOURCE_CONTROL_POLICY, DENY_RCP);
        unit(OUTER, ROOT, second.id(), rcp.id(), first.id());
        member(World.ACCOUNT, INNER);

        String full = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";
        String own = "arn:aws:organizations::" + World.OTHER + ":policy/" + ID + "/";
        assertEquals(
                Optional.of(List.of(
                        List.of(full),
                        List.of(own + "service_control_policy/p-00000002", own + "service_control_policy/p-00000001"),
                        List.of(full),
                        List.of())),
                levels(World.ACCOUNT, SERVICE_CONTROL_POLICY));
        String fullRcp = "arn:aws:organizations::aws:policy/resource_control_policy/p-RCPFullAWSAccess";
        assertEquals(
                Optional.of(List.of(
                        List.of(fullRcp),
                        List.of(own + "resource_control_policy/p-00000003"),
                        List.of(fullRcp),
                        List.of())),
                levels(World.ACCOUNT, RESOURCE_CONTROL_POLICY));
    }

    @ParameterizedTest
    @EnumSource(OrganizationPolicy.Type.class)
    void theManagementAccountIsNeverLimited(OrganizationPolicy.Type type) {
        assertFalse(place(World.OTHER).limitedBy(type));
        assertTrue(place(World.ACCOUNT).limitedBy(type));
        assertEquals(Optional.empty(), levels(World.OTHER, type));
        assertTrue(levels(World.ACCOUNT, type).isPresent());
    }

    @ParameterizedTest
    @EnumSource(OrganizationPolicy.Type.class)
    void aTypeThatIsNotInForceLimitsNobody(OrganizationPolicy.Type type) {
        Organization without = organization().withEnabled(without(type));
        world.state.change(tx -> tx.put(Tables.ORGANIZATIONS, ID, without));

        assertEquals(Optional.empty(), levels(World.ACCOUNT, type));
        for (OrganizationPolicy.Type other : without(type)) {
            assertTrue(levels(World.ACCOUNT, other).isPresent());
        }
    }

    private static Set<OrganizationPolicy.Type> without(OrganizationPolicy.Type type) {
        List<OrganizationPolicy.Type> others = new ArrayList<>(List.of(OrganizationPolicy.Type.values()));
        others.remove(type);
        return Set.copyOf(others);
    }

    @Test
    void policiesAreCompiledForTheirPartInADecisionOnce() {
        policy("p-00000001", SERVICE_CONTROL_POLICY, World.ALLOW_ALL);
        member(World.ACCOUNT, INNER, "p-00000001");

        List<SourcedPolicy> own = permissions
                .control(world.view(), World.ACCOUNT, SERVICE_CONTROL_POLICY)
                .orElseThrow()
                .getLast();
        List<SourcedPolicy> again = permissions
                .control(world.view(), World.ACCOUNT, SERVICE_CONTROL_POLICY)
                .orElseThrow()
                .getLast();

        assertEquals(PolicyKind.SERVICE_CONTROL, own.getFirst().policy().kind());
        assertSame(own.getFirst().policy(), again.getFirst().policy());
        assertEquals(own, again);
        assertFalse(own.getFirst().inline());
        assertEquals(
                PolicyKind.RESOURCE_CONTROL,
                permissions
                        .control(world.view(), World.ACCOUNT, RESOURCE_CONTROL_POLICY)
                        .orElseThrow()
                        .getFirst()
                        .getFirst()
                        .policy()
                        .kind());
    }

    @Test
    void aChangedDocumentCountsAtOnce() {
        OrganizationPolicy policy = policy("p-00000001", SERVICE_CONTROL_POLICY, World.ALLOW_ALL);
        member(World.ACCOUNT, INNER, policy.id());
        View before = world.view();
        String changed = World.policy("Deny", "s3:*", "*");
        world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy.withContent(changed)));

        assertEquals(World.ALLOW_ALL, ownDocument(before));
        assertEquals(changed, ownDocument(world.view()));
    }

    private String ownDocument(View view) {
        return permissions
                .control(view, World.ACCOUNT, SERVICE_CONTROL_POLICY)
                .orElseThrow()
                .getLast()
                .getFirst()
                .policy()
                .document();
    }

    /** A state that no transaction of Signet's makes; what is missing might have held a Deny. */
    enum Broken {
        ORGANIZATION_GONE("account 123456789012 of o-a1b2c3d4e5: its organization does not exist"),
        ROOT_GONE("account 123456789012 of o-a1b2c3d4e5: r-ab12 does not exist"),
        UNIT_GONE("account 123456789012 of o-a1b2c3d4e5: ou-ab12-11111111 does not exist"),
        OWN_UNIT_GONE("account 123456789012 of o-a1b2c3d4e5: ou-ab12-22222222 does not exist"),
        UNITS_IN_A_CIRCLE("account 123456789012 of o-a1b2c3d4e5: its tree is too deep"),
        OTHER_ROOT("account 123456789012 of o-a1b2c3d4e5: it is not under the root"),
        POLICY_GONE("policy p-00000009 is attached to ou-ab12-11111111 but does not exist"),
        POLICY_OF_ANOTHER_ORGANIZATION("policy p-00000008 is attached to r-ab12 but does not exist"),
        POLICY_UNREADABLE("a stored policy cannot be read: the document has no Statement"),
        POLICY_EMPTY("a stored policy cannot be read: not a JSON object");

        private final String message;

        Broken(String message) {
            this.message = message;
        }
    }

    @ParameterizedTest
    @EnumSource(Broken.class)
    void whatIsMissingOrCannotBeReadIsNeverTakenForNone(Broken broken) {
        breaks(broken);

        IllegalStateException thrown = assertThrows(
                IllegalStateException.class,
                () -> permissions.control(world.view(), World.ACCOUNT, SERVICE_CONTROL_POLICY));

        assertEquals(broken.message, thrown.getMessage());
    }

    private void breaks(Broken broken) {
        switch (broken) {
            case ORGANIZATION_GONE -> world.state.change(tx -> tx.delete(Tables.ORGANIZATIONS, ID));
            case ROOT_GONE -> world.state.change(tx -> tx.delete(Tables.ORGANIZATIONAL_UNITS, ID + "/" + ROOT));
            case UNIT_GONE -> world.state.change(tx -> tx.delete(Tables.ORGANIZATIONAL_UNITS, ID + "/" + OUTER));
            case OWN_UNIT_GONE -> world.state.change(tx -> tx.delete(Tables.ORGANIZATIONAL_UNITS, ID + "/" + INNER));
            case UNITS_IN_A_CIRCLE -> unit(OUTER, INNER, FULL);
            case OTHER_ROOT -> {
                unit("r-zz99", null, FULL);
                unit(OUTER, "r-zz99", FULL);
            }
            case POLICY_GONE -> unit(OUTER, ROOT, FULL, "p-00000009");
            case POLICY_OF_ANOTHER_ORGANIZATION -> {
                OrganizationPolicy theirs = new OrganizationPolicy(
                        "o-zzzzzzzzzz", "p-00000008", SERVICE_CONTROL_POLICY, "n", "", World.ALLOW_ALL);
                world.state.change(tx -> tx.put(Tables.ORGANIZATION_POLICIES, theirs.key(), theirs));
                unit(ROOT, null, FULL, theirs.id());
            }
            case POLICY_UNREADABLE -> {
                policy("p-00000007", SERVICE_CONTROL_POLICY, "{\"Version\":\"2012-10-17\"}");
                member(World.ACCOUNT, INNER, FULL, "p-00000007");
            }
            case POLICY_EMPTY -> {
                policy("p-00000007", SERVICE_CONTROL_POLICY, "");
                member(World.ACCOUNT, INNER, FULL, "p-00000007");
            }
        }
    }

    @Test
    void whatIsBrokenInOneOrganizationIsNotInAnother() {
        unit(OUTER, INNER, FULL);

        assertEquals(Optional.empty(), levels(World.OTHER, SERVICE_CONTROL_POLICY));
        assertEquals(Optional.empty(), levels("999999999999", SERVICE_CONTROL_POLICY));
    }

    @Test
    void aTreeIsAsDeepAsAwsLetsItBe() {
        unit("ou-ab12-33333333", INNER, FULL);
        unit("ou-ab12-44444444", "ou-ab12-33333333", FULL);
        unit("ou-ab12-55555555", "ou-ab12-44444444", FULL);
        member(World.ACCOUNT, "ou-ab12-55555555", FULL);
        assertEquals(
                7, levels(World.ACCOUNT, SERVICE_CONTROL_POLICY).orElseThrow().size());

        unit("ou-ab12-66666666", "ou-ab12-55555555", FULL);
        member(World.ACCOUNT, "ou-ab12-66666666", FULL);

        assertThrows(IllegalStateException.class, () -> place(World.ACCOUNT));
    }

    static Stream<OrganizationPolicy> awsManaged() {
        return Stream.of(OrganizationPolicy.FULL_ACCESS, OrganizationPolicy.FULL_RESOURCE_ACCESS);
    }

    @ParameterizedTest
    @MethodSource("awsManaged")
    void whatAwsManagesIsInEveryOrganizationAndCannotBeReplaced(OrganizationPolicy managed) {
        OrganizationPolicy fake = policy(managed.id(), managed.type(), World.policy("Deny", "*", "*"));

        assertTrue(managed.awsManaged());
        assertFalse(fake.awsManaged());
        assertEquals(Optional.of(managed), OrganizationPolicy.find(world.view(), ID, managed.id()));
        assertEquals(Optional.of(managed), OrganizationPolicy.find(world.view(), "o-zzzzzzzzzz", managed.id()));
        assertEquals(
                managed.content(),
                permissions.compiled(managed.type().kind(), managed.content()).document());
    }

    @ParameterizedTest
    @ValueSource(strings = {"o-short", "O-a1b2c3d4e5", "a1b2c3d4e5", "", "o-a1b2c3d4e5/x"})
    void anOrganizationsIdHasItsForm(String id) {
        assertThrows(
                IllegalArgumentException.class, () -> new Organization(id, World.OTHER, ROOT, List.of(), World.NOW));
    }

    @Test
    void idsHaveTheirForms() {
        assertThrows(IllegalArgumentException.class, () -> new Organization(ID, "1234", ROOT, List.of(), World.NOW));
        assertThrows(
                IllegalArgumentException.class, () -> new Organization(ID, World.OTHER, OUTER, List.of(), World.NOW));
        assertThrows(IllegalArgumentException.class, () -> unit(ROOT, OUTER));
        assertThrows(IllegalArgumentException.class, () -> unit(OUTER, null));
        assertThrows(IllegalArgumentException.class, () -> policy("p-1", SERVICE_CONTROL_POLICY, World.ALLOW_ALL));
        assertThrows(
                IllegalArgumentException.class, () -> policy("p-0000000/", SERVICE_CONTROL_POLICY, World.ALLOW_ALL));
    }

    @Test
    void targetsAreValues() {
        List<String> policies = new ArrayList<>(List.of(FULL));
        OrganizationalUnit unit = new OrganizationalUnit(ID, OUTER, ROOT, "n", policies);
        MemberAccount member = new MemberAccount(ID, World.ACCOUNT, OUTER, "n", "e@x.test", World.NOW, policies);
        policies.add("p-00000001");

        for (PolicyTarget target : List.of(unit, member)) {
            assertEquals(List.of(FULL), target.policies());
            assertThrows(
                    UnsupportedOperationException.class, () -> target.policies().clear());
            PolicyTarget changed = target.withPolicies(List.of("p-00000001"));
            assertEquals(List.of("p-00000001"), changed.policies());
            assertEquals(target, changed.withPolicies(List.of(FULL)));
            assertEquals(ID, changed.organization());
        }
        assertEquals(
                List.of(SERVICE_CONTROL_POLICY, RESOURCE_CONTROL_POLICY),
                organization()
                        .withEnabled(Set.of(RESOURCE_CONTROL_POLICY, SERVICE_CONTROL_POLICY))
                        .enabled());
    }

    @Test
    void whatIsStoredComesBackEqual() {
        OrganizationPolicy policy = policy("p-00000001", RESOURCE_CONTROL_POLICY, DENY_RCP);

        View reopened = State.open(world.store, Tables.all()).current();

        assertEquals(Optional.of(organization()), reopened.get(Tables.ORGANIZATIONS, ID));
        assertEquals(Optional.of(policy), reopened.get(Tables.ORGANIZATION_POLICIES, policy.key()));
        for (String id : List.of(ROOT, OUTER, INNER)) {
            assertEquals(
                    world.view().get(Tables.ORGANIZATIONAL_UNITS, ID + "/" + id),
                    reopened.get(Tables.ORGANIZATIONAL_UNITS, ID + "/" + id));
        }
        assertEquals(
                world.view().get(Tables.MEMBER_ACCOUNTS, World.ACCOUNT),
                reopened.get(Tables.MEMBER_ACCOUNTS, World.ACCOUNT));
        assertEquals(Membership.of(world.view(), World.ACCOUNT), Membership.of(reopened, World.ACCOUNT));
    }
}
