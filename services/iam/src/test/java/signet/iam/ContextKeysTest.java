package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.model.iam.GetContextKeysForCustomPolicyInput;
import signet.model.iam.GetContextKeysForPrincipalPolicyInput;
import signet.model.iam.IamOperations;

class ContextKeysTest extends CloudTest {
    private static final String USER = "arn:aws:iam::123456789012:user/u";

    @Test
    void contextKeysAreListedOnceInTheOrderOfTheDocument() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":"
                        + "\"arn:aws:s3:::b/${aws:username}\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"${AWS:UserName}/*\"},"
                        + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}]}";
        cloud.makeUser("u", policy);

        List<String> expected = List.of("aws:username", "s3:prefix", "aws:SecureTransport");
        assertEquals(
                expected,
                cloud.call(
                                IamOperations.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
                                new GetContextKeysForCustomPolicyInput(List.of(policy, policy)))
                        .contextKeyNames());
        assertEquals(
                expected,
                cloud.call(
                                IamOperations.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                                new GetContextKeysForPrincipalPolicyInput(USER, List.of(policy)))
                        .contextKeyNames());
    }
}
