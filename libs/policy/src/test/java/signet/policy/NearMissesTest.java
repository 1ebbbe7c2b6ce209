package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which statement came closest, and in what order the others follow. */
class NearMissesTest {
    /** Statements by what in them does not fit: c a condition, r the resource, a the action, p the principal. */
    private static String miss(PolicyKind kind, String what) {
        int conditions = (int) what.chars().filter(c -> c == 'c').count();
        String keys = "kkkkkk"
                .substring(0, conditions)
                .chars()
                .mapToObj(c -> "'x:k%d':'v'")
                .collect(Collectors.joining(","));
        for (int i = 0; i < conditions; i++) {
            keys = keys.replaceFirst("%d", String.valueOf(i));
        }
        String named = what.contains("p") ? "222222222222" : "111111111111";
        return "{'Sid':'" + what + "','Effect':'Allow',"
                + (kind == PolicyKind.RESOURCE ? "'Principal':{'AWS':'" + named + "'}," : "")
                + "'Action':'" + (what.contains("a") ? "s3:Put*" : "s3:Get*") + "',"
                + "'Resource':'" + (what.contains("r") ? "arn:aws:s3:::other" : "*") + "'"
                + (conditions == 0 ? "" : ",'Condition':{'StringEquals':{" + keys + "}}")
                + "}";
    }

    private static Explanation explain(PolicySet set) {
        return Evaluator.explain(Policies.getObject(Policies.ALICE), set);
    }

    private static String sids(Explanation explanation) {
        return explanation.nearMisses().stream()
                .map(near -> near.report().statement().sid().orElse("-"))
                .collect(Collectors.joining(" "));
    }

    private static String nearest(Explanation explanation) {
        Explanation.NearMiss nearest = explanation.nearest();
        return nearest == null ? "none" : nearest.report().statement().sid().orElse("-");
    }

    /** Fewest first; of as many, by the sum of distances: condition 0, resource 1, principal 2, action 3. */
    private static final List<String> ORDER =
            List.of("c", "r", "a", "cc", "cr", "ca", "ra", "ccc", "ccr", "cca", "cra", "cccc");

