package signet.actions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionKeysTest {
    private final ActionCatalogue aws = ActionCatalogue.aws();

    @ParameterizedTest
    @CsvSource({
        "aws:SourceIp, IP_ADDRESS, false",
        "aws:PrincipalArn, ARN, false",
        "aws:SecureTransport, BOOL, false",
        "aws:CurrentTime, DATE, false",
        "aws:MultiFactorAuthAge, NUMERIC, false",
        "aws:username, STRING, false",
        "aws:TagKeys, STRING, true",
        "aws:PrincipalOrgPaths, STRING, true",
        "aws:CalledVia, STRING, true",
        "aws:PrincipalTag/team, STRING, false",
        "aws:RequestTag/a/b c, STRING, false",
        "ec2:SourceInstanceArn, ARN, false"
    })
    void aGlobalKeyHasAType(String key, ValueType type, boolean multivalued) {
        ConditionKey found = aws.globalKey(key).orElseThrow();
        assertEquals(type, found.type());
        assertEquals(multivalued, found.multivalued());
        assertEquals(found, aws.conditionKey(key).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:prefix, STRING, false",
        "s3:max-keys, NUMERIC, false",
        "iam:PassedToService, STRING, false",
        "iam:PolicyARN, ARN, false",
        "ec2:ResourceTag/team, STRING, false",
        "dynamodb:LeadingKeys, STRING, true",
        "kms:EncryptionContext:aws:s3:arn, STRING, false",
        "accounts.google.com:sub, STRING, false",
        "saml:aud, STRING, false"
    })
    void aServicesKeyHasAType(String key, ValueType type, boolean multivalued) {
        ConditionKey found = aws.conditionKey(key).orElseThrow();
        assertEquals(type, found.type());
        assertEquals(multivalued, found.multivalued());
        assertTrue(aws.globalKey(key).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":",
                "aws",
                "aws:",
                "aws:SourceIpp",
                "aws:PrincipalTag",
                "aws:PrincipalTag/",
                "s3:prefixx",
                "nobody:knows"
            })
    void whatIsNoKeyIsNotFound(String key) {
        assertTrue(aws.conditionKey(key).isEmpty(), key);
    }

    @Test
    void caseIsIgnoredInAKey() {
        assertEquals(
                "aws:SourceIp", aws.conditionKey("AWS:sourceip").orElseThrow().name());
        assertEquals(
                "iam:PassedToService",
                aws.conditionKey("IAM:PASSEDTOSERVICE").orElseThrow().name());
        assertTrue(aws.conditionKey("AWS:requesttag/Team").isPresent());
    }

    @Test
    void everyKeyIsFoundByItsOwnName() {
        for (Service service : aws.services()) {
            for (ConditionKey key : service.conditionKeys()) {
                assertTrue(key.matches(key.name()), key.name());
                assertEquals(key, service.conditionKey(key.name()).orElseThrow());
            }
        }
        for (ConditionKey key : aws.globalKeys()) {
            assertEquals(key, aws.globalKey(key.name()).orElseThrow());
        }
    }

    @Test
    void aPlaceholderStandsForAnyTextButNone() {
        ConditionKey key = new ConditionKey("codebuild:secondarySources/${id}.location", ValueType.STRING, false);
        assertTrue(key.hasPlaceholder());
        assertTrue(key.matches("codebuild:secondarysources/one.location"));
        assertTrue(key.matches("codebuild:secondarySources/a.b.location"));
        assertFalse(key.matches("codebuild:secondarySources/.location"));
        assertFalse(key.matches("codebuild:secondarySources/one.type"));
        assertFalse(new ConditionKey("s3:prefix", ValueType.STRING, false).matches("s3:prefix/x"));
    }

    @Test
    void anActionKnowsItsKeysItsTargetsKeysAndTheTypesKeys() {
        Action pass = aws.action("iam:PassRole").orElseThrow();
        assertTrue(pass.supports("iam:passedtoservice"));
        assertFalse(pass.supports("iam:PolicyARN"));
        Action run = aws.action("ec2:RunInstances").orElseThrow();
        assertTrue(run.supports("ec2:InstanceType"));
        assertTrue(run.supports("aws:RequestTag/team"));
        assertTrue(run.supports("ec2:ResourceTag/team"));
        assertFalse(run.supports("s3:prefix"));
    }

    @Test
    void aKeysPrefixLeadsToItsServices() {
        assertEquals(List.of("s3"), aws.servicesOfKey("S3:prefix"));
        assertEquals(List.of("sts"), aws.servicesOfKey("token.actions.githubusercontent.com:sub"));
        assertEquals(List.of("sts"), aws.servicesOfKey("saml:sub"));
        assertEquals(List.of(), aws.servicesOfKey("nobody:knows"));
        assertEquals(List.of(), aws.servicesOfKey(""));
    }

    @Test
    void typesHaveAwsNames() {
        assertEquals("IPAddress", ValueType.IP_ADDRESS.label());
        assertEquals("aws:SourceIp", aws.globalKey("aws:sourceip").orElseThrow().toString());
    }
}
