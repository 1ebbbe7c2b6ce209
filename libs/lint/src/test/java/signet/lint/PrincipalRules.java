package signet.lint;

import static signet.lint.Rule.identity;
import static signet.lint.Rule.resource;
import static signet.lint.Rule.statement;
import static signet.lint.Rule.trust;
import static signet.policy.PolicyKind.ENDPOINT;
import static signet.policy.PolicyKind.RESOURCE_CONTROL;

import java.util.List;

/** Issues of Principal and NotPrincipal, and of trust policies. */
final class PrincipalRules {
    private static final String GITHUB = "token.actions.githubusercontent.com";

    static final List<Rule> RULES = List.of(
            resource(Issue.MISSING_PRINCIPAL, "", """
                    "Effect": "Deny",
                    "Action": "s3:*",
                    "Resource": "arn:aws:s3:::notes"
                    """, "\"Effect\"", "\"Principal\": \"*\", \"Effect\""),
            statement(
                    Issue.MISSING_PRINCIPAL,
                    ENDPOINT,
                    "Statement[0]",
                    """
                    "Effect": "Deny",
                    "Action": "s3:*",
                    "Resource": "arn:aws:s3:::notes"
                    """,
                    "\"Effect\"",
                    "\"NotPrincipal\": {\"AWS\": \"111122223333\"}, \"Effect\""),
            identity(Issue.UNSUPPORTED_PRINCIPAL, ".Principal", """
                    "Effect": "Allow",
                    "Principal": «"*"»,
                    "Action": "s3:GetObject",
                    "Resource": "*"
                    """, "\"Principal\": \"*\",\n", ""),
            of(
                    Issue.INVALID_PRINCIPAL_FORMAT,
                    "",
                    "«\"111122223333\"»",
                    "\"111122223333\"",
                    "{\"AWS\": \"111122223333\"}"),
            of(
                    Issue.INVALID_PRINCIPAL_FORMAT,
                    ".AWS",
                    "{\"AWS\": «\"user/alice\"»}",
                    "user/alice",
                    "arn:aws:iam::111122223333:user/alice"),
            of(Issue.INVALID_PRINCIPAL_KEY, ".Aws", "{«\"Aws\"»: \"111122223333\"}", "\"Aws\"", "\"AWS\""),
            of(
                    Issue.INVALID_SERVICE_PRINCIPAL_FORMAT,
                    ".Service",
                    "{\"Service\": «\"lambda.aws.com\"»}",
                    "lambda.aws.com",
                    "lambda.amazonaws.com"),
            of(
                    Issue.UNSUPPORTED_WILDCARD_IN_PRINCIPAL,
                    ".AWS[0]",
                    "{\"AWS\": [«\"arn:aws:iam::*:root\"»]}",
                    "*:root",
                    "111122223333:root"),
            of(
                    Issue.INVALID_ROLE_REFERENCE,
                    ".AWS",
                    "{\"AWS\": «\"AROAIIIIIIIIIIIIIIIII\"»}",
                    "AROAIIIIIIIIIIIIIIIII",
                    "111122223333"),
            of(
                    Issue.INVALID_USER_REFERENCE,
                    ".AWS",
                    "{\"AWS\": «\"AIDAIIIIIIIIIIIIIIIII\"»}",
                    "AIDAIIIIIIIIIIIIIIIII",
                    "111122223333"),
            of(Issue.EMPTY_ARRAY_PRINCIPAL, ".AWS", "{\"AWS\": «[]»}", "[]", "[\"111122223333\"]"),
            of(Issue.EMPTY_OBJECT_PRINCIPAL, "", "«{}»", "{}", "{\"AWS\": \"111122223333\"}"),
            of(Issue.PUBLIC_ACCESS, "", "«{\"AWS\": \"*\"}»", "\"*\"", "\"111122223333\""),
            of(
                    Issue.RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL,
                    ".Service",
                    "{\"Service\": «\"logging.s3.amazonaws.com\"»}",
                    "\"Resource\"",
                    "\"Condition\": {\"StringEquals\": {\"aws:SourceAccount\": \"111122223333\"}}, \"Resource\""),
            resource(Issue.ALLOW_WITH_NOT_PRINCIPAL, ".NotPrincipal", """
                    "Effect": "Allow",
                    "NotPrincipal": «{"AWS": "111122223333"}»,
                    "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::notes/*"
                    """, "\"Allow\"", "\"Deny\""),
            statement(
                    Issue.RCP_PRINCIPAL, RESOURCE_CONTROL, "Statement[0].Principal", """
                    "Effect": "Deny",
                    "Principal": «{"AWS": "*"}»,
                    "Action": "s3:*",
                    "Resource": "*"
                    """, "{\"AWS\": \"*\"}", "\"*\""),
            trust(
                    Issue.ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL,
                    ".Principal",
                    """
                    "Effect": "Allow",
                    "Principal": «"*"»,
                    "Action": "sts:AssumeRole"
                    """,
                    "\"*\"",
                    "{\"AWS\": \"*\"}"),
            trust(
                    Issue.PUBLIC_ACCESS,
                    ".Principal",
                    """
                    "Effect": "Allow",
                    "Principal": «{"AWS": "*"}»,
                    "Action": "sts:AssumeRole"
                    """,
                    "\"Effect\"",
                    "\"Condition\": {\"StringEquals\": {\"aws:PrincipalOrgID\": \"o-1\"}}, \"Effect\""),
            trust(Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL, ".NotPrincipal", """
                    "Effect": "Deny",
                    "NotPrincipal": «{"AWS": "111122223333"}»,
                    "Action": "sts:AssumeRole"
                    """, "NotPrincipal", "Principal"),
            trust(Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE, ".Resource", """
                    "Effect": "Allow",
                    "Principal": {"AWS": "111122223333"},
                    "Action": "sts:AssumeRole",
                    "Resource": «"*"»
                    """, ",\n      \"Resource\": \"*\"", ""),
            trust(Issue.UNSUPPORTED_ACTION_IN_POLICY, ".Action[1]", """
                    "Effect": "Allow",
                    "Principal": {"AWS": "111122223333"},
                    "Action": ["sts:AssumeRole", «"iam:PassRole"»]
                    """, "iam:PassRole", "sts:TagSession"),
            trust(Issue.MISMATCHED_ACTION_FOR_PRINCIPAL, ".Principal.Federated", """
                    "Effect": "Allow",
                    "Principal": {"Federated": «"arn:aws:iam::111122223333:saml-provider/staff"»},
                    "Action": "sts:AssumeRoleWithWebIdentity"
                    """, "WithWebIdentity", "WithSAML"),
            trust(Issue.MISMATCHED_ACTION_FOR_PRINCIPAL, ".Action", """
                    "Effect": "Allow",
                    "Principal": {"Service": "ec2.amazonaws.com"},
                    "Action": «"sts:AssumeRoleWithSAML"»
                    """, "WithSAML", ""),
            trust(
                    Issue.MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY,
                    ".Principal.Service",
                    """
                    "Effect": "Allow",
                    "Principal": {"Service": «"rolesanywhere.amazonaws.com"»},
                    "Action": ["sts:AssumeRole", "sts:TagSession"]
                    """,
                    "\"sts:TagSession\"",
                    "\"sts:TagSession\", \"sts:SetSourceIdentity\""),
            trust(
                    Issue.MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL,
                    ".Principal.Federated",
                    """
                    "Effect": "Allow",
                    "Principal": {"Federated": «"accounts.google.com"»},
                    "Action": "sts:AssumeRoleWithWebIdentity"
                    """,
                    "\"Effect\"",
                    "\"Condition\": {\"StringEquals\": {\"accounts.google.com:aud\": \"app\"}}, \"Effect\""),
            trust(
                    Issue.MISSING_GITHUB_REPO_CONDITION_KEY,
                    ".Principal.Federated",
                    """
                    "Effect": "Allow",
                    "Principal": {"Federated": «"arn:aws:iam::111122223333:oidc-provider/%1$s"»},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {"StringEquals": {"%1$s:aud": "repo:team/app:ref:refs/heads/main"}}
                    """.formatted(GITHUB),
                    ":aud",
                    ":sub"),
            trust(
                    Issue.SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED,
                    ".Condition.StringLike." + GITHUB + ":sub[1]",
                    """
                    "Effect": "Allow",
                    "Principal": {"Federated": "arn:aws:iam::111122223333:oidc-provider/%1$s"},
                    "Action": "sts:AssumeRoleWithWebIdentity",
                    "Condition": {"StringLike": {"%1$s:sub": ["repo:team/app:*", «"repo:team/*"»]}}
                    """.formatted(GITHUB),
                    "repo:team/*",
                    "repo:team/lib:*"));

    private PrincipalRules() {}

    /** A principal of a bucket's policy. */
    private static Rule of(Issue issue, String path, String principal, String from, String to) {
        return resource(issue, ".Principal" + path, """
                "Effect": "Allow",
                "Principal": %s,
                "Action": "s3:GetObject",
                "Resource": "arn:aws:s3:::notes/*"
                """.formatted(principal), from, to);
    }
}
