package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an S3 request says about its body, in a header, in its query, or nowhere. */
class PayloadClaimsTest {
    private static final Instant TIME = Instant.parse("2013-06-09T00:00:00Z");
    private static final Signer S3 = new Signer(new Credentials("AKIDEXAMPLE", "secret", null), "us-east-1", "s3");
    private static final Signer IAM = new Signer(new Credentials("AKIDEXAMPLE", "secret", null), "us-east-1", "iam");
    private static final SignedMessage REQUEST =
            new SignedMessage("PUT", "/b/k", null, List.of(new Header("Host", "example.com")));
    private static final PayloadHash PAYLOAD = PayloadHash.of(new byte[] {1});

    private static SignedMessage with(SignedMessage message, String... values) {
        List<Header> headers = new ArrayList<>(message.headers());
        for (String value : values) {
            headers.add(new Header("X-Amz-Content-SHA256", value));
        }
        return new SignedMessage(message.method(), message.rawPath(), message.rawQuery(), headers);
    }

    private static SignedMessage presigned(String more) {
        SignedMessage url = S3.presign(REQUEST, PayloadHash.UNSIGNED, TIME, Duration.ofMinutes(1));
        return new SignedMessage(url.method(), url.rawPath(), url.rawQuery() + more, url.headers());
    }

    private static PayloadHash claim(SignedMessage message) throws SignatureException {
        return PayloadHash.claimedBy(message, SignatureParser.parse(message).orElseThrow());
    }

    private static SignatureFault fault(SignedMessage message) {
        return assertThrows(SignatureException.class, () -> claim(message)).fault();
    }

    @Test
    void aSignerOfS3ClaimsInAHeader() throws SignatureException {
        for (PayloadHash payload : List.of(PAYLOAD, PayloadHash.EMPTY, PayloadHash.UNSIGNED)) {
            assertEquals(payload, claim(S3.sign(REQUEST, payload, TIME)));
        }
    }

    @Test
    void withoutTheHeaderASignedRequestIsRefused() {
        assertEquals(new SignatureFault.MissingPayloadHash(), fault(IAM.sign(REQUEST, PAYLOAD, TIME)));
    }

    @Test
    void aPresignedRequestMayClaimNothing() throws SignatureException {
        assertEquals(PayloadHash.UNSIGNED, claim(presigned("")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Amz-Content-Sha256", "x-amz-content-sha256", "X-AMZ-CONTENT-SHA256"})
    void aPresignedRequestMayClaimInItsQuery(String name) throws SignatureException {
        assertEquals(PAYLOAD, claim(presigned("&" + name + "=" + PAYLOAD.value())));
        assertEquals(
                new SignatureFault.DuplicateParameter("x-amz-content-sha256"),
                fault(presigned("&" + name + "=" + PAYLOAD.value() + "&x-amz-content-sha256=UNSIGNED-PAYLOAD")));
        assertEquals(new SignatureFault.InvalidPayloadHash("x"), fault(presigned("&" + name + "=x")));
    }

    @Test
    void theHeaderOfAPresignedRequestGoesBeforeItsQuery() throws SignatureException {
        SignedMessage both = with(presigned("&x-amz-content-sha256=" + PayloadHash.EMPTY.value()), PAYLOAD.value());
        assertEquals(PAYLOAD, claim(both));
    }

    @Test
    void aHeaderGivenTwiceIsRefusedEvenIfBothAgree() {
        assertEquals(
                new SignatureFault.DuplicateParameter("x-amz-content-sha256"),
                fault(with(S3.sign(REQUEST, PAYLOAD, TIME), PAYLOAD.value())));
        assertEquals(
                new SignatureFault.DuplicateParameter("x-amz-content-sha256"),
                fault(with(presigned(""), PAYLOAD.value(), PAYLOAD.value())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "", "UNSIGNED", "unsigned-payload", "STREAMING-UNSIGNED-PAYLOAD"})
    void anUnknownClaimIsQuoted(String value) {
        SignedMessage message = with(IAM.sign(REQUEST, PAYLOAD, TIME), value);
        assertEquals(new SignatureFault.InvalidPayloadHash(value), fault(message));
    }

    @Test
    void upperCaseHexIsUnknown() {
        String upper = PAYLOAD.value().toUpperCase(Locale.ROOT);
        assertEquals(
                new SignatureFault.InvalidPayloadHash(upper), fault(with(IAM.sign(REQUEST, PAYLOAD, TIME), upper)));
    }

    @Test
    void chunksSignedByVersion4AAreNamed() {
        SignedMessage message = with(IAM.sign(REQUEST, PAYLOAD, TIME), "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD");
        assertEquals(new SignatureFault.SignatureVersion4A("AWS4-ECDSA-P256-SHA256"), fault(message));
    }

    @Test
    void blanksAroundTheClaimDoNotCount() throws SignatureException {
        assertEquals(PAYLOAD, claim(with(IAM.sign(REQUEST, PAYLOAD, TIME), "  " + PAYLOAD.value() + "\t")));
    }
}
