package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static final String LETTERS = "aN\n\\T*n '\"é";

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Test
    void everyValueIsFoundAndNoOther() {
        Random random = new Random(5);
        for (int i = 0; i < 20_000; i++) {
            List<String> actions = List.of(text(random), text(random));
            Terms terms = new Terms();
            actions.forEach(action -> terms.add(Terms.ACTION, action));
            String other = text(random);
            for (String action : actions) {
                assertTrue(terms.toString().contains(Terms.line(Terms.ACTION, action)));
            }
            assertEquals(actions.contains(other), terms.toString().contains(Terms.line(Terms.ACTION, other)));
            assertFalse(terms.toString().contains(Terms.line(Terms.RESOURCE_ARN, other)));
            assertEquals(actions.getFirst(), Terms.first(terms.toString(), Terms.ACTION));
        }
    }

    @Test
    void resourcesComeBackAsTheyWere() {
        Random random = new Random(6);
        for (int i = 0; i < 20_000; i++) {
            List<TouchedResource> resources = new ArrayList<>();
            Terms terms = new Terms().add(Terms.PRINCIPAL, text(random));
            for (int n = random.nextInt(4); n > 0; n--) {
                TouchedResource resource = new TouchedResource(text(random), text(random));
                resources.add(resource);
                terms.resource(resource);
            }
            assertEquals(resources, Terms.resources(terms.toString()), terms.toString());
        }
    }

    @Test
    void whatIsNotThereIsEmpty() {
        assertEquals("", Terms.first(new Terms().toString(), Terms.PRINCIPAL));
        assertEquals(List.of(), Terms.resources(new Terms().toString()));
    }

    @Test
    void aLineThatIsThereIsNotAddedAgain() {
        Terms terms = new Terms().add(Terms.ACTION, "iam:PassRole").add(Terms.ACTION, "iam:PassRole");

        assertEquals("\nAiam:PassRole\n", terms.toString());
    }
}
