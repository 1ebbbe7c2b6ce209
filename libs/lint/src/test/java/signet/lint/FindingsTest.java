package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lint.Lint.allow;
import static signet.lint.Lint.at;
import static signet.lint.Lint.clean;
import static signet.lint.Lint.codes;
import static signet.lint.Lint.findings;
import static signet.lint.Lint.path;
import static signet.lint.Lint.policy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import signet.policy.PolicyKind;

/** What a finding consists of, and the elements of a document. */
class FindingsTest {
    private static final PolicyKind IDENTITY = PolicyKind.IDENTITY;

    @Test
    void aPolicyWithoutFaultHasNoFindings() {
        clean(allow("\"s3:GetObject\"", "\"arn:aws:s3:::notes/*\""));
        clean(allow("[\"s3:GetObject\",\"s3:ListBucket\"]", "[\"arn:aws:s3:::notes\",\"arn:aws:s3:::notes/*\"]"));
        clean(allow("\"ec2:DescribeInstances\"", "\"*\""));
        clean(
                PolicyKind.TRUST,
                policy(
                        "\"Effect\":\"Allow\",\"Principal\":{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\""));
        clean(
                PolicyKind.RESOURCE,
                policy(
                        "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":\"s3:GetObject\",\"Resource\":"
                                + "\"arn:aws:s3:::notes/*\""));
        clean(PolicyKind.SERVICE_CONTROL, allow("\"*\"", "\"*\""));
        clean(
                PolicyKind.RESOURCE_CONTROL,
                policy(
                        "\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{\"Bool\":"
                                + "{\"aws:SecureTransport\":\"false\"}}"));
    }

