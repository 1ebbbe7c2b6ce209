package signet.sigv4;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import signet.sigv4.SignatureFault.*;

/** The extra elements that S3 puts between Message and RequestId. */
final class FaultDetails {
    private static final HexFormat SPACED_HEX = HexFormat.ofDelimiter(" ");

    private FaultDetails() {}

    static Map<String, String> of(SignatureFault fault) {
        return switch (fault) {
            case SignatureMismatch f -> mismatch(f);
            case Expired f -> skew(f.requestTime(), f.serverTime(), f.maxSkew().toMillis());
            case NotYetCurrent f ->
                skew(f.requestTime(), f.serverTime(), f.maxSkew().toMillis());
            case PresignedExpired f ->
                ordered(
                        "X-Amz-Expires",
                        Long.toString(f.expiresSeconds()),
                        "Expires",
                        f.expiresAt().toString(),
                        "ServerTime",
                        f.serverTime().toString());
            case HeadersNotSigned f -> Map.of("HeadersNotSigned", String.join(", ", f.names()));
            case PayloadHashMismatch f ->
                ordered("ClientComputedContentSHA256", f.claimed(), "S3ComputedContentSHA256", f.computed());
            case WrongScope f -> scope(f);
            case UnsupportedAuthorizationType f ->
                ordered("ArgumentName", "Authorization", "ArgumentValue", f.authorization());
            case InvalidPayloadHash f -> ordered("ArgumentName", "x-amz-content-sha256", "ArgumentValue", f.value());
            case BothMechanisms _, SignatureVersion2 _, SignatureVersion4A _, UnsupportedAlgorithm _ -> Map.of();
            case MissingHeaderParts _, MissingQueryParameters _, DuplicateParameter _ -> Map.of();
            case InvalidAuthorizationPart _, InvalidSignedHeaders _, InvalidDate _ -> Map.of();
            case InvalidCredential _, InvalidEncoding _, HostNotSigned _, SignedHeadersAbsent _ -> Map.of();
            case PresignedNotYetValid _, InvalidExpires _, MissingPayloadHash _ -> Map.of();
        };
    }

    private static Map<String, String> mismatch(SignatureMismatch fault) {
        return ordered(
                "AWSAccessKeyId",
                fault.accessKeyId(),
                "StringToSign",
                fault.stringToSign(),
                "SignatureProvided",
                fault.signatureProvided(),
                "StringToSignBytes",
                spacedHex(fault.stringToSign()),
                "CanonicalRequest",
                fault.canonicalRequest(),
                "CanonicalRequestBytes",
                spacedHex(fault.canonicalRequest()));
    }

    private static Map<String, String> skew(Instant requestTime, Instant serverTime, long maxMillis) {
        return ordered(
                "RequestTime",
                AmzDate.text(requestTime),
                "ServerTime",
                serverTime.toString(),
                "MaxAllowedSkewMilliseconds",
                Long.toString(maxMillis));
    }

    private static Map<String, String> scope(WrongScope fault) {
        for (ScopeProblem problem : fault.problems()) {
            if (problem instanceof ScopeProblem.Region region && region.expected() != null) {
                return Map.of("Region", region.expected());
            }
        }
        return Map.of();
    }

    private static Map<String, String> ordered(String... namesAndValues) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return Collections.unmodifiableMap(map);
    }

    private static String spacedHex(String text) {
        return SPACED_HEX.formatHex(text.getBytes(StandardCharsets.UTF_8));
    }
}
