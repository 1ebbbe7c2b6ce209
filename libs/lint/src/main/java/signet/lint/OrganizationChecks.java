package signet.lint;

import java.util.Locale;
import signet.actions.ActionCatalogue;
import signet.policy.PolicyKind;

/** What is peculiar to resource control policies. */
final class OrganizationChecks {
    private OrganizationChecks() {}

    static void resourceControl(Document document, Statement statement, Report report) {
        if (document.kind() != PolicyKind.RESOURCE_CONTROL) {
            return;
        }
        Entry effect = statement.effect();
        if (effect != null && statement.isAllow()) {
            report.add(
                    Issue.RCP_MUST_DENY,
                    "A resource control policy of yours can only deny; AWS's own RCPFullAWSAccess allows. Write Deny.",
                    effect.at());
        }
        PrincipalElement principal = statement.principal();
        if (principal != null && (principal.not() || !principal.everyone())) {
            report.add(
                    Issue.RCP_PRINCIPAL,
                    "The principal of a resource control policy is always \"*\". Write \"Principal\": \"*\", and name others in"
                            + " conditions.",
                    principal.at());
        }
        Part action = statement.action();
        if (action != null && action.not()) {
            report.add(
                    Issue.RCP_ACTION,
                    "A resource control policy can't have NotAction. Name the actions in Action.",
                    action.at());
        }
        statement.actions().forEach(entry -> action(entry, report));
    }

    private static void action(Entry entry, Report report) {
        if (entry.value().equals("*")) {
            report.add(
                    Issue.RCP_ACTION,
                    "A resource control policy can't have the action \"*\". Name services, as in s3:*.",
                    entry.at());
            return;
        }
        int colon = Math.max(0, entry.value().indexOf(':'));
        ActionCatalogue.aws()
                .service(entry.value().substring(0, colon).toLowerCase(Locale.ROOT))
                .filter(service -> !service.supportsResourceControl())
                .ifPresent(service -> report.add(
                        Issue.RCP_SERVICE,
                        "Resource control policies don't apply to %s, so this has no effect. Use a service control policy."
                                .formatted(service.name()),
                        entry.at()));
    }
}
