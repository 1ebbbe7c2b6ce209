package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.model.iam.DisableOutboundWebIdentityFederationInput;
import signet.model.iam.EnableOutboundWebIdentityFederationInput;
import signet.model.iam.GetOutboundWebIdentityFederationInfoInput;
import signet.model.iam.GetOutboundWebIdentityFederationInfoOutput;
import signet.model.iam.IamOperations;

/** Whether an account gives tokens for elsewhere. The messages are those that IAM was seen to give in 2026. */
class OutboundFederationTest {
    private static final String ISSUER = "http://127.0.0.1:4566/_signet/oidc/123456789012";

    @TempDir
    Path directory;

    private Cloud cloud;

    @BeforeEach
    void open() {
        cloud = Cloud.open(directory);
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private String enable() {
        return String.valueOf(cloud.call(
                        IamOperations.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                        new EnableOutboundWebIdentityFederationInput())
                .issuerIdentifier());
    }

    private void disable() {
        cloud.call(
                IamOperations.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                new DisableOutboundWebIdentityFederationInput());
    }

    private TokenIssuer issuer() {
        return cloud.view().get(Tables.TOKEN_ISSUERS, Cloud.ACCOUNT).orElseThrow();
    }

    @Test
    void anAccountThatGivesTokensHasAnIssuer() {
        assertEquals(ISSUER, enable());

        assertEquals(
                new GetOutboundWebIdentityFederationInfoOutput(ISSUER, true),
                cloud.call(
                        IamOperations.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
                        new GetOutboundWebIdentityFederationInfoInput()));
    }

    @Test
    void nothingIsOnFromTheStartNorTwice() {
        String disabled = "Outbound identity federation is disabled for account 123456789012";

        cloud.refuses(
                "FeatureDisabled",
                disabled,
                IamOperations.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
                new GetOutboundWebIdentityFederationInfoInput());
        cloud.refuses(
                "FeatureDisabled",
                disabled,
                IamOperations.DISABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                new DisableOutboundWebIdentityFederationInput());
        enable();
        cloud.refuses(
                "FeatureEnabled",
                "Outbound identity federation is already enabled for account 123456789012",
                IamOperations.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                new EnableOutboundWebIdentityFederationInput());
    }

    @Test
    void theKeysStayWhenItIsOff() {
        enable();
        TokenIssuer before = issuer();
        disable();
        assertFalse(issuer().enabled());
        enable();

        assertEquals(before, issuer());
    }

    @Test
    void eachAccountHasKeysOfItsOwn() {
        enable();
        cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                new EnableOutboundWebIdentityFederationInput());

        TokenIssuer other = cloud.view().get(Tables.TOKEN_ISSUERS, Cloud.OTHER).orElseThrow();
        assertFalse(other.rsa().equals(issuer().rsa()) || other.ec().equals(issuer().ec()));
    }

    @Test
    void permissionIsAskedForEverything() {
        Caller nobody = cloud.makeUser("nobody", "");

        cloud.denies(
                nobody,
                "iam:EnableOutboundWebIdentityFederation",
                "*",
                IamOperations.ENABLE_OUTBOUND_WEB_IDENTITY_FEDERATION,
                new EnableOutboundWebIdentityFederationInput());
        cloud.denies(
                nobody,
                "iam:GetOutboundWebIdentityFederationInfo",
                "*",
                IamOperations.GET_OUTBOUND_WEB_IDENTITY_FEDERATION_INFO,
                new GetOutboundWebIdentityFederationInfoInput());
    }
}
