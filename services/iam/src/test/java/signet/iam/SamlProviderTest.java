package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.SamlProvider;
import signet.identity.Tables;
import signet.model.iam.CreateSAMLProviderInput;
import signet.model.iam.CreateSAMLProviderOutput;
import signet.model.iam.DeleteSAMLProviderInput;
import signet.model.iam.GetSAMLProviderInput;
import signet.model.iam.GetSAMLProviderOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListSAMLProviderTagsInput;
import signet.model.iam.ListSAMLProvidersInput;
import signet.model.iam.SAMLPrivateKey;
import signet.model.iam.SAMLProviderListEntry;
import signet.model.iam.TagSAMLProviderInput;
import signet.model.iam.UntagSAMLProviderInput;
import signet.model.iam.UpdateSAMLProviderInput;
import signet.model.iam.UpdateSAMLProviderOutput;
import signet.saml.idp.IdentityProvider;

/**
 * SAML providers. Where an error's text comes from: "Manifest not found for arn" is recorded (vectors, test_iam_saml_providers),
 * "Provider with name" in org-formation/aws-resource-providers#59; the others stand in the IAM User Guide, "Troubleshoot SAML
 * federation with IAM", which gives no code: theirs are those that the API reference has for the operation.
 */
class SamlProviderTest extends CloudTest {
    private static final IdentityProvider IDP = IdentityProvider.rsa("https://idp.example.com/saml");
    private static final IdentityProvider OTHER = IdentityProvider.rsa("https://other.example.com/saml");
    private static final String ARN = "arn:aws:iam::123456789012:saml-provider/Okta";
    private static final String KEY = TestCertificates.pem(OTHER.keys().getPrivate());
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private static CreateSAMLProviderInput.Builder input(String name) {
        return CreateSAMLProviderInput.builder().name(name).samlMetadataDocument(IDP.metadata());
    }

    private CreateSAMLProviderOutput create(CreateSAMLProviderInput.Builder input) {
        return cloud.call(IamOperations.CREATE_SAML_PROVIDER, input.build());
    }

    private void create(String name) {
        create(input(name));
    }

    private GetSAMLProviderOutput get() {
        return cloud.call(IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(ARN));
    }

    private List<SAMLPrivateKey> keys() {
        return Objects.requireNonNull(get().privateKeyList());
    }

    private String keyId() {
        return String.valueOf(keys().getFirst().keyId());
    }

    private SamlProvider stored() {
        return cloud.view()
                .get(Tables.SAML_PROVIDERS, Tables.key(Cloud.ACCOUNT, "Okta"))
                .orElseThrow();
    }

    private static UpdateSAMLProviderInput.Builder update() {
        return UpdateSAMLProviderInput.builder().samlProviderArn(ARN);
    }

    private UpdateSAMLProviderOutput update(UpdateSAMLProviderInput.Builder input) {
        return cloud.call(IamOperations.UPDATE_SAML_PROVIDER, input.build());
    }

    private void refusesUpdate(String code, String message, UpdateSAMLProviderInput.Builder input) {
        cloud.refuses(code, message, IamOperations.UPDATE_SAML_PROVIDER, input.build());
    }

    private void refuses(String code, String message, CreateSAMLProviderInput.Builder input) {
        cloud.refuses(code, message, IamOperations.CREATE_SAML_PROVIDER, input.build());
    }

    @Test
    void aProviderIsKeptWithWhatItSaysOfItself() {
        CreateSAMLProviderOutput created = create(input("Okta"));

        assertEquals(new CreateSAMLProviderOutput(ARN, null), created);
        GetSAMLProviderOutput found = get();
        assertTrue(String.valueOf(found.samlProviderUUID()).matches("[A-Z0-9]{22,64}"));
        assertEquals(
                GetSAMLProviderOutput.builder()
                        .samlProviderUUID(found.samlProviderUUID())
                        .samlMetadataDocument(IDP.metadata())
                        .createDate(NOW)
                        .validUntil(Instant.parse("2126-11-23T10:00:00Z"))
                        .assertionEncryptionMode("Allowed")
                        .privateKeyList(List.of())
                        .tags(List.of())
                        .build(),
                found);
        assertEquals("https://idp.example.com/saml", stored().entityId());
        assertEquals(List.of(IDP.encodedCertificate()), stored().certificates());
        assertEquals(1, cloud.counted("Providers"));
    }

