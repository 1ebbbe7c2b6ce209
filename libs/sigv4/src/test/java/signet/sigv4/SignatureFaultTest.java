package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signet.sigv4.SignatureFault.InvalidExpires;

class SignatureFaultTest {
    private static final Instant TIME = Instant.parse("2013-06-09T00:00:00Z");

    @Test
    void bothMechanismsAreNamed() {
        assertText(
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
                new SignatureFault.BothMechanisms());
    }

    @Test
    void aPartWithoutEqualSignIsQuoted() {
        assertText(
                "'Bearer' not a valid key=value pair (missing equal-sign) in Authorization header: 'A Bearer'.",
                new SignatureFault.InvalidAuthorizationPart("Bearer", "A Bearer"));
    }

    @Test
    void expiriesHaveS3sTexts() {
        assertText("X-Amz-Expires should be a number", expires(InvalidExpires.Problem.NOT_A_NUMBER));
        assertText("X-Amz-Expires must be non-negative", expires(InvalidExpires.Problem.NEGATIVE));
        assertText(
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                        + " than 604800 seconds",
                expires(InvalidExpires.Problem.TOO_LARGE));
    }

    private static SignatureFault expires(InvalidExpires.Problem problem) {
        return new InvalidExpires("x", problem, 604_800);
    }

    @Test
    void aMissingPayloadHashIsAMissingHeader() {
        assertText(
                "Missing required header for this request: x-amz-content-sha256",
                new SignatureFault.MissingPayloadHash());
    }

    @Test
    void detailsAreS3sExtraElements() {
        assertEquals(
                Map.of("ClientComputedContentSHA256", "a", "S3ComputedContentSHA256", "b"),
                details(new SignatureFault.PayloadHashMismatch("a", "b")));
        assertEquals(
                Map.of("ArgumentName", "Authorization", "ArgumentValue", "Basic x"),
                details(new SignatureFault.UnsupportedAuthorizationType("Basic x")));
        assertEquals(
                Map.of(
                        "RequestTime",
                        "20130609T000000Z",
                        "ServerTime",
                        TIME.toString(),
                        "MaxAllowedSkewMilliseconds",
                        "1000"),
                details(new SignatureFault.NotYetCurrent(TIME, TIME, Duration.ofSeconds(1))));
        assertEquals(Map.of(), details(new SignatureFault.HostNotSigned()));
        assertEquals(
                Map.of(),
                details(new SignatureFault.WrongScope(List.of(new SignatureFault.ScopeProblem.Region("x", null)))));
    }

    private static void assertText(String text, SignatureFault fault) {
        assertEquals(text, new SignatureException(fault).getMessage());
    }

    private static Map<String, String> details(SignatureFault fault) {
        return new SignatureException(fault).details();
    }
}
