package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class EvaluatorTest {
    private static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    @Test
    void nothingIsAllowedByDefault() {
        Decision decision = Evaluator.decide(Policies.getObject(Policies.ALICE), PolicySet.EMPTY);
        assertEquals(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY), decision);
        assertEquals(
                "because no identity-based policy allows the s3:GetObject action", decision.because("s3:GetObject"));
    }

    @Test
    void anAllowOfTheIdentityIsEnoughInItsOwnAccount() {
        PolicySet set =
                PolicySet.builder().identity(Policies.identity(ALLOW_ALL)).build();
        assertTrue(Evaluator.decide(Policies.getObject(Policies.ALICE), set).allowed());
    }

    @Test
    void anExplicitDenyWinsOverAnAllow() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity(ALLOW_ALL, "{'Effect':'Deny','Action':'S3:get*','Resource':'*'}"))
                .build();
        Decision decision = Evaluator.decide(Policies.getObject(Policies.ALICE), set);
        assertFalse(decision.allowed());
        assertEquals("with an explicit deny in an identity-based policy", decision.because("s3:GetObject"));
    }

    @Test
    void theBoundaryNeverGrants() {
        PolicySet set = PolicySet.builder()
                .boundary(Policies.policy(PolicyKind.BOUNDARY, ALLOW_ALL))
                .build();
        assertFalse(Evaluator.decide(Policies.getObject(Policies.ALICE), set).allowed());
    }
}
