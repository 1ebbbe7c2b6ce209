package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.identity.CustomerPolicy;
import signet.identity.Tables;

/** What is made of a customer managed policy that somebody may rewrite. */
class PolicyChangesTest {
    private static final String READ = Seed.allow("s3:GetObject *");
    private static final String ALL = Seed.allow("* *");
    private final Seed seed = new Seed();

    private CustomerPolicy policy(String... older) {
        CustomerPolicy policy = seed.addPolicy("own", READ);
        seed.addVersions(policy, older);
        return stored();
    }

    private CustomerPolicy stored() {
        return seed.state
                .current()
                .get(Tables.POLICIES, Tables.key(Seed.ACCOUNT, "own"))
                .orElseThrow();
    }

    private static String[] reads(int count) {
        return IntStream.range(0, count).mapToObj(i -> READ).toArray(String[]::new);
    }

    private static List<String> methods(CustomerPolicy policy) {
        return new PolicyChanges(policy)
                .all(Seed.MALLORY).stream().map(Raise::method).toList();
    }

    private static List<String> ids(CustomerPolicy policy) {
        return policy.versions().stream().map(CustomerPolicy.Version::id).toList();
    }

    private CustomerPolicy after(Raise raise) {
        seed.state.change(raise.change());
        return stored();
    }

    @Test
    void aPolicyOfOneVersionIsOnlyRewritten() {
        assertEquals(List.of("iam:CreatePolicyVersion"), methods(policy()));
    }

    @Test
    void eachOlderVersionMayBePutInForce() {
        List<Raise> raises = new PolicyChanges(policy(READ, READ)).all(Seed.MALLORY);

        assertEquals(
                List.of("v2", "v3"),
                raises.stream()
                        .filter(raise -> raise.method().equals("iam:SetDefaultPolicyVersion"))
                        .map(raise -> raise.details().get("version"))
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "1, iam:CreatePolicyVersion",
        "3, iam:CreatePolicyVersion",
        "4, iam:DeletePolicyVersion + iam:CreatePolicyVersion"
    })
    void aSixthVersionNeedsOneToGo(int older, String method) {
        assertEquals(method, methods(policy(reads(older))).getFirst());
    }

    @Test
    void everyNeedIsOfThePolicyItself() {
        for (Raise raise : new PolicyChanges(policy(reads(4))).all(Seed.MALLORY)) {
            assertEquals(Seed.policy("own"), raise.details().get("policy"));
            assertTrue(
                    raise.needs().stream().allMatch(need -> need.resource().equals(Seed.policy("own"))), raise.what());
        }
    }

    @Test
    void aNewVersionAllowsEverythingAndIsInForce() {
        CustomerPolicy changed =
                after(new PolicyChanges(policy()).all(Seed.MALLORY).getFirst());

        assertEquals(List.of("v1", "v2"), ids(changed));
        assertEquals("v2", changed.defaultVersion());
        assertEquals(Holders.EVERYTHING, changed.document());
        assertEquals(3, changed.nextVersion());
    }

    @Test
    void anOlderVersionInForceIsTheSameAsItWas() {
        CustomerPolicy changed =
                after(new PolicyChanges(policy(ALL)).all(Seed.MALLORY).getLast());

        assertEquals("v2", changed.defaultVersion());
        assertEquals(ALL, changed.document());
        assertEquals(List.of("v1", "v2"), ids(changed));
    }

    @Test
    void theVersionInForceIsNeverTheOneToGo() {
        CustomerPolicy policy = policy(reads(4));
        assertEquals("v2", PolicyChanges.spare(policy));

        CustomerPolicy other = policy.withVersions(policy.versions(), "v2", 6, Seed.NOW);

        assertEquals("v1", PolicyChanges.spare(other));
    }

    @Test
    void aPolicyThatIsGoneIsNotMadeAgain() {
        CustomerPolicy policy = policy(ALL);
        List<Raise> raises = new PolicyChanges(policy).all(Seed.MALLORY);
        seed.state.change(tx -> tx.delete(Tables.POLICIES, policy.key()));

        raises.forEach(raise -> seed.state.change(raise.change()));

        assertTrue(seed.state.current().get(Tables.POLICIES, policy.key()).isEmpty());
    }

    @Test
    void aVersionThatIsGoneIsNotPutInForce() {
        CustomerPolicy policy = policy(ALL);
        Raise older = new PolicyChanges(policy).all(Seed.MALLORY).getLast();
        CustomerPolicy less = policy.withVersions(policy.versions().subList(0, 1), "v1", 3, Seed.NOW);
        seed.state.change(tx -> tx.put(Tables.POLICIES, less.key(), less));

        assertEquals("v1", after(older).defaultVersion());
    }

    @Test
    void anOlderVersionMayTakeSomethingAwayANewOneDoesNot() {
        List<Raise> raises = new PolicyChanges(policy(READ)).all(Seed.MALLORY);

        assertTrue(raises.getFirst().widening());
        assertFalse(raises.getLast().widening());
    }

    @Test
    void anOlderVersionThatAllowsLessLeadsNowhere() {
        CustomerPolicy policy = policy(READ);
        seed.put(seed.mallory().withAttached(List.of(policy.arn())));
        seed.mallory(Seed.allow("iam:SetDefaultPolicyVersion *"));

        assertTrue(seed.escalation().isEmpty());
    }

    @Test
    void theVersionThatAllowsEverythingIsTheOneThatIsChosen() {
        CustomerPolicy policy = policy(READ, READ, ALL);
        seed.put(seed.mallory().withAttached(List.of(policy.arn())));
        seed.mallory(Seed.allow("iam:SetDefaultPolicyVersion " + policy.arn()));

        Path path = seed.escalation().orElseThrow();

        assertEquals(1, path.hops().size());
        assertEquals("v4", path.hops().getFirst().details().get("version"));
    }

    @Test
    void aPolicyThatIsInForceOnNobodyOfOnesOwnIsOfNoUse() {
        policy(ALL);
        seed.put(seed.addUser("friend").withAttached(List.of(Seed.policy("own"))));
        seed.mallory(Seed.allow("iam:CreatePolicyVersion *", "iam:SetDefaultPolicyVersion *"));

        assertTrue(seed.escalation().isEmpty());
    }

    @Test
    void thePoliciesOfAwsAreNotRewritten() {
        seed.put(seed.mallory().withAttached(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));
        seed.mallory(Seed.allow("iam:CreatePolicyVersion *", "iam:SetDefaultPolicyVersion *"));

        assertTrue(seed.escalation().isEmpty());
    }
}
