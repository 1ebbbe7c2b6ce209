package signet.lint;

import static signet.lint.Rule.condition;
import static signet.lint.Rule.identity;

import java.util.List;

/** Issues of operators, keys and quantifiers. */
final class ConditionRules {
    static final List<Rule> RULES = List.of(
            condition(Issue.INVALID_CONDITION_OPERATOR, ".StringMatches", """
                    «"StringMatches"»: {"s3:prefix": "home/"}
                    """, "StringMatches", "StringEquals"),
            condition(Issue.NULL_WITH_IF_EXISTS, ".NullIfExists", """
                    «"NullIfExists"»: {"s3:prefix": "true"}
                    """, "NullIfExists", "Null"),
            condition(Issue.NULL_WITH_QUALIFIER, ".ForAnyValue:Null", """
                    «"ForAnyValue:Null"»: {"aws:TagKeys": "true"}
                    """, "ForAnyValue:Null", "Null"),
            condition(Issue.EMPTY_OBJECT_CONDITION, ".StringEquals", """
                    "StringEquals": «{
                    }»
                    """, "{\n        }", "{\"s3:prefix\": \"home/\"}"),
            condition(Issue.INVALID_CONDITION_KEY_FORMAT, ".StringEquals.prefix", """
                    "StringEquals": {«"prefix"»: "home/"}
                    """, "\"prefix\"", "\"s3:prefix\""),
            condition(
                    Issue.INVALID_GLOBAL_CONDITION_KEY,
                    ".StringEquals.aws:PrincipalOrganization",
                    """
                    "StringEquals": {
                      "s3:prefix": "home/",
                      «"aws:PrincipalOrganization"»: "o-1"
                    }
                    """,
                    "PrincipalOrganization",
                    "PrincipalOrgID"),
            condition(Issue.INVALID_SERVICE_CONDITION_KEY, ".StringEquals.s3:prefx", """
                    "StringEquals": {«"s3:prefx"»: "home/"}
                    """, "prefx", "prefix"),
            condition(
                    Issue.INVALID_SERVICE_CONDITION_KEY,
                    ".StringEquals.acme:prefix",
                    """
                    "StringEquals": {«"acme:prefix"»: "home/"}
                    """,
                    "acme:",
                    "acme.example.com:"),
            condition(Issue.DEPRECATED_GLOBAL_CONDITION_KEY, ".ArnLike.aws:ARN", """
                    "ArnLike": {«"aws:ARN"»: "arn:aws:iam::*:role/app"}
                    """, "aws:ARN", "aws:PrincipalArn"),
            condition(
                    Issue.MISSING_TAG_KEY_IN_CONDITION,
                    ".StringEquals.aws:PrincipalTag",
                    """
                    "StringEquals": {«"aws:PrincipalTag"»: "team"}
                    """,
                    "aws:PrincipalTag",
                    "aws:PrincipalTag/name"),
            condition(
                    Issue.DUPLICATE_KEYS_WITH_DIFFERENT_CASE,
                    ".StringEquals.s3:Prefix",
                    """
                    "StringEquals": {
                      "s3:prefix": "home/",
                      «"s3:Prefix"»: "work/"
                    }
                    """,
                    "s3:Prefix",
                    "s3:delimiter"),
            condition(Issue.DUPLICATE_ELEMENT, ".Bool", """
                    "Bool": {"aws:SecureTransport": "true"},
                    «"Bool"»: {"aws:ViaAWSService": "false"}
                    """, "\"Bool\": {\"aws:Via", "\"BoolIfExists\": {\"aws:Via"),
            identity(
                    Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY,
                    ".Condition.StringEquals.ec2:InstanceType",
                    """
                    "Effect": "Allow",
                    "Action": "ec2:CreateVpc",
                    "Resource": "*",
                    "Condition": {"StringEquals": {«"ec2:InstanceType"»: "t3.micro"}}
                    """,
                    "ec2:CreateVpc",
                    "ec2:RunInstances"),
            identity(
                    Issue.ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE,
                    ".Condition.StringEquals.aws:ResourceTag/team",
                    """
                    "Effect": "Allow",
                    "Action": ["ec2:StartInstances", "%s:*"],
                    "Resource": "*",
                    "Condition": {"StringEquals": {«"aws:ResourceTag/team"»: "a"}}
                    """.formatted(withoutTags()),
                    withoutTags() + ":*",
                    "ec2:StopInstances"),
            identity(
                    Issue.DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE,
                    ".Condition.StringEquals.aws:ResourceTag/team",
                    """
                    "Effect": "Deny",
                    "Action": ["ec2:StartInstances", "%s:*"],
                    "Resource": "*",
                    "Condition": {"StringEquals": {«"aws:ResourceTag/team"»: "a"}}
                    """.formatted(withoutTags()),
                    "aws:ResourceTag/team",
                    "aws:PrincipalTag/team"),
            condition(Issue.MISSING_QUALIFIER, ".StringEquals", """
                    «"StringEquals"»: {"aws:TagKeys": "team"}
                    """, "StringEquals", "ForAnyValue:StringEquals"),
            condition(Issue.FORALLVALUES_WITH_SINGLE_VALUED_KEY, ".ForAllValues:StringLike", """
                    «"ForAllValues:StringLike"»: {"s3:prefix": "home/*"}
                    """, "ForAllValues:", ""),
            condition(Issue.FORANYVALUE_WITH_SINGLE_VALUED_KEY, ".ForAnyValue:StringLike", """
                    «"ForAnyValue:StringLike"»: {"s3:prefix": "home/*"}
                    """, "ForAnyValue:", ""),
            condition(
                    Issue.FORALLVALUES_WITHOUT_NULL_CHECK,
                    ".ForAllValues:StringEquals",
                    """
                    "Bool": {"aws:SecureTransport": "true"},
                    «"ForAllValues:StringEquals"»: {"aws:TagKeys": "team"}
                    """,
                    "\"Bool\": {\"aws:SecureTransport\": \"true\"}",
                    "\"Null\": {\"aws:TagKeys\": \"false\"}"),
            condition(Issue.EMPTY_ARRAY_CONDITION, ".StringEquals.s3:prefix", """
                    "StringEquals": {"s3:prefix": «[]»}
                    """, "[]", "[\"\"]"),
            condition(Issue.EMPTY_ARRAY_CONDITION_IFEXISTS, ".StringEqualsIfExists.s3:prefix", """
                    "StringEqualsIfExists": {"s3:prefix": «[]»}
                    """, "IfExists", ""),
            condition(
                    Issue.EMPTY_ARRAY_CONDITION_FORALLVALUES,
                    ".ForAllValues:StringEquals.aws:TagKeys",
                    """
                    "ForAllValues:StringEquals": {"aws:TagKeys": «[]»}
                    """,
                    "ForAllValues",
                    "ForAnyValue"),
            condition(
                    Issue.EMPTY_ARRAY_CONDITION_FORANYVALUE,
                    ".ForAnyValue:StringEquals.aws:TagKeys",
                    """
                    "ForAnyValue:StringEquals": {"aws:TagKeys": «[]»}
                    """,
                    "ForAnyValue",
                    "ForAllValues"));

    private ConditionRules() {}

    private static String withoutTags() {
        return signet.actions.ActionCatalogue.aws().services().stream()
                .filter(service -> service.conditionKey("aws:ResourceTag/team").isEmpty())
                .filter(service -> !service.actions().isEmpty())
                .findFirst()
                .orElseThrow()
                .prefix();
    }
}