    @Test
    void aDocumentThatEndsSaysWhen() {
        create(input("Okta")
                .samlMetadataDocument(IDP.metadata("validUntil=\"2027-01-02T03:04:05Z\"", IDP.encodedCertificate())));

        assertEquals(Instant.parse("2027-01-02T03:04:05Z"), get().validUntil());
    }

    @Test
    void allAreListedOnOnePage() {
        create("Okta");
        create("AzureAD");

        assertEquals(
                List.of(
                        new SAMLProviderListEntry(
                                "arn:aws:iam::123456789012:saml-provider/AzureAD",
                                Instant.parse("2126-11-23T10:00:00Z"),
                                NOW),
                        new SAMLProviderListEntry(ARN, Instant.parse("2126-11-23T10:00:00Z"), NOW)),
                cloud.call(IamOperations.LIST_SAML_PROVIDERS, new ListSAMLProvidersInput())
                        .samlProviderList());
        assertEquals(
                List.of(),
                cloud.callAs(cloud.rootOf(Cloud.OTHER), IamOperations.LIST_SAML_PROVIDERS, new ListSAMLProvidersInput())
                        .samlProviderList());
    }

    @Test
    void aNameIsGivenOnceInAnAccount() {
        create("Okta");

        refuses("EntityAlreadyExists", "Provider with name okta already exists.", input("okta"));
        cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.CREATE_SAML_PROVIDER,
                input("Okta").build());
    }

    @Test
    void aDeletedProviderIsGone() {
        create("Okta");

        cloud.call(IamOperations.DELETE_SAML_PROVIDER, new DeleteSAMLProviderInput(ARN));

        assertEquals(0, cloud.counted("Providers"));
        create("Okta");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::123456789012:saml-provider/Nobody",
                "arn:aws:iam::123456789012:saml-provider/okta",
                "arn:aws:iam::123456789012:role/Okta",
                "something that is no ARN"
            })
    void whatIsNotThereHasNoManifest(String arn) {
        create("Okta");
        String text = "Manifest not found for arn " + arn;

        cloud.refuses("NoSuchEntity", text, IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(arn));
        cloud.refuses("NoSuchEntity", text, IamOperations.DELETE_SAML_PROVIDER, new DeleteSAMLProviderInput(arn));
        cloud.refuses(
                "NoSuchEntity",
                text,
                IamOperations.UPDATE_SAML_PROVIDER,
                update().samlProviderArn(arn).assertionEncryptionMode("Allowed").build());
        cloud.refuses(
                "NoSuchEntity",
                text,
                IamOperations.TAG_SAML_PROVIDER,
                new TagSAMLProviderInput(arn, Cloud.tags("a", "b")));
    }

    @Test
    void anotherAccountsProviderIsNotToldOf() {
        cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.CREATE_SAML_PROVIDER,
                input("Okta").build());
        String arn = "arn:aws:iam::210987654321:saml-provider/Okta";

        cloud.refuses(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: iam:GetSAMLProvider on resource: "
                        + arn + " because no resource-based policy allows the iam:GetSAMLProvider action",
                IamOperations.GET_SAML_PROVIDER,
                new GetSAMLProviderInput(arn));
    }

    @Test
    void metadataIsReallyRead() {
        String text = "Could not parse metadata";
        String good = IDP.metadata();

        refuses("InvalidInput", text, input("x").samlMetadataDocument("x".repeat(1000)));
        refuses("InvalidInput", text, input("x").samlMetadataDocument("\uFEFF" + good));
        refuses(
                "InvalidInput",
                text,
                input("x").samlMetadataDocument(good.replace("IDPSSODescriptor", "SPSSODescriptor")));
        refuses("InvalidInput", text, input("x").samlMetadataDocument(good.replace("MII", "AAA")));
        refuses(
                "InvalidInput",
                text,
                input("x")
                        .samlMetadataDocument(
                                good.replace("<!-- ", "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///\">]><!-- ")));
        String weak =
                IdentityProvider.of("https://idp.example.com/saml", "RSA", 512).metadata();
        refuses("InvalidInput", text, input("x").samlMetadataDocument(weak + " ".repeat(200)));
    }

    @Test
    void thereAreQuotas() {
        String[] eleven = IntStream.range(0, 11)
                .mapToObj(i -> IdentityProvider.of("https://idp", "EC", 256).encodedCertificate())
                .toArray(String[]::new);
        refuses(
                "LimitExceeded",
                "Cannot exceed quota for KeysPerSAMLProvider: 10",
                input("x").samlMetadataDocument(IDP.metadata("", eleven)));
        for (int i = 0; i < 100; i++) {
            create("p" + i);
        }
        refuses("LimitExceeded", "Cannot exceed quota for SAMLProvidersPerAccount: 100", input("x"));
    }

    @Test
    void anotherDocumentReplacesTheFirst() {
        create("Okta");
        String before = get().samlProviderUUID();
        cloud.advance(Duration.ofDays(1));

        assertEquals(new UpdateSAMLProviderOutput(ARN), update(update().samlMetadataDocument(OTHER.metadata())));

        assertEquals(OTHER.metadata(), get().samlMetadataDocument());
        assertEquals(NOW, get().createDate());
        assertEquals(Instant.parse("2126-11-24T10:00:00Z"), get().validUntil());
        assertEquals(before, get().samlProviderUUID());
        assertEquals("https://other.example.com/saml", stored().entityId());
        assertEquals(List.of(OTHER.encodedCertificate()), stored().certificates());
        refusesUpdate("InvalidInput", "Could not parse metadata", update().samlMetadataDocument("x".repeat(1000)));
    }

    @Test
    void anUpdateHasToChangeSomething() {
        create("Okta");

        refusesUpdate(
                "InvalidInput",
                "Unable to update identity provider. No updates are defined for metadata or encryption assertion.",
                update());
    }

    @Test
    void aPrivateKeyIsKeptAndNeverShown() {
        create(input("Okta").addPrivateKey(KEY).assertionEncryptionMode("Required"));

        GetSAMLProviderOutput found = get();

        assertEquals("Required", found.assertionEncryptionMode());
        assertEquals(1, keys().size());
        assertTrue(keyId().matches("[A-Z0-9]{22,64}"));
        assertEquals(NOW, keys().getFirst().timestamp());
        String secret = stored().keys().getFirst().pkcs8();
        assertFalse((found + stored().toString() + stored().keys()).contains(secret));
    }

    @Test
    void keysAreExchangedByAddingAndThenRemoving() {
        create(input("Okta").addPrivateKey(KEY).assertionEncryptionMode("Required"));
        String first = keyId();
        cloud.advance(Duration.ofHours(1));

        update(update().addPrivateKey(TestCertificates.pem(IDP.keys().getPrivate())));

        assertEquals(2, keys().size());
        refusesUpdate("LimitExceeded", "Private key limit of 2 is reached.", update().addPrivateKey(KEY));
        refusesUpdate(
                "InvalidInput",
                "Unable to add and remove private keys in the same request. Set a value for only one of the two"
                        + " parameters.",
                update().addPrivateKey(KEY).removePrivateKey(first));
        refusesUpdate(
                "InvalidInput",
                "Failed to remove private key because the Key ID does not match a private key.",
                update().removePrivateKey("A".repeat(22)));
        update(update().removePrivateKey(first));
        assertNotEquals(first, keyId());
        assertEquals(NOW.plus(Duration.ofHours(1)), keys().getFirst().timestamp());
        refusesUpdate(
                "InvalidInput",
                "Unable to set assertion encryption mode to Required because no private key is provided.",
                update().removePrivateKey(keyId()));
        update(update().assertionEncryptionMode("Allowed"));
        update(update().removePrivateKey(keyId()));
        assertEquals(List.of(), keys());
    }

    @Test
    void encryptionIsNotRequiredWithoutAKey() {
        refuses(
                "InvalidInput",
                "Unable to set assertion encryption mode to Required because no private key is provided.",
                input("Okta").assertionEncryptionMode("Required"));
    }

    @Test
    void onlyAnRsaPrivateKeyIsOne() throws Exception {
        String curve =
                TestCertificates.selfSigned("CN=x", TestCertificates.ec()).key();
        for (String wrong : List.of("x", curve, KEY.replace("MII", "AAA"), IDP.encodedCertificate())) {
            refuses("InvalidInput", "Invalid private key.", input("Okta").addPrivateKey(wrong));
        }
    }

    @Test
    void tagsAreSetAtCreationAndLater() {
        CreateSAMLProviderOutput created = create(input("Okta").tags(Cloud.tags("team", "red")));
        assertEquals(Cloud.tags("team", "red"), created.tags());

        cloud.call(
                IamOperations.TAG_SAML_PROVIDER,
                new TagSAMLProviderInput(ARN, Cloud.tags("team", "blue", "Team", "x")));

        assertEquals(
                Cloud.tags("Team", "x", "team", "blue"),
                cloud.call(
                                IamOperations.LIST_SAML_PROVIDER_TAGS,
                                ListSAMLProviderTagsInput.builder()
                                        .samlProviderArn(ARN)
                                        .build())
                        .tags());
        cloud.call(IamOperations.UNTAG_SAML_PROVIDER, new UntagSAMLProviderInput(ARN, List.of("Team", "none")));
        assertEquals(Cloud.tags("team", "blue"), get().tags());
        refuses("InvalidInput", "Duplicate tag keys found.", input("Twice").tags(Cloud.tags("a", "1", "a", "2")));
    }

    @Test
    void permissionIsOnTheProvidersArn() {
        create("Okta");
        Caller ann = cloud.makeUser("ann", Cloud.allow("iam:*SAMLProvider*", ARN.replace("Okta", "Azure*")));
        Caller bob = cloud.makeUser("bob", Cloud.allow("iam:*", ARN));

        cloud.callAs(bob, IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(ARN));
        cloud.callAs(ann, IamOperations.CREATE_SAML_PROVIDER, input("AzureAD").build());
        cloud.denies(ann, "iam:GetSAMLProvider", ARN, IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(ARN));
        cloud.denies(
                ann,
                "iam:CreateSAMLProvider",
                ARN,
                IamOperations.CREATE_SAML_PROVIDER,
                input("Okta").build());
        cloud.denies(
                bob, "iam:ListSAMLProviders", "*", IamOperations.LIST_SAML_PROVIDERS, new ListSAMLProvidersInput());
    }

    @Test
    void tagsAreConditionKeys() {
        create(input("Okta").tags(Cloud.tags("team", "red")));
        Caller red =
                cloud.makeUser("red", Cloud.allowIf("iam:*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}"));
        Caller tagger = cloud.makeUser(
                "tagger",
                Cloud.allowIf(
                        "iam:*",
                        "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"]},"
                                + "\"StringEquals\":{\"aws:RequestTag/team\":\"blue\"}}"));

        cloud.callAs(red, IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(ARN));
        cloud.callAs(
                tagger, IamOperations.TAG_SAML_PROVIDER, new TagSAMLProviderInput(ARN, Cloud.tags("team", "blue")));
        cloud.denies(red, "iam:GetSAMLProvider", ARN, IamOperations.GET_SAML_PROVIDER, new GetSAMLProviderInput(ARN));
        cloud.denies(
                tagger,
                "iam:TagSAMLProvider",
                ARN,
                IamOperations.TAG_SAML_PROVIDER,
                new TagSAMLProviderInput(ARN, Cloud.tags("team", "red")));
        cloud.callAs(
                tagger,
                IamOperations.CREATE_SAML_PROVIDER,
                input("New").tags(Cloud.tags("team", "blue")).build());
    }

    @Test
    void tagsAtCreationNeedTheirOwnPermission() {
        Caller maker = cloud.makeUser("maker", Cloud.allow("iam:CreateSAMLProvider", "*"));

        cloud.denies(
                maker,
                "iam:TagSAMLProvider",
                ARN,
                IamOperations.CREATE_SAML_PROVIDER,
                input("Okta").tags(Cloud.tags("a", "b")).build());
    }
}
