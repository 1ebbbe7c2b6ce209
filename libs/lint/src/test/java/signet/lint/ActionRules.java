package signet.lint;

import static signet.lint.Rule.identity;
import static signet.lint.Rule.statement;
import static signet.policy.PolicyKind.RESOURCE_CONTROL;

import java.util.List;

/** Issues of Action and NotAction. */
final class ActionRules {
    static final List<Rule> RULES = List.of(
            identity(Issue.INVALID_ACTION, ".Action", """
                    "Effect": "Allow",
                    "Action": «"s3:GetObjet"»,
                    "Resource": "*"
                    """, "GetObjet", "GetObject"),
            identity(Issue.INVALID_ACTION, ".NotAction[1]", """
                    "Effect": "Deny",
                    "NotAction": [
                      "s3:GetObject",
                      «"s3.PutObject"»
                    ],
                    "Resource": "*"
                    """, "s3.Put", "s3:Put"),
            identity(Issue.INVALID_SERVICE_IN_ACTION, ".Action[0]", """
                    "Effect": "Allow",
                    "Action": [«"cloudwatchlogs:PutLogEvents"»],
                    "Resource": "*"
                    """, "cloudwatchlogs", "logs"),
            identity(Issue.UNKNOWN_ACTION, ".Action", """
                    "Effect": "Allow",
                    "Action": «"s3:Fetch*"»,
                    "Resource": "*"
                    """, "Fetch", "Get"),
            identity(Issue.WILDCARD_IN_SERVICE_NAME, ".Action", """
                    "Effect": "Allow",
                    "Action": «"s?:GetObject"»,
                    "Resource": "*"
                    """, "s?", "s3"),
            identity(Issue.REDUNDANT_ACTION, ".Action[2]", """
                    "Effect": "Allow",
                    "Action": ["s3:Get*", "s3:PutObject", «"s3:GetObject"»],
                    "Resource": "*"
                    """, "s3:Get*", "s3:Get?"),
            identity(Issue.REDUNDANT_ACTION, ".Action[1]", """
                    "Effect": "Allow",
                    "Action": [
                      "s3:GetObject",
                      «"S3:getobject"»
                    ],
                    "Resource": "*"
                    """, "S3:getobject", "S3:getobjectacl"),
            identity(Issue.VARIABLE_UNSUPPORTED_IN_ELEMENT, ".Action", """
                    "Effect": "Allow",
                    "Action": «"s3:${aws:PrincipalTag/may}"»,
                    "Resource": "*"
                    """, "${aws:PrincipalTag/may}", "GetObject"),
            identity(Issue.ACTION_NEEDS_STAR_RESOURCE, ".Action[0]", """
                    "Effect": "Allow",
                    "Action": [«"ec2:DescribeInstances"», "ec2:StartInstances"],
                    "Resource": "arn:aws:ec2:*:*:instance/*"
                    """, "arn:aws:ec2:*:*:instance/*", "*"),
            identity(
                    Issue.ACTION_FITS_NO_RESOURCE,
                    ".Action[1]",
                    """
                    "Effect": "Allow",
                    "Action": ["s3:ListBucket", «"s3:GetObject"»],
                    "Resource": "arn:aws:s3:::notes"
                    """,
                    "\"arn:aws:s3:::notes\"",
                    "[\"arn:aws:s3:::notes\", \"arn:aws:s3:::notes/*\"]"),
            identity(
                    Issue.RESOURCE_FITS_NO_ACTION,
                    ".Resource[1]",
                    """
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": [
                      "arn:aws:s3:::notes/*",
                      «"arn:aws:sqs:us-east-1:111122223333:notes"»
                    ]
                    """,
                    "\"s3:GetObject\"",
                    "[\"s3:GetObject\", \"sqs:SendMessage\"]"),
            statement(Issue.RCP_ACTION, RESOURCE_CONTROL, "Statement[0].Action[1]", """
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": ["s3:*", «"*"»],
                    "Resource": "*"
                    """, ", \"*\"]", ", \"sqs:*\"]"),
            statement(Issue.RCP_ACTION, RESOURCE_CONTROL, "Statement[0].NotAction", """
                    "Effect": "Deny",
                    "Principal": "*",
                    "NotAction": «"s3:*"»,
                    "Resource": "*"
                    """, "NotAction", "Action"),
            statement(Issue.RCP_SERVICE, RESOURCE_CONTROL, "Statement[0].Action", """
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": «"ec2:*"»,
                    "Resource": "*"
                    """, "ec2:*", "sts:*"),
            statement(Issue.RCP_MUST_DENY, RESOURCE_CONTROL, "Statement[0].Effect", """
                    "Effect": «"Allow"»,
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": "*"
                    """, "Allow", "Deny"));

    private ActionRules() {}
}
