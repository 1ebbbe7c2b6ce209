package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static signet.lint.Lint.at;
import static signet.lint.Lint.clean;
import static signet.lint.Lint.policy;
import static signet.lint.Lint.without;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.PolicyKind;

class PrincipalsTest {
    private static final PolicyKind RESOURCE = PolicyKind.RESOURCE;
    private static final PolicyKind TRUST = PolicyKind.TRUST;
    private static final String GITHUB =
            "{\"Federated\":\"arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com\"}";

    private static String bucket(String principal, String more) {
        return policy("\"Effect\":\"Allow\"," + principal
                + ",\"Action\":\"s3:GetObject\",\"Resource\":\"arn:aws:s3:::notes/*\"" + more);
    }

    private static String trust(String principal, String action, String more) {
        return policy("\"Effect\":\"Allow\",\"Principal\":" + principal + ",\"Action\":" + action + more);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUBLIC_ACCESS | \"Principal\":\"*\" | \"*\"",
                "PUBLIC_ACCESS | \"Principal\":{\"AWS\":\"*\"} | {\"AWS\":\"*\"}",
                "ALLOW_WITH_NOT_PRINCIPAL | \"NotPrincipal\":{\"AWS\":\"111122223333\"} | {\"AWS\":\"111122223333\"}",
                "INVALID_PRINCIPAL_FORMAT | \"Principal\":\"111122223333\" | \"111122223333\"",
                "INVALID_PRINCIPAL_FORMAT | \"Principal\":{\"AWS\":\"alice\"} | \"alice\"",
                "INVALID_PRINCIPAL_FORMAT | \"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:group/g\"} | \"arn:aws:iam::111122223333:group/g\"",
                "INVALID_PRINCIPAL_KEY | \"Principal\":{\"Aws\":\"111122223333\"} | \"Aws\"",
                "UNSUPPORTED_WILDCARD_IN_PRINCIPAL | \"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:role/*\"} | \"arn:aws:iam::111122223333:role/*\"",
                "UNSUPPORTED_WILDCARD_IN_PRINCIPAL | \"Principal\":{\"Service\":\"*\"} | \"*\"",
                "INVALID_SERVICE_PRINCIPAL_FORMAT | \"Principal\":{\"Service\":\"lambda\"} | \"lambda\"",
                "INVALID_ROLE_REFERENCE | \"Principal\":{\"AWS\":\"AROAEXAMPLEEXAMPLE12\"} | \"AROAEXAMPLEEXAMPLE12\"",
                "INVALID_USER_REFERENCE | \"Principal\":{\"AWS\":\"AIDAEXAMPLEEXAMPLE12\"} | \"AIDAEXAMPLEEXAMPLE12\"",
                "EMPTY_OBJECT_PRINCIPAL | \"Principal\":{} | {}",
                "EMPTY_ARRAY_PRINCIPAL | \"Principal\":{\"AWS\":[]} | []",
                "DATA_TYPE_MISMATCH | \"Principal\":[\"*\"] | [\"*\"]",
                "RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL | \"Principal\":{\"Service\":\"logging.s3.amazonaws.com\"} | \"logging.s3.amazonaws.com\"",
                "MISSING_PRINCIPAL | \"Sid\":\"A\" | {",
                "UNSUPPORTED_ELEMENT_COMBINATION | \"Principal\":{\"AWS\":\"111122223333\"},\"NotPrincipal\":{\"AWS\":\"111122223333\"} | {\"AWS\":\"111122223333\"}"
            })
    void aResourcesPrincipalThatIsNotAsItShouldBe(Issue issue, String principal, String place) {
        assertEquals(place, at(issue, RESOURCE, bucket(principal, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"StringEquals\":{\"aws:PrincipalOrgID\":\"o-1\"}",
                "\"StringEquals\":{\"aws:PrincipalTag/team\":\"a\"}",
                "\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/24\"}",
                "\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/*\"}",
                "\"StringEquals\":{\"aws:SourceVpce\":\"vpce-12345678\"}"
            })
    void everybodyIsNarrowedByACondition(String condition) {
        clean(RESOURCE, bucket("\"Principal\":\"*\"", ",\"Condition\":{" + condition + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Bool\":{\"aws:SecureTransport\":\"true\"}",
                "\"IpAddress\":{\"aws:SourceIp\":\"0.0.0.0/0\"}",
                "\"StringLike\":{\"aws:PrincipalArn\":\"*\"}",
                "\"StringNotEquals\":{\"aws:PrincipalAccount\":\"111122223333\"}",
                "\"StringEqualsIfExists\":{\"aws:PrincipalOrgID\":\"o-1\"}"
            })
    void someConditionsLeaveEverybodyIn(String condition) {
        assertEquals(
                "\"*\"",
                at(Issue.PUBLIC_ACCESS, RESOURCE, bucket("\"Principal\":\"*\"", ",\"Condition\":{" + condition + "}")));
    }

    @Test
    void everybodyMayBeDenied() {
        clean(
                RESOURCE,
                bucket("\"Principal\":\"*\"", ",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"false\"}}")
                        .replace("Allow", "Deny"));
        without(
                Issue.ALLOW_WITH_NOT_PRINCIPAL,
                RESOURCE,
                bucket("\"NotPrincipal\":{\"AWS\":\"111122223333\"}", "").replace("Allow", "Deny"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID"})
    void aServiceActsForANamedSource(String key) {
        String value = key.equals("aws:SourceArn") ? "arn:aws:s3:::logs" : "111122223333";
        clean(
                RESOURCE,
                bucket(
                        "\"Principal\":{\"Service\":\"logging.s3.amazonaws.com\"}",
                        ",\"Condition\":{\"StringEquals\":{\"" + key + "\":\"" + value + "\"}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL | \"*\" | \"sts:AssumeRole\" | \"*\"",
                "PUBLIC_ACCESS | {\"AWS\":\"*\"} | \"sts:AssumeRole\" | {\"AWS\":\"*\"}",
                "UNSUPPORTED_ACTION_IN_POLICY | {\"Service\":\"ec2.amazonaws.com\"} | \"s3:GetObject\" | \"s3:GetObject\"",
                "MISMATCHED_ACTION_FOR_PRINCIPAL | {\"AWS\":\"111122223333\"} | \"sts:AssumeRoleWithSAML\" | \"sts:AssumeRoleWithSAML\"",
                "MISMATCHED_ACTION_FOR_PRINCIPAL | {\"Federated\":\"arn:aws:iam::111122223333:saml-provider/p\"} | \"sts:AssumeRole\" | \"arn:aws:iam::111122223333:saml-provider/p\"",
                "MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL | {\"Federated\":\"accounts.google.com\"} | \"sts:AssumeRoleWithWebIdentity\" | \"accounts.google.com\"",
                "MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY | {\"Service\":\"rolesanywhere.amazonaws.com\"} | \"sts:AssumeRole\" | \"rolesanywhere.amazonaws.com\""
            })
    void aTrustPolicyThatIsNotAsItShouldBe(Issue issue, String principal, String action, String place) {
        assertEquals(place, at(issue, TRUST, trust(principal, action, "")));
    }

    @Test
    void aTrustPolicyNamesNoResourceAndLeavesNobodyOut() {
        assertEquals(
                "\"arn:aws:s3:::a\"",
                at(
                        Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE,
                        TRUST,
                        trust("{\"AWS\":\"111122223333\"}", "\"sts:AssumeRole\"", ",\"Resource\":\"arn:aws:s3:::a\"")));
        assertEquals(
                "{\"AWS\":\"111122223333\"}",
                at(
                        Issue.ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL,
                        TRUST,
                        trust("{\"AWS\":\"111122223333\"}", "\"sts:AssumeRole\"", "")
                                .replace("\"Principal\"", "\"NotPrincipal\"")
                                .replace("Allow", "Deny")));
    }

    @Test
    void githubsWorkflowsAreNamed() {
        String action = "\"sts:AssumeRoleWithWebIdentity\"";
        String key = "token.actions.githubusercontent.com";
        String audience = ",\"Condition\":{\"StringEquals\":{\"" + key + ":aud\":\"sts.amazonaws.com\"}%s}";
        assertEquals(
                "\"arn:aws:iam::111122223333:oidc-provider/" + key + "\"",
                at(Issue.MISSING_GITHUB_REPO_CONDITION_KEY, TRUST, trust(GITHUB, action, audience.formatted(""))));
        String subject = ",\"StringLike\":{\"" + key + ":sub\":\"%s\"}";
        for (String wide : new String[] {"*", "repo:*", "repo:team/*"}) {
            assertEquals(
                    "\"" + wide + "\"",
                    at(
                            Issue.SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED,
                            TRUST,
                            trust(GITHUB, action, audience.formatted(subject.formatted(wide)))));
        }
        clean(TRUST, trust(GITHUB, action, audience.formatted(subject.formatted("repo:team/app:ref:refs/heads/main"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "RCP_MUST_DENY | \"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\" | \"Allow\"",
                "RCP_PRINCIPAL | \"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"*\"},\"Action\":\"s3:*\",\"Resource\":\"*\" | {\"AWS\":\"*\"}",
                "RCP_ACTION | \"Effect\":\"Deny\",\"Principal\":\"*\",\"NotAction\":\"s3:*\",\"Resource\":\"*\" | \"s3:*\"",
                "RCP_ACTION | \"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":[\"*\"],\"Resource\":\"arn:aws:s3:::a\" | \"*\"",
                "RCP_SERVICE | \"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"ec2:*\",\"Resource\":\"*\" | \"ec2:*\"",
                "MISSING_PRINCIPAL | \"Effect\":\"Deny\",\"Action\":\"s3:*\",\"Resource\":\"*\" | {"
            })
    void aResourceControlPolicyThatIsNotAsItShouldBe(Issue issue, String statement, String place) {
        assertEquals(place, at(issue, PolicyKind.RESOURCE_CONTROL, policy(statement)));
    }

    @Test
    void aServiceControlPolicyNamesNobody() {
        String document = policy("\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"");
        assertEquals("\"*\"", at(Issue.SCP_SYNTAX_ERROR_PRINCIPAL, PolicyKind.SERVICE_CONTROL, document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "IDENTITY | {\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}}",
                "IDENTITY | {\"Statement\":[]}",
                "IDENTITY | no policy",
                "TRUST    | {\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[\"sts:AssumeRole\",\"STS:TagSession\"]}}",
                "TRUST    | {\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\"}}",
                "RESOURCE | {\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"s3:GetObject\",\"Resource\":\"*\"}}",
                "RESOURCE | {\"Statement\":{\"Effect\":\"Allow\",\"NotPrincipal\":\"*\",\"Action\":\"sts:AssumeRole\",\"Resource\":\"*\"}}"
            })
    void theKindIsToldByTheContents(PolicyKind kind, String document) {
        assertEquals(kind, KindGuess.of(document));
    }
}
