package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import signet.sigv4.SignatureFault.InvalidExpires;
import signet.sigv4.SignatureFault.InvalidExpires.Problem;
import signet.sigv4.SignatureFault.MissingHeaderParts;
import signet.sigv4.SignatureFault.MissingHeaderParts.Part;
import signet.sigv4.SignatureFault.ScopeProblem;

/** Every literal text that AWS's query services give for refused authentication. */
class FaultTextsTest {
    private static final Instant REQUEST = Instant.parse("2013-03-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2013-06-09T00:05:00Z");
    private static final Duration SKEW = Duration.ofMinutes(15);
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    private static String text(SignatureFault fault) {
        return String.valueOf(new SignatureException(fault).getMessage());
    }

    static Stream<SignatureFault> mismatches() {
        return Stream.of(
                new SignatureFault.SignatureMismatch("AKID", "00", "GET\n/", "AWS4-HMAC-SHA256\n"),
                new SignatureFault.InvalidSignedHeaders("Host"),
                new SignatureFault.SignedHeadersAbsent(List.of("x-amz-date")),
                new SignatureFault.HeadersNotSigned(List.of("x-amz-acl")),
                new SignatureFault.PayloadHashMismatch("a", "b"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void whateverChangedWhatWasSignedIsAMismatch(SignatureFault fault) {
        assertEquals(MISMATCH, text(fault));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                2013-03-01T00:00:00Z | 2013-06-09T00:05:00Z | 900 | Signature expired: 20130301T000000Z is now earlier than 20130608T235000Z (20130609T000500Z - 15 min.)
                2013-06-08T23:49:59Z | 2013-06-09T00:05:00Z | 900 | Signature expired: 20130608T234959Z is now earlier than 20130608T235000Z (20130609T000500Z - 15 min.)
                2013-06-09T00:00:00Z | 2013-06-09T00:05:01Z | 300 | Signature expired: 20130609T000000Z is now earlier than 20130609T000001Z (20130609T000501Z - 5 min.)
                2013-12-31T23:59:59Z | 2014-01-01T00:15:00Z | 900 | Signature expired: 20131231T235959Z is now earlier than 20140101T000000Z (20140101T001500Z - 15 min.)
                2013-06-09T00:00:00Z | 2013-06-09T00:01:31Z | 90  | Signature expired: 20130609T000000Z is now earlier than 20130609T000001Z (20130609T000131Z - 90 sec.)
                2013-06-09T00:00:00Z | 2013-06-09T00:00:02Z | 1   | Signature expired: 20130609T000000Z is now earlier than 20130609T000001Z (20130609T000002Z - 1 sec.)
                2013-06-09T00:00:00Z | 2013-06-09T01:00:01Z | 3600 | Signature expired: 20130609T000000Z is now earlier than 20130609T000001Z (20130609T010001Z - 60 min.)
                """)
    void anExpiredSignatureSaysUntilWhen(Instant request, Instant now, long skew, String expected) {
        assertEquals(expected, text(new SignatureFault.Expired(request, now, Duration.ofSeconds(skew))));
        assertEquals(expected, text(new SignatureFault.PresignedExpired(request, skew, now)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                2013-06-09T00:20:01Z | 2013-06-09T00:05:00Z | 900 | Signature not yet current: 20130609T002001Z is still later than 20130609T002000Z (20130609T000500Z + 15 min.)
                2014-01-01T00:00:01Z | 2013-12-31T23:45:00Z | 900 | Signature not yet current: 20140101T000001Z is still later than 20140101T000000Z (20131231T234500Z + 15 min.)
                2013-06-09T00:01:00Z | 2013-06-09T00:00:00Z | 59  | Signature not yet current: 20130609T000100Z is still later than 20130609T000059Z (20130609T000000Z + 59 sec.)
                """)
    void aSignatureOfTheFutureSaysFromWhen(Instant request, Instant now, long skew, String expected) {
        assertEquals(expected, text(new SignatureFault.NotYetCurrent(request, now, Duration.ofSeconds(skew))));
        assertEquals(expected, text(new SignatureFault.PresignedNotYetValid(request, now, Duration.ofSeconds(skew))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                AWS4-HMAC-SHA1            | Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1' (only AWS4-HMAC-SHA256 for now).
                AWS4-ECDSA-P256-SHA256    | Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now).
                %s                        | Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now).
                """)
    void anotherAlgorithmIsQuoted(String algorithm, String expected) {
        assertEquals(expected + " ", text(new SignatureFault.UnsupportedAlgorithm(algorithm)));
        assertEquals(expected + " ", text(new SignatureFault.SignatureVersion4A(algorithm)));
        assertEquals(
                expected + " ", text(new SignatureFault.UnsupportedAuthorizationType(algorithm + " Credential=x")));
    }

    @Test
    void signatureVersion2IsAnotherAlgorithm() {
        assertEquals(
                "Unsupported AWS 'algorithm': 'AWS' (only AWS4-HMAC-SHA256 for now). ",
                text(new SignatureFault.SignatureVersion2()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                CREDENTIAL     | Authorization header requires 'Credential' parameter.
                SIGNATURE      | Authorization header requires 'Signature' parameter.
                SIGNED_HEADERS | Authorization header requires 'SignedHeaders' parameter.
                DATE           | Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.
                """)
    void eachMissingPartHasASentence(Part part, String sentence) {
        assertEquals(
                sentence + " Authorization=AWS4-HMAC-SHA256 x",
                text(new MissingHeaderParts(List.of(part), "AWS4-HMAC-SHA256 x")));
    }

    @Test
    void allMissingPartsAreOneTextInAwsOrder() {
        assertEquals(
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header"
                        + " requires existence of either a 'X-Amz-Date' or a 'Date' header."
                        + " Authorization=AWS4-HMAC-SHA256",
                text(new MissingHeaderParts(List.of(Part.values()), "AWS4-HMAC-SHA256")));
    }

    @ParameterizedTest
    @CsvSource({
        "X-Amz-Algorithm,AWS query-string parameters must include 'X-Amz-Algorithm'. Re-examine the query-string parameters.",
        "X-Amz-Signature,AWS query-string parameters must include 'X-Amz-Signature'. Re-examine the query-string parameters.",
        "X-Amz-Expires,AWS query-string parameters must include 'X-Amz-Expires'. Re-examine the query-string parameters.",
    })
    void aMissingQueryParameterIsNamed(String name, String expected) {
        assertEquals(expected, text(new SignatureFault.MissingQueryParameters(List.of(name))));
    }

    @Test
    void severalMissingQueryParametersAreNamedOneByOne() {
        assertEquals(
                "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include"
                        + " 'X-Amz-Date'. Re-examine the query-string parameters.",
                text(new SignatureFault.MissingQueryParameters(List.of("X-Amz-Credential", "X-Amz-Date"))));
    }

    static Stream<List<Object>> scopes() {
        ScopeProblem region = new ScopeProblem.Region("eu-north-7", "us-east-1");
        ScopeProblem service = new ScopeProblem.Service("sts", "iam");
        ScopeProblem terminator = new ScopeProblem.Terminator("aws4");
        ScopeProblem date = new ScopeProblem.Date("20130608", "20130609", "20130609T000500Z");
        String ofRegion = "Credential should be scoped to a valid region, not 'eu-north-7'. ";
        String ofService = "Credential should be scoped to correct service: 'iam'. ";
        String ofTerminator = "Credential should be scoped with a valid terminator: 'aws4_request', not 'aws4'. ";
        String ofDate = "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
                + " '20130608' != '20130609', from '20130609T000500Z'.";
        return Stream.of(
                List.of(List.of(region), ofRegion),
                List.of(List.of(service), ofService),
                List.of(List.of(terminator), ofTerminator),
                List.of(List.of(date), ofDate),
                List.of(List.of(region, service), ofRegion + ofService),
                List.of(List.of(region, date), ofRegion + ofDate),
                List.of(List.of(service, terminator), ofService + ofTerminator),
                List.of(List.of(region, service, terminator, date), ofRegion + ofService + ofTerminator + ofDate));
    }

    @ParameterizedTest
    @MethodSource("scopes")
    void scopeProblemsAreJoinedInTheirOrder(List<Object> row) {
        List<ScopeProblem> problems = ((List<?>) row.getFirst())
                .stream().map(ScopeProblem.class::cast).toList();
        assertEquals(row.getLast(), text(new SignatureFault.WrongScope(problems)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                201                  | Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601
                2013-06-09T00:00:00Z | Date must be in ISO-8601 'basic format'. Got '2013-06-09T00:00:00Z'. See http://en.wikipedia.org/wiki/ISO_8601
                ``                   | Date must be in ISO-8601 'basic format'. Got ''. See http://en.wikipedia.org/wiki/ISO_8601
                """)
    void aBadDateIsQuoted(String value, String expected) {
        assertEquals(expected, text(new SignatureFault.InvalidDate(value)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                a/b/c/d     | Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d'
                a/b/c/d/e/f | Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got 'a/b/c/d/e/f'
                ``          | Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got ''
                """)
    void aBadCredentialIsQuoted(String value, String expected) {
        assertEquals(expected, text(new SignatureFault.InvalidCredential(value, true)));
        assertEquals(expected, text(new SignatureFault.InvalidCredential(value, false)));
    }

    @Test
    void theOtherTexts() {
        assertEquals(
                "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
                text(new SignatureFault.HostNotSigned()));
        assertEquals(
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
                text(new SignatureFault.BothMechanisms()));
        assertEquals(
                "Duplicate authentication parameter 'X-Amz-Date'.",
                text(new SignatureFault.DuplicateParameter("X-Amz-Date")));
        assertEquals("Invalid URI encoding: '%zz'.", text(new SignatureFault.InvalidEncoding("%zz")));
        assertEquals(
                "Missing required header for this request: x-amz-content-sha256",
                text(new SignatureFault.MissingPayloadHash()));
        assertEquals(
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid"
                        + " sha256 value. Got 'X'.",
                text(new SignatureFault.InvalidPayloadHash("X")));
        assertEquals(
                "'x' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4 x'.",
                text(new SignatureFault.InvalidAuthorizationPart("x", "AWS4 x")));
    }

    @ParameterizedTest
    @EnumSource(Problem.class)
    void everyProblemOfAnExpiryHasItsText(Problem problem) {
        String expected = switch (problem) {
            case NOT_A_NUMBER -> "X-Amz-Expires should be a number";
            case NEGATIVE -> "X-Amz-Expires must be non-negative";
            case ZERO -> "X-Amz-Expires must be at least 1 second";
            case TOO_LARGE ->
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                        + " than 604800 seconds";
        };
        assertEquals(expected, text(new InvalidExpires("x", problem, 604_800)));
    }

    @Test
    void aTextNeverHoldsASecretButAlwaysTheTimes() {
        SignatureFault fault = new SignatureFault.Expired(REQUEST, NOW, SKEW);
        assertEquals(fault, new SignatureException(fault).fault());
        assertEquals(
                "Signature expired: 20130301T000000Z is now earlier than 20130608T235000Z (20130609T000500Z - 15 min.)",
                text(fault));
    }
}
