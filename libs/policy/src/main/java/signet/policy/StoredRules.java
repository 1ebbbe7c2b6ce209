package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grammar of the language alone: what a document has to be so that it can be evaluated at all, whichever API took it
 * and when. Version, unique Sids, known partitions and the like are rules of writing, which change over the years.
 */
final class StoredRules implements Rules {
    private final PolicyKind kind;

    StoredRules(PolicyKind kind) {
        this.kind = kind;
    }

    @Override
    public void check(RawPolicy policy) throws MalformedPolicyException {
        Json.Text version = policy.version();
        if (version != null && !policy.hasKnownVersion()) {
            throw new MalformedPolicyException("unknown Version \"" + version.value() + "\"", version.at());
        }
        for (RawStatement statement : policy.statements()) {
            effect(statement);
            principal(statement);
            entries(statement, statement.actions(), statement.notActions(), "Action");
            entries(statement, statement.resources(), statement.notResources(), "Resource");
            conditions(statement);
        }
    }

    private static void effect(RawStatement statement) throws MalformedPolicyException {
        Json.Text effect = statement.effect();
        if (effect == null) {
            throw new MalformedPolicyException("the statement has no Effect", statement.at());
        }
        if (!statement.hasExactEffect()) {
            throw new MalformedPolicyException(
                    "Effect is \"" + effect.value() + "\", neither Allow nor Deny", effect.at());
        }
    }

    private void principal(RawStatement statement) throws MalformedPolicyException {
        Json principal = statement.principal();
        Json element = principal == null ? statement.notPrincipal() : principal;
        if (takesPrincipal() != (element != null)) {
            String fault =
                    element == null ? "a statement of this kind needs a Principal" : "Principal has no place here";
            throw new MalformedPolicyException(fault, element == null ? statement.at() : element.at());
        }
        if (principal != null && statement.notPrincipal() != null) {
            throw new MalformedPolicyException("the statement has both Principal and NotPrincipal", statement.at());
        }
        if (element != null) {
            // The trust policy's texts name the value; canonical users stand in policies of resources alone.
            PrincipalElement.read(kind == PolicyKind.RESOURCE ? kind : PolicyKind.TRUST, element);
        }
    }

    private boolean takesPrincipal() {
        return switch (kind) {
            case RESOURCE, TRUST, ENDPOINT, RESOURCE_CONTROL -> true;
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> false;
        };
    }

    /** Policies of roles, repositories and the like name no resource: it is the one that they belong to. */
    private boolean mayOmit(String element) {
        return element.equals("Resource") && (kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST);
    }

    private void entries(
            RawStatement statement,
            @Nullable List<Json.Text> listed,
            @Nullable List<Json.Text> complement,
            String element)
            throws MalformedPolicyException {
        if (listed != null && complement != null) {
            throw new MalformedPolicyException(
                    "the statement has both " + element + " and Not" + element, statement.at());
        }
        List<Json.Text> entries = listed == null ? complement : listed;
        if (entries == null) {
            if (mayOmit(element)) {
                return;
            }
            throw new MalformedPolicyException("the statement has no " + element, statement.at());
        }
        if (entries.isEmpty()) {
            throw new MalformedPolicyException("the statement's " + element + " is empty", statement.at());
        }
        for (Json.Text entry : entries) {
            String fault = element.equals("Action") ? ActionRules.fault(entry.value()) : resourceFault(entry.value());
            if (fault != null) {
                throw new MalformedPolicyException(fault, entry.at());
            }
        }
    }

    private static @Nullable String resourceFault(String resource) {
        // Empty is what null in a list is read as, which IAM takes and which stands for nothing.
        boolean wellFormed = resource.isEmpty() || resource.equals("*") || resource.indexOf(':') >= 0;
        return wellFormed ? null : "Resource " + resource + " must be in ARN format or \"*\".";
    }

    private static void conditions(RawStatement statement) throws MalformedPolicyException {
        for (RawStatement.RawCondition condition : statement.conditions()) {
            if (condition.operator() == null) {
                throw new MalformedPolicyException(
                        "unknown condition operator \"" + condition.operatorName() + "\"", condition.at());
            }
            // It would make a Deny pass by; no API of AWS has ever stored one.
            Json.Text unreadable = condition.unreadableDate();
            if (unreadable != null) {
                throw new MalformedPolicyException("\"" + unreadable.value() + "\" is not a date", unreadable.at());
            }
        }
    }
}
