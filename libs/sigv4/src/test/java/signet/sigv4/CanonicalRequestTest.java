package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalRequestTest {

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "'', /",
        "//, //",
        "/a/../b, /a/../b",
        "/./a, /./a",
        "//a//, //a//",
        "/a%20b, /a%20b",
        "'/a b', /a%20b",
        "/a+b, /a%2Bb",
        "/a%2bb, /a%2Bb",
        "/a%2fb, /a/b",
        "/%7E, /~",
        "/%e1%88%b4, /%E1%88%B4",
        "/\u1234, /%E1%88%B4",
        "/$x, /%24x",
        "/a%252Fb, /a%252Fb",
        "/%FF, /%FF"
    })
    void anS3PathStaysAsSentInOneEncoding(String sent, String canonical) throws SignatureException {
        assertEquals(canonical, PathStyle.AS_SENT.canonical(sent));
    }

    @ParameterizedTest
    @CsvSource({
        "/, /",
        "'', /",
        "//, /",
        "/a/../b, /b",
        "/a/.., /",
        "/a/b/../.., /",
        "/../../a, /a",
        "/./, /",
        "/./a, /a",
        "//a//, /a/",
        "/a/b/, /a/b/",
        "/a%20b, /a%2520b",
        "/%e1, /%25e1",
        "/%zz, /%25zz",
        "/a+b, /a%2Bb",
        "/2015-03-31/functions/arn:aws:lambda, /2015-03-31/functions/arn%3Aaws%3Alambda",
        "/\u1234, /%E1%88%B4"
    })
    void anotherServicesPathIsNormalizedAndEncodedAgain(String sent, String canonical) throws SignatureException {
        assertEquals(canonical, PathStyle.NORMALIZED.canonical(sent));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/a/%zz", "/%-1", "/\ud800"})
    void aBrokenS3PathIsRefused(String path) {
        SignatureException e = assertThrows(SignatureException.class, () -> PathStyle.AS_SENT.canonical(path));
        assertEquals(new SignatureFault.InvalidEncoding(path.substring(path.lastIndexOf('/') + 1)), e.fault());
    }

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "lifecycle, lifecycle=",
        "a=, a=",
        "=v, =v",
        "b=1&a=2, a=2&b=1",
        "a=2&a=1, a=1&a=2",
        "a=1&a=1, a=1&a=1",
        "Param-3=Value3&Param=Value2, Param=Value2&Param-3=Value3",
        "a=b&B=c, B=c&a=b",
        "a=b+c, a=b%20c",
        "a=b%20c, a=b%20c",
        "a=b%2bc, a=b%2Bc",
        "a=%7e, a=~",
        "a=b=c, a=b%3Dc",
        "a=b/c, a=b%2Fc",
        "&&a=1&&, a=1",
        "\u1234=bar, %E1%88%B4=bar",
        "%e1%88%b4=bar, %E1%88%B4=bar",
        "a=1&X-Amz-Signature=abc, a=1",
        "x-amz-signature=abc, x-amz-signature=abc"
    })
    void theQueryIsSortedInOneEncoding(String sent, String canonical) throws SignatureException {
        assertEquals(canonical, lines(message(sent))[2]);
    }

    @Test
    void noQueryIsAnEmptyLine() throws SignatureException {
        assertEquals("", lines(message(null))[2]);
    }

    @Test
    void headersAreTrimmedCollapsedAndJoinedInTheOrderSent() throws SignatureException {
        SignedMessage message = new SignedMessage(
                "GET",
                "/",
                null,
                List.of(
                        new Header("X-B", "  a   b\t c  "),
                        new Header("Host", "h"),
                        new Header("x-b", "\"d   e\""),
                        new Header("X-a", ""),
                        new Header("X-B", "1")));
        assertEquals(
                "GET\n/\n\nhost:h\nx-a:\nx-b:a b c,\"d e\",1\n\nhost;x-a;x-b\nUNSIGNED-PAYLOAD",
                CanonicalRequest.of(
                        message, List.of("host", "x-a", "x-b"), PayloadHash.UNSIGNED, PathStyle.NORMALIZED));
    }

    @Test
    void theStringToSignIsThatOfAwsDocuments() {
        assertEquals(
                "AWS4-HMAC-SHA256\n20130524T000000Z\n20130524/us-east-1/s3/aws4_request\n"
                        + "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
                CanonicalRequest.stringToSign(
                        "20130524T000000Z", new CredentialScope("20130524", "us-east-1", "s3", "aws4_request"), ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET\n/x", "G ET", "GE\u0000T"})
    void aMethodIsAToken(String method) {
        assertThrows(IllegalArgumentException.class, () -> new SignedMessage(method, "/", null, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\nb", "/\r", "/\u0000", "/\u007f"})
    void controlCharactersAreNoTarget(String text) {
        assertThrows(IllegalArgumentException.class, () -> new SignedMessage("GET", text, null, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new SignedMessage("GET", "/", text, List.of()));
    }

    @Test
    void aHeaderHasATokenForANameAndNoLineBreaks() {
        assertThrows(IllegalArgumentException.class, () -> new Header("a b", ""));
        assertThrows(IllegalArgumentException.class, () -> new Header("", ""));
        assertThrows(IllegalArgumentException.class, () -> new Header("a:", ""));
        assertThrows(IllegalArgumentException.class, () -> new Header("a", "b\nhost:evil"));
        assertThrows(IllegalArgumentException.class, () -> new Header("a", "b\r"));
        assertThrows(IllegalArgumentException.class, () -> new Header("a", "\u0000"));
    }

    private static SignedMessage message(@Nullable String query) {
        return new SignedMessage("GET", "/", query, List.of(new Header("Host", "h")));
    }

    private static String[] lines(SignedMessage message) throws SignatureException {
        return CanonicalRequest.of(message, List.of("host"), PayloadHash.EMPTY, PathStyle.NORMALIZED)
                .split("\n", -1);
    }
}
