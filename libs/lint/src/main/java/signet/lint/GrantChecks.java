package signet.lint;

import signet.policy.PolicyKind;

/** Statements that allow what nobody has thought of. */
final class GrantChecks {
    private GrantChecks() {}

    static boolean isEverything(Statement statement) {
        return statement.isAllow()
                && statement.conditions().isEmpty()
                && statement.actions().stream()
                        .anyMatch(entry ->
                                entry.value().equals("*") || entry.value().equals("*:*"))
                && statement.resources().stream()
                        .anyMatch(entry -> entry.value().equals("*"));
    }

    static void everything(Document document, Statement statement, Report report) {
        if (document.kind() == PolicyKind.IDENTITY && isEverything(statement)) {
            report.add(
                    Issue.FULL_ADMINISTRATOR_ACCESS,
                    "This allows every action on every resource. Name the actions that are needed.",
                    statement.actions().getFirst().at(),
                    statement.resources().getFirst().at());
        }
    }

    static void notAction(Document document, Statement statement, Report report) {
        Part action = statement.action();
        if (statement.isAllow() && document.grants() && action != null && action.not()) {
            report.add(
                    Issue.ALLOW_WITH_NOT_ACTION,
                    "Allow with NotAction allows every other action, those of all services included, and those that AWS adds"
                            + " later. Name the actions in Action.",
                    action.at());
        }
    }

    static void notResource(Document document, Statement statement, Report report) {
        Part resource = statement.resource();
        if (statement.isAllow() && document.grants() && resource != null && resource.not()) {
            report.add(
                    Issue.ALLOW_WITH_NOT_RESOURCE,
                    "Allow with NotResource allows every other resource, those made later included. Name the resources in"
                            + " Resource.",
                    resource.at());
        }
    }
}
