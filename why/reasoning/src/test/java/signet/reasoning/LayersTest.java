package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** Policies in the parts that they play. */
class LayersTest {
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String NONE = "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}";
    private static final String MANAGED = "arn:aws:iam::111111111111:policy/P";

    private static SourcedPolicy identity(String source, String statement) {
        return Denied.policy(PolicyKind.IDENTITY, source, statement);
    }

    private static SourcedPolicy control(String source, String statement) {
        return Denied.policy(PolicyKind.SERVICE_CONTROL, source, statement);
    }

    @Test
    void aDecisionOfTheTakenApartPoliciesIsTheSame() {
        RandomDenials denials = new RandomDenials(7);
        for (int i = 0; i < 300; i++) {
            RandomDenials.Case denial = denials.next();
            Request request = denial.request();
            Decision decision = Evaluator.decide(request, denial.layers().set());

            Layers again = Layers.of(
                    Evaluator.explain(request, denial.layers().set()),
                    kind -> denial.layers().caller().stream()
                            .filter(layer -> layer.kind() == kind)
                            .map(Layers.Layer::policies)
                            .toList());

            assertEquals(
                    Evaluator.explain(request, denial.layers().set()).sentence(),
                    Evaluator.explain(request, again.set()).sentence());
            assertEquals(decision.name(), Evaluator.decide(request, again.set()).name());
        }
    }

    @Test
    void theFirstLevelThatAllowsNothingIsFound() {
        Layers layers = Denied.get()
                .layer(PolicyKind.IDENTITY)
                .layer(PolicyKind.SERVICE_CONTROL, control("arn:a", ALL))
                .layer(PolicyKind.SERVICE_CONTROL, control("arn:b", NONE), control("arn:c", NONE))
                .layer(PolicyKind.SERVICE_CONTROL)
                .layers();

        assertEquals(2, layers.lacking(PolicyKind.SERVICE_CONTROL, Denied.get().request()));
        assertEquals(0, layers.lacking(PolicyKind.IDENTITY, Denied.get().request()));
        assertEquals(-1, layers.lacking(PolicyKind.BOUNDARY, Denied.get().request()));
        assertEquals(1, layers.first(PolicyKind.SERVICE_CONTROL));
    }

    @Test
    void aManagedPolicyIsOneDocumentWhereverItIsAttached() {
        SourcedPolicy managed = identity(MANAGED, NONE);
        SourcedPolicy changed = identity(MANAGED, ALL);
        Layers layers = Denied.get()
                .layer(PolicyKind.IDENTITY, managed)
                .layer(PolicyKind.BOUNDARY, managed)
                .layers();

        Layers after = layers.replacing(PolicyKind.IDENTITY, managed, changed);

        assertEquals(List.of(changed), after.caller().get(0).policies());
        assertEquals(List.of(changed), after.caller().get(1).policies());
    }

    @Test
    void aPolicyTakenAwayGoesFromItsPlaceAlone() {
        SourcedPolicy managed = identity(MANAGED, NONE);
        Layers layers = Denied.get()
                .layer(PolicyKind.IDENTITY, managed)
                .layer(PolicyKind.BOUNDARY, managed)
                .layers();

        Layers after = layers.replacing(PolicyKind.BOUNDARY, managed, null);

        assertEquals(List.of(managed), after.caller().get(0).policies());
        assertEquals(List.of(), after.caller().get(1).policies());
    }

    @Test
    void aPolicyOfAKindThatIsNotThereMakesALayer() {
        SourcedPolicy own = identity("own", ALL);

        Layers layers = Denied.get().layers().adding(PolicyKind.IDENTITY, -1, own);

        assertEquals(List.of(new Layers.Layer(PolicyKind.IDENTITY, List.of(own))), layers.caller());
        assertEquals(
                List.of(own, own),
                layers.adding(PolicyKind.IDENTITY, 0, own).caller().getFirst().policies());
    }

    @Test
    void theResourcesPolicyIsNoLayer() {
        SourcedPolicy bucket = Denied.policy(
                PolicyKind.RESOURCE, "bucket policy", "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}");
        Layers layers = Denied.get().layers().guardedBy(bucket);

        assertEquals(bucket, layers.resource());
        assertNull(layers.elsewhere().resource());
        assertNull(layers.replacing(PolicyKind.RESOURCE, bucket, null).resource());
        Layers wrong = new Layers(List.of(new Layers.Layer(PolicyKind.RESOURCE, List.of())), null);
        assertThrows(IllegalArgumentException.class, wrong::set);
    }

    @Test
    void twoChangesOfOnePolicyAreOne() {
        SourcedPolicy first = identity("own", NONE);
        SourcedPolicy second = identity("own", ALL);
        SourcedPolicy third = identity("own", "{'Effect':'Allow','Action':'iam:*','Resource':'*'}");
        Change one = new Change(Change.Deed.EDIT, PolicyKind.IDENTITY, -1, first, second, List.of("{\"a\":1}"));
        Change two = new Change(Change.Deed.EDIT, PolicyKind.IDENTITY, -1, second, third, List.of("{\"b\":1}"));
        Change other = new Change(Change.Deed.EDIT, PolicyKind.BOUNDARY, -1, second, third, List.of("{\"b\":1}"));

        assertEquals(
                List.of(new Change(
                        Change.Deed.EDIT, PolicyKind.IDENTITY, -1, first, third, List.of("{\"a\":1}", "{\"b\":1}"))),
                Change.and(List.of(one), two));
        assertEquals(List.of(one, other), Change.and(List.of(one), other));
    }
}
