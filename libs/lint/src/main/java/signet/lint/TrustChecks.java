package signet.lint;

import java.util.List;
import java.util.Locale;
import signet.policy.PolicyKind;

/** What is peculiar to roles' trust policies. */
final class TrustChecks {
    private static final String GITHUB = "token.actions.githubusercontent.com";
    private static final List<String> ROLES_ANYWHERE_NEEDS =
            List.of("sts:AssumeRole", "sts:SetSourceIdentity", "sts:TagSession");

    private TrustChecks() {}

    static void actions(Document document, Statement statement, Report report) {
        if (document.kind() != PolicyKind.TRUST) {
            return;
        }
        for (Entry entry : statement.actions()) {
            if (!Statement.isOf("sts", entry)) {
                report.add(
                        Issue.UNSUPPORTED_ACTION_IN_POLICY,
                        "A role's trust policy can have actions of sts only. Remove %s.".formatted(entry.value()),
                        entry.at());
            }
        }
        PrincipalElement principal = statement.principal();
        if (principal != null && statement.isAllow() && !principal.not()) {
            federated(statement, principal, report);
            rolesAnywhere(statement, principal, report);
        }
    }

    private static boolean allows(Statement statement, String action) {
        return statement.actions().stream().anyMatch(entry -> Meanings.includes(entry.value(), action));
    }

    private static void federated(Statement statement, PrincipalElement principal, Report report) {
        for (Entry provider : principal.of("Federated")) {
            boolean saml = provider.value().contains(":saml-provider/");
            String needed = saml ? "sts:AssumeRoleWithSAML" : "sts:AssumeRoleWithWebIdentity";
            if (!statement.actions().isEmpty() && !allows(statement, needed)) {
                report.add(
                        Issue.MISMATCHED_ACTION_FOR_PRINCIPAL,
                        "A %s provider's users assume roles with %s. Add that action."
                                .formatted(saml ? "SAML" : "OpenID Connect", needed),
                        provider.at());
            }
            if (!saml) {
                openIdConnect(statement, provider, report);
            }
        }
        boolean plain =
                principal.of("Federated").isEmpty() && !principal.principals().isEmpty();
        for (Entry entry : plain ? statement.actions() : List.<Entry>of()) {
            if (entry.value().toLowerCase(Locale.ROOT).matches("sts:assumerolewith(saml|webidentity)")) {
                report.add(
                        Issue.MISMATCHED_ACTION_FOR_PRINCIPAL,
                        "%s is for identity providers. Name one under Federated, or use sts:AssumeRole."
                                .formatted(entry.value()),
                        entry.at());
            }
        }
    }

    private static void openIdConnect(Statement statement, Entry provider, Report report) {
        String name = provider.value().replaceFirst("^.*:oidc-provider/", "").toLowerCase(Locale.ROOT);
        List<ConditionTest> tests = statement.conditions().stream()
                .filter(test -> test.lowerKey().startsWith(name + ":"))
                .toList();
        if (name.startsWith(GITHUB)) {
            List<ConditionTest> subjects = tests.stream()
                    .filter(test -> test.lowerKey().endsWith(":sub"))
                    .toList();
            if (subjects.isEmpty()) {
                report.add(
                        Issue.MISSING_GITHUB_REPO_CONDITION_KEY,
                        "Every workflow on GitHub could assume this role. Add the condition key %s:sub with the repository and"
                                        .formatted(GITHUB)
                                + " branch.",
                        provider.at());
            }
            subjects.stream()
                    .flatMap(test -> test.values().stream())
                    .filter(value -> value.value().matches("\\*|repo:[^/]*\\*.*|repo:[^/:]+/\\*.*"))
                    .forEach(value -> report.add(
                            Issue.SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED,
                            "This lets more repositories in than can be meant. Name the repository and branch.",
                            value.at()));
        } else if (tests.isEmpty()) {
            report.add(
                    Issue.MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL,
                    "Every user of this identity provider could assume the role. Add conditions on its keys, such as %s:aud"
                                    .formatted(name)
                            + " and sub.",
                    provider.at());
        }
    }

    private static void rolesAnywhere(Statement statement, PrincipalElement principal, Report report) {
        List<String> missing = ROLES_ANYWHERE_NEEDS.stream()
                .filter(action -> !allows(statement, action))
                .toList();
        if (missing.isEmpty() || statement.actions().isEmpty()) {
            return;
        }
        principal.of("Service").stream()
                .filter(service -> service.value().equals("rolesanywhere.amazonaws.com"))
                .forEach(service -> report.add(
                        Issue.MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY,
                        "IAM Roles Anywhere also needs %s. Add what is missing."
                                .formatted(String.join(" and ", missing)),
                        service.at()));
    }
}
