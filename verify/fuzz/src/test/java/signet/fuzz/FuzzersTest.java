package signet.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FuzzersTest {
    private static final int MUTANTS = 300;

    static List<String> names() {
        return Target.ALL.stream().map(Target::name).toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theSeedsOfATargetAndTheirNeighboursAreNoFinding(String name) {
        Target target = Target.named(name);
        Random random = new Random(20_261_124);
        List<byte[]> seeds = target.seeds();
        seeds.forEach(seed -> Harness.run(target, seed));
        for (int i = 0; i < MUTANTS; i++) {
            byte[] mutant = seeds.get(random.nextInt(seeds.size())).clone();
            byte[] other = seeds.get(random.nextInt(seeds.size()));
            int from = random.nextInt(mutant.length);
            int length = Math.min(random.nextInt(1, 5), Math.min(mutant.length - from, other.length));
            System.arraycopy(other, random.nextInt(other.length - length + 1), mutant, from, length);
            Harness.run(target, mutant);
        }
    }

    /** A minute each; an hour is {@code ./signet fuzz --for 1h}. */
    @Test
    @Tag("slow")
    void noFuzzerFindsAnythingInAMinute() throws Exception {
        Campaign campaign = new Campaign(
                Path.of("target", "fuzz").toAbsolutePath(),
                System.getProperty("java.class.path"),
                Target.ALL,
                Main.duration(System.getProperty("signet.fuzz.for", "1m")),
                4);
        List<Outcome> outcomes = campaign.run(System.out);
        assertEquals(
                List.of(),
                outcomes.stream().filter(outcome -> !outcome.isClean()).toList());
    }

    @Test
    void timesAreReadWithTheirUnit() {
        assertEquals(Duration.ofSeconds(90), Main.duration("90s"));
        assertEquals(Duration.ofHours(1), Main.duration("1h"));
        assertThrows(IllegalArgumentException.class, () -> Main.duration("0m"));
        assertThrows(IllegalArgumentException.class, () -> Main.duration("one hour"));
    }
}
