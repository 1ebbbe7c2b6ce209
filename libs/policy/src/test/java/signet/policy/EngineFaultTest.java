package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the engine itself fails: nothing is allowed. */
class EngineFaultTest {
    private static final String CONDITIONAL =
            "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{'StringEquals':{'a:b':'c'}}}";
    private static final String VARIABLE = "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${a:b}/*'}";
    private static final String UNCONDITIONAL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    /** Keys that no look-up survives. */
    private static Context broken() {
        return new Context(
                new AbstractMap<>() {
                    @Override
                    public Set<Map.Entry<String, Context.Value>> entrySet() {
                        throw new IllegalStateException("a fault made by this test");
                    }
                },
                "");
    }

    private static Request request(Context context) {
        return Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, context);
    }

    @Test
    void theFaultIsReal() {
        assertThrows(IllegalStateException.class, () -> broken().get("a:b"));
    }

    @Test
    void aFaultInAConditionDenies() {
        PolicySet set =
                PolicySet.builder().identity(Policies.identity(CONDITIONAL)).build();
        assertEquals(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY), Evaluator.decide(request(broken()), set));
    }

    @Test
    void aFaultInAVariableDenies() {
        PolicySet set =
                PolicySet.builder().identity(Policies.identity(VARIABLE)).build();
        assertFalse(Evaluator.decide(request(broken()), set).allowed());
    }

    @Test
    void aFaultInTheConditionOfADenyNeverLeavesTheAllow() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(UNCONDITIONAL, CONDITIONAL.replace("Allow", "Deny")))
                .build();
        assertTrue(Evaluator.decide(request(Context.EMPTY), set).allowed());
        assertFalse(Evaluator.decide(request(broken()), set).allowed());
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"BOUNDARY", "SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL", "ENDPOINT"})
    void aFaultInAnyOtherKindDeniesToo(PolicyKind kind) {
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(UNCONDITIONAL));
        assertTrue(Evaluator.decide(request(broken()), set.build()).allowed(), "nothing asks for a key");
        SourcedPolicy faulty = Policies.policy(kind, statement(kind));
        Decision decision =
                Evaluator.decide(request(broken()), Slots.put(set, kind, faulty).build());
        assertFalse(decision.allowed());
    }

    private static String statement(PolicyKind kind) {
        String principal = kind == PolicyKind.RESOURCE_CONTROL || kind == PolicyKind.ENDPOINT ? "'Principal':'*'," : "";
        return CONDITIONAL.replace("'Allow',", "'Deny'," + principal).replace("'*','Resource'", "'s3:*','Resource'");
    }
}
