package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A set can be taken apart and put together again. */
class PolicySetPartsTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static PolicySet again(PolicySet set) {
        return PolicySet.of(set.callerParts(), set.resourcePolicy().orElse(null));
    }

    private static List<PolicyKind> kinds(PolicySet set) {
        return set.callerParts().stream().map(PolicySet.Part::kind).toList();
    }

    @Test
    void aSetOfTheSamePartsDecidesAndExplainsAlike() {
        Worlds worlds = new Worlds(611);
        for (int i = 0; i < 3000; i++) {
            PolicySet set = worlds.world().compiled();
            Request request = worlds.request();
            assertEquals(Evaluator.decide(request, set), Evaluator.decide(request, again(set)));
            assertEquals(
                    Evaluator.explain(request, set).tree(),
                    Evaluator.explain(request, again(set)).tree());
        }
    }

    @Test
    void setsThatDifferInTheResourceAloneAnswerTheSameList() {
        PolicySet set = PolicySet.builder().identity(Policies.identity(ALLOW)).build();
        SourcedPolicy bucket =
                Policies.policy(PolicyKind.RESOURCE, "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}");

        assertSame(set.callerParts(), set.withResource(bucket).callerParts());
        assertSame(bucket, set.withResource(bucket).resourcePolicy().orElseThrow());
        assertTrue(set.resourcePolicy().isEmpty());
    }

    @Test
    void aKindThatDoesNotApplyHasNoPartAndAnEmptyOneHas() {
        assertEquals(List.of(PolicyKind.IDENTITY), kinds(PolicySet.EMPTY));
        assertEquals(
                List.of(PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION, PolicyKind.ENDPOINT),
                kinds(PolicySet.builder()
                        .endpoint(List.of())
                        .session(List.of())
                        .boundary(List.of())
                        .build()));
    }

    @Test
    void everyLevelOfAnOrganizationIsAPartFromTheRootDown() {
        SourcedPolicy root = Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW);
        SourcedPolicy account = Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW);
        PolicySet set = PolicySet.builder()
                .serviceControl(List.of(List.of(root), List.of(), List.of(account)))
                .resourceControl(List.of())
                .build();

        assertEquals(
                List.of(List.of(), List.of(root), List.of(), List.of(account), List.of()),
                set.callerParts().stream().map(PolicySet.Part::policies).toList());
        assertEquals(PolicyKind.RESOURCE_CONTROL, set.callerParts().getLast().kind());
        assertEquals(set.callerParts(), again(set).callerParts());
    }

    @Test
    void theResourcesPolicyIsNotAmongTheCallersParts() {
        List<PolicySet.Part> wrong = List.of(new PolicySet.Part(PolicyKind.TRUST, List.of()));

        assertThrows(IllegalArgumentException.class, () -> PolicySet.of(wrong, null));
    }

    @Test
    void aPolicyInThePlaceOfAnotherKindIsRefused() {
        List<PolicySet.Part> wrong = List.of(
                new PolicySet.Part(PolicyKind.SESSION, List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, ALLOW))));

        assertThrows(IllegalArgumentException.class, () -> PolicySet.of(wrong, null));
    }
}
