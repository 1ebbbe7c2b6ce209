package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.sigv4.SignatureFault.InvalidExpires;
import signet.sigv4.SignatureFault.ScopeProblem;

/** The extra elements of S3's error documents: their names, order and values. */
class FaultDetailsTest {
    private static final Instant REQUEST = Instant.parse("2026-01-02T03:04:05Z");
    private static final Instant NOW = Instant.parse("2026-01-02T04:00:00.123Z");

    /** Names and values in order, as a test reads them. */
    private static List<String> details(SignatureFault fault) {
        return new SignatureException(fault)
                .details().entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .toList();
    }

    @Test
    void aMismatchShowsWhatWeSigned() {
        assertEquals(
                List.of(
                        "AWSAccessKeyId=AKID",
                        "StringToSign=AWS4\né",
                        "SignatureProvided=00ff",
                        "StringToSignBytes=41 57 53 34 0a c3 a9",
                        "CanonicalRequest=GET\n/",
                        "CanonicalRequestBytes=47 45 54 0a 2f"),
                details(new SignatureFault.SignatureMismatch("AKID", "00ff", "GET\n/", "AWS4\né")));
    }

    @Test
    void aSkewShowsBothClocks() {
        List<String> expected = List.of(
                "RequestTime=20260102T030405Z",
                "ServerTime=2026-01-02T04:00:00.123Z",
                "MaxAllowedSkewMilliseconds=900000");
        assertEquals(expected, details(new SignatureFault.Expired(REQUEST, NOW, Duration.ofMinutes(15))));
        assertEquals(expected, details(new SignatureFault.NotYetCurrent(REQUEST, NOW, Duration.ofMinutes(15))));
    }

    @Test
    void anExpiredLinkShowsItsLifeItsEndAndOurClock() {
        assertEquals(
                List.of("X-Amz-Expires=60", "Expires=2026-01-02T03:05:05Z", "ServerTime=2026-01-02T04:00:00.123Z"),
                details(new SignatureFault.PresignedExpired(REQUEST, 60, NOW)));
    }

    @Test
    void unsignedHeadersAreListed() {
        assertEquals(
                List.of("HeadersNotSigned=x-amz-acl"),
                details(new SignatureFault.HeadersNotSigned(List.of("x-amz-acl"))));
        assertEquals(
                List.of("HeadersNotSigned=x-amz-acl, x-amz-meta-a"),
                details(new SignatureFault.HeadersNotSigned(List.of("x-amz-acl", "x-amz-meta-a"))));
    }

    @Test
    void argumentsAreNamedAndQuoted() {
        assertEquals(
                List.of("ArgumentName=Authorization", "ArgumentValue=Bearer x"),
                details(new SignatureFault.UnsupportedAuthorizationType("Bearer x")));
        assertEquals(
                List.of("ArgumentName=x-amz-content-sha256", "ArgumentValue=x"),
                details(new SignatureFault.InvalidPayloadHash("x")));
        assertEquals(
                List.of("ClientComputedContentSHA256=a", "S3ComputedContentSHA256=b"),
                details(new SignatureFault.PayloadHashMismatch("a", "b")));
    }

    @Test
    void aWrongRegionShowsTheRightOneIfThereIsOne() {
        ScopeProblem date = new ScopeProblem.Date("20260101", "20260102", "20260102T030405Z");
        ScopeProblem known = new ScopeProblem.Region("x", "eu-west-1");
        ScopeProblem unknown = new ScopeProblem.Region("x", null);
        assertEquals(List.of("Region=eu-west-1"), details(new SignatureFault.WrongScope(List.of(known))));
        assertEquals(List.of("Region=eu-west-1"), details(new SignatureFault.WrongScope(List.of(known, date))));
        assertEquals(List.of("Region=eu-west-1"), details(new SignatureFault.WrongScope(List.of(date, known))));
        assertEquals(List.of(), details(new SignatureFault.WrongScope(List.of(unknown))));
        assertEquals(List.of(), details(new SignatureFault.WrongScope(List.of(date))));
        assertEquals(
                List.of(),
                details(new SignatureFault.WrongScope(
                        List.of(new ScopeProblem.Service("a", "b"), new ScopeProblem.Terminator("c")))));
    }

