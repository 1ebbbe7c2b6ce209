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
            PrincipalElement principal = principal(statement);
            ResourceRules.action(statement);
            stsOnly(statement.actions());
            stsOnly(statement.notActions());
            refuse(statement.resources() != null, "Has prohibited field Resource", statement.at("Resource"));
            refuse(
                    statement.notResources() != null,
                    "AssumeRole policy must not contain resources.",
                    statement.at("NotResource"));
            ResourceRules.conditions(statement);
            FederationRules.check(statement, principal);
        }
        IdentityRules.uniqueSids(policy, "The Statement Ids in the policy are not unique");
    }

    private static PrincipalElement principal(RawStatement statement) throws MalformedPolicyException {
        if (statement.notPrincipal() != null) {
            refuse(!statement.isDeny(), "Allow with NotPrincipal is not allowed.", statement.at("NotPrincipal"));
            refuse(true, "AssumeRole policy must not contain NotPrincipal field.", statement.at("NotPrincipal"));
        }
        if (statement.principal() == null) {
            throw new MalformedPolicyException("Missing required field Principal", statement.at());
        }
        return PrincipalElement.read(PolicyKind.TRUST, statement.principal());
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

    private static void refuse(boolean fault, String message, Span at) throws MalformedPolicyException {
        if (fault) {
            throw new MalformedPolicyException(message, at);
        }
    }
}
