package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is written differently and means the same is decided the same, whatever kind of policy it is. */
class SameMeaningTest {
    private static final int POLICIES = Integer.getInteger("signet.policy.rewrites", 100);
    private static final int REQUESTS = 12;

    private final Worlds worlds = new Worlds(307);
    private final Random random = new Random(307);

    /** The policies of a set in which the rewritten one is the only policy of its kind and the others allow everything. */
    private static PolicySet around(PolicyKind kind, SourcedPolicy policy) {
        PolicySet.Builder set = PolicySet.builder();
        if (kind != PolicyKind.RESOURCE && kind != PolicyKind.TRUST) {
            set.identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"));
        }
        return Slots.put(set, kind, policy).build();
    }

    private static SourcedPolicy parsed(PolicyKind kind, String json) {
        try {
            return new SourcedPolicy("p", true, Policy.parse(kind, json));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(kind + " " + json, e);
        }
    }

    private void assertSame(PolicyKind kind, String json, String rewritten) {
        PolicySet plain = around(kind, parsed(kind, json));
        PolicySet other = around(kind, parsed(kind, rewritten));
        for (int n = 0; n < REQUESTS; n++) {
            Request request = worlds.request();
            assertEquals(
                    Cast.outcome(Evaluator.decide(request, plain)),
                    Cast.outcome(Evaluator.decide(request, other)),
                    () -> request + "\n" + json + "\n" + rewritten);
        }
    }

