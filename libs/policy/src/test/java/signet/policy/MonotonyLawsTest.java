package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More of an Allow never denies and more of a Deny never allows, in whatever kind of policy and whatever more means. */
class MonotonyLawsTest {
    private static final int POLICIES = Integer.getInteger("signet.policy.rewrites", 150);
    private static final int REQUESTS = 12;

    private final Worlds worlds = new Worlds(503);
    private final Random random = new Random(503);

    private static boolean allowed(PolicyKind kind, Doc doc, Request request) {
        PolicySet.Builder set = PolicySet.builder();
        if (kind != PolicyKind.RESOURCE && kind != PolicyKind.TRUST) {
            set.identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"));
        }
        Slots.put(set, kind, Worlds.pair(kind, doc).compiled());
        return Evaluator.decide(request, set.build()).allowed();
    }

    /** Statements of one effect rewritten so that they match at least what they matched. */
    private void widening(PolicyKind kind, boolean deny, UnaryOperator<Doc.Line> wider) {
        for (int i = 0; i < POLICIES; i++) {
            Doc doc = worlds.doc(kind);
            Doc more = SameMeaning.eachLine(doc, line -> line.deny() == deny ? wider.apply(line) : line);
            for (int n = 0; n < REQUESTS; n++) {
                Request request = worlds.request();
                boolean before = allowed(kind, doc, request);
                boolean after = allowed(kind, more, request);
                assertFalse(
                        deny ? after && !before : before && !after,
                        () -> request + "\n" + doc.json(true) + "\n" + more.json(true));
            }
        }
    }

    private static Doc.Line unconditional(Doc.Line line) {
        return SameMeaning.withTests(line, List.of());
    }

    private static Doc.Line onEveryResource(Doc.Line line) {
        return SameMeaning.withResources(line, false, List.of("*"));
    }

    private static Doc.Line withOneResourceMore(Doc.Line line) {
        if (line.notResource()) {
            return line;
        }
        List<String> more = new ArrayList<>(line.resources());
        more.add("arn:aws:s3:::bucket/*");
        return SameMeaning.withResources(line, false, more);
    }

    private static Doc.Line withOneExceptionLess(Doc.Line line) {
        return line.notResource() && line.resources().size() > 1
                ? SameMeaning.withResources(
                        line, true, line.resources().subList(1, line.resources().size()))
                : line;
    }

