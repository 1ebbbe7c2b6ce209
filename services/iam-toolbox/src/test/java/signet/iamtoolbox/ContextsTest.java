package signet.iamtoolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.iamtoolbox.Kept.Part;
import signet.model.Document;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.trail.PolicyReference;

/** Condition keys, and the names of policies, as the Access Troubleshooter shows them. */
class ContextsTest {
    private static Context context(String... namesAndValues) {
        Context.Builder keys = Context.builder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            keys.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return keys.build();
    }

    @Test
    void whatDiffersBetweenDecisionsIsTheirOwn() {
        Context one = context("a", "1", "b", "2");
        Context two = context("a", "1", "b", "3", "c", "4");
        Contexts contexts = new Contexts(List.of(one, two));

        assertEquals(Map.of("a", new Document("\"1\"")), contexts.shared());
        assertEquals(Map.of("b", new Document("\"2\"")), contexts.own(one));
        assertEquals(Map.of("b", new Document("\"3\""), "c", new Document("\"4\"")), contexts.own(two));
    }

    @Test
    void ofOneDecisionAllIsTheRequests() {
        Context one = context("a", "1");
        Contexts contexts = new Contexts(List.of(one));

        assertEquals(Map.of("a", new Document("\"1\"")), contexts.shared());
        assertEquals(Map.of(), contexts.own(one));
        assertEquals(Map.of(), new Contexts(List.of()).shared());
    }

    /** Laid over the request's keys, a decision's own are exactly what it saw. */
    @Test
    void togetherTheyAreWhatTheDecisionSaw() {
        Random random = new Random(12);
        for (int round = 0; round < 500; round++) {
            List<Context> all = new ArrayList<>();
            for (int i = 0; i <= random.nextInt(4); i++) {
                Context.Builder keys = Context.builder();
                for (int n = random.nextInt(6); n > 0; n--) {
                    keys.put("k" + random.nextInt(5), "v" + random.nextInt(2));
                }
                all.add(keys.build());
            }
            Contexts contexts = new Contexts(all);
            for (Context one : all) {
                Map<String, Document> both = new HashMap<>(contexts.shared());
                contexts.own(one).forEach((key, value) -> assertTrue(both.put(key, value) == null, key));
                Map<String, Document> seen = new HashMap<>();
                one.keys()
                        .forEach(key -> seen.put(
                                key,
                                new Document("\"" + one.get(key).orElseThrow().getFirst() + "\"")));
                assertEquals(seen, both);
            }
        }
    }

    @Test
    void valuesAreWrittenAsJson() {
        Context odd = Context.builder()
                .put("quote", "a\"b\\c\n")
                .put("list", List.of("one"))
                .build();

        Map<String, Document> shown = new Contexts(List.of(odd)).shared();

        assertEquals(new Document("\"a\\\"b\\\\c\\n\""), shown.get("quote"));
        assertEquals(new Document("[\"one\"]"), shown.get("list"));
    }

    @Test
    void aManagedPolicyIsNamedByItsArnAndAnInlineOneByAWordOfItsOwn() {
        String text = Kept.policy(Kept.statement("Allow", "", "*", "*"));
        Part managed = Part.managed(PolicyKind.IDENTITY, "arn:aws:iam::1:policy/P", text);
        Part inline = Part.inline("mine", text);
        Part renamed = Part.inline("other", text);
        Part changed = Part.inline("mine", Kept.policy(Kept.statement("Allow", "", "s3:*", "*")));

        assertEquals("arn:aws:iam::1:policy/P", PolicyUris.of(managed.sourced()));
        assertTrue(PolicyUris.of(inline.sourced()).matches("[0-9a-f]{32}"));
        assertNotEquals(PolicyUris.of(inline.sourced()), PolicyUris.of(renamed.sourced()));
        assertNotEquals(PolicyUris.of(inline.sourced()), PolicyUris.of(changed.sourced()));
    }

    @Test
    void whatIsRecordedOfAPolicyHasTheSameNameAsThePolicy() {
        String text = Kept.policy(Kept.statement("Deny", "é", "*", "*"));
        for (Part part : List.of(
                Part.inline("mine", text), Part.managed(PolicyKind.IDENTITY, "arn:aws:iam::1:policy/P", text))) {
            PolicyReference recorded =
                    new PolicyReference(part.source(), part.inline(), part.kind(), Kept.sha256(part.text()));

            assertEquals(PolicyUris.of(part.sourced()), PolicyUris.of(recorded));
        }
    }
}
