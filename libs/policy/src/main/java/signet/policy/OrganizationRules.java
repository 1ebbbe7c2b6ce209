package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks of service control policies, and the narrower ones of resource control policies. One text for all. */
final class OrganizationRules implements Rules {
    private final boolean resourceControl;

    OrganizationRules(boolean resourceControl) {
        this.resourceControl = resourceControl;
    }

    @Override
    public void check(RawPolicy policy) throws MalformedPolicyException {
        require(policy.variables(), policy.versionAt());
        Json id = policy.node().get("Id");
        require(id == null, id == null ? policy.node().at() : id.at());
        IdentityRules.uniqueSids(policy, Wording.ORGANIZATION);
        for (RawStatement statement : policy.statements()) {
            require(statement.hasExactEffect(), statement.at("Effect"));
            require(statement.notPrincipal() == null, statement.at("NotPrincipal"));
            require(hasOne(statement.actions(), statement.notActions()), statement.at());
            require(hasOne(statement.resources(), statement.notResources()), statement.at());
            require(resourceControl == (statement.principal() != null), statement.at("Principal"));
            if (resourceControl) {
                resourceControl(statement);
            }
            entries(statement);
        }
    }

    /** Only AWS's own RCPFullAWSAccess may hold an Allow or the action {@code *}. */
    private static void resourceControl(RawStatement statement) throws MalformedPolicyException {
        require(statement.principal() instanceof Json.Text text && text.value().equals("*"), statement.at("Principal"));
        require(statement.actions() != null, statement.at());
        if (statement.isDeny()) {
            for (Json.Text action : statement.actionEntries()) {
                require(!action.value().equals("*"), action.at());
            }
        } else {
            require(isEverything(statement.actions()) && isEverything(statement.resources()), statement.at());
            require(statement.conditions().isEmpty(), statement.at());
        }
    }

    private static boolean isEverything(@Nullable List<Json.Text> list) {
        return list != null && list.size() == 1 && list.getFirst().value().equals("*");
    }

    private void entries(RawStatement statement) throws MalformedPolicyException {
        for (Json.Text action : statement.actionEntries()) {
            boolean anyVendor = action.value().startsWith("*:");
            require(!anyVendor && ActionRules.fault(action.value()) == null, action.at());
        }
        for (Json.Text resource : statement.resourceEntries()) {
            String text = resource.value();
            boolean whole = Arn.lastColon(text) >= 0;
            require(text.equals("*") || whole || (!resourceControl && text.endsWith("*")), resource.at());
            require(ArnRules.fault(text) == null, resource.at());
        }
        for (RawStatement.RawCondition condition : statement.conditions()) {
            require(condition.operator() != null, condition.at());
        }
    }

    private static boolean hasOne(@Nullable List<Json.Text> element, @Nullable List<Json.Text> complement) {
        List<Json.Text> only = element == null ? complement : element;
        return (element == null || complement == null) && only != null && !only.isEmpty();
    }

    private static void require(boolean holds, Span at) throws MalformedPolicyException {
        if (!holds) {
            throw new MalformedPolicyException(Wording.ORGANIZATION, at);
        }
    }
}
