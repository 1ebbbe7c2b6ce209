package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What must be signed and what need not be, and the ways to say when and by whom a request was signed. */
class HandSignedTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final String DATE = "20260102T030405Z";
    private static final String EMPTY = PayloadHash.EMPTY.value();
    private static final Credentials KEY = new Credentials("AKID", "secret", null);
    private static final HandSigned IAM = new HandSigned("secret", DATE, "us-east-1", "iam");
    private static final HandSigned S3 = new HandSigned("secret", DATE, "us-east-1", "s3");

    private static String answer(HandSigned signer, SignedMessage message) {
        ScopeRules rules = signer.service().equals("s3")
                ? ScopeRules.s3("us-east-1"::equals, "us-east-1")
                : ScopeRules.of(signer.service(), "us-east-1"::equals, "us-east-1");
        return new Gate(KEY, rules, TIME).answer(message, new byte[0]);
    }

    private static SignedMessage request(String... namesAndValues) {
        List<Header> headers = new ArrayList<>(List.of(new Header("Host", "example.amazonaws.com")));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.add(new Header(namesAndValues[i], namesAndValues[i + 1]));
        }
        return new SignedMessage("GET", "/k", "a=b", headers);
    }

    /** All 128 choices of what to sign out of seven headers, each signed right. */
    @ParameterizedTest
    @ValueSource(strings = {"s3", "iam"})
    void aRightSignatureIsAcceptedIfItCoversWhatItMust(String service) {
        HandSigned signer = service.equals("s3") ? S3 : IAM;
        List<String> names = List.of(
                "content-type",
                "host",
                "range",
                "x-amz-content-sha256",
                "x-amz-date",
                "x-amz-meta-a",
                "x-amz-security-token");
        SignedMessage message = request(
                "X-Amz-Date", DATE,
                "Range", "bytes=0-9",
                "x-amz-meta-a", "1",
                "X-Amz-Content-SHA256", EMPTY,
                "X-Amz-Security-Token", "token",
                "Content-Type", "text/plain");
        for (int choice = 1; choice < 1 << names.size(); choice++) {
            List<String> signed = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if ((choice >> i & 1) != 0) {
                    signed.add(names.get(i));
                }
            }
            Set<String> left = new TreeSet<>(names);
            left.removeAll(signed);
            boolean amzLeft = left.stream().anyMatch(name -> name.startsWith("x-amz-"));
            boolean tokenLeft = left.contains("x-amz-security-token");
            String expected = left.contains("host")
                    ? "HostNotSigned"
                    : (service.equals("s3") ? amzLeft : tokenLeft) ? "HeadersNotSigned" : Gate.ACCEPTED;
            assertEquals(expected, answer(signer, signer.inHeader(message, signed, EMPTY)), signed::toString);
        }
    }

    /** The time is part of what is signed even if its header isn't. */
    @Test
    void anUnsignedDateCannotBeChanged() {
        SignedMessage signed = IAM.inHeader(request("X-Amz-Date", DATE), List.of("host"), EMPTY);
        assertEquals(Gate.ACCEPTED, answer(IAM, signed));
        assertEquals(
                "SignatureMismatch", answer(IAM, Changed.header(signed, "X-Amz-Date", value -> "20260102T030406Z")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                20260102T030405Z                | accepted
                Fri, 02 Jan 2026 03:04:05 GMT   | accepted
                Fri, 02 Jan 2026 04:04:05 +0100 | accepted
                20260102T030406Z                | SignatureMismatch
                Fri, 02 Jan 2026 03:04:06 GMT   | SignatureMismatch
                Fri, 02 Jan 2026 03:04:05 -0100 | NotYetCurrent
                Fri, 02 Jan 2026 02:04:05 GMT   | Expired
                Thu, 02 Jan 2026 03:04:05 GMT   | InvalidDate
                2026-01-02T03:04:05Z            | InvalidDate
                """)
    void theDateHeaderStandsInForAmazonsOwn(String date, String expected) {
        assertEquals(expected, answer(IAM, IAM.inHeader(request("Date", date), List.of("date", "host"), EMPTY)));
        assertEquals(expected, answer(IAM, IAM.inHeader(request("Date", date), List.of("host"), EMPTY)));
    }

    @Test
    void amazonsDateGoesBeforeTheOther() {
        List<String> signed = List.of("date", "host", "x-amz-date");
        String other = "Thu, 01 Jan 1970 00:00:00 GMT";
        assertEquals(
                Gate.ACCEPTED, answer(IAM, IAM.inHeader(request("Date", other, "X-Amz-Date", DATE), signed, EMPTY)));
        assertEquals(Gate.ACCEPTED, answer(IAM, IAM.inHeader(request("Date", "x", "X-Amz-Date", DATE), signed, EMPTY)));
        assertEquals(
                "Expired",
                answer(IAM, IAM.inHeader(request("Date", DATE, "X-Amz-Date", "19700101T000000Z"), signed, EMPTY)));
    }

    @ParameterizedTest
    @CsvSource({
        "us-east-1,iam,accepted",
        "us-east-2,iam,WrongScope",
        "US-EAST-1,iam,WrongScope",
        "us-east-1,IAM,WrongScope",
        "us-east-1,sts,WrongScope",
        "us-east-1,iam/,InvalidCredential",
        "us-east-1,,InvalidCredential",
        "us/east,iam,InvalidCredential",
    })
    void aRightSignatureForAnotherScopeIsNone(String region, String service, String expected) {
        HandSigned signer = new HandSigned("secret", DATE, region, service == null ? "" : service);
        SignedMessage message = signer.inHeader(request("X-Amz-Date", DATE), List.of("host", "x-amz-date"), EMPTY);
        assertEquals(expected, answer(IAM, message));
    }

    /** The scope's day is the signature's, even if the signature itself is right for another day's key. */
    @Test
    void aKeyOfAnotherDayIsRefused() {
        HandSigned yesterday = new HandSigned("secret", "20260101T030405Z", "us-east-1", "iam");
        SignedMessage message = yesterday.inHeader(request("X-Amz-Date", DATE), List.of("host", "x-amz-date"), EMPTY);
        assertEquals("WrongScope", answer(IAM, message));
    }

    @Test
    void headersThatComeTwiceAreSignedAsOne() {
        SignedMessage two = request("X-Amz-Date", DATE, "x-a", " 1 ", "X-A", "2  3", "x-a", "");
        SignedMessage signed = IAM.inHeader(two, List.of("host", "x-a", "x-amz-date"), EMPTY);
        assertEquals(Gate.ACCEPTED, answer(IAM, signed));
        SignedMessage one = Changed.add(Changed.drop(signed, "x-a"), "x-a", "1,2 3,");
        assertEquals(Gate.ACCEPTED, answer(IAM, one));
    }

    @Test
    void aHeaderThatIsNotThereCannotBeSigned() {
        SignedMessage message = IAM.inHeader(request("X-Amz-Date", DATE), List.of("host", "x-amz-date"), EMPTY);
        assertEquals(
                "SignedHeadersAbsent",
                answer(IAM, Changed.header(message, "Authorization", v -> v.replace("=host;", "=accept;host;"))));
    }

    @ParameterizedTest
    @CsvSource({
        "UNSIGNED-PAYLOAD,'',accepted",
        "UNSIGNED-PAYLOAD,X-Amz-Content-Sha256=UNSIGNED-PAYLOAD,accepted",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,X-Amz-Content-Sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,accepted",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,'',SignatureMismatch",
        "UNSIGNED-PAYLOAD,X-Amz-Content-Sha256=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855,SignatureMismatch",
        "UNSIGNED-PAYLOAD,X-Amz-Content-Sha256=UNSIGNED,InvalidPayloadHash",
    })
    void aLinkOfS3SaysWhatItSignsOfTheBody(String payload, String parameter, String expected) {
        SignedMessage link = parameter.isEmpty()
                ? S3.inQuery(request(), List.of("host"), payload, "X-Amz-Expires=60")
                : S3.inQuery(request(), List.of("host"), payload, "X-Amz-Expires=60", parameter);
        assertEquals(expected, answer(S3, link));
    }

    @Test
    void theTokenOfALinkStandsInItsQueryOrInASignedHeader() {
        String expires = "X-Amz-Expires=60";
        SignedMessage inQuery =
                S3.inQuery(request(), List.of("host"), "UNSIGNED-PAYLOAD", expires, "X-Amz-Security-Token=t%2Bn");
        SignedMessage withHeader = request("X-Amz-Security-Token", "t+n");
        List<String> both = List.of("host", "x-amz-security-token");
        SignedMessage inHeader = S3.inQuery(withHeader, both, "UNSIGNED-PAYLOAD", expires);
        assertEquals(Gate.ACCEPTED, answer(S3, inQuery));
        assertEquals(Gate.ACCEPTED, answer(S3, inHeader));
        assertEquals(
                "HeadersNotSigned", answer(S3, S3.inQuery(withHeader, List.of("host"), "UNSIGNED-PAYLOAD", expires)));
        assertEquals("DuplicateParameter", answer(S3, Changed.moreQuery(inHeader, "X-Amz-Security-Token=t%2Bn")));
    }

    @Test
    void aLinkWithoutExpiryIsGoodFor15MinutesButNotForS3() {
        SignedMessage link = IAM.inQuery(request(), List.of("host"), EMPTY);
        assertEquals(Gate.ACCEPTED, answer(IAM, link));
        assertEquals("MissingQueryParameters", answer(S3, S3.inQuery(request(), List.of("host"), "UNSIGNED-PAYLOAD")));
    }

    /** Names and values of a signature's parts, in any order and with any blanks a client may put. */
    @Test
    void theFormOfTheAuthorizationHeaderIsFree() {
        SignedMessage signed = IAM.inHeader(request("X-Amz-Date", DATE), List.of("host", "x-amz-date"), EMPTY);
        String[] parts = signed.first("Authorization")
                .orElseThrow()
                .substring("AWS4-HMAC-SHA256 ".length())
                .split(",", -1);
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<String> order = new ArrayList<>(List.of(parts));
            java.util.Collections.shuffle(order, random);
            StringBuilder text = new StringBuilder("AWS4-HMAC-SHA256");
            for (String part : order) {
                text.append(" ".repeat(1 + random.nextInt(2))).append(part).append(random.nextBoolean() ? "," : " ,");
            }
            String value = text.toString();
            assertEquals(Gate.ACCEPTED, answer(IAM, Changed.header(signed, "Authorization", was -> value)), value);
        }
    }

    @Test
    void aSignatureIsInLowerCase() {
        SignedMessage signed = IAM.inHeader(request("X-Amz-Date", DATE), List.of("host", "x-amz-date"), EMPTY);
        String value = signed.first("Authorization").orElseThrow();
        int at = value.indexOf("Signature=") + "Signature=".length();
        String upper = value.substring(0, at) + value.substring(at).toUpperCase(java.util.Locale.ROOT);
        assertEquals("SignatureMismatch", answer(IAM, Changed.header(signed, "Authorization", was -> upper)));
    }
}
