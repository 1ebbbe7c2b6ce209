package signet.lint;

import static signet.lint.Rule.identity;
import static signet.lint.Rule.resource;

import java.util.List;

/** Issues of grants that are wider than they look. */
final class GrantRules {
    private static final String ROLE = "arn:aws:iam::111122223333:role/app";

    static final List<Rule> RULES = List.of(
            of(
                    Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE,
                    "Action[1]",
                    "[\"s3:*\", «\"iam:PassRole\"»]",
                    "Resource",
                    "iam:PassRole",
                    "iam:GetRole"),
            of(
                    Issue.PASS_ROLE_WITH_STAR_IN_ACTION_AND_RESOURCE,
                    "Action",
                    "«\"iam:P*\"»",
                    "Resource",
                    "iam:P*",
                    "iam:PassRole"),
            of(
                    Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION,
                    "NotAction",
                    "«[\"s3:*\"]»",
                    "Resource",
                    "s3:*",
                    "iam:*"),
            of(
                    Issue.PASS_ROLE_WITH_NOT_RESOURCE,
                    "Action",
                    "«\"iam:PassRole\"»",
                    "NotResource",
                    "NotResource",
                    "Resource"),
            of(
                    Issue.PASS_ROLE_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE,
                    "Action",
                    "«\"iam:Pass*\"»",
                    "NotResource",
                    "NotResource",
                    "Resource"),
            of(
                    Issue.PASS_ROLE_WITH_NOT_ACTION_AND_NOT_RESOURCE,
                    "NotAction",
                    "«\"s3:*\"»",
                    "NotResource",
                    "\"s3:*\"",
                    "\"iam:Pass*\""),
            of(
                    Issue.CREATE_SLR_WITH_STAR_IN_RESOURCE,
                    "Action",
                    "«\"iam:CreateServiceLinkedRole\"»",
                    "Resource",
                    "\"*\"",
                    "\"" + ROLE + "\""),
            of(
                    Issue.CREATE_SLR_WITH_STAR_IN_ACTION_AND_RESOURCE,
                    "Action",
                    "«\"iam:Create*\"»",
                    "Resource",
                    "Create*",
                    "CreateR*"),
            of(
                    Issue.CREATE_SLR_WITH_STAR_IN_RESOURCE_AND_NOT_ACTION,
                    "NotAction",
                    "«\"s3:*\"»",
                    "Resource",
                    "s3:*",
                    "iam:*Role"),
            of(
                    Issue.CREATE_SLR_WITH_NOT_RESOURCE,
                    "Action",
                    "«\"iam:CreateServiceLinkedRole\"»",
                    "NotResource",
                    "NotResource",
                    "Resource"),
            of(
                    Issue.CREATE_SLR_WITH_STAR_IN_ACTION_AND_NOT_RESOURCE,
                    "Action",
                    "«\"iam:*\"»",
                    "NotResource",
                    "NotResource",
                    "Resource"),
            of(
                    Issue.CREATE_SLR_WITH_NOT_ACTION_AND_NOT_RESOURCE,
                    "NotAction",
                    "«\"s3:*\"»",
                    "NotResource",
                    "\"s3:*\"",
                    "\"iam:Create*\""),
            of(Issue.ALLOW_WITH_NOT_ACTION, "NotAction", "«\"iam:*\"»", "Resource", "\"Allow\"", "\"Deny\""),
            identity(Issue.ALLOW_WITH_NOT_RESOURCE, ".NotResource", """
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "NotResource": «"arn:aws:s3:::secrets/*"»
                    """, "NotResource", "Resource"),
            resource(Issue.ALLOW_WITH_NOT_RESOURCE, ".NotResource", """
                    "Effect": "Allow",
                    "Principal": {"AWS": "111122223333"},
                    "Action": "s3:GetObject",
                    "NotResource": «"arn:aws:s3:::secrets/*"»
                    """, "\"Allow\"", "\"Deny\""),
            of(Issue.FULL_ADMINISTRATOR_ACCESS, "Action[0]", "[«\"*\"»]", "Resource", "[\"*\"]", "[\"s3:*\"]"),
            identity(
                    Issue.PRIVILEGE_ESCALATION,
                    ".Action",
                    """
                    "Effect": "Allow",
                    "Action": «"iam:CreateAccessKey"»,
                    "Resource": "*"
                    """,
                    "\"*\"",
                    "\"arn:aws:iam::111122223333:user/${aws:username}\""),
            identity(
                    Issue.PRIVILEGE_ESCALATION,
                    ".Action[2]",
                    """
                    "Effect": "Allow",
                    "Action": ["ec2:RunInstances", "ec2:Describe*", «"iam:PassRole"»],
                    "Resource": "*"
                    """,
                    "\"Effect\"",
                    "\"Condition\": {\"StringEquals\": {\"iam:PassedToService\": \"ec2.amazonaws.com\"}}, \"Effect\""));

    private GrantRules() {}

    /** Actions on every resource, or on every one but a role. */
    private static Rule of(Issue issue, String path, String actions, String element, String from, String to) {
        String name = path.replaceAll("\\[.*", "");
        String resource = element.equals("Resource") ? "*" : ROLE;
        return identity(issue, "." + path, """
                "Effect": "Allow",
                "%s": %s,
                "%s": "%s"
                """.formatted(name, actions, element, resource), from, to);
    }
}
