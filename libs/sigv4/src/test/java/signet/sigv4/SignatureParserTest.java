package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.SignatureFault.InvalidExpires.Problem;
import signet.sigv4.SignatureFault.MissingHeaderParts.Part;

class SignatureParserTest {
    static final String CREDENTIAL = "Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request";
    static final String HEADERS = "SignedHeaders=host;x-amz-date";
    static final String SIGNATURE = "Signature=0123";
    static final String GOOD = "AWS4-HMAC-SHA256 " + CREDENTIAL + ", " + HEADERS + ", " + SIGNATURE;
    static final Header HOST = new Header("Host", "iam.amazonaws.com");
    static final Header DATE = new Header("X-Amz-Date", "20150830T123600Z");
    static final String QUERY = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + "&X-Amz-Credential=AKIDEXAMPLE%2F20150830%2Fus-east-1%2Fs3%2Faws4_request"
            + "&X-Amz-Date=20150830T123600Z&X-Amz-Expires=60&X-Amz-SignedHeaders=host&X-Amz-Signature=0123";

    @Test
    void aRequestWithoutMaterialIsAnonymous() throws SignatureException {
        assertTrue(SignatureParser.parse(request(null, HOST)).isEmpty());
        assertTrue(
                SignatureParser.parse(request("list-type=2&prefix=a+b", HOST)).isEmpty());
        assertTrue(SignatureParser.parse(request(null, HOST, new Header("X-Amz-Security-Token", "t")))
                .isEmpty());
    }

    @Test
    void theHeaderFormGivesItsParts() throws SignatureException {
        PresentedSignature signature = SignatureParser.parse(
                        request(null, HOST, DATE, new Header("x-amz-security-token", " token "), auth(GOOD)))
                .orElseThrow();

        assertEquals(
                new PresentedSignature.InHeader(
                        "AKIDEXAMPLE",
                        new CredentialScope("20150830", "us-east-1", "iam", "aws4_request"),
                        List.of("host", "x-amz-date"),
                        "0123",
                        Instant.parse("2015-08-30T12:36:00Z"),
                        "token"),
                signature);
    }

    @Test
    void theQueryFormGivesItsParts() throws SignatureException {
        PresentedSignature signature = SignatureParser.parse(request(QUERY + "&X-Amz-Security-Token=a%2Bb", HOST))
                .orElseThrow();

        assertEquals(
                new PresentedSignature.InQuery(
                        "AKIDEXAMPLE",
                        new CredentialScope("20150830", "us-east-1", "s3", "aws4_request"),
                        List.of("host"),
                        "0123",
                        Instant.parse("2015-08-30T12:36:00Z"),
                        60L,
                        "a+b"),
                signature);
    }

    @ParameterizedTest
    @ValueSource(strings = {",", ", ", " , ", ",\t"})
    void partsMayBeSeparatedByBlanksAndInAnyOrder(String separator) throws SignatureException {
        String text = "AWS4-HMAC-SHA256 " + String.join(separator, SIGNATURE, CREDENTIAL, HEADERS);
        assertEquals(
                "0123",
                SignatureParser.parse(request(null, HOST, DATE, auth(text)))
                        .orElseThrow()
                        .signature());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sun, 30 Aug 2015 12:36:00 GMT", "20150830T123600Z"})
    void dateStandsInForXAmzDate(String date) throws SignatureException {
        PresentedSignature signature = SignatureParser.parse(request(null, HOST, new Header("Date", date), auth(GOOD)))
                .orElseThrow();
        assertEquals(Instant.parse("2015-08-30T12:36:00Z"), signature.time());
    }

    @Test
    void xAmzDateGoesBeforeDate() throws SignatureException {
        PresentedSignature signature = SignatureParser.parse(
                        request(null, HOST, new Header("Date", "nonsense"), DATE, auth(GOOD)))
                .orElseThrow();
        assertEquals(Instant.parse("2015-08-30T12:36:00Z"), signature.time());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "201",
                "2015-08-30T12:36:00Z",
                "20150830T123600",
                "20150830T123600z",
                "20150230T123600Z",
                "20150830T243600Z",
                "20150830T126000Z",
                "+0150830T123600Z",
                "Sun, 30 Aug 2015 12:36:00 GMT"
            })
    void aMalformedXAmzDateIsRefused(String date) {
        assertEquals(
                new SignatureFault.InvalidDate(date),
                fault(request(null, HOST, new Header("X-Amz-Date", date), auth(GOOD))));
        assertEquals(
                "Date must be in ISO-8601 'basic format'. Got '" + date
                        + "'. See http://en.wikipedia.org/wiki/ISO_8601",
                refuse(request(null, HOST, new Header("X-Amz-Date", date), auth(GOOD)))
                        .getMessage());
    }

