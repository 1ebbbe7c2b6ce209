package signet.policy;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** IAM's checks of identity policies, boundaries and session policies, in IAM's order over the whole document. */
final class IdentityRules implements Rules {
    private static final String LEGACY = "The policy failed legacy parsing";

    private final boolean currentVersionOnly;

    IdentityRules(boolean currentVersionOnly) {
        this.currentVersionOnly = currentVersionOnly;
    }

    @Override
    public void check(RawPolicy policy) throws MalformedPolicyException {
        syntax(policy);
        if (currentVersionOnly && !policy.variables()) {
            throw new MalformedPolicyException(
                    "Policy document must be version 2012-10-17 or greater.",
                    policy.node().at());
        }
        legacy(policy);
        sids(policy);
        contents(policy);
        resourceFormats(policy);
        for (RawStatement statement : policy.statements()) {
            ActionRules.check(statement.actions());
        }
        for (RawStatement statement : policy.statements()) {
            ActionRules.check(statement.notActions());
        }
    }

    private static void syntax(RawPolicy policy) throws MalformedPolicyException {
        require(policy.hasKnownVersion(), Wording.SYNTAX, policy.node().at());
        for (RawStatement statement : policy.statements()) {
            Json.Text effect = statement.effect();
            boolean knownEffect = effect != null
                    && (effect.value().equalsIgnoreCase("Allow")
                            || effect.value().equalsIgnoreCase("Deny"));
            require(knownEffect, Wording.SYNTAX, statement.at());
            require(statement.actions() == null || statement.notActions() == null, Wording.SYNTAX, statement.at());
            require(statement.resources() == null || statement.notResources() == null, Wording.SYNTAX, statement.at());
            for (RawStatement.RawCondition condition : statement.conditions()) {
                require(condition.operator() != null, Wording.SYNTAX, condition.at());
            }
        }
        for (RawStatement statement : policy.statements()) {
            require(
                    statement.principal() == null && statement.notPrincipal() == null,
                    "Policy document should not specify a principal.",
                    statement.at());
        }
    }

    private static void legacy(RawPolicy policy) throws MalformedPolicyException {
        for (RawStatement statement : policy.statements()) {
            require(statement.hasExactEffect(), LEGACY, statement.at());
            for (RawStatement.RawCondition condition : statement.conditions()) {
                ConditionOperator operator = condition.operator();
                if (operator != null && operator.comparison().isDate()) {
                    for (String value : condition.values()) {
                        require(DateValue.parse(value) != null, LEGACY, condition.at());
                    }
                }
            }
            for (List<Json.Text> list : resourceLists(statement)) {
                for (Json.Text resource : list) {
                    require(!ArnRules.failsLegacyParsing(resource.value()), LEGACY, resource.at());
                }
            }
        }
    }

    private static List<List<Json.Text>> resourceLists(RawStatement statement) {
        return List.of(orEmpty(statement.resources()), orEmpty(statement.notResources()));
    }

    private static List<Json.Text> orEmpty(@Nullable List<Json.Text> list) {
        return list == null ? List.of() : list;
    }

    static boolean hasUniqueSids(RawPolicy policy) {
        Set<String> seen = new HashSet<>();
        return policy.statements().stream()
                .map(RawStatement::sid)
                .allMatch(sid -> sid == null || sid.value().isEmpty() || seen.add(sid.value()));
    }

    private static void sids(RawPolicy policy) throws MalformedPolicyException {
        require(
                hasUniqueSids(policy),
                "Statement IDs (SID) in a single policy must be unique.",
                policy.node().at());
    }

    private static void contents(RawPolicy policy) throws MalformedPolicyException {
        for (RawStatement statement : policy.statements()) {
            boolean any = !orEmpty(statement.actions()).isEmpty()
                    || !orEmpty(statement.notActions()).isEmpty();
            require(any, "Policy statement must contain actions.", statement.at());
        }
        for (RawStatement statement : policy.statements()) {
            boolean any = resourceLists(statement).stream().anyMatch(list -> !list.isEmpty());
            require(any, "Policy statement must contain resources.", statement.at());
        }
    }

    private static void resourceFormats(RawPolicy policy) throws MalformedPolicyException {
        for (RawStatement statement : policy.statements()) {
            for (List<Json.Text> list : resourceLists(statement)) {
                for (Json.Text resource : list.stream()
                        .sorted(Comparator.comparing(Json.Text::value).reversed())
                        .toList()) {
                    String fault = ArnRules.fault(resource.value());
                    if (fault != null) {
                        throw new MalformedPolicyException(fault, resource.at());
                    }
                }
            }
        }
    }

    private static void require(boolean holds, String message, Span at) throws MalformedPolicyException {
        if (!holds) {
            throw new MalformedPolicyException(message, at);
        }
    }
}
