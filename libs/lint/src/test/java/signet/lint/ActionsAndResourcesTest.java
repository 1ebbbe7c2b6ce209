package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lint.Lint.allow;
import static signet.lint.Lint.at;
import static signet.lint.Lint.clean;
import static signet.lint.Lint.findings;
import static signet.lint.Lint.policy;
import static signet.lint.Lint.without;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.PolicyKind;

class ActionsAndResourcesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_ACTION            | s3:GetObjet          | Did you mean s3:GetObject?",
                "INVALID_ACTION            | iam:PasRole          | Did you mean iam:PassRole?",
                "INVALID_ACTION            | s3:Frobnicate        | no action with a similar name",
                "INVALID_ACTION            | GetObject            | as in s3:GetObject",
                "INVALID_ACTION            | s3:Get:Object        | one colon",
                "INVALID_SERVICE_IN_ACTION | s33:GetObject        | Did you mean s3?",
                "INVALID_SERVICE_IN_ACTION | nobodyknows:Get*     | does not exist",
                "UNKNOWN_ACTION            | s3:Fetch*            | No known action of Amazon S3 matches",
                "UNKNOWN_ACTION            | deepracer:GetCar     | documents no action",
                "WILDCARD_IN_SERVICE_NAME  | s*:GetObject         | Name each service.",
                "VARIABLE_UNSUPPORTED_IN_ELEMENT | s3:${aws:username} | Remove the variable"
            })
    void anActionThatIsNotAsItShouldBe(Issue issue, String action, String says) {
        String document = allow("\"" + action + "\"", "\"*\"");
        assertEquals("\"" + action + "\"", at(issue, document));
        assertTrue(
                findings(PolicyKind.IDENTITY, document).stream()
                        .anyMatch(finding -> finding.details().contains(says)),
                () -> findings(PolicyKind.IDENTITY, document).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3:Get*", "s3:*", "ec2:Describe?nstances", "s3:*Object", "sts:GetCallerIdentity", "S3:getOBJECT"
            })
    void anActionThatExistsIsNoFault(String action) {
        clean(allow("\"" + action + "\"", "\"*\""));
    }

    @Test
    void whatAnotherEntrySaysIsRedundant() {
        assertEquals("\"s3:GetObject\"", at(Issue.REDUNDANT_ACTION, allow("[\"s3:GetObject\",\"s3:Get*\"]", "\"*\"")));
        assertEquals(
                "\"S3:getOBJECT\"", at(Issue.REDUNDANT_ACTION, allow("[\"s3:GetObject\",\"S3:getOBJECT\"]", "\"*\"")));
        without(Issue.REDUNDANT_ACTION, allow("[\"s3:GetObject\",\"s3:Get?bjectAcl\"]", "\"*\""));
        assertEquals(
                "\"arn:aws:s3:::b/x\"",
                at(Issue.REDUNDANT_RESOURCE, allow("\"s3:GetObject\"", "[\"arn:aws:s3:::b/x\",\"arn:aws:s3:::b/*\"]")));
        assertEquals(
                "\"arn:aws:s3:::b/*\"",
                at(Issue.REDUNDANT_RESOURCE, allow("\"s3:GetObject\"", "[\"arn:aws:s3:::b/*\",\"*\"]")));
        without(
                Issue.REDUNDANT_RESOURCE,
                allow(
                                "\"s3:GetObject\"",
                                "[\"arn:aws:s3:::a/*\",\"arn:aws:s3:::b/*\",\"arn:aws:s3:::b/${aws:username}\"]")
                        .replace("b/*", "c/*"));
    }

    @Test
    void aStatementThatSaysTheSameIsRedundant() {
        String one =
                "{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",\"s3:PutObject\"],\"Resource\":\"*\"}";
        String same =
                "{\"Sid\":\"B\",\"Effect\":\"Allow\",\"Action\":[\"s3:PutObject\",\"s3:GetObject\"],\"Resource\":[\"*\"]}";
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[%s,%s]}";
        assertEquals("{", at(Issue.REDUNDANT_STATEMENT, document.formatted(one, same)));
        without(Issue.REDUNDANT_STATEMENT, document.formatted(one, same.replace("Allow", "Deny")));
        without(Issue.REDUNDANT_STATEMENT, document.formatted(one, same.replace("PutObject", "DeleteObject")));
        without(Issue.REDUNDANT_STATEMENT, document.formatted(one, same.replace("\"Action\"", "\"NotAction\"")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "INVALID_ARN_PREFIX       | notes",
                "INVALID_ARN_PREFIX       | aws:s3:::notes",
                "MISSING_ARN_FIELD        | arn:aws:s3:notes",
                "MISSING_ARN_FIELD        | arn:aws:s3",
                "INVALID_PARTITION        | arn:awz:s3:::notes/*",
                "INVALID_SERVICE          | arn:aws:s33:::notes/*",
                "INVALID_ARN_SERVICE_CASE | arn:aws:S3:::notes/*",
                "ARN_REGION_NOT_ALLOWED   | arn:aws:s3:us-east-1::notes",
                "ARN_ACCOUNT_NOT_ALLOWED  | arn:aws:s3::111122223333:notes",
                "ARN_REGION_NOT_ALLOWED   | arn:aws:iam:us-east-1:111122223333:role/r",
                "MISSING_ARN_REGION       | arn:aws:ec2::111122223333:instance/i-1",
                "MISSING_ARN_ACCOUNT      | arn:aws:iam:::role/r",
                "INVALID_ARN_ACCOUNT      | arn:aws:iam::12345:role/r",
                "INVALID_ARN_REGION       | arn:aws:ec2:us-east:111122223333:instance/i-1",
                "UNKNOWN_ARN_FORMAT       | arn:aws:iam::111122223333:roles/r"
            })
    void anArnThatIsNotAsItShouldBe(Issue issue, String arn) {
        assertEquals("\"" + arn + "\"", at(issue, allow("[\"s3:*\",\"iam:*\",\"ec2:*\"]", "\"" + arn + "\"")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::notes",
                "arn:aws:s3:::*",
                "arn:aws:s3:*:*:notes",
                "arn:*:s3:::notes/${aws:username}/*",
                "arn:aws-cn:s3:::notes",
                "arn:aws:iam::*:role/*",
                "arn:aws:iam::aws:policy/ReadOnlyAccess",
                "arn:aws:ec2:*:*:instance/*",
                "arn:aws:ec2:us-gov-west-1:111122223333:instance/*",
                "arn:aws:s3*",
                "arn:aws:ec2:${aws:RequestedRegion}:${aws:PrincipalAccount}:instance/*"
            })
    void anArnOfAKnownFormIsNoFault(String arn) {
        String document = allow("[\"s3:*\",\"iam:*\",\"ec2:*\"]", "\"" + arn + "\"");
        for (Finding finding : findings(PolicyKind.IDENTITY, document)) {
            assertTrue(!finding.code().contains("ARN") && !finding.code().contains("INVALID"), finding::toString);
        }
    }

    @Test
    void anActionThatCannotBeNarrowedNeedsTheStar() {
        assertEquals(
                "\"s3:ListAllMyBuckets\"",
                at(
                        Issue.ACTION_NEEDS_STAR_RESOURCE,
                        allow("[\"s3:ListAllMyBuckets\",\"s3:GetObject\"]", "\"arn:aws:s3:::notes/*\"")));
        without(Issue.ACTION_NEEDS_STAR_RESOURCE, allow("\"s3:ListAllMyBuckets\"", "\"*\""));
        without(Issue.ACTION_NEEDS_STAR_RESOURCE, allow("\"s3:List*\"", "\"arn:aws:s3:::notes\""));
    }

    @Test
    void anObjectIsNoBucket() {
        assertEquals(
                "\"s3:GetObject\"",
                at(Issue.ACTION_FITS_NO_RESOURCE, allow("\"s3:GetObject\"", "\"arn:aws:s3:::notes\"")));
        assertEquals(
                "\"arn:aws:s3:::notes\"",
                at(
                        Issue.RESOURCE_FITS_NO_ACTION,
                        allow("\"s3:GetObject\"", "[\"arn:aws:s3:::notes\",\"arn:aws:s3:::notes/*\"]")));
        without(Issue.RESOURCE_FITS_NO_ACTION, allow("\"s3:GetObject\"", "\"arn:aws:s3:::notes*\""));
        without(Issue.RESOURCE_FITS_NO_ACTION, allow("\"x:y\"", "\"arn:aws:s3:::notes*\""));
        without(
                Issue.RESOURCE_FITS_NO_ACTION,
                policy("\"Effect\":\"Deny\",\"NotAction\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::notes\""));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MISSING_BRACE_IN_VARIABLE     | ${aws:username",
                "EMPTY_VARIABLE                | ${}",
                "UNSUPPORTED_SPACE_IN_VARIABLE | ${aws: username}",
                "MISSING_QUOTE_IN_VARIABLE     | ${aws:username, x}",
                "UNKNOWN_VARIABLE              | ${aws:usernam}",
                "UNKNOWN_VARIABLE              | ${username}"
            })
    void aVariableThatIsNotAsItShouldBe(Issue issue, String variable) {
        String resource = "\"arn:aws:s3:::notes/" + variable + "\"";
        assertEquals(resource, at(issue, allow("\"s3:GetObject\"", resource)));
        String condition = "{\"StringLike\":{\"s3:prefix\":\"" + variable + "\"}}";
        assertEquals("\"" + variable + "\"", at(issue, Lint.condition("\"s3:ListBucket\"", condition)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${aws:username}",
                "${aws:PrincipalTag/team, 'none'}",
                "${aws:PrincipalTag/a b}",
                "${*}${?}${$}",
                "${saml:sub}",
                "${graph.facebook.com:id}",
                "${oidc.example.com/id/1:sub}"
            })
    void aVariableThatExistsIsNoFault(String variable) {
        clean(allow("\"s3:GetObject\"", "\"arn:aws:s3:::notes/" + variable + "/*\""));
    }

    @Test
    void variablesNeedTheCurrentVersion() {
        String old = allow("\"s3:GetObject\"", "\"arn:aws:s3:::notes/${aws:username}\"")
                .replace("2012", "2008");
        assertEquals("\"arn:aws:s3:::notes/${aws:username}\"", at(Issue.VARIABLE_UNSUPPORTED_IN_VERSION, old));
    }
}