    @Test
    void missingPartsAreListedInAwsOrder() {
        SignatureException e = refuse(request(null, HOST, auth("AWS4-HMAC-SHA256")));

        assertEquals(
                new SignatureFault.MissingHeaderParts(
                        List.of(Part.CREDENTIAL, Part.SIGNATURE, Part.SIGNED_HEADERS, Part.DATE), "AWS4-HMAC-SHA256"),
                e.fault());
        assertEquals(
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header"
                        + " requires existence of either a 'X-Amz-Date' or a 'Date' header."
                        + " Authorization=AWS4-HMAC-SHA256",
                e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"CREDENTIAL, Credential=", "SIGNATURE, Signature=", "SIGNED_HEADERS, SignedHeaders="})
    void eachMissingOrEmptyPartIsNamed(Part part, String prefix) {
        String without = String.join(
                ",",
                Stream.of(CREDENTIAL, HEADERS, SIGNATURE)
                        .filter(p -> !p.startsWith(prefix))
                        .toList());
        for (String text : List.of(without, without + "," + prefix)) {
            var fault = assertInstanceOf(
                    SignatureFault.MissingHeaderParts.class,
                    fault(request(null, HOST, DATE, auth("AWS4-HMAC-SHA256 " + text))));
            assertEquals(List.of(part), fault.missing());
        }
    }

    @Test
    void anythingGivenTwiceIsRefused() {
        assertDuplicate("Authorization", request(null, HOST, DATE, auth(GOOD), auth(GOOD)));
        assertDuplicate("Signature", request(null, HOST, DATE, auth(GOOD + ", " + SIGNATURE)));
        assertDuplicate("Credential", request(null, HOST, DATE, auth(GOOD + ", " + CREDENTIAL)));
        assertDuplicate("X-Amz-Date", request(null, HOST, DATE, DATE, auth(GOOD)));
        Header token = new Header("X-Amz-Security-Token", "t");
        assertDuplicate("X-Amz-Security-Token", request(null, HOST, DATE, token, token, auth(GOOD)));
        assertDuplicate("X-Amz-Security-Token", request(QUERY + "&X-Amz-Security-Token=u", HOST, token));
        for (String parameter : QUERY.split("&", -1)) {
            assertDuplicate(parameter.substring(0, parameter.indexOf('=')), request(QUERY + '&' + parameter, HOST));
        }
    }

    private static void assertDuplicate(String name, SignedMessage message) {
        assertEquals(new SignatureFault.DuplicateParameter(name), fault(message));
    }

    @Test
    void severalMechanismsAreRefused() {
        var both = new SignatureFault.BothMechanisms();
        assertEquals(both, fault(request(QUERY, HOST, DATE, auth(GOOD))));
        assertEquals(both, fault(request(QUERY + "&Signature=a&AWSAccessKeyId=b", HOST)));
        assertEquals(both, fault(request("Signature=a", HOST, DATE, auth(GOOD))));
        assertEquals(both, fault(request("X-Amz-Algorithm=AWS4-HMAC-SHA256", HOST, auth("Basic abc"))));
    }

