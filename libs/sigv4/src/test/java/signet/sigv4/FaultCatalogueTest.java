package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.sigv4.SignatureFault.BothMechanisms;
import signet.sigv4.SignatureFault.DuplicateParameter;
import signet.sigv4.SignatureFault.Expired;
import signet.sigv4.SignatureFault.HeadersNotSigned;
import signet.sigv4.SignatureFault.HostNotSigned;
import signet.sigv4.SignatureFault.InvalidAuthorizationPart;
import signet.sigv4.SignatureFault.InvalidCredential;
import signet.sigv4.SignatureFault.InvalidDate;
import signet.sigv4.SignatureFault.InvalidEncoding;
import signet.sigv4.SignatureFault.InvalidExpires;
import signet.sigv4.SignatureFault.InvalidPayloadHash;
import signet.sigv4.SignatureFault.InvalidSignedHeaders;
import signet.sigv4.SignatureFault.MissingHeaderParts;
import signet.sigv4.SignatureFault.MissingPayloadHash;
import signet.sigv4.SignatureFault.MissingQueryParameters;
import signet.sigv4.SignatureFault.NotYetCurrent;
import signet.sigv4.SignatureFault.PayloadHashMismatch;
import signet.sigv4.SignatureFault.PresignedExpired;
import signet.sigv4.SignatureFault.PresignedNotYetValid;
import signet.sigv4.SignatureFault.SignatureMismatch;
import signet.sigv4.SignatureFault.SignatureVersion2;
import signet.sigv4.SignatureFault.SignatureVersion4A;
import signet.sigv4.SignatureFault.SignedHeadersAbsent;
import signet.sigv4.SignatureFault.UnsupportedAlgorithm;
import signet.sigv4.SignatureFault.UnsupportedAuthorizationType;
import signet.sigv4.SignatureFault.WrongScope;

/** Every fault there is: the request that causes it, and the literal text and details that its sender gets. */
class FaultCatalogueTest {
    private static final Instant TIME = Instant.parse("2013-06-09T00:05:00Z");
    private static final Credentials KEY = new Credentials("AKID", "secret", null);
    private static final ScopeRules S3 = ScopeRules.s3("us-east-1"::equals, "us-east-1");
    private static final SignedMessage SIGNED =
            new Signer(KEY, "us-east-1", "s3").sign(ClientMessages.get("/k?a=b"), PayloadHash.EMPTY, TIME);
    private static final SignedMessage LINK = new Signer(KEY, "us-east-1", "s3")
            .presign(ClientMessages.get("/k?a=b"), PayloadHash.UNSIGNED, TIME, Duration.ofMinutes(5));

    private static SignedMessage authorization(String part, String other) {
        return Changed.header(SIGNED, "Authorization", value -> value.replace(part, other));
    }

    private static SignedMessage query(String part, String other) {
        return Changed.query(LINK, query -> query.replace(part, other));
    }

    /** The order is that of the sealed type; one request for each. */
    private static Map<Class<? extends SignatureFault>, SignedMessage> causes() {
        Map<Class<? extends SignatureFault>, SignedMessage> causes = new LinkedHashMap<>();
        causes.put(BothMechanisms.class, Changed.moreQuery(SIGNED, "X-Amz-Signature=0"));
        causes.put(UnsupportedAuthorizationType.class, Changed.header(SIGNED, "Authorization", value -> "Basic x"));
        causes.put(SignatureVersion2.class, Changed.header(SIGNED, "Authorization", value -> "AWS AKID:x"));
        causes.put(SignatureVersion4A.class, authorization("HMAC", "ECDSA-P256"));
        causes.put(UnsupportedAlgorithm.class, authorization("SHA256", "SHA1"));
        causes.put(MissingHeaderParts.class, Changed.header(SIGNED, "Authorization", value -> "AWS4-HMAC-SHA256"));
        causes.put(MissingQueryParameters.class, query("X-Amz-Signature", "Sig"));
        causes.put(DuplicateParameter.class, Changed.add(SIGNED, "X-Amz-Date", "20130609T000500Z"));
        causes.put(InvalidAuthorizationPart.class, Changed.header(SIGNED, "Authorization", v -> "AWS4-HMAC-SHA256 x"));
        causes.put(InvalidSignedHeaders.class, authorization("SignedHeaders=h", "SignedHeaders=H"));
        causes.put(InvalidDate.class, Changed.header(SIGNED, "X-Amz-Date", value -> "201"));
        causes.put(InvalidCredential.class, Changed.header(SIGNED, "Authorization", FaultCatalogueTest::badCredential));
        causes.put(InvalidEncoding.class, query("a=b", "a=%b"));
        causes.put(WrongScope.class, authorization("us-east-1/s3", "x/sts"));
        causes.put(HostNotSigned.class, authorization("=host;", "="));
        causes.put(HeadersNotSigned.class, Changed.add(SIGNED, "x-amz-acl", "private"));
        causes.put(SignedHeadersAbsent.class, Changed.drop(SIGNED, "Host"));
        causes.put(Expired.class, Changed.header(SIGNED, "X-Amz-Date", value -> "20130301T000000Z"));
        causes.put(NotYetCurrent.class, Changed.header(SIGNED, "X-Amz-Date", value -> "20130609T010000Z"));
        causes.put(PresignedExpired.class, query("20130609T000500Z", "20130609T000000Z"));
        causes.put(PresignedNotYetValid.class, query("20130609T000500Z", "20130609T002001Z"));
        causes.put(InvalidExpires.class, query("Expires=300", "Expires=604801"));
        causes.put(
                MissingPayloadHash.class,
                Changed.drop(authorization("x-amz-content-sha256;", ""), "X-Amz-Content-SHA256"));
        causes.put(InvalidPayloadHash.class, Changed.header(SIGNED, "X-Amz-Content-SHA256", value -> "x"));
        causes.put(SignatureMismatch.class, Changed.method(SIGNED, "PUT"));
        return causes;
    }

