package signet.lint;

import static signet.lint.Rule.document;
import static signet.lint.Rule.identity;
import static signet.lint.Rule.resource;
import static signet.lint.Rule.statement;
import static signet.policy.PolicyKind.BOUNDARY;
import static signet.policy.PolicyKind.IDENTITY;
import static signet.policy.PolicyKind.RESOURCE;
import static signet.policy.PolicyKind.RESOURCE_CONTROL;
import static signet.policy.PolicyKind.SERVICE_CONTROL;
import static signet.policy.PolicyKind.SESSION;
import static signet.policy.PolicyKind.TRUST;

import java.util.List;
import signet.policy.PolicyKind;

/** Issues of the document and its elements. */
final class DocumentRules {
    private static final String TWO = """
            {
              "Version": "2012-10-17",
              "Statement": [
                {
                  "Sid": "A",
                  "Effect": "Allow",%1$s
                  "Action": "s3:GetObject",
                  "Resource": "arn:aws:s3:::notes/*"
                },
                %2$s
                  "Sid": %3$s,
                  "Effect": "Allow",%1$s
                  "Action": "s3:%4$sObject",
                  "Resource": ["arn:aws:s3:::notes/*"]
                }
              ]
            }
            """;
    private static final String NAMED = "\n      \"Principal\": {\"AWS\": \"111122223333\"},";

