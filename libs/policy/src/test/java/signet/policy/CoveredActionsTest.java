package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a policy could grant an action at all. */
class CoveredActionsTest {
    @ParameterizedTest
    @CsvSource({
        "Allow, Action, iam:PassRole, iam:PassRole, true",
        "Allow, Action, iam:passrole, iam:PassRole, true",
        "Allow, Action, iam:Pass*, iam:PassRole, true",
        "Allow, Action, *, iam:PassRole, true",
        "Allow, Action, s3:*, iam:PassRole, false",
        "Allow, NotAction, s3:*, iam:PassRole, true",
        "Allow, NotAction, iam:*, iam:PassRole, false",
        "Deny, Action, *, iam:PassRole, false",
    })
    void onlyAnAllowStatementThatCoversItMayAllowIt(
            String effect, String element, String pattern, String action, boolean may) throws MalformedPolicyException {
        Policy policy = Policy.parse(
                PolicyKind.IDENTITY,
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"" + effect + "\",\"" + element + "\":\""
                        + pattern
                        + "\",\"Resource\":\"arn:aws:s3:::b\",\"Condition\":{\"Bool\":{\"aws:SecureTransport\":\"true\"}}}}");

        assertEquals(may, policy.mayAllow(action));
    }
}