    @Test
    void aFindingTellsWhereByLineColumnOffsetAndPath() {
        String document = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": ["s3:GetObject", "s3:GetObjet"],
                      "Resource": "arn:aws:s3:::notes/*"
                    }
                  ]
                }
                """;
        Finding finding = findings(IDENTITY, document).getFirst();
        assertEquals("INVALID_ACTION", finding.code());
        assertEquals(FindingType.ERROR, finding.type());
        assertEquals("The action s3:GetObjet does not exist. Did you mean s3:GetObject?", finding.details());
        int offset = document.indexOf("\"s3:GetObjet\"");
        assertEquals(new Position(6, 34, offset), finding.location().start());
        assertEquals(new Position(6, 47, offset + 13), finding.location().end());
        assertEquals("Statement[0].Action[1]", finding.location().pathText());
        assertEquals(
                List.of(
                        new PathElement.Value("Statement"),
                        new PathElement.Index(0),
                        new PathElement.Value("Action"),
                        new PathElement.Index(1)),
                finding.location().path());
    }

    @Test
    void aConditionKeyIsPointedAtByItsName() {
        String document = Lint.condition("\"s3:ListBucket\"", "{\"StringEquals\":{\"s3:prefixx\":\"a\"}}");
        assertEquals("\"s3:prefixx\"", at(Issue.INVALID_SERVICE_CONDITION_KEY, document));
        assertEquals(
                "Statement[0].Condition.StringEquals.s3:prefixx",
                path(Issue.INVALID_SERVICE_CONDITION_KEY, IDENTITY, document));
        Location location = findings(IDENTITY, document).getFirst().location();
        assertEquals(new PathElement.Key("s3:prefixx"), location.path().getLast());
    }

    @Test
    void findingsAreInTheOrderOfTheDocument() {
        List<Finding> found =
                findings(IDENTITY, allow("[\"s3:Getobjects\",\"s3:Nonsense\",\"x3:GetObject\"]", "\"aws\""));
        List<Integer> offsets = found.stream()
                .map(finding -> finding.location().start().offset())
                .toList();
        assertEquals(offsets.stream().sorted().toList(), offsets);
        assertEquals(4, found.size(), found::toString);
    }

    @ParameterizedTest
    @EnumSource(Issue.class)
    void whatAwsHasIsExplainedByAws(Issue issue) {
        Optional<String> link = issue.learnMoreLink();
        assertEquals(issue.isOfAws(), link.isPresent());
        link.ifPresent(address -> assertTrue(
                address.matches(
                        "https://docs\\.aws\\.amazon\\.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks"
                                + "\\.html#access-analyzer-reference-policy-checks-(error|general-warning|security-warning|suggestion)"
                                + "-[a-z-]+"),
                address));
    }

    @Test
    void aLinkNamesGroupAndCheck() {
        assertTrue(Issue.MISSING_VERSION
                .learnMoreLink()
                .orElseThrow()
                .endsWith("-checks-general-warning-missing-version"));
        assertTrue(Issue.PASS_ROLE_WITH_STAR_IN_RESOURCE
                .learnMoreLink()
                .orElseThrow()
                .endsWith("-checks-security-warning-pass-role-with-star-in-resource"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_VERSION      | {\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}]} | {",
                "INVALID_VERSION      | {\"Version\":\"2024-01-01\",\"Statement\":[]} | \"2024-01-01\"",
                "MISSING_STATEMENT    | {\"Version\":\"2012-10-17\"} | {",
                "MISSING_STATEMENT    | {\"Version\":\"2012-10-17\",\"Statement\":[]} | []",
                "INVALID_POLICY_ELEMENT | {\"Version\":\"2012-10-17\",\"Statment\":[]} | \"Statment\"",
                "DATA_TYPE_MISMATCH   | [] | []",
                "DATA_TYPE_MISMATCH   | {\"Version\":2012,\"Statement\":[]} | 2012",
                "DATA_TYPE_MISMATCH   | {\"Version\":\"2012-10-17\",\"Statement\":\"x\"} | \"x\"",
                "DUPLICATE_ELEMENT    | {\"Version\":\"2012-10-17\",\"Version\":\"2012-10-17\",\"Statement\":[]} | \"Version\""
            })
    void faultsOfTheWholeDocument(Issue issue, String document, String place) {
        assertEquals(place, at(issue, document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "MISSING_EFFECT       | \"Action\":\"s3:GetObject\",\"Resource\":\"*\" | {",
                "INVALID_EFFECT       | \"Effect\":\"allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | \"allow\"",
                "MISSING_ACTION       | \"Effect\":\"Allow\",\"Resource\":\"*\" | {",
                "EMPTY_ARRAY_ACTION   | \"Effect\":\"Allow\",\"Action\":[],\"Resource\":\"*\" | []",
                "MISSING_RESOURCE     | \"Effect\":\"Allow\",\"Action\":\"s3:GetObject\" | {",
                "EMPTY_ARRAY_RESOURCE | \"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":[] | []",
                "UNSUPPORTED_PRINCIPAL | \"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | \"*\"",
                "UNSUPPORTED_ELEMENT_COMBINATION | \"Effect\":\"Deny\",\"Action\":\"s3:GetObject\",\"NotAction\":\"s3:PutObject\",\"Resource\":\"*\" | \"s3:PutObject\"",
                "UNSUPPORTED_ELEMENT_COMBINATION | \"Effect\":\"Deny\",\"Action\":\"s3:GetObject\",\"NotResource\":\"*\",\"Resource\":\"*\" | \"*\"",
                "INVALID_POLICY_ELEMENT | \"Effect\":\"Allow\",\"Actions\":\"s3:GetObject\",\"Resource\":\"*\" | \"Actions\"",
                "DATA_TYPE_MISMATCH   | \"Effect\":\"Allow\",\"Action\":{\"a\":1},\"Resource\":\"*\" | {\"a\":1}",
                "DATA_TYPE_MISMATCH   | \"Effect\":\"Allow\",\"Action\":[\"s3:GetObject\",7],\"Resource\":\"*\" | 7",
                "DATA_TYPE_MISMATCH   | \"Effect\":true,\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | true",
                "EMPTY_SID_VALUE      | \"Sid\":\"\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | \"\"",
                "UNSUPPORTED_SID      | \"Sid\":\"a b\",\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\" | \"a b\""
            })
    void faultsOfAStatement(Issue issue, String statement, String place) {
        assertEquals(place, at(issue, policy(statement)));
    }

    @Test
    void nullIsLetPassInAListOfResourcesOnly() {
        clean(allow("\"s3:GetObject\"", "[null,\"arn:aws:s3:::notes/*\"]"));
        assertEquals("null", at(Issue.DATA_TYPE_MISMATCH, allow("[null,\"s3:GetObject\"]", "\"*\"")));
    }

    @Test
    void oneSidTwiceIsRefusedInIdentityPoliciesAndDisadvisedInOthers() {
        String statement = "{\"Sid\":\"A\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"111122223333\"},\"Action\":"
                + "\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::b/%s\"}";
        String document = "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement.formatted("x") + ","
                + statement.formatted("y") + "]}";
        assertEquals("Statement[1].Sid", path(Issue.UNIQUE_SIDS_RECOMMENDED, PolicyKind.RESOURCE, document));
        String identity = document.replace("\"Principal\":{\"AWS\":\"111122223333\"},", "");
        assertEquals("Statement[1].Sid", path(Issue.UNIQUE_SIDS_REQUIRED, IDENTITY, identity));
        Lint.without(Issue.UNIQUE_SIDS_REQUIRED, identity.replaceFirst("\"A\"", "\"B\""));
    }

    @Test
    void whatTheParserRefusesForAnotherReasonIsAnErrorWithAwssText() {
        String old =
                "{\"Version\":\"2008-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}";
        List<Finding> found = findings(IDENTITY, old);
        assertEquals(List.of("POLICY_REFUSED"), codes(IDENTITY, old));
        assertEquals(
                "AWS refuses this policy: Policy document must be version 2012-10-17 or greater.",
                found.getFirst().details());
        clean(PolicyKind.SESSION, old);
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void everyKindHasItsQuota(PolicyKind kind) {
        String padding = "\"arn:aws:s3:::b/%s\"".formatted("x".repeat(21_000));
        String document = allow("\"s3:GetObject\"", padding);
        assertTrue(
                codes(kind, document).stream().anyMatch(code -> code.startsWith("POLICY_SIZE_EXCEEDS_")),
                kind::toString);
    }

    @Test
    void whiteSpaceDoesNotCountAgainstAnIdentityPolicy() {
        clean(allow("\"s3:GetObject\"", " ".repeat(7_000) + "\"arn:aws:s3:::b/*\""));
    }
}
