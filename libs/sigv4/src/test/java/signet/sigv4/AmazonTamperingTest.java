package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.sigv4.ClientRequest.Pair;

/** A request that Amazon's signer signed, with every one of its characters, headers and parameters changed in turn. */
class AmazonTamperingTest {
    private static final Instant TIME = Instant.parse("2026-01-02T03:04:05Z");
    private static final byte[] BODY = Upload.ascii("Action=ListUsers");
    private static final ClientRequest REQUEST = new ClientRequest(
            "PUT",
            "example.amazonaws.com",
            443,
            "/bucket/folder/a%20key%2B",
            List.of(new Pair("versionId", "1"), new Pair("tag", "a b"), new Pair("tag", "c"), new Pair("acl", "")),
            List.of(
                    new Pair("Content-Type", "text/plain"),
                    new Pair("x-amz-acl", "private"),
                    new Pair("Range", "b=0-9")),
            BODY);
    /** What may be wrong with a list of signed headers in which one letter is another. */
    private static final Set<String> OF_SIGNED_HEADERS =
            Set.of("InvalidSignedHeaders", "HostNotSigned", "HeadersNotSigned", "SignedHeadersAbsent");

    private static AmazonSigner signer(String service) {
        return new AmazonSigner(new Credentials("AKIDEXAMPLE", "secret", "to+ken/="), "us-east-1", service, TIME);
    }

    private static SignedMessage inHeader(String service) {
        return signer(service).sign(REQUEST).message();
    }

    private static SignedMessage inQuery(String service) {
        return signer(service).presign(REQUEST, Duration.ofMinutes(5)).message();
    }

