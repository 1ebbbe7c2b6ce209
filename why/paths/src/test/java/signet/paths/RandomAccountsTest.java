package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds in every account, in accounts made by chance. */
class RandomAccountsTest {
    private static final int ACCOUNTS = 25;

    static LongStream accounts() {
        return LongStream.range(0, ACCOUNTS);
    }

    /** Whom paths reach, and as what; there may be several ways of one length, and any of them will do. */
    private static Set<String> ends(List<Path> paths) {
        return paths.stream()
                .map(path -> path.to() + " " + path.administrator())
                .collect(Collectors.toSet());
    }

    private static String shape(Path path) {
        return path.to() + " " + path.administrator() + " "
                + path.hops().stream().map(Hop::what).toList();
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void anIndexNeverLosesAPath(long chance) {
        Seed seed = Crowd.small(chance);
        Paths pruned = new Paths(seed.survey(), false);
        Paths exhaustive = new Paths(seed.survey(), true);

        for (String arn : pruned.principals()) {
            assertEquals(ends(exhaustive.from(arn)), ends(pruned.from(arn)), arn);
            assertEquals(
                    exhaustive.toAdministrator(arn).isPresent(),
                    pruned.toAdministrator(arn).isPresent(),
                    arn);
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void everyStepOfEveryPathIsAllowedAndEveryPathEndsWhereItSays(long chance) {
        Seed seed = Crowd.small(chance);
        Paths paths = seed.paths();

        for (String arn : paths.principals()) {
            for (Path path : paths.from(arn)) {
                assertEquals(arn, path.from());
                String last = arn;
                for (Hop hop : path.hops()) {
                    assertFalse(hop.steps().isEmpty(), hop.what());
                    hop.steps()
                            .forEach(
                                    step -> assertTrue(step.decided().decision().allowed(), hop.what()));
                    last = hop.to();
                }
                assertEquals(path.to(), last, shape(path));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("accounts")
    void theSearchForOneAdministratorFindsOneWhereTheSearchForAllDoes(long chance) {
        Seed seed = Crowd.small(chance);
        Paths paths = seed.paths();

        for (String arn : paths.principals()) {
            int shortest = paths.from(arn).stream()
                    .filter(Path::administrator)
                    .mapToInt(path -> path.hops().size())
                    .min()
                    .orElse(-1);
            Optional<Path> first = paths.toAdministrator(arn);
            assertEquals(shortest >= 0, first.isPresent(), arn);
        }
    }

    @Test
    void theAccountsAreWorthLookingAt() {
        long with = accounts()
                .filter(chance -> !Crowd.small(chance).paths().everybodys().isEmpty())
                .count();
        long without = accounts()
                .filter(chance -> Crowd.small(chance).escalation().isEmpty())
                .count();

        assertTrue(with > ACCOUNTS / 3, "accounts with a path: " + with);
        assertTrue(without > ACCOUNTS / 3, "accounts in which mallory has none: " + without);
    }
}
