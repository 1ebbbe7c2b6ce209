package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.authz.Event;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.User;
import tools.jackson.databind.JsonNode;

/** Every kind of caller against CloudTrail User Guide, "CloudTrail userIdentity element", and its examples. */
class UserIdentityTest {
    private static final String ATTRIBUTES =
            "'attributes':{'creationDate':'2026-11-23T10:00:00Z','mfaAuthenticated':'false'}";

    @TempDir
    Path folder;

    private JsonNode identity(Caller caller, String service) {
        Event event = Made.event(caller, service, "GetThing", "arn:aws:s3:::b", Made.ACCOUNT);
        return Made.json(Made.recorded(folder, event)).path("userIdentity");
    }

    private static Session session(Session.Kind kind, String id, String name) {
        return Made.session(kind, id, name, Map.of(), null);
    }

    private static Caller.RoleSession role(Map<String, String> keys, @Nullable String source) {
        Role role = Made.role("RoleToBeAssumed");
        return new Caller.RoleSession(role, Made.session(Session.Kind.ROLE, role.id(), "MySessionName", keys, source));
    }

    @Test
    void aUserIsNamed() {
        assertEquals(
                Made.json("{'type':'IAMUser','principalId':'AIDAALICE','arn':'arn:aws:iam::123456789012:user/Alice',"
                        + "'accountId':'123456789012','accessKeyId':'AKIAIOSFODNN7EXAMPLE','userName':'Alice'}"),
                identity(Made.alice(), "iam"));
    }

    @Test
    void aUserWithTemporaryCredentialsHasASession() {
        User alice = Made.user("Alice");
        Caller caller = new Caller.IamUser(alice, "ASIAIOSFODNN7EXAMPLE", session(Session.Kind.USER, alice.id(), ""));

        assertEquals(Made.json("{" + ATTRIBUTES + "}"), identity(caller, "iam").path("sessionContext"));
    }

    @Test
    void aRoleSessionNamesItsRole() {
        assertEquals(
                Made.json("{'type':'AssumedRole','principalId':'AROAROLETOBEASSUMED:MySessionName',"
                        + "'arn':'arn:aws:sts::123456789012:assumed-role/RoleToBeAssumed/MySessionName',"
                        + "'accountId':'123456789012','accessKeyId':'ASIAIOSFODNN7EXAMPLE','sessionContext':{"
                        + "'sessionIssuer':{'type':'Role','principalId':'AROAROLETOBEASSUMED',"
                        + "'arn':'arn:aws:iam::123456789012:role/RoleToBeAssumed','accountId':'123456789012',"
                        + "'userName':'RoleToBeAssumed'}," + ATTRIBUTES + "}}"),
                identity(Made.session("RoleToBeAssumed", "MySessionName"), "iam"));
    }

    @Test
    void aRoleSessionTellsItsSourceIdentityAndHowAnInstanceGotIt() {
        JsonNode context = identity(role(Map.of("ec2:RoleDelivery", "2.0"), "JohnDoe"), "iam")
                .path("sessionContext");

        assertEquals("JohnDoe", context.path("sourceIdentity").stringValue());
        assertEquals("2.0", context.path("ec2RoleDelivery").stringValue());
    }

    @Test
    void aWebIdentitysSessionTellsWhatItsProviderSaid() {
        JsonNode context = identity(
                        role(
                                Map.of(
                                        "aws:FederatedProvider", "accounts.google.com",
                                        "accounts.google.com:aud", "app",
                                        "accounts.google.com:sub", "user",
                                        "other:sub", "not his"),
                                null),
                        "iam")
                .path("sessionContext");

        assertEquals(
                Made.json("{'federatedProvider':'accounts.google.com','attributes':{"
                        + "'accounts.google.com:aud':'app','accounts.google.com:sub':'user'}}"),
                context.path("webIdFederationData"));
    }

    @Test
    void anOwnProvidersKeysAreFoundByItsAddress() {
        String provider = "arn:aws:iam::123456789012:oidc-provider/idp.example.com/realm";
        JsonNode data = identity(
                        role(Map.of("aws:FederatedProvider", provider, "idp.example.com/realm:sub", "u"), null), "iam")
                .at("/sessionContext/webIdFederationData");

        assertEquals(provider, data.path("federatedProvider").stringValue());
        assertEquals(Made.json("{'idp.example.com/realm:sub':'u'}"), data.path("attributes"));
    }

    @Test
    void aSamlSessionHasNoWebIdentity() {
        String provider = "arn:aws:iam::123456789012:saml-provider/Shibboleth";
        JsonNode context = identity(role(Map.of("aws:FederatedProvider", provider), null), "iam")
                .path("sessionContext");

        assertEquals(List.of("sessionIssuer", "attributes"), List.copyOf(context.propertyNames()));
    }

    @Test
    void aFederatedUserNamesWhoAskedForHim() {
        User alice = Made.user("Alice");
        JsonNode identity = identity(
                new Caller.FederatedUser(alice, session(Session.Kind.FEDERATED_USER, alice.id(), "bob")), "iam");

        assertEquals("FederatedUser", identity.path("type").stringValue());
        assertEquals("123456789012:bob", identity.path("principalId").stringValue());
        assertEquals(
                "arn:aws:sts::123456789012:federated-user/bob",
                identity.path("arn").stringValue());
        assertEquals(
                Made.json("{'type':'IAMUser','principalId':'AIDAALICE','arn':'arn:aws:iam::123456789012:user/Alice',"
                        + "'accountId':'123456789012','userName':'Alice'}"),
                identity.at("/sessionContext/sessionIssuer"));
    }

    @Test
    void aRootUserIsRoot() {
        assertEquals(
                Made.json("{'type':'Root','principalId':'123456789012','arn':'arn:aws:iam::123456789012:root',"
                        + "'accountId':'123456789012','accessKeyId':'AKIAROOT'}"),
                identity(new Caller.Root(Made.ACCOUNT, "AKIAROOT", null), "iam"));
    }

    @Test
    void aServiceHasOnlyItsName() {
        assertEquals(
                Made.json("{'type':'AWSService','invokedBy':'ec2.amazonaws.com'}"),
                identity(new Caller.AwsService("ec2.amazonaws.com"), "sts"));
    }

    /** The example of AssumeRoleWithWebIdentity; SAMLUser is alike. */
    @Test
    void aHolderOfATokenIsWhomTheProviderNames() {
        assertEquals(
                Made.json("{'type':'WebIdentityUser','principalId':'accounts.google.com:app:user-id',"
                        + "'userName':'user-id','identityProvider':'accounts.google.com'}"),
                identity(
                        new Caller.Federated(
                                "accounts.google.com",
                                "WebIdentityUser",
                                "accounts.google.com:app:user-id",
                                "user-id",
                                "accounts.google.com"),
                        "sts"));
    }

    @Test
    void nobodyIsUnknownAndToS3AnAnonymousPrincipal() {
        assertEquals(Made.json("{'type':'Unknown'}"), identity(new Caller.Anonymous(), "iam"));
        assertEquals(
                Made.json("{'type':'AWSAccount','principalId':'','accountId':'ANONYMOUS_PRINCIPAL'}"),
                identity(new Caller.Anonymous(), "s3"));
    }

    @Test
    void noSecretOfASessionIsInIt() {
        String text = identity(role(Map.of(), "x"), "iam").toString();

        assertEquals(-1, text.indexOf("a secret access key"));
    }
}
