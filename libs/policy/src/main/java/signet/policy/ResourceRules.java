package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The checks that policies of every resource share. Which actions and resources fit the service is for the service to
 * check.
 */
final class ResourceRules implements Rules {
    private final PolicyKind kind;

    ResourceRules(PolicyKind kind) {
        this.kind = kind;
    }

    @Override
    public void check(RawPolicy policy) throws MalformedPolicyException {
        version(policy);
        for (RawStatement statement : policy.statements()) {
            effect(statement);
            principal(statement);
            action(statement);
            resource(statement);
            conditions(statement);
        }
        IdentityRules.uniqueSids(policy, "The Statement Ids in the policy are not unique");
    }

    static void version(RawPolicy policy) throws MalformedPolicyException {
        Json.Text version = policy.version();
        if (version != null && !policy.hasKnownVersion()) {
            throw new MalformedPolicyException("The policy must contain a valid version string", version.at());
        }
    }

    static void effect(RawStatement statement) throws MalformedPolicyException {
        Json.Text effect = statement.effect();
        if (effect == null) {
            throw new MalformedPolicyException("Missing required field Effect", statement.at());
        }
        if (!statement.hasExactEffect()) {
            throw new MalformedPolicyException("Invalid effect: " + effect.value(), effect.at());
        }
    }

    private void principal(RawStatement statement) throws MalformedPolicyException {
        Json principal = statement.principal();
        Json notPrincipal = statement.notPrincipal();
        if (principal != null && notPrincipal != null) {
            throw new MalformedPolicyException(PrincipalElement.INVALID, notPrincipal.at());
        }
        Json element = principal == null ? notPrincipal : principal;
        if (element == null) {
            throw new MalformedPolicyException("Missing required field Principal", statement.at());
        }
        PrincipalElement read = PrincipalElement.read(kind, element);
        if (!read.canonicalUsers().isEmpty() && !isOfS3(statement)) {
            throw new MalformedPolicyException(PrincipalElement.INVALID, element.at());
        }
    }

    /** Only S3 has canonical users (IAM User Guide, "Grammar of the IAM JSON policy language"). */
    private static boolean isOfS3(RawStatement statement) {
        return statement.actionEntries().stream()
                .map(action -> Context.lower(action.value()))
                .allMatch(action -> action.equals("*") || action.startsWith("s3:"));
    }

    static void action(RawStatement statement) throws MalformedPolicyException {
        if (isEmpty(statement.actions()) && isEmpty(statement.notActions())) {
            throw new MalformedPolicyException("Missing required field Action", statement.at());
        }
        if (statement.actions() != null && statement.notActions() != null) {
            throw new MalformedPolicyException("Policy has invalid action", statement.at("NotAction"));
        }
        for (Json.Text action : statement.actionEntries()) {
            if (ActionRules.fault(action.value()) != null) {
                throw new MalformedPolicyException("Policy has invalid action", action.at());
            }
        }
    }

    private static void resource(RawStatement statement) throws MalformedPolicyException {
        if (isEmpty(statement.resources()) && isEmpty(statement.notResources())) {
            throw new MalformedPolicyException("Missing required field Resource", statement.at());
        }
        if (statement.resources() != null && statement.notResources() != null) {
            throw new MalformedPolicyException("Policy has invalid resource", statement.at("NotResource"));
        }
        for (Json.Text resource : statement.resourceEntries()) {
            if (ArnRules.fault(resource.value()) != null) {
                throw new MalformedPolicyException("Policy has invalid resource", resource.at());
            }
        }
    }

    static void conditions(RawStatement statement) throws MalformedPolicyException {
        for (RawStatement.RawCondition condition : statement.conditions()) {
            if (condition.operator() == null) {
                throw new MalformedPolicyException(
                        "Invalid Condition type : " + condition.operatorName(), condition.at());
            }
        }
    }

    private static boolean isEmpty(@Nullable List<Json.Text> list) {
        return list == null || list.isEmpty();
    }
}
