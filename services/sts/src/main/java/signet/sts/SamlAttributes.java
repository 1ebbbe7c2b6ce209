package signet.sts;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signet.policy.Context;

/**
 * Attributes of assertions as condition keys (IAM User Guide, "Mapping SAML attributes to AWS trust policy context keys"). Of
 * several attributes for one key the first counts.
 */
final class SamlAttributes {
    private static final String EDU_PERSON = "urn:oid:1.3.6.1.4.1.5923.1.1.1.";
    private static final String EDU_ORG = "urn:oid:1.3.6.1.4.1.5923.1.2.1.";
    private static final String CLAIMS = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";

    private static final Map<String, String> LISTS = Map.ofEntries(
            Map.entry(EDU_PERSON + "1", "saml:edupersonaffiliation"),
            Map.entry(EDU_PERSON + "2", "saml:edupersonnickname"),
            Map.entry(EDU_PERSON + "4", "saml:edupersonorgunitdn"),
            Map.entry(EDU_PERSON + "7", "saml:edupersonentitlement"),
            Map.entry(EDU_PERSON + "9", "saml:edupersonscopedaffiliation"),
            Map.entry(EDU_PERSON + "10", "saml:edupersontargetedid"),
            Map.entry(EDU_PERSON + "11", "saml:edupersonassurance"),
            Map.entry(EDU_ORG + "2", "saml:eduorghomepageuri"),
            Map.entry(EDU_ORG + "3", "saml:eduorgidentityauthnpolicyuri"),
            Map.entry(EDU_ORG + "4", "saml:eduorglegalname"),
            Map.entry(EDU_ORG + "5", "saml:eduorgsuperioruri"),
            Map.entry(EDU_ORG + "6", "saml:eduorgwhitepagesuri"),
            Map.entry("urn:oid:2.5.4.3", "saml:cn"));

    private static final Map<String, String> STRINGS = Map.ofEntries(
            Map.entry(EDU_PERSON + "3", "saml:edupersonorgdn"),
            Map.entry(EDU_PERSON + "5", "saml:edupersonprimaryaffiliation"),
            Map.entry(EDU_PERSON + "6", "saml:edupersonprincipalname"),
            Map.entry(EDU_PERSON + "8", "saml:edupersonprimaryorgunitdn"),
            Map.entry(CLAIMS + "name", "saml:name"),
            Map.entry("http://schemas.xmlsoap.org/claims/CommonName", "saml:commonName"),
            Map.entry(CLAIMS + "givenname", "saml:givenName"),
            Map.entry(CLAIMS + "surname", "saml:surname"),
            Map.entry(CLAIMS + "emailaddress", "saml:mail"),
            Map.entry("http://schemas.microsoft.com/ws/2008/06/identity/claims/primarygroupsid", "saml:uid"),
            Map.entry("2.5.4.3", "saml:commonName"),
            Map.entry("2.5.4.4", "saml:surname"),
            Map.entry("2.4.5.42", "saml:givenName"),
            Map.entry("2.5.4.45", "saml:x500UniqueIdentifier"),
            Map.entry("0.9.2342.19200300100.1.1", "saml:uid"),
            Map.entry("0.9.2342.19200300100.1.3", "saml:mail"),
            Map.entry("0.9.2342.19200300.100.1.45", "saml:organizationStatus"));

    private SamlAttributes() {}

    static void put(Map<String, List<String>> attributes, Context.Builder keys) {
        Set<String> done = new HashSet<>();
        attributes.forEach((name, values) -> {
            String list = LISTS.get(name);
            if (list != null && !values.isEmpty() && done.add(list)) {
                keys.put(list, values);
            }
            String single = STRINGS.get(name);
            if (single != null && !values.isEmpty() && done.add(single)) {
                keys.put(single, values.getFirst());
            }
        });
    }
}