    static final List<Rule> RULES = List.of(
            document(Issue.JSON_SYNTAX_ERROR, IDENTITY, "", """
                    {
                      "Version": "2012-10-17",
                      "Statement": []«,»
                    }
                    """, "[],", "[]"),
            document(Issue.JSON_SYNTAX_ERROR, IDENTITY, "", """
                    {
                      "Version": «“»2012-10-17",
                      "Statement": []
                    }
                    """, "“", "\""),
            document(Issue.DATA_TYPE_MISMATCH, IDENTITY, "", "«[\n]»", "[\n]", "{}"),
            document(Issue.DATA_TYPE_MISMATCH, IDENTITY, "Statement[1]", """
                    {
                      "Version": "2012-10-17",
                      "Statement": [{"Effect": "Allow", "Action": "sts:*", "Resource": "*"}, «"next"»]
                    }
                    """, ", \"next\"", ""),
            document(
                    Issue.MISSING_VERSION,
                    IDENTITY,
                    "",
                    """
                    «{»
                      "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
                    }
                    """,
                    "\"Statement\"",
                    "\"Version\": \"2012-10-17\", \"Statement\""),
            document(Issue.INVALID_VERSION, IDENTITY, "Version", """
                    {
                      "Version": «"2026-01-31"»,
                      "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
                    }
                    """, "2026-01-31", "2012-10-17"),
            document(
                    Issue.MISSING_STATEMENT,
                    IDENTITY,
                    "Statement",
                    """
                    {
                      "Version": "2012-10-17",
                      "Statement": «[]»
                    }
                    """,
                    "[]",
                    "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"*\"}"),
            document(Issue.MISSING_STATEMENT, IDENTITY, "", """
                    «{»
                      "Version": "2012-10-17"
                    }
                    """, "\"2012-10-17\"", "\"2012-10-17\", \"Statement\": {}"),
            document(Issue.INVALID_POLICY_ELEMENT, IDENTITY, "Statements", """
                    {
                      "Version": "2012-10-17",
                      «"Statements"»: []
                    }
                    """, "Statements", "Statement"),
            identity(Issue.INVALID_POLICY_ELEMENT, ".Ressource", """
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    «"Ressource"»: "*"
                    """, "Ressource", "Resource"),
            document(
                    Issue.DUPLICATE_ELEMENT,
                    IDENTITY,
                    "Version",
                    """
                    {
                      "Version": "2012-10-17",
                      «"Version"»: "2012-10-17",
                      "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
                    }
                    """,
                    "  \"Version\": \"2012-10-17\",\n  \"Version\"",
                    "  \"Version\""),
            document(Issue.POLICY_REFUSED, IDENTITY, "", """
                    {
                      "Version": «"»2008-10-17",
                      "Statement": {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
                    }
                    """, "2008", "2012"),
            identity(Issue.MISSING_EFFECT, "", """
                    "Action": "s3:GetObject",
                    "Resource": "*"
                    """, "\"Action\"", "\"Effect\": \"Allow\", \"Action\""),
            identity(Issue.INVALID_EFFECT, ".Effect", """
                    "Effect": «"Permit"»,
                    "Action": "s3:GetObject",
                    "Resource": "*"
                    """, "Permit", "Allow"),
            identity(Issue.MISSING_ACTION, "", """
                    "Effect": "Allow",
                    "Resource": "*"
                    """, "\"Resource\"", "\"NotAction\": \"iam:*\", \"Resource\""),
            identity(Issue.EMPTY_ARRAY_ACTION, ".Action", """
                    "Effect": "Allow",
                    "Action": «[ ]»,
                    "Resource": "*"
                    """, "[ ]", "[\"s3:GetObject\"]"),
            identity(Issue.MISSING_RESOURCE, "", """
                    "Effect": "Allow",
                    "Action": "s3:GetObject"
                    """, "\"s3:GetObject\"", "\"s3:GetObject\", \"Resource\": \"*\""),
            identity(Issue.EMPTY_ARRAY_RESOURCE, ".NotResource", """
                    "Effect": "Deny",
                    "Action": "s3:GetObject",
                    "NotResource": «[]»
                    """, "[]", "[\"arn:aws:s3:::notes/*\"]"),
            identity(Issue.UNSUPPORTED_ELEMENT_COMBINATION, ".NotAction", """
                    "Effect": "Deny",
                    "Action": "s3:GetObject",
                    "NotAction": «"s3:PutObject"»,
                    "Resource": "*"
                    """, "\"Action\": \"s3:GetObject\",\n", ""),
            resource(Issue.UNSUPPORTED_ELEMENT_COMBINATION, ".NotPrincipal", """
                    "Effect": "Deny",
                    "Principal": "*",
                    "NotPrincipal": «{"AWS": "111122223333"}»,
                    "Action": "s3:GetObject",
                    "Resource": "arn:aws:s3:::notes/*"
                    """, "\"Principal\": \"*\",\n", ""),
            identity(Issue.EMPTY_SID_VALUE, ".Sid", """
                    "Sid": «""»,
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": "*"
                    """, "\"\"", "\"Read\""),
            identity(Issue.UNSUPPORTED_SID, ".Sid", """
                    "Sid": «"Read notes"»,
                    "Effect": "Allow",
                    "Action": "s3:GetObject",
                    "Resource": "*"
                    """, "Read notes", "ReadNotes"),
            document(
                    Issue.UNIQUE_SIDS_REQUIRED,
                    IDENTITY,
                    "Statement[1].Sid",
                    TWO.formatted("", "{", "«\"A\"»", "Put"),
                    "\"Sid\": \"A\",\n      \"Effect\": \"Allow\",\n      \"Action\": \"s3:Put",
                    "\"Sid\": \"B\",\n      \"Effect\": \"Allow\",\n      \"Action\": \"s3:Put"),
            document(
                    Issue.UNIQUE_SIDS_RECOMMENDED,
                    RESOURCE,
                    "Statement[1].Sid",
                    TWO.formatted(NAMED, "{", "«\"A\"»", "Put"),
                    "\"A\"",
                    "\"\""),
            document(
                    Issue.REDUNDANT_STATEMENT,
                    IDENTITY,
                    "Statement[1]",
                    TWO.formatted("", "«{»", "\"B\"", "Get"),
                    "[\"arn:aws:s3:::notes/*\"]",
                    "\"arn:aws:s3:::notes/more/*\""),
            statement(
                    Issue.SCP_SYNTAX_ERROR_PRINCIPAL,
                    SERVICE_CONTROL,
                    "Statement[0].NotPrincipal",
                    """
                    "Effect": "Deny",
                    "NotPrincipal": «{
                      "AWS": "arn:aws:iam::111122223333:role/admin"
                    }»,
                    "Action": "s3:*",
                    "Resource": "*"
                    """,
                    "\"NotPrincipal\": {\n        \"AWS\": \"arn:aws:iam::111122223333:role/admin\"\n      },\n",
                    ""),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, IDENTITY, 6_144),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, BOUNDARY, 6_144),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA, SESSION, 2_048),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA, RESOURCE, 20_480),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA, TRUST, 2_048),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_SCP_QUOTA, SERVICE_CONTROL, 10_240),
            tooLong(Issue.POLICY_SIZE_EXCEEDS_SCP_QUOTA, RESOURCE_CONTROL, 5_120));

    private DocumentRules() {}

    /** A policy that is one character longer than it may be, and the one without that character. */
    private static Rule tooLong(Issue issue, PolicyKind kind, int quota) {
        String rest = "{\"Version\":\"2012-10-17\",\"Id\":\"\"}";
        String id = "x".repeat(quota + 1 - rest.length());
        String marked = "«{»" + rest.substring(1, rest.length() - 2) + id + "\"}";
        return document(issue, kind, "", marked, "xx\"}", "x\"}");
    }
}