    @Test
    void otherMechanismsAreRefusedByName() {
        assertEquals(new SignatureFault.SignatureVersion2(), fault(request(null, HOST, auth("AWS AKID:sig"))));
        assertEquals(new SignatureFault.SignatureVersion2(), fault(request("AWSAccessKeyId=a&Expires=1", HOST)));
        assertEquals(
                new SignatureFault.SignatureVersion4A("AWS4-ECDSA-P256-SHA256"),
                fault(request(null, HOST, DATE, auth(GOOD.replace("HMAC", "ECDSA-P256")))));
        assertEquals(
                new SignatureFault.SignatureVersion4A("AWS4-ECDSA-P256-SHA256"),
                fault(request(QUERY.replace("HMAC", "ECDSA-P256"), HOST)));
        assertEquals(
                new SignatureFault.UnsupportedAlgorithm("AWS4-HMAC-SHA512"),
                fault(request(null, HOST, DATE, auth(GOOD.replace("256", "512")))));
        assertEquals(
                new SignatureFault.UnsupportedAuthorizationType("Bearer abc"),
                fault(request(null, HOST, auth("Bearer abc"))));
        assertEquals(
                "Unsupported AWS 'algorithm': 'X' (only AWS4-HMAC-SHA256 for now). ",
                refuse(request(QUERY.replace("AWS4-HMAC-SHA256", "X"), HOST)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic", "aws4-hmac-sha256 x", "AWS3 x"})
    void anAuthorizationHeaderIsNeverTakenForNone(String value) {
        assertInstanceOf(
                SignatureFault.UnsupportedAuthorizationType.class, fault(request(null, HOST, DATE, auth(value))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"x-amz-signature=a", "X-AMZ-ALGORITHM=AWS4-HMAC-SHA256", "x-amz-Credential", "%58-Amz-Signature"
            })
    void aMisspeltOrLonelyQueryParameterIsNeverTakenForNone(String query) {
        assertInstanceOf(SignatureFault.MissingQueryParameters.class, fault(request(query, HOST)));
    }

    @Test
    void missingQueryParametersAreListed() {
        SignatureException e = refuse(request("X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20150830T123600Z", HOST));
        assertEquals(
                new SignatureFault.MissingQueryParameters(
                        List.of("X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders")),
                e.fault());
        assertEquals(
                "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include"
                        + " 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'."
                        + " Re-examine the query-string parameters.",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b/c/d", "a/b/c/d/e/f", "/b/c/d/e", "a//c/d/e", "a/b/c/d/", "a"})
    void aCredentialHasFiveParts(String credential) {
        SignatureException e =
                refuse(request(null, HOST, DATE, auth(GOOD.replace(CREDENTIAL, "Credential=" + credential))));
        assertEquals(new SignatureFault.InvalidCredential(credential, false), e.fault());
        assertEquals(
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '"
                        + credential + "'",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"host;", ";host", "Host", "x-amz-date;host", "host;host", "host;;x-amz-date", "ho st"})
    void signedHeadersAreSortedLowerCaseAndDistinct(String names) {
        assertEquals(
                new SignatureFault.InvalidSignedHeaders(names),
                fault(request(null, HOST, DATE, auth(GOOD.replace(HEADERS, "SignedHeaders=" + names)))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer", "credential=x", "Extra=1", "=x"})
    void unknownPartsAreRefused(String part) {
        SignatureException e = refuse(request(null, HOST, DATE, auth(GOOD + ", " + part)));
        assertEquals(new SignatureFault.InvalidAuthorizationPart(part, GOOD + ", " + part), e.fault());
    }

    @ParameterizedTest
    @CsvSource({
        "abc, NOT_A_NUMBER",
        "'', NOT_A_NUMBER",
        "1.5, NOT_A_NUMBER",
        "%2B5, NOT_A_NUMBER",
        "-, NOT_A_NUMBER",
        "-1, NEGATIVE",
        "9999999999999999999, TOO_LARGE"
    })
    void anExpiryIsANumber(String text, Problem problem) {
        var fault = assertInstanceOf(
                SignatureFault.InvalidExpires.class,
                fault(request(QUERY.replace("Expires=60", "Expires=" + text), HOST)));
        assertEquals(problem, fault.problem());
    }

    @Test
    void anExpiryMayBeAbsentSoFar() throws SignatureException {
        var signature = assertInstanceOf(
                PresentedSignature.InQuery.class,
                SignatureParser.parse(request(QUERY.replace("X-Amz-Expires=60&", ""), HOST))
                        .orElseThrow());
        assertNull(signature.expiresSeconds());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%4", "a=%zz", "%g0=1", "a=%+1", "a=\ud800"})
    void invalidEncodingIsRefused(String query) {
        assertInstanceOf(SignatureFault.InvalidEncoding.class, fault(request(query, HOST)));
    }

    private static Header auth(String value) {
        return new Header("Authorization", value);
    }

    private static SignedMessage request(@Nullable String query, Header... headers) {
        return new SignedMessage("GET", "/", query, List.of(headers));
    }

    private static SignatureFault fault(SignedMessage message) {
        return refuse(message).fault();
    }

    private static SignatureException refuse(SignedMessage message) {
        return assertThrows(SignatureException.class, () -> SignatureParser.parse(message));
    }
}
