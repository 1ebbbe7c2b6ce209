package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Tables;

/** Each method in an account that has it, and in the same account hardened against it in every way. */
class EscalationMethodsTest {
    static Stream<Escalation> methods() {
        return Escalation.all();
    }

    static Stream<Escalation> passing() {
        return Escalation.all()
                .filter(method -> method.grants().stream().anyMatch(grant -> grant.startsWith("iam:PassRole")));
    }

    private static Path found(Escalation method, Seed seed) {
        return seed.escalation().orElseThrow(() -> new AssertionError("no path by " + method));
    }

    private static void assertNone(String hardening, Seed seed) {
        assertTrue(
                seed.escalation().isEmpty(),
                () -> hardening + ": "
                        + seed.escalation().orElseThrow().hops().stream()
                                .map(Hop::what)
                                .toList());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isFoundWhereItIs(Escalation method) {
        Path path = found(method, method.seeded());

        assertEquals(method.method(), path.hops().stream().map(Hop::method).collect(Collectors.joining(", ")));
        assertEquals(method.reached(), path.to());
        assertTrue(path.administrator());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theStatementsOfEachStepAreTold(Escalation method) {
        Path path = found(method, method.seeded());

        List<String> told = new ArrayList<>();
        for (Hop hop : path.hops()) {
            for (Step step : hop.steps()) {
                assertFalse(step.statements().isEmpty(), step.action());
                if (step.who().equals(Seed.MALLORY)) {
                    step.statements().stream()
                            .filter(match -> match.policy().source().equals("own0"))
                            .map(match -> match.statement().index())
                            .forEach(
                                    index -> told.add(method.grants().get(index).split(" ", 2)[0]));
                }
            }
        }
        assertEquals(
                List.copyOf(new java.util.TreeSet<>(method.actions())), List.copyOf(new java.util.TreeSet<>(told)));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundWithoutOneOfItsPermissions(Escalation method) {
        for (String grant : method.grants()) {
            List<String> left = new ArrayList<>(method.grants());
            left.remove(grant);
            left.add("s3:GetObject *");
            assertNone("without " + grant, new Escalation(method.method(), method.account(), left, "").seeded());
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundWhereOneOfItsActionsIsDenied(Escalation method) {
        for (String action : method.actions()) {
            Seed seed = method.seeded();
            seed.mallory(Seed.deny(action));
            assertNone("denied " + action, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundWhereAServiceControlPolicyDeniesOneOfItsActions(Escalation method) {
        for (String action : method.actions()) {
            Seed seed = method.seeded();
            seed.control(Seed.deny(action));
            assertNone("SCP against " + action, seed);
        }
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundBehindABoundary(Escalation method) {
        Seed seed = method.seeded();
        seed.addPolicy("limit", Seed.allow("s3:* *"));
        seed.put(seed.mallory().withBoundary(Seed.policy("limit")));

        assertNone("boundary", seed);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundOnOtherResources(Escalation method) {
        List<String> elsewhere = method.grants().stream()
                .map(grant -> grant.split(" ", 2)[0] + " arn:aws:s3:::elsewhere")
                .toList();

        assertNone("other resources", new Escalation(method.method(), method.account(), elsewhere, "").seeded());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void isNotFoundUnlessTheCallerComesFromElsewhere(Escalation method) {
        Seed seed = new Seed();
        method.account().accept(seed);
        List<String> statements = method.grants().stream()
                .map(grant -> grant.split(" ", 2))
                .map(words -> Seed.statement(
                        "S", "Allow", words[0], words[1], "{\"IpAddress\":{\"aws:SourceIp\":\"198.51.100.0/24\"}}"))
                .toList();
        seed.mallory(Seed.document(statements.toArray(new String[0])).replace("\"Sid\":\"S\",", ""));

        assertNone("another address", seed);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void isNotFoundWhereTheRoleDoesNotTrustTheService(Escalation method) {
        Seed seed = method.seeded();
        seed.put(seed.state
                .current()
                .get(Tables.ROLES, Tables.key(Seed.ACCOUNT, "admin"))
                .orElseThrow()
                .withTrust(Seed.trusting("Service", "edgelambda.amazonaws.com")));

        assertNone("no trust", seed);
    }

    @ParameterizedTest
    @MethodSource("passing")
    void isNotFoundWhereTheRoleIsForAnotherService(Escalation method) {
        Seed seed = new Seed();
        method.account().accept(seed);
        List<String> statements = method.grants().stream()
                .map(grant -> grant.split(" ", 2))
                .map(words -> Seed.statement(
                        words[0].replaceAll("\\W", ""),
                        "Allow",
                        words[0],
                        words[1],
                        words[0].equals("iam:PassRole")
                                ? "{\"StringEquals\":{\"iam:PassedToService\":\"edgelambda.amazonaws.com\"}}"
                                : ""))
                .toList();
        seed.mallory(Seed.document(statements.toArray(new String[0])));

        assertNone("PassedToService", seed);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void whatAnIndexRulesOutTheEngineDeniesToo(Escalation method) {
        Seed seed = method.seeded();

        assertEquals(
                shape(new Paths(seed.survey(), true).from(Seed.MALLORY)),
                shape(new Paths(seed.survey(), false).from(Seed.MALLORY)));
    }

    private static List<String> shape(List<Path> paths) {
        return paths.stream()
                .map(path -> path.to() + " " + path.administrator() + " "
                        + path.hops().stream().map(Hop::what).toList())
                .toList();
    }
}
