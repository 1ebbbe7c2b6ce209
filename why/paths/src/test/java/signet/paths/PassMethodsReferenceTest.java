package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.actions.reference.AuthorizationReference;
import signet.actions.reference.AuthorizationReference.Declared;

/** The actions, resources and keys that ways are asked with, against AWS's Service Authorization Reference. */
class PassMethodsReferenceTest {
    private static final Map<String, String> VALUES =
            Map.of("region", Seed.REGION, "account", Seed.ACCOUNT, "name", "signet-paths", "role", Seed.role("app"));

    static Stream<PassMethod> methods() {
        return PassMethods.all().stream();
    }

    private static Declared declared(PassMethod.Template need) {
        Need filled = need.filled(VALUES);
        Set<String> keys = new HashSet<>(need.keys().keySet());
        return new Declared(filled.action(), filled.resource(), keys);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyActionOfATableRowExists(PassMethod method) {
        for (PassMethod.Template need : method.needs()) {
            assertTrue(AuthorizationReference.hasAction(need.action()), need.action());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyResourceAndKeyOfATableRowIsOneOfItsAction(PassMethod method) {
        for (PassMethod.Template need : method.needs()) {
            assertEquals(List.of(), AuthorizationReference.strange(List.of(declared(need))), need.action());
        }
    }

    @Test
    void everyOtherActionThatMakesAnAdministratorExistsAndTheLastDoesNot() {
        for (String action : Power.EVERYTHING.subList(0, Power.EVERYTHING.size() - 1)) {
            assertTrue(AuthorizationReference.hasAction(action), action);
        }
        assertFalse(AuthorizationReference.hasAction(Power.EVERYTHING.getLast()));
    }

    @ParameterizedTest
    @MethodSource("escalations")
    void everyActionOfEveryHopExists(Escalation method) {
        Set<String> unknown = new TreeSet<>();
        for (Hop hop : method.seeded().escalation().orElseThrow().hops()) {
            hop.steps().stream()
                    .map(Step::action)
                    .filter(action -> !AuthorizationReference.hasAction(action))
                    .forEach(unknown::add);
            Stream.of(hop.method().split(" \\+ ", -1))
                    .filter(action -> !AuthorizationReference.hasAction(action))
                    .forEach(unknown::add);
        }
        assertEquals(Set.of(), unknown);
    }

    static Stream<Escalation> escalations() {
        return Escalation.all();
    }

    @Test
    void everyActionThatRaisesExists() {
        Seed seed = new Seed();
        seed.addVersions(seed.addPolicy("own", Seed.deny("s3:*")), Seed.allow("* *"));
        seed.put(seed.mallory()
                .withGroups(List.of(seed.addGroup("in", Seed.deny("ec2:*")).id()))
                .withAttached(List.of(Seed.policy("own")))
                .withBoundary(Seed.policy("own")));
        seed.addGroup("out");
        World world = new World(seed.survey(), seed.state.current(), false);

        Set<String> actions = new TreeSet<>();
        world.raises(Seed.MALLORY).forEach(raise -> raise.needs().forEach(need -> actions.add(need.action())));

        assertTrue(actions.size() >= 12, actions.toString());
        actions.forEach(action -> assertTrue(AuthorizationReference.hasAction(action), action));
    }
}
