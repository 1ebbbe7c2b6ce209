package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import signet.identity.Group;
import signet.identity.MemberAccount;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.Request;
import signet.snapshot.Transaction;

/** Laws about the authorizer that hold in whatever state, for whatever caller and whatever it asks. */
@Tag("slow")
class AuthorizerLawsTest {
    private static final int WORLDS = 400;

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    /** Shows a law random worlds, each with what its caller asks. */
    private void always(int accesses, BiConsumer<RandomWorld, List<Access>> law) {
        for (long seed = 0; seed < WORLDS; seed++) {
            RandomWorld random = new RandomWorld(world, seed);
            List<Access> asked = random.accesses(accesses);
            try {
                law.accept(random, asked);
            } catch (AssertionError e) {
                throw new AssertionError("seed " + seed + ": " + random.caller + " asks " + asked, e);
            }
        }
    }

    private Verdict<String> ask(RandomWorld random, List<Access> accesses) {
        return world.ask(random.caller, open(accesses));
    }

    private static Accesses open(List<Access> accesses) {
        return new Accesses(accesses, List.of(), true);
    }

    private boolean grants(RandomWorld random, List<Access> accesses) {
        return ask(random, accesses) instanceof Verdict.Granted<String>;
    }

    private Decision decide(RandomWorld random, Access access) {
        return world.authorizer
                .decide(random.caller, World.info(), world.state.current(), access)
                .decision();
    }

    /** The decision by a set that is gathered without the authorizer, on the request that the authorizer made. */
    private Decision byHand(RandomWorld random, Access access) {
        Decided decided = world.authorizer.decide(random.caller, World.info(), world.state.current(), access);
        Request request = new Request(
                random.caller.principal(),
                access.action(),
                access.resource(),
                RandomWorld.owner(access),
                decided.context());
        return Evaluator.decide(request, random.set(access));
    }

