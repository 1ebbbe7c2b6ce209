package signet.sts;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import signet.authz.Caller;
import signet.identity.OidcProvider;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.sts.AssumeRoleWithWebIdentityInput;
import signet.model.sts.AssumeRoleWithWebIdentityOutput;
import signet.model.sts.StsOperations;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestKey;

/** Somebody with a token of an issuer that an account has a provider for. */
final class Holder {
    static final String ISSUER = "https://idp.example.com/realms/one";
    static final String NAME = "idp.example.com/realms/one";
    static final String PROVIDER = "arn:aws:iam::123456789012:oidc-provider/" + NAME;
    static final String DENIED = "403 AccessDenied: Not authorized to perform sts:AssumeRoleWithWebIdentity";
    static final String NOT_VALIDATED =
            "400 InvalidIdentityToken: The web identity token provided could not be validated."
                    + " See the AssumeRoleWithWebIdentity documentation for requirements.";
    static final String NO_KEY = "400 InvalidIdentityToken: Couldn't retrieve verification key from your identity"
            + " provider,  please reference AssumeRoleWithWebIdentity documentation for requirements";
    static final String ALL_ACTIONS =
            "[\"sts:AssumeRoleWithWebIdentity\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]";
    static final TestKey KEY = TestKey.create("one", "ES256");

    private final World world;

    Holder(World world) {
        this.world = world;
        world.issuers.publish(ISSUER, KEY);
        provider(World.ACCOUNT, NAME, "client");
    }

    OidcProvider provider(String account, String name, String... clients) {
        OidcProvider provider =
                new OidcProvider(account, name, World.NOW, List.of(clients), List.of("0".repeat(40)), Map.of());
        world.state.change(tx -> tx.put(Tables.OIDC_PROVIDERS, provider.key(), provider));
        return provider;
    }

    static String trust(String actions, String... condition) {
        return trustIn(PROVIDER, actions, condition);
    }

    static String trustIn(String provider, String actions, String... condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":" + statement("Allow", provider, actions, condition) + "}";
    }

    static String statement(String effect, String provider, String actions, String... condition) {
        return "{\"Effect\":\"" + effect + "\",\"Principal\":{\"Federated\":\"" + provider + "\"},\"Action\":" + actions
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}";
    }

    static String equal(String key, String value) {
        return "{\"StringEquals\":{\"" + key + "\":\"" + value + "\"}}";
    }

    Role role(String trust) {
        return world.role("deploy", trust);
    }

    Role role() {
        return role(trust(ALL_ACTIONS));
    }

    static Claims claims() {
        return Claims.of(ISSUER, World.NOW);
    }

    static AssumeRoleWithWebIdentityInput input(
            String roleArn, String token, UnaryOperator<AssumeRoleWithWebIdentityInput.Builder> more) {
        return more.apply(AssumeRoleWithWebIdentityInput.builder()
                        .roleArn(roleArn)
                        .roleSessionName("work")
                        .webIdentityToken(token))
                .build();
    }

    AssumeRoleWithWebIdentityOutput assume(
            Role role, Claims claims, UnaryOperator<AssumeRoleWithWebIdentityInput.Builder> more) {
        return world.call(
                new Caller.Anonymous(),
                StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY,
                input(role.arn(), KEY.token(claims.json()), more));
    }

    AssumeRoleWithWebIdentityOutput assume(Role role, Claims claims) {
        return assume(role, claims, UnaryOperator.identity());
    }

    Session session(Role role, Claims claims) {
        return world.session(assume(role, claims).credentials());
    }

    void refuses(String error, Role role, Claims claims, UnaryOperator<AssumeRoleWithWebIdentityInput.Builder> more) {
        refusesToken(error, role.arn(), KEY.token(claims.json()), more);
    }

    void refuses(String error, Role role, Claims claims) {
        refuses(error, role, claims, UnaryOperator.identity());
    }

    void refusesToken(
            String error, String roleArn, String token, UnaryOperator<AssumeRoleWithWebIdentityInput.Builder> more) {
        world.refuses(
                error,
                new Caller.Anonymous(),
                StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY,
                input(roleArn, token, more));
    }
}