    private void assertSame(PolicyKind kind, UnaryOperator<Doc> rewrite) {
        for (int i = 0; i < POLICIES; i++) {
            Doc doc = worlds.doc(kind);
            boolean withResource = kind != PolicyKind.TRUST;
            assertSame(kind, doc.json(withResource), rewrite.apply(doc).json(withResource));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whiteSpaceEscapesAndTheOrderOfMembersDoNotMatter(PolicyKind kind) {
        for (int i = 0; i < POLICIES; i++) {
            Doc doc = worlds.doc(kind);
            boolean withResource = kind != PolicyKind.TRUST;
            assertSame(kind, doc.json(withResource), SameMeaning.rewritten(kind, doc, random));
        }
    }

    @ParameterizedTest
    @EnumSource
    void actionsAreWrittenInAnyCase(PolicyKind kind) {
        assertSame(kind, doc -> SameMeaning.actionsInAnotherCase(doc, random));
    }

    @ParameterizedTest
    @EnumSource
    void conditionKeysAreWrittenInAnyCase(PolicyKind kind) {
        assertSame(kind, doc -> SameMeaning.keysInAnotherCase(doc, random));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESOURCE_CONTROL")
    void severalActionsAreAStatementForEach(PolicyKind kind) {
        assertSame(kind, SameMeaning::oneStatementForEachAction);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void severalResourcesAreAStatementForEach(PolicyKind kind) {
        assertSame(kind, SameMeaning::oneStatementForEachResource);
    }

    @ParameterizedTest
    @EnumSource
    void severalValuesOfAConditionAreAStatementForEach(PolicyKind kind) {
        assertSame(kind, SameMeaning::oneStatementForEachValue);
    }

    @ParameterizedTest
    @EnumSource
    void twoStarsAreOne(PolicyKind kind) {
        assertSame(kind, SameMeaning::starsDoubled);
    }

    @ParameterizedTest
    @EnumSource
    void aStatementSaidTwiceIsSaidOnce(PolicyKind kind) {
        assertSame(kind, doc -> {
            List<Doc.Line> twice = new ArrayList<>(doc.lines());
            twice.addAll(doc.lines());
            return new Doc(doc.currentVersion(), twice);
        });
    }

    @ParameterizedTest
    @EnumSource
    void theOrderOfStatementsDoesNotMatter(PolicyKind kind) {
        assertSame(kind, doc -> new Doc(doc.currentVersion(), doc.lines().reversed()));
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOURCE", "TRUST", "SESSION", "ENDPOINT"})
    void theVersionDoesNotMatterWhereNoVariableStands(PolicyKind kind) {
        for (int i = 0; i < POLICIES; i++) {
            Doc doc = worlds.doc(kind);
            boolean withResource = kind != PolicyKind.TRUST;
            String current = new Doc(true, doc.lines()).json(withResource);
            if (!current.contains("${")) {
                assertSame(kind, current, new Doc(false, doc.lines()).json(withResource));
                assertSame(kind, current, current.replace("\"Version\":\"2012-10-17\",", ""));
            }
        }
    }

    @Test
    void theRequestsActionIsWrittenInAnyCase() {
        for (int i = 0; i < POLICIES * REQUESTS; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            Request other = new Request(
                    request.principal(),
                    SameMeaning.anotherCase(request.action(), random),
                    request.resource(),
                    request.resourceAccount(),
                    request.context());
            assertEquals(Cast.outcome(Evaluator.decide(request, set)), Cast.outcome(Evaluator.decide(other, set)));
        }
    }

    @Test
    void theRequestsKeysAreWrittenInAnyCase() {
        for (int i = 0; i < POLICIES * REQUESTS; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            Context.Builder context =
                    Context.builder().canonicalUser(request.context().canonicalUser());
            for (String key : request.context().keys()) {
                List<String> values = request.context().get(key).orElseThrow();
                String other = SameMeaning.anotherCase(key, random);
                if (request.context().isMultiValued(key)) {
                    context.put(other, values);
                } else {
                    context.put(other, values.getFirst());
                }
            }
            Request other = with(request, context.build());
            assertEquals(Cast.outcome(Evaluator.decide(request, set)), Cast.outcome(Evaluator.decide(other, set)));
        }
    }

    @Test
    void aKeyThatNoPolicyMentionsDoesNotMatter() {
        Context more = Context.builder()
                .put("x:unheard-of", "alice")
                .put("aws:RequestTag/unheard-of", List.of("a", "b"))
                .build();
        for (int i = 0; i < POLICIES * REQUESTS; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            Request other = with(request, request.context().with(more));
            assertEquals(Cast.outcome(Evaluator.decide(request, set)), Cast.outcome(Evaluator.decide(other, set)));
        }
    }

    @Test
    void conditionKeysNameEverythingInTheContextThatCanMatter() {
        for (int i = 0; i < POLICIES * REQUESTS; i++) {
            Request request = worlds.request();
            SourcedPolicy policy = Worlds.pair(PolicyKind.IDENTITY, worlds.doc(PolicyKind.IDENTITY))
                    .compiled();
            PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
            Context.Builder needed =
                    Context.builder().canonicalUser(request.context().canonicalUser());
            for (String key : policy.policy().conditionKeys()) {
                List<String> values = request.context().get(key).orElse(List.of());
                if (request.context().isMultiValued(key)) {
                    needed.put(key, values);
                } else if (!values.isEmpty()) {
                    needed.put(key, values.getFirst());
                }
            }
            assertEquals(
                    Cast.outcome(Evaluator.decide(request, set)),
                    Cast.outcome(Evaluator.decide(with(request, needed.build()), set)),
                    () -> request + "\n" + policy.policy());
        }
    }

    @Test
    void anEmptyResourceAccountIsTheCallersOwn() {
        for (int i = 0; i < POLICIES * REQUESTS; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            assertEquals(
                    Cast.outcome(Evaluator.decide(ownedBy(request, ""), set)),
                    Cast.outcome(Evaluator.decide(
                            ownedBy(request, request.principal().account()), set)));
        }
    }

    private static Request ownedBy(Request request, String account) {
        return new Request(request.principal(), request.action(), request.resource(), account, request.context());
    }

    private static Request with(Request request, Context context) {
        return new Request(
                request.principal(), request.action(), request.resource(), request.resourceAccount(), context);
    }
}