    private static String essence(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> "allowed by " + allowed.kind();
            case Decision.ExplicitlyDenied denied ->
                "denied by " + denied.kind() + " " + denied.policy().source() + " statement "
                        + denied.statement().index();
            case Decision.ImplicitlyDenied denied -> "not allowed by " + denied.kind();
        };
    }

    @Test
    void theDecisionIsTheEnginesOnExactlyThePoliciesThatHaveASay() {
        always(
                3,
                (random, accesses) -> accesses.forEach(
                        access -> assertEquals(essence(byHand(random, access)), essence(decide(random, access)))));
    }

    @Test
    void theRandomWorldsReachEveryKindOfDecision() {
        Map<PolicyKind, Integer> denied = new EnumMap<>(PolicyKind.class);
        Map<PolicyKind, Integer> notAllowed = new EnumMap<>(PolicyKind.class);
        List<Decision> allowed = new ArrayList<>();
        always(
                4,
                (random, accesses) -> accesses.forEach(access -> {
                    switch (decide(random, access)) {
                        case Decision.Allowed by -> allowed.add(by);
                        case Decision.ExplicitlyDenied by -> denied.merge(by.kind(), 1, Integer::sum);
                        case Decision.ImplicitlyDenied by -> notAllowed.merge(by.kind(), 1, Integer::sum);
                    }
                }));

        assertTrue(allowed.size() > 100, () -> "allowed " + allowed.size());
        for (PolicyKind kind : List.of(
                PolicyKind.IDENTITY,
                PolicyKind.RESOURCE,
                PolicyKind.BOUNDARY,
                PolicyKind.SESSION,
                PolicyKind.SERVICE_CONTROL,
                PolicyKind.RESOURCE_CONTROL)) {
            assertTrue(denied.containsKey(kind), () -> kind + " denies in none: " + denied);
            // Every level allows all by AWS's own policy.
            assertTrue(
                    kind == PolicyKind.RESOURCE_CONTROL || notAllowed.containsKey(kind),
                    () -> kind + " is short of an Allow in none: " + notAllowed);
        }
    }

    @Test
    void aRequestIsGrantedIfAndOnlyIfEveryAccessIsAllowed() {
        always(
                4,
                (random, accesses) -> assertEquals(
                        accesses.stream()
                                .allMatch(access -> decide(random, access).allowed()),
                        grants(random, accesses)));
    }

    @Test
    void theFirstAccessThatIsNotAllowedNamesTheDenial() {
        always(4, (random, accesses) -> {
            if (ask(random, accesses) instanceof Verdict.Denied<String> denied) {
                int first = 0;
                while (decide(random, accesses.get(first)).allowed()) {
                    first++;
                }
                assertSame(accesses.get(first), denied.denial().decided().access());
                assertEquals(first + 1, denied.decisions().size());
                assertSame(denied.denial().decided(), denied.decisions().getLast());
            }
        });
    }

    @Test
    void everythingThatWasAskedIsInTheRecordInOrder() {
        always(4, (random, accesses) -> {
            List<Access> recorded = ask(random, accesses).decisions().stream()
                    .map(Decided::access)
                    .toList();

            assertEquals(accesses.subList(0, recorded.size()), recorded);
            if (grants(random, accesses)) {
                assertEquals(accesses, recorded);
            }
        });
    }

    @Test
    void askingForMoreNeverHelps() {
        always(4, (random, accesses) -> {
            if (grants(random, accesses)) {
                for (int i = 1; i < accesses.size(); i++) {
                    assertTrue(grants(random, accesses.subList(i, accesses.size())));
                    assertTrue(grants(random, accesses.subList(0, i)));
                }
            }
        });
    }

    @Test
    void theOrderOfTheAccessesDecidesTheWordsOnly() {
        always(4, (random, accesses) -> {
            List<Access> shuffled = new ArrayList<>(accesses);
            Collections.shuffle(shuffled, new Random(accesses.size()));

            assertEquals(grants(random, accesses), grants(random, shuffled));
        });
    }

    @Test
    void anAccessThatIsAskedTwiceIsDecidedAsOnce() {
        always(2, (random, accesses) -> {
            List<Access> twice = new ArrayList<>(accesses);
            twice.addAll(accesses);

            assertEquals(grants(random, accesses), grants(random, twice));
        });
    }

    @Test
    void anAdvisoryAccessNeverDeniesAndNeverAllows() {
        always(4, (random, accesses) -> {
            List<Access> required = accesses.subList(0, 1);
            List<Access> advisory = accesses.subList(1, accesses.size());

            Verdict<String> alone = world.ask(random.caller, open(required));
            Verdict<String> advised = world.ask(random.caller, open(required).advised(advisory));

            assertEquals(alone.getClass(), advised.getClass());
            if (advised instanceof Verdict.Granted<String> granted) {
                for (Access access : advisory) {
                    boolean allowed = decide(random, access).allowed();
                    assertEquals(allowed, granted.request().permits(access));
                    assertEquals(!allowed, granted.request().refused(access).isPresent());
                }
            }
        });
    }

    @Test
    void anotherAccountsResourceTakesItsOwnersConsent() {
        always(3, (random, accesses) -> {
            for (Access access : accesses) {
                boolean foreign = !RandomWorld.owner(access).equals(random.caller.account());
                if (foreign && access.resourcePolicy() == null) {
                    assertFalse(decide(random, access).allowed(), access.action());
                }
            }
        });
    }

    @Test
    void anUnsignedRequestGoesNowhereThatIsNotOpenedToIt() {
        always(3, (random, accesses) -> {
            Verdict<String> closed = world.ask(new Caller.Anonymous(), Accesses.of(accesses));
            Verdict<String> open = world.ask(new Caller.Anonymous(), open(accesses));

            assertTrue(closed instanceof Verdict.Unsigned<String>);
            assertEquals(List.of(), closed.decisions());
            assertFalse(open instanceof Verdict.Unsigned<String>);
            boolean unguarded = accesses.stream().anyMatch(access -> access.resourcePolicy() == null);
            assertTrue(!unguarded || open instanceof Verdict.Denied<String>);
        });
    }

    @Test
    void aSignedRequestIsTheSameWhetherOrNotItIsOpenToUnsignedOnes() {
        always(3, (random, accesses) -> {
            if (!(random.caller instanceof Caller.Anonymous)) {
                assertEquals(
                        world.ask(random.caller, Accesses.of(accesses)).getClass(),
                        ask(random, accesses).getClass());
            }
        });
    }

    @Test
    void anOrganizationNeverGrants() {
        always(3, (random, accesses) -> {
            random.leave();
            List<Boolean> without = accesses.stream()
                    .map(access -> decide(random, access).allowed())
                    .toList();
            random.organization();
            for (int i = 0; i < accesses.size(); i++) {
                assertTrue(without.get(i) || !decide(random, accesses.get(i)).allowed());
            }
        });
    }

    @Test
    void aDenyOfEverythingInAnyOfTheCallersPoliciesRefusesEverything() {
        always(3, (random, accesses) -> {
            Caller denied = switch (random.caller) {
                case Caller.IamUser user ->
                    new Caller.IamUser(withDeny(user.user()), user.accessKeyId(), user.session());
                case Caller.RoleSession role ->
                    new Caller.RoleSession(
                            role.role().withInline(denying(role.role().inline())), role.session());
                case Caller.FederatedUser user -> new Caller.FederatedUser(withDeny(user.user()), user.session());
                case Caller.Root root -> new Caller.Anonymous();
                case Caller.AwsService service -> new Caller.Anonymous();
                case Caller.Federated holder -> new Caller.Anonymous();
                case Caller.Anonymous nobody -> nobody;
            };
            if (!(denied instanceof Caller.Anonymous)) {
                for (Access access : accesses) {
                    assertFalse(world.allows(denied, access));
                }
            }
        });
    }

    private static User withDeny(User user) {
        return user.withInline(denying(user.inline()));
    }

    private static SortedMap<String, String> denying(Map<String, String> inline) {
        TreeMap<String, String> more = new TreeMap<>(inline);
        more.put("zz", World.deny("*"));
        return more;
    }

    @Test
    void whatWasDecidedBeforeDoesNotMatter() {
        always(3, (random, accesses) -> {
            Authorizer fresh = new Authorizer(new CallerPolicies(world.permissions));
            for (Access access : accesses) {
                assertEquals(
                        essence(fresh.decide(random.caller, World.info(), world.state.current(), access)
                                .decision()),
                        essence(decide(random, access)));
            }
        });
    }

    @Test
    void anOlderViewIsDecidedOnAsItWas() {
        always(2, (random, accesses) -> {
            var before = world.state.current();
            List<String> then = accesses.stream()
                    .map(access -> essence(decide(random, access)))
                    .toList();
            world.state.change(
                    tx -> tx.under(Tables.POLICIES, "").forEach((key, policy) -> tx.delete(Tables.POLICIES, key)));
            random.leave();

            assertEquals(
                    then,
                    accesses.stream()
                            .map(access -> essence(world.authorizer
                                    .decide(random.caller, World.info(), before, access)
                                    .decision()))
                            .toList());
        });
    }

    @Test
    void aRecordThatIsLostIsNeverAnAllow() {
        always(2, (random, accesses) -> {
            boolean before = grants(random, accesses);
            int lost = world.state.write(AuthorizerLawsTest::loseAll);
            boolean after;
            try {
                after = grants(random, accesses);
            } catch (IllegalStateException e) {
                after = false;
            }
            assertTrue(before || !after, "lost " + lost + " records");
        });
    }

    /** Removes what the state holds of policies, groups and organizations, but for the accounts' own membership. */
    private static int loseAll(Transaction tx) {
        List<Runnable> removals = new ArrayList<>();
        tx.under(Tables.POLICIES, "").keySet().forEach(key -> removals.add(() -> tx.delete(Tables.POLICIES, key)));
        tx.under(Tables.GROUPS, "").keySet().forEach(key -> removals.add(() -> tx.delete(Tables.GROUPS, key)));
        tx.under(Tables.ORGANIZATION_POLICIES, "")
                .keySet()
                .forEach(key -> removals.add(() -> tx.delete(Tables.ORGANIZATION_POLICIES, key)));
        tx.under(Tables.ORGANIZATIONAL_UNITS, "")
                .keySet()
                .forEach(key -> removals.add(() -> tx.delete(Tables.ORGANIZATIONAL_UNITS, key)));
        removals.forEach(Runnable::run);
        return removals.size();
    }

    @Test
    void theSentenceNamesCallerActionAndResource() {
        always(3, (random, accesses) -> {
            if (ask(random, accesses) instanceof Verdict.Denied<String> denied) {
                Denial denial = denied.denial();
                Access access = denial.decided().access();

                assertTrue(
                        denial.sentence()
                                .startsWith("User: " + random.caller.arn() + " is not authorized to perform: "
                                        + access.action() + " on resource: " + access.resource() + " "),
                        denial.sentence());
                assertTrue(
                        denial.because().startsWith("because no ")
                                || denial.because().startsWith("with an explicit deny in "),
                        denial.because());
            }
        });
    }

    @Test
    void noTextEverSaysWhatIsInAnOrganizationThatTheCallerIsNotIn() {
        always(3, (random, accesses) -> {
            if (ask(random, accesses) instanceof Verdict.Denied<String> denied) {
                boolean inside = world.state
                        .current()
                        .get(Tables.MEMBER_ACCOUNTS, random.caller.account())
                        .map(MemberAccount::organization)
                        .isPresent();
                assertTrue(inside || !denied.denial().sentence().contains("arn:aws:organizations"));
            }
        });
    }

    @Test
    void aServiceLinkedRoleIsBeyondTheOrganization() {
        always(3, (random, accesses) -> {
            if (random.caller instanceof Caller.RoleSession session
                    && session.role().path().startsWith(Role.SERVICE_LINKED_PATH)) {
                List<String> within = accesses.stream()
                        .map(access -> essence(decide(random, access)))
                        .toList();
                random.leave();

                assertEquals(
                        within,
                        accesses.stream()
                                .map(access -> essence(decide(random, access)))
                                .toList());
            }
        });
    }

    @Test
    void aGroupHasNoSayAboutWhoIsNotInIt() {
        always(2, (random, accesses) -> {
            List<String> before = accesses.stream()
                    .map(access -> essence(decide(random, access)))
                    .toList();
            Group strangers = Group.create(World.ACCOUNT, "/", "strangers", "AGPASTRANGERS", World.ISSUED)
                    .withInline(denying(Map.of()));
            world.state.change(tx -> tx.put(Tables.GROUPS, strangers.key(), strangers));

            assertEquals(
                    before,
                    accesses.stream()
                            .map(access -> essence(decide(random, access)))
                            .toList());
        });
    }
}
