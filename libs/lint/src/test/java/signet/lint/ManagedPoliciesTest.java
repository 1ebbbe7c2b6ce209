package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import signet.managedpolicies.ManagedPolicies;
import signet.managedpolicies.ManagedPolicy;
import signet.policy.PolicyKind;

/** AWS's own policies work, so the linter must not call them wrong. */
class ManagedPoliciesTest {
    /**
     * Conditions on keys that AWS's reference doesn't name for the statement's actions; Access Analyzer reports the like of
     * them as errors too.
     */
    private static final Set<String> RIGHTLY_BLAMED = Set.of(
            "AmazonTimestreamInfluxDBFullAccess UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
            "AnthropicFullAccess UNSUPPORTED_ACTION_FOR_CONDITION_KEY",
            "ROSAManageSubscription UNSUPPORTED_ACTION_FOR_CONDITION_KEY");

    @Test
    void noPolicyOfAwsHasAnError() {
        Linter linter = Linter.of(PolicyKind.IDENTITY);
        Set<String> blamed = new TreeSet<>();
        List<String> odd = new ArrayList<>();
        int policies = 0;
        for (ManagedPolicy policy : ManagedPolicies.load().all()) {
            policies++;
            String document = policy.document();
            for (Finding finding : linter.lint(document)) {
                if (finding.type() == FindingType.ERROR) {
                    blamed.add(policy.name() + " " + finding.code());
                }
                for (Location location : finding.locations()) {
                    boolean inside = location.start().offset() < location.end().offset()
                            && location.end().offset() <= document.length()
                            && location.start().column() == location.start().offset() + 1;
                    if (!inside) {
                        odd.add(policy.name() + " " + finding);
                    }
                }
            }
        }
        assertEquals(new TreeSet<>(RIGHTLY_BLAMED), blamed);
        assertEquals(List.of(), odd);
        assertTrue(policies > 1_500, "policies: " + policies);
    }
}
