package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** Which policies belong to whom; and that a missing one is never taken for none. */
class PermissionsTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final ManagedPolicies AWS_MANAGED = ManagedPolicies.load();

    private final World world = new World();
    private final Permissions permissions = new Permissions(AWS_MANAGED, new PolicyTexts());

    @AfterEach
    void close() {
        world.close();
    }

    private static SortedMap<String, String> inline(String... nameAndText) {
        TreeMap<String, String> inline = new TreeMap<>();
        for (int i = 0; i < nameAndText.length; i += 2) {
            inline.put(nameAndText[i], nameAndText[i + 1]);
        }
        return inline;
    }

    private static List<String> sources(List<SourcedPolicy> policies) {
        return policies.stream().map(SourcedPolicy::source).toList();
    }

    @Test
    void whoHasNothingHasNoPolicies() {
        assertEquals(List.of(), permissions.identity(world.view(), world.user(World.ACCOUNT, "/", "ann")));
        assertEquals(List.of(), permissions.identity(world.view(), world.role(World.ACCOUNT, "/", "r")));
    }

    @Test
    void aUserHasItsOwnPoliciesAndThoseOfItsGroupsOnly() {
        CustomerPolicy mine = world.customerPolicy("mine", World.ALLOW_ALL);
        Group staff = world.group("staff").withInline(inline("staff-inline", World.ALLOW_ALL));
        Group others = world.group("others").withInline(inline("others-inline", World.ALLOW_ALL));
        Group readers = world.group("readers").withAttached(List.of(READ_ONLY));
        world.state.change(tx -> List.of(staff, others, readers).forEach(g -> tx.put(Tables.GROUPS, g.key(), g)));
        User ann = world.user(World.ACCOUNT, "/", "ann")
                .withInline(inline("ann-inline", World.ALLOW_ALL))
                .withAttached(List.of(mine.arn()))
                .withGroups(List.of(staff.id(), readers.id()));
        world.put(ann);

        List<SourcedPolicy> policies = permissions.identity(world.view(), ann);

        assertEquals(List.of("ann-inline", mine.arn(), "staff-inline", READ_ONLY), sources(policies));
        assertEquals(
                List.of(true, false, true, false),
                policies.stream().map(SourcedPolicy::inline).toList());
        assertTrue(policies.stream().allMatch(policy -> policy.policy().kind() == PolicyKind.IDENTITY));
    }

    @Test
    void aRenamedGroupKeepsItsMembers() {
        Group staff = world.group("staff").withInline(inline("p", World.ALLOW_ALL));
        Group renamed = staff.renamed("/x/", "people");
        world.state.change(tx -> {
            tx.delete(Tables.GROUPS, staff.key());
            tx.put(Tables.GROUPS, renamed.key(), renamed);
        });
        User ann = world.user(World.ACCOUNT, "/", "ann").withGroups(List.of(staff.id()));

        assertEquals(List.of("p"), sources(permissions.identity(world.view(), ann)));
    }

    @Test
    void aGroupThatIsNotThereIsNeverTakenForNoGroup() {
        User ann = world.user(World.ACCOUNT, "/", "ann").withGroups(List.of("AGPAGONE"));

        IllegalStateException thrown =
                assertThrows(IllegalStateException.class, () -> permissions.identity(world.view(), ann));

        assertEquals("group AGPAGONE of " + ann.arn() + " does not exist", thrown.getMessage());
    }

    @Test
    void anAttachedPolicyThatIsNotThereIsNeverTakenForNone() {
        String gone = "arn:aws:iam::123456789012:policy/gone";
        User ann = world.user(World.ACCOUNT, "/", "ann").withAttached(List.of(gone));
        Role role = world.role(World.ACCOUNT, "/", "r").withAttached(List.of("arn:aws:iam::aws:policy/NoSuchPolicy"));

        assertThrows(IllegalStateException.class, () -> permissions.identity(world.view(), ann));
        assertThrows(IllegalStateException.class, () -> permissions.identity(world.view(), role));
        assertThrows(IllegalStateException.class, () -> permissions.boundary(world.view(), World.ACCOUNT, gone));
        assertThrows(
                IllegalStateException.class, () -> permissions.session(world.view(), limited(null, List.of(gone))));
    }

    @Test
    void aTextThatCannotBeReadIsNeverTakenForNone() {
        User ann = world.user(World.ACCOUNT, "/", "ann").withInline(inline("broken", "{"));
        CustomerPolicy broken = world.customerPolicy("broken", "{\"Version\":\"2012-10-17\"}");

        assertThrows(IllegalStateException.class, () -> permissions.identity(world.view(), ann));
        assertThrows(
                IllegalStateException.class, () -> permissions.boundary(world.view(), World.ACCOUNT, broken.arn()));
        assertThrows(
                IllegalStateException.class, () -> permissions.session(world.view(), limited("nonsense", List.of())));
    }

    private Session limited(@Nullable String policy, List<String> arns) {
        Session session = world.session("s");
        return new Session(
                session.accessKeyId(),
                session.secret(),
                session.account(),
                session.kind(),
                session.principalId(),
                session.name(),
                session.issued(),
                session.expires(),
                false,
                policy,
                arns,
                Map.of(),
                List.of(),
                null,
                false,
                Map.of());
    }

    @Test
    void sessionPoliciesAreTheManagedOnesAndTheInlineOne() {
        CustomerPolicy mine = world.customerPolicy("mine", World.ALLOW_ALL);

        List<SourcedPolicy> policies =
                permissions.session(world.view(), limited(World.ALLOW_ALL, List.of(mine.arn(), READ_ONLY)));

        assertEquals(List.of(mine.arn(), READ_ONLY, "session policy"), sources(policies));
        assertEquals(List.of(), permissions.session(world.view(), limited(null, List.of())));
    }

    @Test
    void theVersionInForceOfACustomerPolicyCounts() {
        CustomerPolicy policy = world.customerPolicy("mine", World.ALLOW_ALL);
        String deny = World.policy("Deny", "*", "*");
        CustomerPolicy.Version second = new CustomerPolicy.Version("v2", deny, World.NOW);
        CustomerPolicy changed =
                policy.withVersions(List.of(policy.versions().getFirst(), second), "v2", 3, World.NOW.plusSeconds(1));
        world.state.change(tx -> tx.put(Tables.POLICIES, changed.key(), changed));

        assertEquals(Optional.of(deny), permissions.document(world.view(), World.ACCOUNT, policy.arn()));
    }

    @Test
    void aManagedPolicyIsFoundByItsWholeArnOnly() {
        CustomerPolicy policy = world.customerPolicy("mine", World.ALLOW_ALL);

        assertEquals("arn:aws:iam::123456789012:policy/team/mine", policy.arn());
        assertTrue(
                permissions.document(world.view(), World.ACCOUNT, policy.arn()).isPresent());
        for (String arn : List.of(
                "arn:aws:iam::123456789012:policy/mine",
                "arn:aws:iam::123456789012:policy/team/Mine",
                "arn:aws:iam::210987654321:policy/team/mine",
                "arn:aws:iam::123456789012:role/team/mine",
                "arn:aws:iam::aws:policy/team/mine",
                "arn:aws:iam::aws:policy/readonlyaccess",
                "mine",
                "",
                ":::::")) {
            assertFalse(permissions.document(world.view(), World.ACCOUNT, arn).isPresent(), arn);
        }
        assertTrue(permissions.document(world.view(), World.ACCOUNT, READ_ONLY).isPresent());
    }

    private RecordedPolicy recorded(String account, String document) {
        RecordedPolicy.Version version = new RecordedPolicy.Version("v9", document, World.NOW);
        RecordedPolicy policy = new RecordedPolicy(
                account, READ_ONLY, "ANPAREADONLY", World.NOW, World.NOW, null, "v9", List.of(version));
        world.state.change(tx -> tx.put(Tables.RECORDED_POLICIES, policy.key(), policy));
        return policy;
    }

    @Test
    void aPolicyOfAwsIsAsItWasRecordedWithTheAccount() {
        String ours =
                permissions.document(world.view(), World.ACCOUNT, READ_ONLY).orElseThrow();
        RecordedPolicy policy = recorded(World.ACCOUNT, World.policy("Deny", "*", "*"));
        User ann = world.user(World.ACCOUNT, "/", "ann").withAttached(List.of(READ_ONLY));

        assertEquals(Optional.of(policy.document()), permissions.document(world.view(), World.ACCOUNT, READ_ONLY));
        assertEquals(
                policy.document(),
                permissions.identity(world.view(), ann).getFirst().policy().document());
        assertEquals(
                policy.document(),
                permissions
                        .boundary(world.view(), World.ACCOUNT, READ_ONLY)
                        .policy()
                        .document());
        assertEquals(Optional.of(ours), permissions.document(world.view(), "210987654321", READ_ONLY));
        assertEquals("ReadOnlyAccess", policy.name());
        assertEquals("/", policy.path());
        assertEquals(Optional.empty(), policy.version("v1"));
    }

    /** IAM User Guide, "Version": 2008-10-17 was the version of old; IAM doesn't take it any more when a policy is written. */
    @Test
    void aTextThatIsOlderThanTodaysRulesOfWritingIsReadAsAwsReadsIt() {
        String old =
                "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\",\"Action\":\"s3:*\","
                        + "\"Resource\":\"*\"},{\"Sid\":\"a\",\"Effect\":\"Deny\",\"Action\":\"s3:Put*\",\"Resource\":\"*\"}]}";
        User ann = world.user(World.ACCOUNT, "/", "ann").withInline(inline("old", old));

        assertEquals(
                old, permissions.identity(world.view(), ann).getFirst().policy().document());
        assertTrue(permissions.readable(PolicyKind.IDENTITY, old).isPresent());
        assertEquals(Optional.empty(), permissions.readable(PolicyKind.IDENTITY, "{"));
    }

    @Test
    void trustIsReadAsATrustPolicy() {
        SourcedPolicy trust = permissions.trust(world.role(World.ACCOUNT, "/", "r"));

        assertEquals(PolicyKind.TRUST, trust.policy().kind());
        Role broken = world.role(World.ACCOUNT, "/", "b").withTrust(World.ALLOW_ALL);
        assertThrows(IllegalStateException.class, () -> permissions.trust(broken));
    }

    @Test
    void aTextIsCompiledOnceForEachKind() {
        PolicyTexts texts = new PolicyTexts();

        assertSame(
                texts.compiled(PolicyKind.IDENTITY, World.ALLOW_ALL),
                texts.compiled(PolicyKind.IDENTITY, World.policy("Allow", "*", "*")));
        assertNotSame(
                texts.compiled(PolicyKind.IDENTITY, World.ALLOW_ALL),
                texts.compiled(PolicyKind.SESSION, World.ALLOW_ALL));
        assertEquals(
                PolicyKind.SESSION,
                permissions.compiled(PolicyKind.SESSION, World.ALLOW_ALL).kind());
    }
}