    private static String badCredential(String authorization) {
        return authorization.replaceFirst("Credential=[^,]*", "Credential=a/b/c/d");
    }

    private static SignatureException refused(Class<? extends SignatureFault> fault) {
        return refused(Optional.ofNullable(causes().get(fault)).orElseThrow());
    }

    private static SignatureException refused(SignedMessage message) {
        SignatureVerifier verifier = new SignatureVerifier(Clock.fixed(TIME, ZoneOffset.UTC));
        return assertThrows(SignatureException.class, () -> {
            PresentedSignature presented = SignatureParser.parse(message).orElseThrow();
            CheckedSignature checked = verifier.check(presented, message, S3);
            verifier.verify(checked, "secret", PayloadHash.claimedBy(message, presented));
        });
    }

    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    /** AWS's literal text for the fault of each request above. */
    private static String text(SignatureFault fault) {
        return switch (fault) {
            case BothMechanisms _ ->
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
            case UnsupportedAuthorizationType _ ->
                "Unsupported AWS 'algorithm': 'Basic' (only AWS4-HMAC-SHA256 for now). ";
            case SignatureVersion2 _ -> "Unsupported AWS 'algorithm': 'AWS' (only AWS4-HMAC-SHA256 for now). ";
            case SignatureVersion4A _ ->
                "Unsupported AWS 'algorithm': 'AWS4-ECDSA-P256-SHA256' (only AWS4-HMAC-SHA256 for now). ";
            case UnsupportedAlgorithm _ ->
                "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA1' (only AWS4-HMAC-SHA256 for now). ";
            case MissingHeaderParts _ ->
                "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature'"
                        + " parameter. Authorization header requires 'SignedHeaders' parameter."
                        + " Authorization=AWS4-HMAC-SHA256";
            case MissingQueryParameters _ ->
                "AWS query-string parameters must include 'X-Amz-Signature'. Re-examine the query-string parameters.";
            case DuplicateParameter _ -> "Duplicate authentication parameter 'X-Amz-Date'.";
            case InvalidAuthorizationPart _ ->
                "'x' not a valid key=value pair (missing equal-sign) in Authorization header: 'AWS4-HMAC-SHA256 x'.";
            case InvalidDate _ ->
                "Date must be in ISO-8601 'basic format'. Got '201'. See http://en.wikipedia.org/wiki/ISO_8601";
            case InvalidCredential _ ->
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got"
                        + " 'a/b/c/d'";
            case InvalidEncoding _ -> "Invalid URI encoding: '%b'.";
            case WrongScope _ ->
                "Credential should be scoped to a valid region, not 'x'. Credential should be scoped to correct"
                        + " service: 's3'. ";
            case HostNotSigned _ -> "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
            case Expired _ ->
                "Signature expired: 20130301T000000Z is now earlier than 20130608T235000Z (20130609T000500Z - 15 min.)";
            case NotYetCurrent _ ->
                "Signature not yet current: 20130609T010000Z is still later than 20130609T002000Z (20130609T000500Z"
                        + " + 15 min.)";
            case PresignedExpired _ ->
                "Signature expired: 20130609T000000Z is now earlier than 20130609T000000Z (20130609T000500Z - 5 min.)";
            case PresignedNotYetValid _ ->
                "Signature not yet current: 20130609T002001Z is still later than 20130609T002000Z (20130609T000500Z"
                        + " + 15 min.)";
            case InvalidExpires _ ->
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                        + " than 604800 seconds";
            case MissingPayloadHash _ -> "Missing required header for this request: x-amz-content-sha256";
            case InvalidPayloadHash _ ->
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid"
                        + " sha256 value. Got 'x'.";
            case InvalidSignedHeaders _, HeadersNotSigned _, SignedHeadersAbsent _ -> MISMATCH;
            case PayloadHashMismatch _, SignatureMismatch _ -> MISMATCH;
        };
    }

