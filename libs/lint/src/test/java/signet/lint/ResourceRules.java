package signet.lint;

import static signet.lint.Rule.document;
import static signet.lint.Rule.identity;
import static signet.lint.Rule.resource;
import static signet.policy.PolicyKind.IDENTITY;

import java.util.List;

/** Issues of Resource and NotResource, and of the variables in them. */
final class ResourceRules {
    static final List<Rule> RULES = List.of(
            of(Issue.INVALID_ARN_PREFIX, "aws:s3:::notes", "arn:aws:s3:::notes"),
            of(Issue.INVALID_ARN_PREFIX, "s3://notes/*", "arn:aws:s3:::notes/*"),
            of(Issue.MISSING_ARN_FIELD, "arn:aws:s3::notes", "arn:aws:s3:::notes"),
            of(Issue.INVALID_PARTITION, "arn:amazon:s3:::notes", "arn:aws-us-gov:s3:::notes"),
            of(Issue.INVALID_SERVICE, "arn:aws:simplestorage:::notes", "arn:aws:s3:::notes"),
            of(Issue.INVALID_ARN_SERVICE_CASE, "arn:aws:S3:::notes", "arn:aws:s3:::notes"),
            of(Issue.ARN_REGION_NOT_ALLOWED, "arn:aws:s3:eu-west-1::notes", "arn:aws:s3:::notes"),
            of(Issue.ARN_ACCOUNT_NOT_ALLOWED, "arn:aws:s3::111122223333:notes", "arn:aws:s3:::notes"),
            of(Issue.MISSING_ARN_REGION, "arn:aws:sqs::111122223333:q", "arn:aws:sqs:*:111122223333:q"),
            of(Issue.MISSING_ARN_ACCOUNT, "arn:aws:sqs:us-east-1::q", "arn:aws:sqs:us-east-1:*:q"),
            of(
                    Issue.INVALID_ARN_ACCOUNT,
                    "arn:aws:sqs:us-east-1:1111-2222-3333:q",
                    "arn:aws:sqs:us-east-1:111122223333:q"),
            of(Issue.INVALID_ARN_REGION, "arn:aws:sqs:useast1:111122223333:q", "arn:aws:sqs:us-east-1:111122223333:q"),
            of(Issue.UNKNOWN_ARN_FORMAT, "arn:aws:iam::111122223333:Role/r", "arn:aws:iam::111122223333:role/r"),
            identity(Issue.REDUNDANT_RESOURCE, ".Resource[0]", """
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": [«"arn:aws:s3:::notes/a/*"», "arn:aws:s3:::notes/*"]
                    """, "notes/*", "notes/b/*"),
            identity(Issue.REDUNDANT_RESOURCE, ".NotResource[1]", """
                    "Effect": "Deny",
                    "Action": "s3:GetObject",
                    "NotResource": [
                      "arn:aws:s3:::notes/a",
                      «"arn:aws:s3:::notes/a"»
                    ]
                    """, "notes/a\"\n", "notes/A\"\n"),
            resource(
                    Issue.UNSUPPORTED_RESOURCE_ARN_IN_POLICY,
                    ".Resource",
                    """
                    "Effect": "Deny",
                    "Principal": "*",
                    "Action": "s3:*",
                    "Resource": «"arn:aws:sqs:us-east-1:111122223333:notes"»
                    """,
                    "arn:aws:sqs:us-east-1:111122223333:notes",
                    "arn:aws:s3:::notes"),
            resource(Issue.UNSUPPORTED_RESOURCE_ARN_IN_POLICY, ".Resource[1]", """
                    "Effect": "Allow",
                    "Principal": {"AWS": "111122223333"},
                    "Action": ["s3:GetObject", "S3:PutObject"],
                    "Resource": [
                      "arn:aws:s3:us-east-1:111122223333:accesspoint/notes/object/*",
                      «"arn:aws:s3:us-east-1:111122223333:job/1"»
                    ]
                    """, "job/1", "accesspoint/notes"),
            of(
                    Issue.MISSING_BRACE_IN_VARIABLE,
                    "arn:aws:s3:::notes/${aws:username/*",
                    "arn:aws:s3:::notes/${aws:username}/*"),
            of(Issue.EMPTY_VARIABLE, "arn:aws:s3:::notes/${}", "arn:aws:s3:::notes/${$}"),
            of(
                    Issue.UNSUPPORTED_SPACE_IN_VARIABLE,
                    "arn:aws:s3:::notes/${ aws:username }",
                    "arn:aws:s3:::notes/${aws:username}"),
            of(
                    Issue.MISSING_QUOTE_IN_VARIABLE,
                    "arn:aws:s3:::notes/${aws:PrincipalTag/team, none}",
                    "arn:aws:s3:::notes/${aws:PrincipalTag/team, 'none'}"),
            of(Issue.UNKNOWN_VARIABLE, "arn:aws:s3:::notes/${aws:user}", "arn:aws:s3:::notes/${aws:userid}"),
            document(
                    Issue.VARIABLE_UNSUPPORTED_IN_VERSION,
                    IDENTITY,
                    "Statement.Resource",
                    """
                    {
                      "Version": "2008-10-17",
                      "Statement": {
                        "Effect": "Allow",
                        "Action": "s3:GetObject",
                        "Resource": «"arn:aws:s3:::notes/${aws:username}"»
                      }
                    }
                    """,
                    "2008-10-17",
                    "2012-10-17"));

    private ResourceRules() {}

    /** A resource that has the issue, and one that hasn't. */
    private static Rule of(Issue issue, String resource, String better) {
        return identity(issue, ".Resource[1]", """
                "Effect": "Allow",
                "Action": ["s3:*", "sqs:*", "iam:GetRole"],
                "Resource": [
                  "arn:aws:s3:::letters",
                  «"%s"»
                ]
                """.formatted(resource), resource, better);
    }
}
