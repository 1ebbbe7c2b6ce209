package signet.iam;

import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.View;

/** Whether an account gives its principals tokens for elsewhere; the texts are those that IAM was seen to give. */
final class OutboundFederation {
    private OutboundFederation() {}

    /**
     * The account's issuer.
     *
     * @throws AwsError FeatureDisabled if it gives no tokens
     */
    static TokenIssuer enabled(View view, String account) {
        return view.get(Tables.TOKEN_ISSUERS, account)
                .filter(TokenIssuer::enabled)
                .orElseThrow(() ->
                        IamErrors.featureDisabled("Outbound identity federation is disabled for account " + account));
    }

    static AwsError alreadyEnabled(String account) {
        return IamErrors.featureEnabled("Outbound identity federation is already enabled for account " + account);
    }

    /** The issuer's URL: where this server has its documents. */
    static String url(Parts parts, String account) {
        return parts.endpoint().get() + TokenIssuer.path(account);
    }
}