    static Stream<SignatureFault> withoutDetails() {
        return Stream.of(
                new SignatureFault.BothMechanisms(),
                new SignatureFault.SignatureVersion2(),
                new SignatureFault.SignatureVersion4A("x"),
                new SignatureFault.UnsupportedAlgorithm("x"),
                new SignatureFault.MissingHeaderParts(List.of(), "x"),
                new SignatureFault.MissingQueryParameters(List.of("x")),
                new SignatureFault.DuplicateParameter("x"),
                new SignatureFault.InvalidAuthorizationPart("x", "y"),
                new SignatureFault.InvalidSignedHeaders("x"),
                new SignatureFault.InvalidDate("x"),
                new SignatureFault.InvalidCredential("x", false),
                new SignatureFault.InvalidEncoding("x"),
                new SignatureFault.HostNotSigned(),
                new SignatureFault.SignedHeadersAbsent(List.of("x")),
                new SignatureFault.PresignedNotYetValid(REQUEST, NOW, Duration.ZERO),
                new InvalidExpires("x", InvalidExpires.Problem.NOT_A_NUMBER, 1),
                new SignatureFault.MissingPayloadHash());
    }

    @ParameterizedTest
    @MethodSource("withoutDetails")
    void otherFaultsHaveNone(SignatureFault fault) {
        assertEquals(Map.of(), new SignatureException(fault).details());
    }

    @Test
    void detailsCannotBeChanged() {
        Map<String, String> details =
                new SignatureException(new SignatureFault.PayloadHashMismatch("a", "b")).details();
        assertThrows(UnsupportedOperationException.class, details::clear);
    }

    @Test
    void aLinkEndsWhenItsLifeIsOver() {
        assertEquals(
                Instant.parse("2026-01-09T03:04:05Z"),
                new SignatureFault.PresignedExpired(REQUEST, 604_800, NOW).expiresAt());
    }

    static Stream<List<Object>> payloadFaults() {
        String mismatch = "The request signature we calculated does not match the signature you provided. Check your"
                + " key and signing method.";
        ChecksumAlgorithm md5 = ChecksumAlgorithm.MD5;
        ChecksumAlgorithm sha1 = ChecksumAlgorithm.SHA1;
        return Stream.of(
                List.of(
                        new PayloadFault.Sha256Mismatch("a", "b"),
                        "XAmzContentSHA256Mismatch",
                        "The provided 'x-amz-content-sha256' header does not match what was computed."),
                List.of(
                        new PayloadFault.ChecksumMismatch(md5, "a", "b"),
                        "BadDigest",
                        "The Content-MD5 you specified did not match what we received."),
                List.of(
                        new PayloadFault.ChecksumMismatch(sha1, "a", "b"),
                        "BadDigest",
                        "The SHA1 you specified did not match the calculated checksum."),
                List.of(
                        new PayloadFault.InvalidChecksum(md5, "a"),
                        "InvalidDigest",
                        "The Content-MD5 you specified was invalid."),
                List.of(
                        new PayloadFault.InvalidChecksum(sha1, "a"),
                        "InvalidRequest",
                        "Value for x-amz-checksum-sha1 header is invalid."),
                List.of(
                        new PayloadFault.UnsupportedChecksum("x-amz-checksum-x"),
                        "InvalidRequest",
                        "The checksum x-amz-checksum-x is not supported."),
                List.of(
                        new PayloadFault.MultipleChecksums(),
                        "InvalidRequest",
                        "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."),
                List.of(new PayloadFault.ChunkSignatureMismatch(3), "SignatureDoesNotMatch", mismatch),
                List.of(new PayloadFault.TrailerSignatureMismatch(), "SignatureDoesNotMatch", mismatch),
                List.of(new PayloadFault.UnsignedRequest(), "AccessDenied", "Access Denied"),
                List.of(
                        new PayloadFault.MissingDecodedLength(),
                        "MissingContentLength",
                        "You must provide the Content-Length HTTP header."),
                List.of(
                        new PayloadFault.IncompleteBody("x"),
                        "IncompleteBody",
                        "The request body terminated unexpectedly"),
                List.of(
                        new PayloadFault.MalformedTrailer("x"),
                        "MalformedTrailerError",
                        "The request contained trailing data that was not well-formed or did not conform to our"
                                + " published schema."),
                List.of(
                        new PayloadFault.InvalidChunkSize(0, 1),
                        "InvalidChunkSizeError",
                        "Only the last chunk is allowed to have a size less than 8192 bytes"),
                List.of(
                        new PayloadFault.TooLarge(1),
                        "EntityTooLarge",
                        "Your proposed upload exceeds the maximum allowed size"));
    }

    @ParameterizedTest
    @MethodSource("payloadFaults")
    void everyFaultOfABodyHasS3sCodeAndText(List<Object> row) {
        PayloadFault fault = (PayloadFault) row.get(0);
        assertEquals(row.get(1), fault.code());
        PayloadMismatchException e = new PayloadMismatchException(fault);
        assertEquals(row.get(2), e.getMessage());
        assertEquals(fault, e.fault());
    }
}
