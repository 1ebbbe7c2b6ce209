package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trust in identity providers that serve everybody. The text for Cognito is AWS's (reported by users of Amplify and
 * Terraform since 2024); the text for the others is ours, as AWS's could not be found.
 */
class FederatedTrustTest {
    private static final String COGNITO = "cognito-identity.amazonaws.com";
    private static final String NO_CONDITION = "A condition block must be present for the Cognito provider";

    private static String trust(String effect, String provider, String condition) {
        return Policies.json("{'Version':'2012-10-17','Statement':{'Effect':'" + effect + "','Principal':{'Federated':"
                + provider + "},'Action':'sts:AssumeRoleWithWebIdentity'"
                + (condition.isEmpty() ? "" : ",'Condition':" + condition) + "}}");
    }

    private static String issuer(String host) {
        return "'arn:aws:iam::111111111111:oidc-provider/" + host + "'";
    }

    private static MalformedPolicyException fault(String document) {
        return assertThrows(MalformedPolicyException.class, () -> Policy.parse(PolicyKind.TRUST, document), document);
    }

    private static void accepted(String document) {
        try {
            assertEquals(
                    1, Policy.parse(PolicyKind.TRUST, document).statements().size());
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "{'StringEquals':{}}",
                "{'StringEquals':{'aws:username':'x'}}",
                "{'StringEquals':{'cognito-identity.amazonaws.com:sub':'x'}}",
                "{'StringEquals':{'cognito-identity.amazonaws.com:aud':[]}}",
                "{'StringLike':{'cognito-identity.amazonaws.com:aud':'*'}}",
            })
    void cognitoNeedsAConditionOnItsPool(String condition) {
        assertEquals(
                NO_CONDITION,
                fault(trust("Allow", "'" + COGNITO + "'", condition)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'StringEquals':{'cognito-identity.amazonaws.com:aud':'us-east-1:pool'}}",
                "{'StringEquals':{'Cognito-Identity.amazonaws.com:AUD':['us-east-1:a','us-east-1:b']}}",
                "{'StringLike':{'cognito-identity.amazonaws.com:aud':'us-east-1:*'},'Bool':{'k':'true'}}",
            })
    void cognitoWithAPoolIsTrusted(String condition) {
        accepted(trust("Allow", "'" + COGNITO + "'", condition));
    }

    @ParameterizedTest
    @CsvSource({
        "token.actions.githubusercontent.com,sub",
        "vstoken.actions.githubusercontent.com,sub",
        "oidc-configuration.audit-log.githubusercontent.com,sub",
        "gitlab.com,sub",
        "app.terraform.io,sub",
        "agent.buildkite.com,sub",
        "oidc.codefresh.io,sub",
        "proidc.upbound.io,sub",
        "scalr.io,sub",
        "studio.datachain.ai/api,sub",
        "tokens.cloud.shisho.dev,sub",
        "api.pulumi.com/oidc,aud",
        "oidc.vercel.com,aud",
        "sandboxes.cloud,aud",
    })
    void aSharedIssuerNeedsAConditionOnTheClaimThatTellsItsUsersApart(String host, String claim) {
        String key = host + ":" + claim;
        String other = host + ":" + (claim.equals("sub") ? "aud" : "sub");
        String text = "The trust policy must limit the condition key " + key + " for a shared identity provider";
        assertEquals(text, fault(trust("Allow", issuer(host), "")).getMessage());
        assertEquals(
                text,
                fault(trust("Allow", issuer(host), "{'StringEquals':{'" + other + "':'mine'}}"))
                        .getMessage());
        for (String wild : new String[] {"'*'", "'**'", "'?*'", "['*','mine']", "''", "[]"}) {
            assertEquals(
                    text,
                    fault(trust("Allow", issuer(host), "{'StringLike':{'" + key + "':" + wild + "}}"))
                            .getMessage(),
                    wild);
        }
        accepted(trust("Allow", issuer(host), "{'StringLike':{'" + key + "':'mine*'}}"));
        accepted(trust(
                "Allow",
                issuer(host),
                "{'StringEquals':{'" + key.toUpperCase(java.util.Locale.ROOT) + "':['mine','ours']}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'accounts.google.com'",
                "'www.amazon.com'",
                "'arn:aws:iam::111111111111:saml-provider/ADFS'",
                "'arn:aws:iam::111111111111:oidc-provider/login.example.com'",
                "'arn:aws:iam::111111111111:oidc-provider/gitlab.example.com'",
                "'arn:aws:iam::111111111111:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/0A1B'",
            })
    void aProviderOfOnesOwnNeedsNoCondition(String provider) {
        accepted(trust("Allow", provider, ""));
    }

    @Test
    void aDenyNeedsNoCondition() {
        accepted(trust("Deny", "'" + COGNITO + "'", ""));
        accepted(trust("Deny", issuer("gitlab.com"), ""));
    }

    @Test
    void theFaultIsAtTheProvider() {
        String document = trust("Allow", "['accounts.google.com','" + COGNITO + "']", "");
        MalformedPolicyException e = fault(document);
        assertEquals(1, e.line());
        assertEquals(document.indexOf("\"" + COGNITO) + 1, e.column());
        assertEquals(document.indexOf(COGNITO) + COGNITO.length() + 2, e.endColumn());
        assertEquals(1, e.endLine());
    }
}
