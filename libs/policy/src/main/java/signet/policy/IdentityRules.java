package signet.policy;

import java.util.ArrayList;
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
                    "Policy document must be version 2012-10-17 or greater.", policy.versionAt());
        }
        legacy(policy);
        MalformedPolicyException badResource = resources(policy);
        uniqueSids(policy, "Statement IDs (SID) in a single policy must be unique.");
        contents(policy);
        if (badResource != null) {
            throw badResource;
        }
        for (RawStatement statement : policy.statements()) {
            ActionRules.check(statement.actions());
        }
        for (RawStatement statement : policy.statements()) {
            ActionRules.check(statement.notActions());
        }
    }

    private static void syntax(RawPolicy policy) throws MalformedPolicyException {
        require(policy.hasKnownVersion(), Wording.SYNTAX, policy.versionAt());
        for (RawStatement statement : policy.statements()) {
            Json.Text effect = statement.effect();
            boolean knownEffect = effect != null
                    && (effect.value().equalsIgnoreCase("Allow")
                            || effect.value().equalsIgnoreCase("Deny"));
            require(knownEffect, Wording.SYNTAX, statement.at("Effect"));
            require(
                    statement.actions() == null || statement.notActions() == null,
                    Wording.SYNTAX,
                    statement.at("NotAction"));
            require(
                    statement.resources() == null || statement.notResources() == null,
                    Wording.SYNTAX,
                    statement.at("NotResource"));
            for (RawStatement.RawCondition condition : statement.conditions()) {
                require(condition.operator() != null, Wording.SYNTAX, condition.at());
            }
        }
        for (RawStatement statement : policy.statements()) {
            String principal = "Policy document should not specify a principal.";
            require(statement.principal() == null, principal, statement.at("Principal"));
            require(statement.notPrincipal() == null, principal, statement.at("NotPrincipal"));
        }
    }

    private static void legacy(RawPolicy policy) throws MalformedPolicyException {
        for (RawStatement statement : policy.statements()) {
            require(statement.hasExactEffect(), LEGACY, statement.at("Effect"));
            for (RawStatement.RawCondition condition : statement.conditions()) {
                Json.Text unreadable = condition.unreadableDate();
                if (unreadable != null) {
                    throw new MalformedPolicyException(LEGACY, unreadable.at());
                }
            }
        }
    }

    private static List<Json.Text> orEmpty(@Nullable List<Json.Text> list) {
        return list == null ? List.of() : list;
    }

    /** The first Sid that an earlier statement has too; an empty one may repeat. */
    static Json.@Nullable Text repeatedSid(RawPolicy policy) {
        Set<String> seen = new HashSet<>();
        for (RawStatement statement : policy.statements()) {
            Json.Text sid = statement.sid();
            if (sid != null && !sid.value().isEmpty() && !seen.add(sid.value())) {
                return sid;
            }
        }
        return null;
    }

    static void uniqueSids(RawPolicy policy, String message) throws MalformedPolicyException {
        Json.Text repeated = repeatedSid(policy);
        if (repeated != null) {
            throw new MalformedPolicyException(message, repeated.at());
        }
    }

    private static void contents(RawPolicy policy) throws MalformedPolicyException {
        for (RawStatement statement : policy.statements()) {
            require(!statement.actionEntries().isEmpty(), "Policy statement must contain actions.", statement.at());
        }
        for (RawStatement statement : policy.statements()) {
            require(!statement.resourceEntries().isEmpty(), "Policy statement must contain resources.", statement.at());
        }
    }

    /**
     * The first fault of form, to be reported after the contents; a resource that only the older parser refuses fails at
     * once, unless such a fault came before it. Of a list the smallest faulty text counts; null and empty entries don't.
     */
    private static @Nullable MalformedPolicyException resources(RawPolicy policy) throws MalformedPolicyException {
        List<List<Json.Text>> lists = new ArrayList<>();
        policy.statements().forEach(statement -> lists.add(entries(statement, "Resource", statement.resources())));
        policy.statements()
                .forEach(statement -> lists.add(entries(statement, "NotResource", statement.notResources())));
        for (List<Json.Text> list : lists) {
            for (Json.Text resource : list) {
                String fault = ArnRules.fault(resource.value());
                if (fault != null) {
                    return new MalformedPolicyException(fault, resource.at());
                }
            }
            for (Json.Text resource : list) {
                require(!ArnRules.failsLegacyParsing(resource.value()), LEGACY, resource.at());
            }
        }
        return null;
    }

    private static List<Json.Text> entries(RawStatement statement, String name, @Nullable List<Json.Text> list) {
        boolean single = statement.node().get(name) instanceof Json.Text;
        return orEmpty(list).stream()
                .filter(resource -> single || !resource.value().isEmpty())
                .sorted(Comparator.comparing(Json.Text::value))
                .toList();
    }

    private static void require(boolean holds, String message, Span at) throws MalformedPolicyException {
        if (!holds) {
            throw new MalformedPolicyException(message, at);
        }
    }
}