    private static String answer(String service, SignedMessage message) {
        return Gate.of(signer(service)).answer(message, BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void everyLetterOfTheAuthorizationHeaderIsHeldTo(String service) {
        SignedMessage sent = inHeader(service);
        String authorization = sent.first("Authorization").orElseThrow();
        for (int place = 0; place < authorization.length(); place++) {
            String changed = Changed.at(authorization, place, 'j');
            String answer = answer(service, Changed.header(sent, "Authorization", value -> changed));
            String expected = expected(authorization, place);
            if (expected.equals("of signed headers")) {
                assertTrue(OF_SIGNED_HEADERS.contains(answer), () -> changed + " gave " + answer);
            } else {
                assertEquals(expected, answer, changed);
            }
        }
    }

    /** The fault of a letter j at this place of a good header. */
    private static String expected(String authorization, int place) {
        if (place <= "AWS4-HMAC-SHA256".length()) {
            return place < "AWS4-".length() ? "UnsupportedAuthorizationType" : "UnsupportedAlgorithm";
        }
        switch (authorization.charAt(place)) {
            case ',' -> {
                return "MissingHeaderParts";
            }
            case ' ', '=' -> {
                return "InvalidAuthorizationPart";
            }
            case '/' -> {
                return "InvalidCredential";
            }
            default -> {}
        }
        int start = authorization.lastIndexOf(' ', place) + 1;
        int equals = authorization.indexOf('=', start);
        if (place < equals) {
            return "InvalidAuthorizationPart";
        }
        return switch (authorization.substring(start, equals)) {
            case "Credential" -> place < authorization.indexOf('/') ? "unknown key" : "WrongScope";
            case "SignedHeaders" -> "of signed headers";
            default -> "SignatureMismatch";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void everyLetterOfAQueryThatIsSignedIsHeldTo(String service) {
        SignedMessage sent = inQuery(service);
        String[] parameters = String.valueOf(sent.rawQuery()).split("&", -1);
        for (int i = 0; i < parameters.length; i++) {
            for (int place = 0; place < parameters[i].length(); place++) {
                String[] changed = parameters.clone();
                changed[i] = Changed.at(parameters[i], place, 'j');
                String answer = answer(service, Changed.query(sent, String.join("&", changed)));
                String expected = expectedInQuery(service, parameters[i], place);
                if (expected.equals("of signed headers")) {
                    assertTrue(OF_SIGNED_HEADERS.contains(answer), () -> String.join("&", changed) + " " + answer);
                } else {
                    assertEquals(expected, answer, changed[i]);
                }
            }
        }
    }

    private static String expectedInQuery(String service, String parameter, int place) {
        int equals = parameter.indexOf('=');
        String name = parameter.substring(0, equals);
        boolean hexDigit = parameter.lastIndexOf('%', place - 1) >= Math.max(place - 2, 0) && place > 0;
        if (hexDigit) {
            return "InvalidEncoding";
        }
        if (place <= equals) {
            boolean optional = (name.equals("X-Amz-Expires") && !service.equals("s3"))
                    || name.equals("X-Amz-Security-Token")
                    || !name.startsWith("X-Amz-");
            return optional ? "SignatureMismatch" : "MissingQueryParameters";
        }
        String value = parameter.substring(equals + 1);
        return switch (name) {
            case "X-Amz-Algorithm" -> "UnsupportedAlgorithm";
            case "X-Amz-Date" -> "InvalidDate";
            case "X-Amz-Expires" -> "InvalidExpires";
            case "X-Amz-SignedHeaders" -> "of signed headers";
            case "X-Amz-Credential" ->
                parameter.charAt(place) == '%'
                        ? "InvalidCredential"
                        : place - equals - 1 < value.indexOf('%') ? "unknown key" : "WrongScope";
            default -> "SignatureMismatch";
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void everyLetterOfThePathIsHeldTo(String service) {
        for (SignedMessage sent : List.of(inHeader(service), inQuery(service))) {
            for (int place = 0; place < sent.rawPath().length(); place++) {
                String changed = Changed.at(sent.rawPath(), place, 'j');
                boolean brokenHex = service.equals("s3") && changed.matches(".*%.?j.*");
                assertEquals(
                        brokenHex ? "InvalidEncoding" : "SignatureMismatch",
                        answer(service, Changed.path(sent, changed)),
                        changed);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3", "sts"})
    void noParameterCanBeDroppedDoubledChangedOrAdded(String service) {
        SignedMessage sent = inHeader(service);
        List<String> parameters = Arrays.asList(String.valueOf(sent.rawQuery()).split("&", -1));
        assertEquals(4, parameters.size());
        for (int i = 0; i < parameters.size(); i++) {
            for (String other : List.of("", parameters.get(i) + "&" + parameters.get(i), parameters.get(i) + "%00")) {
                List<String> changed = new ArrayList<>(parameters);
                changed.set(i, other);
                SignedMessage message = Changed.query(sent, String.join("&", changed));
                assertEquals("SignatureMismatch", answer(service, message), other);
            }
        }
        for (String added : List.of("z=", "z", "=", "=z", "uploads", "policy", "X-Amz-Date=20260102T030405Z", "%20")) {
            assertEquals("SignatureMismatch", answer(service, Changed.moreQuery(sent, added)), added);
        }
        assertEquals("SignatureMismatch", answer(service, Changed.query(sent, (String) null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "DELETE", "PATCH", "OPTIONS", "put", "Put", "PUTS"})
    void theMethodIsSigned(String method) {
        for (String service : List.of("s3", "sts")) {
            assertEquals("SignatureMismatch", answer(service, Changed.method(inHeader(service), method)));
            assertEquals("SignatureMismatch", answer(service, Changed.method(inQuery(service), method)));
        }
    }

    /** Columns: header, S3's answer to another value, to none, to two lines of it, and the same of other services. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Host                 | SignatureMismatch  | SignedHeadersAbsent | DuplicateParameter | SignatureMismatch | SignedHeadersAbsent | DuplicateParameter
                Content-Type         | SignatureMismatch  | SignedHeadersAbsent | SignatureMismatch  | SignatureMismatch | SignedHeadersAbsent | SignatureMismatch
                Range                | SignatureMismatch  | SignedHeadersAbsent | SignatureMismatch  | SignatureMismatch | SignedHeadersAbsent | SignatureMismatch
                x-amz-acl            | SignatureMismatch  | SignedHeadersAbsent | SignatureMismatch  | SignatureMismatch | SignedHeadersAbsent | SignatureMismatch
                X-Amz-Date           | InvalidDate        | MissingHeaderParts  | DuplicateParameter | InvalidDate       | MissingHeaderParts  | DuplicateParameter
                X-Amz-Security-Token | SignatureMismatch  | SignedHeadersAbsent | DuplicateParameter | SignatureMismatch | SignedHeadersAbsent | DuplicateParameter
                x-amz-content-sha256 | InvalidPayloadHash | SignedHeadersAbsent | DuplicateParameter | SignatureMismatch | SignedHeadersAbsent | SignatureMismatch
                Authorization        | SignatureMismatch  | anonymous           | DuplicateParameter | SignatureMismatch | anonymous           | DuplicateParameter
                """)
    void everyHeaderIsHeldTo(
            String name, String s3Other, String s3None, String s3Two, String other, String none, String two) {
        assertHeader("s3", name, s3Other, s3None, s3Two);
        assertHeader("sts", name, other, none, two);
    }

    private static void assertHeader(String service, String name, String other, String none, String two) {
        SignedMessage sent = inHeader(service);
        String value = sent.first(name).orElseThrow();
        assertEquals(other, answer(service, Changed.header(sent, name, was -> was + "z")), "another value");
        assertEquals(none, answer(service, Changed.drop(sent, name)), "none");
        assertEquals(two, answer(service, Changed.add(sent, name, value)), "two lines");
        assertEquals(Gate.ACCEPTED, answer(service, Changed.header(sent, name, was -> "  " + was + "\t")), "blanks");
        assertEquals(
                Gate.ACCEPTED,
                answer(service, Changed.rename(sent, name, name.toUpperCase(java.util.Locale.ROOT))),
                "in capitals");
    }

    /** What may come along unsigned, and what gives a request of S3 another meaning and so may not. */
    @ParameterizedTest
    @CsvSource({
        "x-amz-tagging,HeadersNotSigned,accepted",
        "x-amz-copy-source,HeadersNotSigned,accepted",
        "X-AMZ-MFA,HeadersNotSigned,accepted",
        "x-amz-,HeadersNotSigned,accepted",
        "x-amz,accepted,accepted",
        "x-amzn-trace-id,accepted,accepted",
        "Cookie,accepted,accepted",
        "If-Match,accepted,accepted",
        "Content-Length,accepted,accepted",
        "Date,accepted,accepted",
        "X-Forwarded-Host,accepted,accepted",
    })
    void anAddedHeader(String name, String s3, String others) {
        assertEquals(s3, answer("s3", Changed.add(inHeader("s3"), name, "1")));
        assertEquals(s3, answer("s3", Changed.add(inQuery("s3"), name, "1")));
        assertEquals(others, answer("sts", Changed.add(inHeader("sts"), name, "1")));
        assertEquals(others, answer("sts", Changed.add(inQuery("sts"), name, "1")));
    }

    @Test
    void aChangedBodyIsRefusedWhereverItsHashIsSigned() {
        byte[] other = Upload.ascii("Action=ListRoles");
        assertEquals("Sha256Mismatch", Gate.of(signer("s3")).answer(inHeader("s3"), other));
        assertEquals("SignatureMismatch", Gate.of(signer("sts")).answer(inHeader("sts"), other));
        assertEquals("SignatureMismatch", Gate.of(signer("sts")).answer(inQuery("sts"), other));
        assertEquals(Gate.ACCEPTED, Gate.of(signer("s3")).answer(inQuery("s3"), other), "a link has any body");
    }

    @Test
    void noHeaderValueMovesIntoTheOneBesideIt() {
        SignedMessage sent = signer("sts")
                .sign(REQUEST.withHeaders(List.of(new Pair("x-a", "1"), new Pair("x-a", "2"), new Pair("x-b", "3"))))
                .message();
        assertEquals(Gate.ACCEPTED, answer("sts", sent));
        assertEquals(Gate.ACCEPTED, answer("sts", Changed.add(Changed.drop(sent, "x-a"), "x-a", "1,2")));
        assertEquals("SignatureMismatch", answer("sts", Changed.add(Changed.drop(sent, "x-a"), "x-a", "1, 2")));
        assertEquals("SignatureMismatch", answer("sts", Changed.add(Changed.drop(sent, "x-a"), "x-a", "2,1")));
        assertEquals("SignatureMismatch", answer("sts", Changed.add(Changed.drop(sent, "x-a"), "x-a", "12")));
        SignedMessage swapped =
                Changed.rename(Changed.rename(Changed.rename(sent, "x-a", "x-c"), "x-b", "x-a"), "x-c", "x-b");
        assertEquals("SignatureMismatch", answer("sts", swapped));
    }

    @Test
    void aSignatureIsOfOneRequestOnly() {
        SignedMessage one = inHeader("s3");
        SignedMessage other =
                signer("s3").sign(REQUEST.withPath("/bucket/other")).message();
        String signature = other.first("Authorization").orElseThrow();
        assertNotEquals(signature, one.first("Authorization").orElseThrow());
        assertEquals("SignatureMismatch", answer("s3", Changed.header(one, "Authorization", value -> signature)));
    }
}
