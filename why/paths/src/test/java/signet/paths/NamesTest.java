package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Names that whoever makes something would choose. */
class NamesTest {
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:{name}";

    private static List<String> names(String resource) {
        Seed seed = new Seed();
        seed.mallory(Seed.allow("lambda:* " + resource));
        World world = new World(seed.survey(), seed.state.current(), false);
        return Names.of(world.power(Seed.MALLORY), List.of(FUNCTION));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:lambda:*:*:function:team-*, team-signet",
        "arn:aws:lambda:us-east-1:123456789012:function:only, only",
        "arn:aws:lambda:*:*:function:a?c, axc",
        "arn:aws:lambda:*:*:function:*-prod, signet-prod"
    })
    void theNameIsSuchAsAPolicyAllows(String resource, String name) {
        assertEquals(List.of("signet-paths", name), names(resource));
    }

    @ParameterizedTest
    @CsvSource({
        "*",
        "arn:aws:s3:::team-*",
        "arn:aws:lambda:*:*:layer:team-*",
        "arn:aws:lambda:*:*:function:${aws:username}-x",
        "arn:aws:lambda:*:*:function:"
    })
    void otherwiseItIsOurs(String resource) {
        assertEquals(List.of("signet-paths"), names(resource));
    }

    @Test
    void thereAreNeverMoreThanAFew() {
        Seed seed = new Seed();
        for (int i = 0; i < 40; i++) {
            seed.mallory(Seed.allow("lambda:* arn:aws:lambda:*:*:function:n" + i));
        }
        World world = new World(seed.survey(), seed.state.current(), false);

        assertEquals(8, Names.of(world.power(Seed.MALLORY), List.of(FUNCTION)).size());
    }

    @Test
    void everyNameIsAWordWhateverThePolicySays() {
        Random random = new Random(7);
        String letters = "ab*?-_/:.{}$";
        for (int round = 0; round < 300; round++) {
            StringBuilder tail = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                tail.append(letters.charAt(random.nextInt(letters.length())));
            }
            try {
                names("arn:aws:lambda:*:*:function:" + tail)
                        .forEach(name -> assertTrue(name.matches("[A-Za-z0-9_-]{1,64}"), name));
            } catch (IllegalStateException e) {
                // no policy that IAM takes
                assertTrue(String.valueOf(e.getMessage()).contains("cannot be read"));
            }
        }
    }
}
