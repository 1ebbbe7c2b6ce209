package signet.iam;

import signet.identity.TrustPolicies;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/** Checks of policy documents at the time when they are written. */
final class Documents {
    private Documents() {}

    /**
     * Checks an identity policy.
     *
     * @throws AwsError MalformedPolicyDocument with AWS's text
     */
    static void checkIdentity(String document) {
        try {
            Policy.parse(PolicyKind.IDENTITY, document);
        } catch (MalformedPolicyException e) {
            throw malformed(e);
        }
    }

    /**
     * The stored form of a trust policy.
     *
     * @throws AwsError MalformedPolicyDocument, or LimitExceeded if it is too long
     */
    static String storedTrust(View view, String document) {
        try {
            String stored = TrustPolicies.stored(view, document);
            Quota.TRUST_POLICY_SIZE.check(size(document));
            return stored;
        } catch (MalformedPolicyException e) {
            throw malformed(e);
        } catch (TrustPolicies.UnknownPrincipalException e) {
            throw IamErrors.malformedPolicyDocument("Invalid principal in policy: \"AWS\":\"" + e.getMessage() + "\"");
        }
    }

    /** A document's size as quotas count it: without white space. */
    static int size(String document) {
        return (int) document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }

    private static AwsError malformed(MalformedPolicyException e) {
        return IamErrors.malformedPolicyDocument(String.valueOf(e.getMessage()));
    }
}
