package signet.iamtoolbox;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.iamtoolbox.AttachedTo;
import signet.model.iamtoolbox.PolicyInfo;
import signet.policy.PolicyKind;
import signet.trail.DecisionRecord;
import signet.trail.PolicyLayer;
import signet.trail.PolicyReference;

/** The policies that a request's decisions rested on, each once for each part that it played. */
final class PolicyInfos {
    private PolicyInfos() {}

    static List<PolicyInfo> of(List<DecisionRecord> decisions) {
        Set<PolicyInfo> all = new LinkedHashSet<>();
        for (DecisionRecord decision : decisions) {
            for (PolicyLayer layer : decision.policies()) {
                layer.policies().forEach(policy -> all.add(info(decision, layer.kind(), policy)));
            }
        }
        return List.copyOf(all);
    }

    private static PolicyInfo info(DecisionRecord decision, PolicyKind kind, PolicyReference policy) {
        String attached = attachedTo(decision, kind);
        return PolicyInfo.builder()
                .type(type(kind))
                .inline(policy.inline())
                .uri(PolicyUris.of(policy))
                .attachedTo(
                        attached == null
                                ? null
                                : List.of(AttachedTo.builder().arn(attached).build()))
                .build();
    }

    private static String type(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY -> "IDENTITY_BASED_POLICY";
            case RESOURCE, TRUST -> "RESOURCE_BASED_POLICY";
            case BOUNDARY -> "PERMISSIONS_BOUNDARY";
            case SESSION -> "SESSION_POLICY";
            case SERVICE_CONTROL -> "SERVICE_CONTROL_POLICY";
            case RESOURCE_CONTROL -> "RESOURCE_CONTROL_POLICY";
            case ENDPOINT -> "VPC_ENDPOINT_POLICY";
        };
    }

    /** What a policy is of; null for one of an organization, of which only the level is recorded, and for what has no ARN. */
    private static @Nullable String attachedTo(DecisionRecord decision, PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION ->
                decision.context().get("aws:PrincipalArn").map(List::getFirst).orElse(null);
            case RESOURCE, TRUST -> decision.resource().startsWith("arn:") ? decision.resource() : null;
            case SERVICE_CONTROL, RESOURCE_CONTROL, ENDPOINT -> null;
        };
    }
}
