package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The texts for trust policies, policies of resources and policies of organizations. */
class OtherPolicyErrorsTest {
    private static final String ORGANIZATION =
            "The provided policy document does not meet the requirements of the specified policy type.";

    private static String message(PolicyKind kind, String document) {
        return assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, Policies.json(document)), document)
                .getMessage();
    }

    private static String document(String body) {
        return "{'Version':'2012-10-17','Statement':{" + body + "}}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | This policy contains invalid Json",
                "[] | This policy contains invalid Json",
                "'text' | This policy contains invalid Json",
                "null | This text appears not to be a policy",
                "{ | This policy contains invalid Json",
                "{} | Syntax error at position (1,3)",
                "{'probe':'x'} | Unknown field probe",
                "{'statement':[]} | Unknown field statement",
                "{'Statement':[]} | Could not parse the policy: Statement is empty!",
                "{'Statement':[{}]} | Missing required field Effect",
                "{'Version':'x','Statement':[{}]} | The policy must contain a valid version string",
            })
    void aTrustPolicyOfTheWrongShape(String document, String expected) {
        assertEquals(expected, message(PolicyKind.TRUST, document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Effect':'allow' | Invalid effect: allow",
                "'Effect':'Allow','Action':'sts:AssumeRole' | Missing required field Principal",
                "'Effect':'Allow','Principal':{},'Action':'sts:AssumeRole' | Missing required field Principal cannot be empty!",
                "'Effect':'Allow','Principal':'alice','Action':'sts:AssumeRole' | Principal must be a JSON object.",
                "'Effect':'Allow','Principal':'','Action':'sts:AssumeRole' | Principal must be a JSON object.",
                "'Effect':'Allow','Principal':'111111111111','Action':'sts:AssumeRole' | Principal must be a JSON object.",
                "'Effect':'Allow','Principal':['*'],'Action':'sts:AssumeRole' | Syntax error at position (1,68)",
                "'Effect':'Allow','Principal':{'AWS':[]},'Action':'sts:AssumeRole' | Missing required field Principal cannot be empty!",
                "'Effect':'Allow','Principal':'*' | Missing required field Action",
                "'Effect':'Allow','Principal':'*','Action':[] | Missing required field Action",
                "'Effect':'Allow','Principal':'*','Action':'s3:*' | AssumeRole policy may only specify STS AssumeRole actions.",
                "'Effect':'Allow','Principal':'*','Action':'*' | AssumeRole policy may only specify STS AssumeRole actions.",
                "'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole','Resource':'*' | Has prohibited field Resource",
                "'Effect':'Allow','Principal':'*','Action':'sts:AssumeRole','NotResource':'*' | AssumeRole policy must not contain resources.",
                "'Effect':'Allow','NotPrincipal':'*','Action':'sts:AssumeRole' | Allow with NotPrincipal is not allowed.",
                "'Effect':'Deny','NotPrincipal':'*','Action':'sts:AssumeRole' | AssumeRole policy must not contain NotPrincipal field.",
                "'Effect':'Allow','Principal':{'AWS':'alice'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"AWS\":\"alice\"",
                "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111111111111:group/g'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"AWS\":\"arn:aws:iam::111111111111:group/g\"",
                "'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111111111111:user/*'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"AWS\":\"arn:aws:iam::111111111111:user/*\"",
                "'Effect':'Allow','Principal':{'Service':'*'},'Action':'sts:AssumeRole' | Invalid principal in policy: \"SERVICE\":\"*\"",
            })
    void aTrustStatementThatIsWrong(String body, String expected) {
        assertEquals(expected, message(PolicyKind.TRUST, document(body)));
    }

    @Test
    void anUnexpectedPrincipalIsASyntaxErrorBehindItsFirstCharacter() {
        String document =
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'aws':'arn:aws:iam::123456789012:root'},"
                        + "'Action':'sts:AssumeRole'}]}";
        assertEquals("Syntax error at position (1,76)", message(PolicyKind.TRUST, document));
    }

    @Test
    void sidsOfATrustPolicyAreUnique() {
        String statement = "{'Sid':'S','Effect':'Allow','Principal':'*','Action':'sts:AssumeRole'}";
        assertEquals(
                "The Statement Ids in the policy are not unique",
                message(PolicyKind.TRUST, "{'Statement':[" + statement + "," + statement + "]}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x | Policies must be valid JSON and the first byte must be '{'",
                "[] | Policies must be valid JSON and the first byte must be '{'",
                "{} | Missing required field Statement",
                "{'Statement':[]} | Could not parse the policy: Statement is empty!",
                "{'Statement':5} | This policy contains invalid Json",
                "{'Version':'x','Statement':{}} | The policy must contain a valid version string",
            })
    void aResourcePolicyOfTheWrongShape(String document, String expected) {
        assertEquals(expected.replace('\'', '"').replace("\"{\"", "'{'"), message(PolicyKind.RESOURCE, document));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'Action':'s3:*' | Missing required field Effect",
                "'Effect':'Allow','Action':'s3:*','Resource':'*' | Missing required field Principal",
                "'Effect':'Allow','Principal':{},'Action':'s3:*','Resource':'*' | Missing required field Principal cannot be empty!",
                "'Effect':'Allow','Principal':'alice','Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'aws':'*'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':{'CanonicalUser':'79a5'},'Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':'*','NotPrincipal':'*','Action':'s3:*','Resource':'*' | Invalid principal in policy",
                "'Effect':'Allow','Principal':'*','Resource':'*' | Missing required field Action",
                "'Effect':'Allow','Principal':'*','Action':'GetObject','Resource':'*' | Policy has invalid action",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','NotAction':'s3:*','Resource':'*' | Policy has invalid action",
                "'Effect':'Allow','Principal':'*','Action':'s3:*' | Missing required field Resource",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'bucket' | Policy has invalid resource",
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*','Condition':{'Like':{'k':'v'}} | Invalid Condition type : Like",
            })
    void aResourceStatementThatIsWrong(String body, String expected) {
        assertEquals(expected, message(PolicyKind.RESOURCE, document(body)));
        assertEquals(expected, message(PolicyKind.ENDPOINT, document(body)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Id':'x','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':[{'Sid':'A','Effect':'Deny','Action':'s3:*','Resource':'*'},{'Sid':'A','Effect':'Deny','Action':'ec2:*','Resource':'*'}]}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'deny','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'arn:aws:s3'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'bucket'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'arn:amazon:s3:::b'}}",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'s3:*','Resource':'*','Condition':{'X':{'k':'v'}}}}",
            })
    void aServiceControlPolicyThatIsWrong(String document) {
        assertEquals(ORGANIZATION, message(PolicyKind.SERVICE_CONTROL, document));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'Effect':'Allow','Principal':'*','Action':'s3:*','Resource':'*'",
                "'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'",
                "'Effect':'Deny','Principal':{'AWS':'*'},'Action':'s3:*','Resource':'*'",
                "'Effect':'Deny','Action':'s3:*','Resource':'*'",
                "'Effect':'Deny','Principal':'*','NotAction':'s3:*','Resource':'*'",
                "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3*'",
            })
    void aResourceControlPolicyThatIsWrong(String body) {
        assertEquals(ORGANIZATION, message(PolicyKind.RESOURCE_CONTROL, document(body)));
    }

    @Test
    void theFullAccessPoliciesOfOrganizationsAreValid() throws MalformedPolicyException {
        Policy.parse(
                PolicyKind.SERVICE_CONTROL, Policies.json(document("'Effect':'Allow','Action':'*','Resource':'*'")));
        Policy policy = Policy.parse(
                PolicyKind.RESOURCE_CONTROL,
                Policies.json(document("'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'")));
        assertEquals(1, policy.statements().size());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void deepNestingAndHugeDocumentsAreRefused(PolicyKind kind) {
        assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, "[".repeat(100_000)));
        assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, "{\"a\":".repeat(100_000)));
        assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, " ".repeat(2_000_000)));
        assertThrows(MalformedPolicyException.class, () -> Policy.parse(kind, "9".repeat(10_000)));
    }
}
