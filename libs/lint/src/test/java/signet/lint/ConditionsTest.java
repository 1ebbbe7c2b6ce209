package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.lint.Lint.at;
import static signet.lint.Lint.clean;
import static signet.lint.Lint.codes;
import static signet.lint.Lint.condition;
import static signet.lint.Lint.findings;
import static signet.lint.Lint.without;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.PolicyKind;

class ConditionsTest {
    private static final String LIST = "\"s3:ListBucket\"";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "INVALID_CONDITION_OPERATOR  | {\"StringEqual\":{\"s3:prefix\":\"a\"}} | \"StringEqual\"",
                "INVALID_CONDITION_OPERATOR  | {\"stringEquals\":{\"s3:prefix\":\"a\"}} | \"stringEquals\"",
                "INVALID_CONDITION_OPERATOR  | {\"ForAnyValue::StringEquals\":{\"aws:TagKeys\":\"a\"}} | \"ForAnyValue::StringEquals\"",
                "NULL_WITH_IF_EXISTS         | {\"NullIfExists\":{\"s3:prefix\":\"true\"}} | \"NullIfExists\"",
                "NULL_WITH_QUALIFIER         | {\"ForAllValues:Null\":{\"s3:prefix\":\"true\"}} | \"ForAllValues:Null\"",
                "INVALID_CONDITION_KEY_FORMAT | {\"StringEquals\":{\"prefix\":\"a\"}} | \"prefix\"",
                "INVALID_CONDITION_KEY_FORMAT | {\"StringEquals\":{\":prefix\":\"a\"}} | \":prefix\"",
                "INVALID_GLOBAL_CONDITION_KEY | {\"StringEquals\":{\"aws:PrincipalOrgId2\":\"a\"}} | \"aws:PrincipalOrgId2\"",
                "INVALID_SERVICE_CONDITION_KEY | {\"StringEquals\":{\"s3:prefixes\":\"a\"}} | \"s3:prefixes\"",
                "INVALID_SERVICE_CONDITION_KEY | {\"StringEquals\":{\"nobody:knows\":\"a\"}} | \"nobody:knows\"",
                "DEPRECATED_GLOBAL_CONDITION_KEY | {\"ArnEquals\":{\"aws:ARN\":\"arn:aws:iam::111122223333:role/r\"}} | \"aws:ARN\"",
                "MISSING_TAG_KEY_IN_CONDITION | {\"StringEquals\":{\"aws:PrincipalTag\":\"a\"}} | \"aws:PrincipalTag\"",
                "MISSING_TAG_KEY_IN_CONDITION | {\"StringEquals\":{\"aws:RequestTag/\":\"a\"}} | \"aws:RequestTag/\"",
                "UNSUPPORTED_ACTION_FOR_CONDITION_KEY | {\"StringEquals\":{\"iam:PassedToService\":\"a\"}} | \"iam:PassedToService\"",
                "DUPLICATE_KEYS_WITH_DIFFERENT_CASE | {\"StringEquals\":{\"s3:prefix\":\"a\",\"S3:PREFIX\":\"a\"}} | \"S3:PREFIX\"",
                "DUPLICATE_ELEMENT           | {\"StringEquals\":{\"s3:prefix\":\"a\",\"s3:prefix\":\"a\"}} | \"s3:prefix\"",
                "DUPLICATE_ELEMENT           | {\"Bool\":{\"aws:SecureTransport\":true},\"Bool\":{\"aws:SecureTransport\":true}} | \"Bool\"",
                "EMPTY_OBJECT_CONDITION      | {} | {}",
                "EMPTY_OBJECT_CONDITION      | {\"StringEquals\":{}} | {}",
                "EMPTY_ARRAY_CONDITION       | {\"StringEquals\":{\"s3:prefix\":[]}} | []",
                "EMPTY_ARRAY_CONDITION_IFEXISTS | {\"StringEqualsIfExists\":{\"s3:prefix\":[]}} | []",
                "EMPTY_ARRAY_CONDITION_FORALLVALUES | {\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[]}} | []",
                "EMPTY_ARRAY_CONDITION_FORANYVALUE | {\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[]}} | []",
                "DATA_TYPE_MISMATCH          | {\"StringEquals\":\"a\"} | \"a\"",
                "DATA_TYPE_MISMATCH          | {\"StringEquals\":{\"s3:prefix\":{\"a\":1}}} | {\"a\":1}",
                "DATA_TYPE_MISMATCH          | {\"StringEquals\":{\"s3:prefix\":[null]}} | null",
                "DATA_TYPE_MISMATCH          | [] | []"
            })
    void operatorsAndKeysThatAreNotAsTheyShouldBe(Issue issue, String condition, String place) {
        assertEquals(place, at(issue, condition(LIST, condition)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "TYPE_MISMATCH               | {\"StringEquals\":{\"aws:SourceIp\":\"203.0.113.7\"}} | \"StringEquals\"",
                "TYPE_MISMATCH               | {\"StringEquals\":{\"aws:SecureTransport\":\"true\"}} | \"StringEquals\"",
                "TYPE_MISMATCH               | {\"NumericEquals\":{\"s3:prefix\":\"1\"}} | \"NumericEquals\"",
                "TYPE_MISMATCH               | {\"ArnLike\":{\"aws:username\":\"arn:aws:iam::111122223333:user/a\"}} | \"ArnLike\"",
                "TYPE_MISMATCH_BOOLEAN       | {\"Bool\":{\"aws:SecureTransport\":\"yes\"}} | \"yes\"",
                "TYPE_MISMATCH_BOOLEAN       | {\"Null\":{\"s3:prefix\":\"maybe\"}} | \"maybe\"",
                "TYPE_MISMATCH_NUMBER        | {\"NumericLessThan\":{\"s3:max-keys\":\"ten\"}} | \"ten\"",
                "TYPE_MISMATCH_DATE          | {\"DateLessThan\":{\"aws:CurrentTime\":\"tomorrow\"}} | \"tomorrow\"",
                "TYPE_MISMATCH_DATE          | {\"DateLessThan\":{\"aws:CurrentTime\":\"2026-13-01\"}} | \"2026-13-01\"",
                "TYPE_MISMATCH_IP_RANGE      | {\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.0/33\"}} | \"203.0.113.0/33\"",
                "TYPE_MISMATCH_IP_RANGE      | {\"IpAddress\":{\"aws:SourceIp\":\"203.0.113\"}} | \"203.0.113\"",
                "TYPE_MISMATCH_IP_RANGE      | {\"IpAddress\":{\"aws:SourceIp\":\"localhost\"}} | \"localhost\"",
                "TYPE_MISMATCH_IP_RANGE      | {\"IpAddress\":{\"aws:SourceIp\":\"2001:db8::/129\"}} | \"2001:db8::/129\"",
                "TYPE_MISMATCH_STRING        | {\"BinaryEquals\":{\"s3:prefix\":\"no base 64\"}} | \"no base 64\"",
                "TYPE_MISMATCH_ARN           | {\"ArnEquals\":{\"aws:PrincipalArn\":\"role/r\"}} | \"role/r\"",
                "TYPE_MISMATCH_ARN           | {\"ArnEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam\"}} | \"arn:aws:iam\"",
                "INVALID_CONDITION_DATA_TYPE | {\"StringEquals\":{\"s3:prefix\":[\"a\",1]}} | [\"a\",1]",
                "INVALID_CONDITION_MULTIPLE_BOOLEAN | {\"Bool\":{\"aws:SecureTransport\":[true,false]}} | [true,false]",
                "REDUNDANT_CONDITION_VALUE_NUM | {\"NumericLessThan\":{\"s3:max-keys\":[\"1\",\"2\"]}} | [\"1\",\"2\"]",
                "WILDCARD_WITHOUT_LIKE_OPERATOR | {\"StringEquals\":{\"s3:prefix\":\"a*\"}} | \"a*\"",
                "WILDCARD_WITHOUT_LIKE_OPERATOR | {\"StringNotEquals\":{\"s3:prefix\":[\"b\",\"a?\"]}} | \"a?\"",
                "INVALID_VPC_FORMAT          | {\"StringEquals\":{\"aws:SourceVpc\":\"vpc-1\"}} | \"vpc-1\"",
                "INVALID_VPCE_FORMAT         | {\"StringEquals\":{\"aws:SourceVpce\":\"vpc-12345678\"}} | \"vpc-12345678\"",
                "INVALID_VARIABLE_FOR_OPERATOR | {\"NumericEquals\":{\"s3:max-keys\":\"${aws:username}\"}} | \"${aws:username}\"",
                "IMPROVE_IP_RANGE            | {\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.7/24\"}} | \"203.0.113.7/24\"",
                "PRIVATE_IP_ADDRESS          | {\"IpAddress\":{\"aws:SourceIp\":\"10.1.0.0/16\"}} | \"10.1.0.0/16\"",
                "PRIVATE_IP_ADDRESS_SUBSET   | {\"IpAddress\":{\"aws:SourceIp\":[\"203.0.113.7\",\"192.168.1.0/24\"]}} | \"192.168.1.0/24\"",
                "PRIVATE_NOT_IP_ADDRESS      | {\"NotIpAddress\":{\"aws:SourceIp\":\"172.16.0.0/12\"}} | \"172.16.0.0/12\"",
                "PRIVATE_NOT_IP_ADDRESS_SUBSET | {\"NotIpAddress\":{\"aws:SourceIp\":[\"203.0.113.7\",\"fd00::/8\"]}} | \"fd00::/8\"",
                "MISSING_QUALIFIER           | {\"StringEquals\":{\"aws:TagKeys\":\"a\"}} | \"StringEquals\"",
                "FORALLVALUES_WITH_SINGLE_VALUED_KEY | {\"ForAllValues:StringEquals\":{\"s3:prefix\":\"a\"}} | \"ForAllValues:StringEquals\"",
                "FORANYVALUE_WITH_SINGLE_VALUED_KEY | {\"ForAnyValue:StringEquals\":{\"s3:prefix\":\"a\"}} | \"ForAnyValue:StringEquals\"",
                "FORALLVALUES_WITHOUT_NULL_CHECK | {\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"}} | \"ForAllValues:StringEquals\""
            })
    void valuesAndTypesThatAreNotAsTheyShouldBe(Issue issue, String condition, String place) {
        assertEquals(place, at(issue, condition(LIST, condition)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"StringLike\":{\"s3:prefix\":[\"home/*\",\"${aws:username}/*\"]}}",
                "{\"StringEqualsIgnoreCase\":{\"aws:PrincipalTag/team\":\"a\"}}",
                "{\"StringEquals\":{\"aws:PrincipalArn\":\"arn:aws:iam::111122223333:role/r\"}}",
                "{\"ArnLike\":{\"aws:PrincipalArn\":\"arn:aws:iam::*:role/*\"}}",
                "{\"ArnEquals\":{\"aws:PrincipalArn\":\"*\"}}",
                "{\"Bool\":{\"aws:SecureTransport\":true}}",
                "{\"BoolIfExists\":{\"aws:MultiFactorAuthPresent\":\"true\"}}",
                "{\"NumericLessThanEquals\":{\"s3:max-keys\":10}}",
                "{\"NumericLessThan\":{\"aws:MultiFactorAuthAge\":\"3600\"}}",
                "{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2026-01-31T12:00:00Z\"},\"DateLessThan\":{\"aws:EpochTime\":"
                        + "\"1767225600\"}}",
                "{\"NumericLessThan\":{\"aws:EpochTime\":\"1767225600\"}}",
                "{\"IpAddress\":{\"aws:SourceIp\":[\"203.0.113.0/24\",\"2001:db8::/32\",\"198.51.100.7\"]}}",
                "{\"IpAddress\":{\"aws:VpcSourceIp\":\"10.0.0.0/8\"}}",
                "{\"Null\":{\"s3:prefix\":\"false\"}}",
                "{\"ForAnyValue:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}",
                "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"},\"Null\":{\"aws:TagKeys\":\"false\"}}",
                "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"},\"ForAnyValue:StringLike\":{\"aws:TagKeys\":\"*\"}}",
                "{\"ForAnyValue:StringLike\":{\"aws:PrincipalOrgPaths\":\"o-a/r-b/*\"}}",
                "{\"StringEquals\":{\"aws:SourceVpc\":\"vpc-0123456789abcdef0\",\"aws:SourceVpce\":\"vpce-12345678\"}}",
                "{\"StringEquals\":{\"s3:prefix\":\"a${*}b\"}}",
                "{\"StringEquals\":{\"oidc.example.com/id/1:sub\":\"a\"}}"
            })
    void conditionsThatAreAsTheyShouldBe(String condition) {
        clean(condition(LIST, condition));
    }

    @Test
    void aDenialNeedsNoNullCheck() {
        String deny = condition(LIST, "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"a\"}}")
                .replace("Allow", "Deny");
        without(Issue.FORALLVALUES_WITHOUT_NULL_CHECK, deny);
    }

    @Test
    void aKeyIsMissedOnlyWhereNoActionOfTheStatementHasIt() {
        String key = "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}";
        without(Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY, condition("[\"iam:PassRole\",\"s3:ListBucket\"]", key));
        without(Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY, condition("\"iam:*\"", key));
        without(Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY, condition("\"*\"", key));
        without(Issue.UNSUPPORTED_ACTION_FOR_CONDITION_KEY, condition("\"nobody:Knows\"", key));
    }

    @Test
    void aServiceWithoutTagsIgnoresThem() {
        String tags = "{\"StringEquals\":{\"aws:ResourceTag/team\":\"a\"}}";
        String service = serviceWithoutTags();
        String allow = condition("[\"ec2:StartInstances\",\"" + service + ":*\"]", tags);
        assertEquals("\"aws:ResourceTag/team\"", at(Issue.ALLOW_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE, allow));
        assertEquals(
                "\"aws:ResourceTag/team\"",
                at(Issue.DENY_WITH_UNSUPPORTED_TAG_CONDITION_KEY_FOR_SERVICE, allow.replace("Allow", "Deny")));
        clean(condition("\"ec2:StartInstances\"", tags));
    }

    private static String serviceWithoutTags() {
        return signet.actions.ActionCatalogue.aws().services().stream()
                .filter(service -> service.conditionKey("aws:ResourceTag/team").isEmpty())
                .filter(service -> !service.actions().isEmpty())
                .findFirst()
                .orElseThrow()
                .prefix();
    }

    @Test
    void aNearKeyIsProposed() {
        assertTrue(
                findings(PolicyKind.IDENTITY, condition(LIST, "{\"IpAddress\":{\"aws:SourceIP4\":\"203.0.113.7\"}}"))
                        .stream()
                        .anyMatch(finding -> finding.details().endsWith("Did you mean aws:SourceIp?")));
        assertTrue(findings(PolicyKind.IDENTITY, condition(LIST, "{\"StringEqals\":{\"s3:prefix\":\"a\"}}")).stream()
                .anyMatch(finding -> finding.details().endsWith("Did you mean StringEquals?")));
    }

    @Test
    void theBaseOfARangeIsProposed() {
        String document = condition(LIST, "{\"IpAddress\":{\"aws:SourceIp\":\"203.0.113.7/24\"}}");
        assertTrue(findings(PolicyKind.IDENTITY, document).getFirst().details().contains("203.0.113.0/24"));
        assertEquals(1, codes(PolicyKind.IDENTITY, document).size());
    }
}
