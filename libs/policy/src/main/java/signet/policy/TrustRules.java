package signet.policy;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** IAM's checks of a role's trust policy. Whether the named principals exist is for the caller to check. */
final class TrustRules implements Rules {
    @Override
    public void check(RawPolicy policy) throws MalformedPolicyException {
        ResourceRules.version(policy);
        for (RawStatement statement : policy.statements()) {
            ResourceRules.effect(statement);
            principal(statement);
            ResourceRules.action(statement);
            stsOnly(statement.actions());
            stsOnly(statement.notActions());
            refuse(statement.resources() != null, "Has prohibited field Resource", statement);
            refuse(statement.notResources() != null, "AssumeRole policy must not contain resources.", statement);
            ResourceRules.conditions(statement);
        }
        if (!IdentityRules.hasUniqueSids(policy)) {
            throw new MalformedPolicyException(
                    "The Statement Ids in the policy are not unique",
                    policy.node().at());
        }
    }

    private static void principal(RawStatement statement) throws MalformedPolicyException {
        if (statement.notPrincipal() != null) {
            refuse(!statement.isDeny(), "Allow with NotPrincipal is not allowed.", statement);
            refuse(true, "AssumeRole policy must not contain NotPrincipal field.", statement);
        }
        if (statement.principal() == null) {
            throw new MalformedPolicyException("Missing required field Principal", statement.at());
        }
        PrincipalElement.read(PolicyKind.TRUST, statement.principal());
    }

    private static void stsOnly(@Nullable List<Json.Text> actions) throws MalformedPolicyException {
        for (Json.Text action : actions == null ? List.<Json.Text>of() : actions) {
            boolean sts = action.value().toLowerCase(Locale.ROOT).startsWith("sts:")
                    && ActionRules.fault(action.value()) == null;
            if (!sts) {
                throw new MalformedPolicyException(
                        "AssumeRole policy may only specify STS AssumeRole actions.", action.at());
            }
        }
    }

    private static void refuse(boolean fault, String message, RawStatement statement) throws MalformedPolicyException {
        if (fault) {
            throw new MalformedPolicyException(message, statement.at());
        }
    }
}
