package signet.sts;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Role;

/** The role's trust policy decides, by what the provider says of the user. */
class SamlTrustTest extends SamlWorld {
    private void trust(String policy) {
        Role made = world.role("T" + policy.hashCode(), policy);
        role = made;
        draft.aws("Role", made.arn() + "," + PROVIDER);
    }

    private void allowed(String operator, String key, String value) {
        trust(trusting(PROVIDER, ALL, "{\"" + operator + "\":{\"" + key + "\":\"" + value + "\"}}"));
        assume();
        trust(trusting(PROVIDER, ALL, "{\"" + operator + "\":{\"" + key + "\":\"x" + value + "\"}}"));
        refuses(DENIED);
    }

    @Test
    void aRoleThatDoesNotTrustTheProviderIsNotAssumed() {
        trust(trusting(PROVIDER + "2", ALL));
        refuses(DENIED);
        trust(trusting(PROVIDER, "\"sts:AssumeRoleWithWebIdentity\""));
        refuses(DENIED);
        trust(World.trusting(World.ACCOUNT, "\"sts:AssumeRoleWithSAML\""));
        refuses(DENIED);
    }

    @Test
    void everyoneIsNoProvider() {
        trust("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                + "\"Action\":\"sts:AssumeRoleWithSAML\"}}");

        refuses(DENIED);
    }

    @Test
    void aDenyInTheTrustPolicyWins() {
        trust("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Federated\":\""
                + PROVIDER
                + "\"},\"Action\":\"sts:*\"},{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"sts:*\",\"Condition\":"
                + "{\"StringNotEquals\":{\"saml:aud\":\"https://us-east-1.signin.aws.amazon.com/saml\"}}}]}");

        refuses(DENIED);
        draft.recipient = "https://us-east-1.signin.aws.amazon.com/saml";
        assume();
    }

    @Test
    void aRoleThatDoesNotExistIsRefusedInTheSameWords() {
        String ghost = "arn:aws:iam::123456789012:role/ghost";
        draft.aws("Role", ghost + "," + PROVIDER);

        refuses(DENIED, draft.signed(IDP), input -> input.roleArn(ghost));
    }

    @Test
    void theSubjectAndItsProviderAreKeys() {
        String qualifier = assume().nameQualifier();
        allowed("StringEquals", "saml:sub", draft.name);
        allowed("StringEquals", "SAML:sub_type", "persistent");
        allowed("StringEquals", "saml:iss", "https://idp.example.com/saml");
        allowed("StringEquals", "SAML:aud", "https://signin.aws.amazon.com/saml");
        allowed("StringEquals", "saml:doc", "123456789012/Okta");
        allowed("StringEquals", "saml:namequalifier", String.valueOf(qualifier));
        allowed("StringEquals", "sts:RoleSessionName", "ann@example.com");
        draft.aws("SourceIdentity", "ann");
        allowed("StringEquals", "sts:SourceIdentity", "ann");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.1,edupersonaffiliation",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.2,edupersonnickname",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.4,edupersonorgunitdn",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.7,edupersonentitlement",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.9,edupersonscopedaffiliation",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.10,edupersontargetedid",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.11,edupersonassurance",
        "urn:oid:1.3.6.1.4.1.5923.1.2.1.2,eduorghomepageuri",
        "urn:oid:1.3.6.1.4.1.5923.1.2.1.3,eduorgidentityauthnpolicyuri",
        "urn:oid:1.3.6.1.4.1.5923.1.2.1.4,eduorglegalname",
        "urn:oid:1.3.6.1.4.1.5923.1.2.1.5,eduorgsuperioruri",
        "urn:oid:1.3.6.1.4.1.5923.1.2.1.6,eduorgwhitepagesuri",
        "urn:oid:2.5.4.3,cn"
    })
    void attributesOfSeveralValuesAreListsOfKeys(String attribute, String key) {
        draft.attributes.put(attribute, List.of("student", "member"));

        allowed("ForAnyValue:StringEquals", "saml:" + key, "member");
    }

    @ParameterizedTest
    @CsvSource({
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.3,edupersonorgdn",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.5,edupersonprimaryaffiliation",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.6,edupersonprincipalname",
        "urn:oid:1.3.6.1.4.1.5923.1.1.1.8,edupersonprimaryorgunitdn",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/name,name",
        "http://schemas.xmlsoap.org/claims/CommonName,commonName",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname,givenName",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname,surname",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress,mail",
        "http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid,uid",
        "2.5.4.3,commonName",
        "2.5.4.4,surname",
        "2.4.5.42,givenName",
        "2.5.4.45,x500UniqueIdentifier",
        "0.9.2342.19200300100.1.1,uid",
        "0.9.2342.19200300100.1.3,mail",
        "0.9.2342.19200300.100.1.45,organizationStatus"
    })
    void attributesOfOneValueAreKeys(String attribute, String key) {
        draft.attributes.put(attribute, List.of("staff"));

        allowed("StringEquals", "saml:" + key, "staff");
    }

    @Test
    void ofSeveralAttributesForOneKeyTheFirstCounts() {
        draft.attributes.put("2.5.4.4", List.of("First"));
        draft.attributes.put("http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname", List.of("Second"));

        allowed("StringEquals", "saml:surname", "First");
    }

    @ParameterizedTest
    @ValueSource(strings = {"saml:edupersonaffiliation", "saml:mail", "aws:PrincipalArn", "aws:userid", "aws:username"})
    void whatTheProviderDoesNotSayIsAbsent(String key) {
        trust(trusting(PROVIDER, ALL, "{\"Null\":{\"" + key + "\":\"true\"}}"));

        assume();
    }

    @Test
    void anOrdinaryAttributeIsNoKey() {
        draft.attributes.put("saml:mail", List.of("root@example.com"));
        draft.attributes.put("aws:PrincipalTag/admin", List.of("true"));
        trust(trusting(PROVIDER, ALL, "{\"Null\":{\"saml:mail\":\"true\",\"aws:PrincipalTag/admin\":\"true\"}}"));

        assume();
    }
}
