package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.iam.InlinePolicyIdentifierType;
import signet.model.iam.PolicyIdentifier;

/** Which policies a simulation leaves out, by identifiers with wildcards. */
class ExclusionsTest {
    private static final int ROUNDS = 5_000;
    private static final String PREFIX = "arn:aws:iam::aws:policy/";

    private static Exclusions arn(String pattern) {
        return Exclusions.of(List.of(new PolicyIdentifier(null, pattern, null)));
    }

    /** The obvious way: character by character, a star being nothing or one more. */
    private static boolean matches(String pattern, String text) {
        if (pattern.isEmpty()) {
            return text.isEmpty();
        }
        if (pattern.charAt(0) == '*') {
            return matches(pattern.substring(1), text) || (!text.isEmpty() && matches(pattern, text.substring(1)));
        }
        return !text.isEmpty()
                && (pattern.charAt(0) == '?' || pattern.charAt(0) == text.charAt(0))
                && matches(pattern.substring(1), text.substring(1));
    }

    private static String text(Random random, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(6); i > 0; i--) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }

    @Test
    void wildcardsMeanWhatTheyDoElsewhere() {
        Random random = new Random(5);
        for (int round = 0; round < ROUNDS; round++) {
            String pattern = text(random, "aab.+\\?*");
            String name = text(random, "aab.+\\");
            if (pattern.chars().filter(c -> c == '*').count() <= 1) {
                assertEquals(
                        matches(pattern, name),
                        arn(PREFIX + pattern).managed(PREFIX + name),
                        () -> pattern + " against " + name);
            }
        }
    }

    @Test
    void anyTextIsAnIdentifierOrInvalidInput() {
        Random random = new Random(6);
        for (int round = 0; round < ROUNDS; round++) {
            String pattern = (random.nextBoolean() ? "arn:aws:iam::" : "") + text(random, "a:/*?\n");
            try {
                arn(pattern).managed(PREFIX + "a");
            } catch (AwsError e) {
                assertEquals("InvalidInput", e.code());
            }
        }
    }

    @Test
    void inlinePoliciesAreNamedWithTheirHolder() {
        Exclusions excluded = Exclusions.of(
                List.of(new PolicyIdentifier(null, null, new InlinePolicyIdentifierType("p", "user", "dev-*"))));

        assertTrue(excluded.inline("user", "dev-ann", "p"));
        assertFalse(excluded.inline("user", "ops-ann", "p"));
        assertFalse(excluded.inline("group", "dev-ann", "p"));
        assertFalse(excluded.inline("user", "dev-ann", "q"));
        assertFalse(excluded.managed(PREFIX + "p"));
    }

    @Test
    void nothingIsLeftOutUnlessAsked() {
        assertFalse(Exclusions.NONE.managed(PREFIX + "a"));
        assertFalse(Exclusions.of(null).inline("user", "u", "p"));
        assertFalse(Exclusions.NONE.type("scp"));
    }
}
