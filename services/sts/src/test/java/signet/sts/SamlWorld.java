package signet.sts;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.SamlProvider;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.sts.AssumeRoleWithSAMLInput;
import signet.model.sts.AssumeRoleWithSAMLOutput;
import signet.model.sts.StsOperations;
import signet.saml.idp.Draft;
import signet.saml.idp.IdentityProvider;

/** An STS with a SAML provider, a role that trusts it, and somebody whom it vouches for. */
abstract class SamlWorld {
    static final IdentityProvider IDP = IdentityProvider.rsa("https://idp.example.com/saml");
    static final IdentityProvider ATTACKER = IdentityProvider.rsa("https://idp.example.com/saml");
    static final String PROVIDER = "arn:aws:iam::" + World.ACCOUNT + ":saml-provider/Okta";
    static final String ALL = "[\"sts:AssumeRoleWithSAML\",\"sts:TagSession\",\"sts:SetSourceIdentity\"]";
    static final String DENIED = "403 AccessDenied: Not authorized to perform sts:AssumeRoleWithSAML";

    final World world = new World();
    Role role;
    Draft draft;

    @BeforeEach
    void begin() {
        put(provider(World.ACCOUNT, "Okta", IDP));
        role = world.role("Federated", trusting(PROVIDER, ALL));
        draft = new Draft(IDP, World.NOW).aws("Role", role.arn() + "," + PROVIDER);
    }

    @AfterEach
    void end() {
        world.close();
    }

    static SamlProvider provider(String account, String name, IdentityProvider idp) {
        return new SamlProvider(
                account,
                name,
                "SAMLPAAAAAAAAAAAAAAAAA",
                World.SECOND,
                idp.metadata(),
                idp.entityId(),
                List.of(idp.encodedCertificate()),
                World.SECOND.plusSeconds(100_000),
                false,
                List.of(),
                Map.of());
    }

    void put(SamlProvider provider) {
        world.state.change(tx -> tx.put(Tables.SAML_PROVIDERS, provider.key(), provider));
    }

    static String trusting(String provider, String actions, String... condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
                + provider + "\"},\"Action\":" + actions
                + (condition.length == 0 ? "" : ",\"Condition\":" + condition[0]) + "}}";
    }

    Draft draft(Consumer<Draft> change) {
        change.accept(draft);
        return draft;
    }

    AssumeRoleWithSAMLInput input(String response, UnaryOperator<AssumeRoleWithSAMLInput.Builder> more) {
        return more.apply(AssumeRoleWithSAMLInput.builder()
                        .roleArn(role.arn())
                        .principalArn(PROVIDER)
                        .samlAssertion(Draft.encoded(response)))
                .build();
    }

    AssumeRoleWithSAMLOutput assume(String response, UnaryOperator<AssumeRoleWithSAMLInput.Builder> more) {
        return world.call(new Caller.Anonymous(), StsOperations.ASSUME_ROLE_WITH_SAML, input(response, more));
    }

    AssumeRoleWithSAMLOutput assume(String response) {
        return assume(response, UnaryOperator.identity());
    }

    AssumeRoleWithSAMLOutput assume() {
        return assume(draft.signed(IDP));
    }

    void refuses(String error, String response, UnaryOperator<AssumeRoleWithSAMLInput.Builder> more) {
        world.refuses(error, new Caller.Anonymous(), StsOperations.ASSUME_ROLE_WITH_SAML, input(response, more));
    }

    void refuses(String error, String response) {
        refuses(error, response, UnaryOperator.identity());
    }

    /** Refuses the draft as it is, properly signed. */
    void refuses(String error) {
        refuses(error, draft.signed(IDP));
    }

    Session session(AssumeRoleWithSAMLOutput output) {
        return world.session(output.credentials());
    }

    /** The caller that an answer's credentials stand for. */
    Caller.RoleSession caller(AssumeRoleWithSAMLOutput output) {
        return new Caller.RoleSession(
                Objects.requireNonNull(world.view()
                        .findOne(Tables.ROLES_BY_ID, session(output).principalId())
                        .orElse(null)),
                session(output));
    }
}