    private static Doc.Line forEverybody(Doc.Line line) {
        return line.who() == null
                ? line
                : new Doc.Line(
                        line.deny(),
                        Doc.Who.everyone(false),
                        line.notAction(),
                        line.actions(),
                        line.notResource(),
                        line.resources(),
                        line.tests());
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RESOURCE_CONTROL")
    void anAllowWithoutItsConditionAllowsNoLess(PolicyKind kind) {
        widening(kind, false, MonotonyLawsTest::unconditional);
    }

    @ParameterizedTest
    @EnumSource
    void aDenyWithoutItsConditionAllowsNoMore(PolicyKind kind) {
        widening(kind, true, MonotonyLawsTest::unconditional);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void anAllowOnEveryResourceAllowsNoLess(PolicyKind kind) {
        widening(kind, false, MonotonyLawsTest::onEveryResource);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void aDenyOnEveryResourceAllowsNoMore(PolicyKind kind) {
        widening(kind, true, MonotonyLawsTest::onEveryResource);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRUST", "RESOURCE_CONTROL"})
    void anAllowOnOneResourceMoreAllowsNoLess(PolicyKind kind) {
        widening(kind, false, MonotonyLawsTest::withOneResourceMore);
        widening(kind, false, MonotonyLawsTest::withOneExceptionLess);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void aDenyOnOneResourceMoreAllowsNoMore(PolicyKind kind) {
        widening(kind, true, MonotonyLawsTest::withOneResourceMore);
        widening(kind, true, MonotonyLawsTest::withOneExceptionLess);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOURCE", "TRUST", "ENDPOINT"})
    void anAllowForEverybodyAllowsNoLess(PolicyKind kind) {
        widening(kind, false, MonotonyLawsTest::forEverybody);
    }

    @ParameterizedTest
    @EnumSource(names = {"RESOURCE", "TRUST", "ENDPOINT"})
    void aDenyForEverybodyAllowsNoMore(PolicyKind kind) {
        widening(kind, true, MonotonyLawsTest::forEverybody);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRUST", "RESOURCE_CONTROL"})
    void anAllowOfEveryActionAllowsNoLess(PolicyKind kind) {
        widening(kind, false, line -> SameMeaning.withActions(line, false, List.of("*")));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"TRUST", "RESOURCE_CONTROL"})
    void aDenyOfEveryActionAllowsNoMore(PolicyKind kind) {
        widening(kind, true, line -> SameMeaning.withActions(line, false, List.of("*")));
    }

    @ParameterizedTest
    @EnumSource
    void oneStatementLessOfAnEffectNeverDoesMoreOfIt(PolicyKind kind) {
        for (int i = 0; i < POLICIES; i++) {
            Doc doc = worlds.doc(kind);
            if (doc.lines().size() < 2) {
                continue;
            }
            List<Doc.Line> fewer = new ArrayList<>(doc.lines());
            Doc.Line gone = fewer.remove(random.nextInt(fewer.size()));
            Doc less = new Doc(doc.currentVersion(), fewer);
            for (int n = 0; n < REQUESTS; n++) {
                Request request = worlds.request();
                boolean before = allowed(kind, doc, request);
                boolean after = allowed(kind, less, request);
                assertFalse(gone.deny() ? before && !after : after && !before, request::toString);
            }
        }
    }

    @Test
    void anActionIsInActionOrInNotAction() {
        for (int i = 0; i < POLICIES * 4; i++) {
            Doc doc = worlds.doc(PolicyKind.IDENTITY);
            Doc complement =
                    SameMeaning.eachLine(doc, line -> SameMeaning.withActions(line, !line.notAction(), line.actions()));
            forEachStatement(doc, complement, (statement, other, query) -> {
                assertEquals(statement.matchesAction(query), !other.matchesAction(query));
                assertEquals(statement.matchesResource(query), other.matchesResource(query));
            });
        }
    }

    @Test
    void aResourceIsInResourceOrInNotResourceUnlessAVariableHasNoValue() {
        for (int i = 0; i < POLICIES * 4; i++) {
            Doc doc = worlds.doc(PolicyKind.IDENTITY);
            Doc complement = SameMeaning.eachLine(
                    doc, line -> SameMeaning.withResources(line, !line.notResource(), line.resources()));
            forEachStatement(doc, complement, (statement, other, query) -> {
                boolean one = statement.matchesResource(query);
                boolean two = other.matchesResource(query);
                assertFalse(one && two, query::resource);
                boolean variables = (statement.resources() + "" + statement.notResources()).contains("${");
                assertTrue(one || two || variables, query::resource);
            });
        }
    }

    @Test
    void anEntryWithoutWildcardCoversItselfAlone() {
        List<String> resources = List.of(
                "arn:aws:s3:::bucket",
                "arn:aws:s3:::bucket/key",
                "arn:aws:s3:::bucket/key/",
                "arn:aws:iam::111111111111:role/app/Reader",
                "arn:aws:iam::111111111111:role/Reader",
                "arn:aws:kms:us-east-1:111111111111:key/k",
                "arn:aws:kms:eu-west-1:111111111111:key/k",
                "arn:aws:sqs:us-east-1:111111111111:queue",
                "arn:aws:sns:us-east-1:111111111111:topic:subscription");
        for (String entry : resources) {
            SourcedPolicy policy =
                    Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'" + entry + "'}");
            for (String resource : resources) {
                Request request = Policies.request(Policies.ALICE, "x:Do", resource, Context.EMPTY);
                PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
                assertEquals(
                        entry.equals(resource), Evaluator.decide(request, set).allowed());
            }
        }
    }

    private interface Comparer {
        void compare(Statement statement, Statement other, Query query);
    }

    private void forEachStatement(Doc doc, Doc other, Comparer comparer) {
        List<Statement> ours =
                Worlds.pair(PolicyKind.IDENTITY, doc).compiled().policy().statements();
        List<Statement> theirs =
                Worlds.pair(PolicyKind.IDENTITY, other).compiled().policy().statements();
        Query query = new Query(worlds.request(), false);
        for (int i = 0; i < ours.size(); i++) {
            comparer.compare(ours.get(i), theirs.get(i), query);
        }
    }
}