    @Test
    void fewestObstaclesFirstThenConditionsResourcesAndActions() {
        Random random = new Random(71);
        for (int i = 0; i < 50; i++) {
            List<String> shuffled = new ArrayList<>(ORDER);
            Collections.shuffle(shuffled, random);
            Explanation explanation = explain(PolicySet.builder()
                    .identity(Policies.identity(shuffled.stream()
                            .map(what -> miss(PolicyKind.IDENTITY, what))
                            .toArray(String[]::new)))
                    .build());
            assertEquals(String.join(" ", ORDER), sids(explanation));
            assertEquals("c", nearest(explanation));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "p a,p",
        "a p,p",
        "r p,r",
        "p r,r",
        "c p,c",
        "p cc,p",
        "pr ca,pr",
        "ca pr,ca",
        "cp cr,cr",
        "pc ra,pc",
        "pa ra,ra",
        "pra cccc,pra",
        "pra ccc,ccc",
    })
    void aPrincipalIsFartherThanAResourceAndNearerThanAnAction(String misses, String nearest) {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.RESOURCE,
                List.of(misses.split(" ")).stream()
                        .map(what -> miss(PolicyKind.RESOURCE, what))
                        .toArray(String[]::new));
        Request foreign =
                new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        Explanation explanation = Evaluator.explain(
                foreign,
                PolicySet.builder()
                        .identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"))
                        .resource(policy)
                        .build());
        assertEquals(nearest, nearest(explanation));
        assertEquals(nearest, sids(explanation).split(" ", 2)[0]);
    }

    @Test
    void ofEquallyNearOnesTheFirstIsTheNearest() {
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(
                        miss(PolicyKind.IDENTITY, "r").replace("'r'", "'r1'"),
                        miss(PolicyKind.IDENTITY, "r").replace("'r'", "'r2'"),
                        miss(PolicyKind.IDENTITY, "r").replace("'r'", "'r3'")))
                .build());
        assertEquals("r1", nearest(explanation));
        assertEquals("r1 r2 r3", sids(explanation));
    }

    @Test
    void onlyTheKindThatDeniedHasTheNearest() {
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(miss(PolicyKind.IDENTITY, "r")))
                .boundary(Policies.policy(PolicyKind.BOUNDARY, miss(PolicyKind.BOUNDARY, "ra")))
                .build());
        assertEquals(PolicyKind.BOUNDARY, explanation.decision().kind());
        assertEquals("ra", nearest(explanation));
        assertEquals("r ra", sids(explanation));
    }

    @Test
    void aDenyIsAmongTheMissesAndNeverTheNearest() {
        String deny = miss(PolicyKind.IDENTITY, "c").replace("'Allow'", "'Deny'");
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(deny, miss(PolicyKind.IDENTITY, "ra")))
                .build());
        assertEquals("ra", nearest(explanation));
        assertEquals("c ra", sids(explanation));
    }

    @Test
    void whatMatchedIsNoMiss() {
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(miss(PolicyKind.IDENTITY, ""), miss(PolicyKind.IDENTITY, "r")))
                .build());
        assertTrue(explanation.decision().allowed());
        assertEquals("r", sids(explanation));
        assertNull(explanation.nearest());
        assertEquals(1, explanation.matched().size());
        assertEquals(PolicyKind.IDENTITY, explanation.matched().getFirst().kind());
        assertEquals(0, explanation.matched().getFirst().statement().index());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:PutObject,true",
        "S3:*Acl,true",
        "s3:?,true",
        "ec2:*,false",
        "s3-outposts:GetObject,false",
        "s:GetObject,false",
    })
    void onlyStatementsForTheServiceAreWorthAWord(String action, boolean related) {
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(
                        "{'Sid':'s','Effect':'Allow','Action':['" + action + "','iam:PassRole'],'Resource':'*'}"))
                .build());
        assertEquals(related ? "s" : "none", nearest(explanation));
        assertEquals(related ? "s" : "", sids(explanation));
    }

    @Test
    void statementsForEverythingOrWithNotActionAreRelated() {
        Explanation explanation = explain(PolicySet.builder()
                .identity(Policies.identity(
                        "{'Sid':'not','Effect':'Allow','NotAction':'s3:*','Resource':'*'}",
                        "{'Sid':'all','Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::other'}"))
                .build());
        assertEquals("all not", sids(explanation));
        assertEquals("all", nearest(explanation));
    }

    /** The level that denied is the first without a grant, whatever comes closer on a later one. */
    @Test
    void ofLevelsTheFirstWithoutAGrantHasTheNearest() {
        List<SourcedPolicy> open =
                List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, miss(PolicyKind.SERVICE_CONTROL, "")));
        List<SourcedPolicy> far =
                List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, miss(PolicyKind.SERVICE_CONTROL, "ra")));
        List<SourcedPolicy> near =
                List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, miss(PolicyKind.SERVICE_CONTROL, "c")));
        PolicySet.Builder set =
                PolicySet.builder().identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"));
        assertEquals(
                "ra",
                nearest(explain(set.serviceControl(List.of(open, far, near)).build())));
        assertEquals(
                "c",
                nearest(explain(set.serviceControl(List.of(open, near, far)).build())));
        assertEquals(
                "c", nearest(explain(set.serviceControl(List.of(near, open)).build())));
        assertEquals(
                "none",
                nearest(explain(
                        set.serviceControl(List.of(open, List.of(), near)).build())));
        assertEquals(
                "none", nearest(explain(set.serviceControl(List.of(open, open)).build())));
    }

    @Test
    void theSentenceTellsTheNearestWithAllItsObstacles() {
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied because no identity-based policy allows the"
                        + " s3:GetObject action; the closest is statement 1 \"ra\" (policy inline, line 1): its Action"
                        + " \"s3:Put*\" does not include s3:GetObject; and its Resource \"arn:aws:s3:::other\" does not"
                        + " include arn:aws:s3:::bucket/key.",
                explain(PolicySet.builder()
                                .identity(Policies.identity(miss(PolicyKind.IDENTITY, "ra")))
                                .build())
                        .sentence());
    }

    @Test
    void theSentenceEndsWhereNothingIsClose() {
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied because no identity-based policy allows the"
                        + " s3:GetObject action.",
                explain(PolicySet.builder()
                                .identity(Policies.identity("{'Effect':'Allow','Action':'ec2:*','Resource':'*'}"))
                                .build())
                        .sentence());
    }

    @Test
    void aListOfMissesCannotBeChanged() {
        List<Explanation.NearMiss> misses = explain(PolicySet.builder()
                        .identity(Policies.identity(miss(PolicyKind.IDENTITY, "r")))
                        .build())
                .nearMisses();
        assertEquals(1, misses.size());
        org.junit.jupiter.api.Assertions.assertThrows(UnsupportedOperationException.class, misses::clear);
    }
}
