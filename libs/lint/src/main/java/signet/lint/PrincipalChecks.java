package signet.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import signet.policy.PolicyKind;

/** Who is named, and whether that is more than can be meant. */
final class PrincipalChecks {
    /** Keys, in lower case, that keep everybody out but whom they name. */
    private static final Set<String> NARROWING = Set.of(
            "aws:principalarn",
            "aws:principalaccount",
            "aws:principalorgid",
            "aws:principalorgpaths",
            "aws:principaltag",
            "aws:sourcearn",
            "aws:sourceaccount",
            "aws:sourceorgid",
            "aws:sourceorgpaths",
            "aws:sourceowner",
            "aws:sourceip",
            "aws:sourcevpc",
            "aws:sourcevpce",
            "aws:sourcevpcarn",
            "aws:vpceaccount",
            "aws:vpceorgid",
            "aws:vpceorgpaths",
            "aws:vpcsourceip",
            "aws:userid",
            "aws:username",
            "s3:dataaccesspointaccount",
            "s3:dataaccesspointarn",
            "kms:calleraccount",
            "kms:viaservice");

    private static final Set<String> ANYTHING = Set.of("*", "0.0.0.0/0", "::/0");

    private static final List<String> SOURCES =
            List.of("aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths");

    private static final String AWS_PRINCIPAL =
            "\\*|\\d{12}|[A-Z0-9]{16,128}|arn:aws[a-z-]*:(iam::\\d{12}:(root|(user|role)/.+)|sts::\\d{12}:(assumed-role/[^/]+/.+"
                    + "|federated-user/.+)|(iam|sts)::cloudfront:.*|cloudfront::.*)";

    private PrincipalChecks() {}

    static void names(Document document, Statement statement, Report report) {
        PrincipalElement principal = statement.principal();
        if (principal == null) {
            return;
        }
        for (PrincipalElement.Named named : principal.principals()) {
            String name = named.name().value();
            Location at = named.name().at();
            boolean wildcard = Globs.hasWildcard(name) && !(named.key().equals("AWS") && name.equals("*"));
            if (wildcard) {
                report.add(
                        Issue.UNSUPPORTED_WILDCARD_IN_PRINCIPAL,
                        "A principal can't have wildcards. Name it whole, or use \"*\" with the condition key aws:PrincipalArn.",
                        at);
            } else if (named.key().equals("Service")
                    && !name.matches("[a-z0-9.-]+\\.(amazonaws\\.com(\\.cn)?|aws|amazon\\.com)")) {
                report.add(
                        Issue.INVALID_SERVICE_PRINCIPAL_FORMAT,
                        "\"%s\" is no service principal. Write one such as lambda.amazonaws.com.".formatted(name),
                        at);
            } else if (named.key().equals("AWS")) {
                aws(name, at, report);
            }
        }
    }

    private static void aws(String name, Location at, Report report) {
        if (!name.matches(AWS_PRINCIPAL)) {
            report.add(
                    Issue.INVALID_PRINCIPAL_FORMAT,
                    "\"%s\" names no principal. Write an account id, or the ARN of a user, a role or a session."
                            .formatted(name),
                    at);
        } else if (name.startsWith("AROA")) {
            report.add(
                    Issue.INVALID_ROLE_REFERENCE,
                    "%s is a role's id; the role may be deleted. Write the role's ARN.".formatted(name),
                    at);
        } else if (name.startsWith("AIDA")) {
            report.add(
                    Issue.INVALID_USER_REFERENCE,
                    "%s is a user's id; the user may be deleted. Write the user's ARN.".formatted(name),
                    at);
        }
    }

    static void notPrincipal(Document document, Statement statement, Report report) {
        PrincipalElement principal = statement.principal();
        if (principal != null && principal.not()) {
            if (document.kind() == PolicyKind.TRUST) {
                report.add(
                        Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL,
                        "A role's trust policy can't have NotPrincipal. Name who may assume the role in Principal.",
                        principal.at());
            } else if (statement.isAllow()) {
                report.add(
                        Issue.ALLOW_WITH_NOT_PRINCIPAL,
                        "Allow with NotPrincipal allows everybody else in the world. Name who may in Principal.",
                        principal.at());
            }
        }
    }

    static void everyone(Document document, Statement statement, Report report) {
        PrincipalElement principal = statement.principal();
        if (principal == null || principal.not() || !principal.includesEveryone() || !statement.isAllow()) {
            return;
        }
        boolean narrowed = statement.conditions().stream().anyMatch(PrincipalChecks::narrows);
        if (document.kind() == PolicyKind.TRUST && principal.everyone()) {
            report.add(
                    Issue.ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL,
                    "A role's trust policy can't have the principal \"*\". Name who may assume the role.",
                    principal.at());
        } else if (document.kind() == PolicyKind.TRUST && !narrowed) {
            report.add(
                    Issue.PUBLIC_ACCESS,
                    "Everybody with an AWS account could assume this role. Name who may, or add a condition such as"
                            + " aws:PrincipalOrgID.",
                    principal.at());
        } else if (document.kind() == PolicyKind.RESOURCE && !narrowed) {
            report.add(
                    Issue.PUBLIC_ACCESS,
                    "This allows everybody in the world, without an AWS account too. Name who may, or add a condition such as"
                            + " aws:PrincipalOrgID.",
                    principal.at());
        }
    }

    private static boolean narrows(ConditionTest test) {
        Operator operator = test.operator();
        if (operator == null
                || operator.isNegated()
                || operator.ifExists()
                || operator.family() == Operator.Family.NULL) {
            return false;
        }
        String key = test.lowerKey();
        int slash = key.indexOf('/');
        boolean anything = test.values().stream().anyMatch(value -> ANYTHING.contains(value.value()));
        return !anything && NARROWING.contains(slash < 0 ? key : key.substring(0, slash));
    }

    /** The confused deputy: a service acts for whoever asks it, unless the policy says for whom. */
    static void services(Document document, Statement statement, Report report) {
        PrincipalElement principal = statement.principal();
        if (document.kind() != PolicyKind.RESOURCE || principal == null || !statement.isAllow() || principal.not()) {
            return;
        }
        List<Entry> services = principal.of("Service");
        boolean named =
                Stream.concat(SOURCES.stream(), Stream.of("aws:SourceOwner")).anyMatch(statement::asks);
        if (!services.isEmpty() && !named) {
            report.add(
                    Issue.RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL,
                    "The service acts for any account that asks it to. Add a condition with one of %s."
                            .formatted(String.join(", ", SOURCES)),
                    services.stream().map(Entry::at).toArray(Location[]::new));
        }
    }
}