    /** The names of the details that S3 gives with it, in its order. */
    private static List<String> details(SignatureFault fault) {
        return switch (fault) {
            case UnsupportedAuthorizationType _, InvalidPayloadHash _ -> List.of("ArgumentName", "ArgumentValue");
            case WrongScope _ -> List.of("Region");
            case HeadersNotSigned _ -> List.of("HeadersNotSigned");
            case Expired _, NotYetCurrent _ -> List.of("RequestTime", "ServerTime", "MaxAllowedSkewMilliseconds");
            case PresignedExpired _ -> List.of("X-Amz-Expires", "Expires", "ServerTime");
            case PayloadHashMismatch _ -> List.of("ClientComputedContentSHA256", "S3ComputedContentSHA256");
            case SignatureMismatch _ ->
                List.of(
                        "AWSAccessKeyId",
                        "StringToSign",
                        "SignatureProvided",
                        "StringToSignBytes",
                        "CanonicalRequest",
                        "CanonicalRequestBytes");
            case BothMechanisms _, SignatureVersion2 _, SignatureVersion4A _, UnsupportedAlgorithm _ -> List.of();
            case MissingHeaderParts _, MissingQueryParameters _, DuplicateParameter _ -> List.of();
            case InvalidAuthorizationPart _, InvalidDate _, InvalidCredential _, InvalidEncoding _ -> List.of();
            case InvalidSignedHeaders _, SignedHeadersAbsent _, HostNotSigned _ -> List.of();
            case PresignedNotYetValid _, InvalidExpires _, MissingPayloadHash _ -> List.of();
        };
    }

    static Stream<Class<? extends SignatureFault>> faults() {
        return causes().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void itsRequestCausesItAndItsSenderIsToldSo(Class<? extends SignatureFault> fault) {
        SignatureException e = refused(fault);
        assertInstanceOf(fault, e.fault());
        assertEquals(text(e.fault()), e.getMessage());
        assertEquals(details(e.fault()), List.copyOf(e.details().keySet()));
    }

    /** PayloadHashMismatch is found where the body is read, and so has no request here. */
    @Test
    void everyFaultHasARequestThatCausesIt() {
        Set<String> all = Arrays.stream(SignatureFault.class.getPermittedSubclasses())
                .map(Class::getSimpleName)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> caused = faults().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new));
        caused.add("PayloadHashMismatch");
        assertEquals(all, caused);
    }

    @Test
    void withoutTheChangeEachRequestIsAccepted() {
        Gate gate = new Gate(KEY, S3, TIME);
        assertEquals(Gate.ACCEPTED, gate.answer(SIGNED, new byte[0]));
        assertEquals(Gate.ACCEPTED, gate.answer(LINK, new byte[0]));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void noTextOrDetailHoldsTheSecretOrTheSigningKey(Class<? extends SignatureFault> fault) {
        SignatureException e = refused(fault);
        String key = java.util.HexFormat.of()
                .formatHex(SigningKeys.derive(
                        "secret", new CredentialScope("20130609", "us-east-1", "s3", CredentialScope.TERMINATOR)));
        String shown = e.getMessage() + e.details() + e.fault();
        assertEquals(-1, shown.indexOf(key));
        assertEquals(-1, shown.replace("AWS Secret Access Key", "").indexOf("secret"));
    }

    /** What a stranger could forge with: the signature that would have been right. */
    @Test
    void aMismatchNeverShowsTheRightSignature() throws SignatureException {
        SignedMessage right = new Signer(KEY, "us-east-1", "s3")
                .sign(Changed.method(ClientMessages.get("/k?a=b"), "PUT"), PayloadHash.EMPTY, TIME);
        String signature = SignatureParser.parse(right).orElseThrow().signature();
        SignatureException e = refused(Changed.method(SIGNED, "PUT"));
        assertEquals(-1, (e.getMessage() + e.details() + e.fault()).indexOf(signature));
        assertEquals(
                SignatureParser.parse(SIGNED).orElseThrow().signature(),
                e.details().get("SignatureProvided"));
    }
}
