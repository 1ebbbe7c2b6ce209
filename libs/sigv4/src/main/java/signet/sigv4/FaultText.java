package signet.sigv4;

import java.time.Instant;
import java.util.stream.Collectors;
import signet.sigv4.SignatureFault.*;

/** The texts of AWS's query and JSON services. */
final class FaultText {
    private static final String MISMATCH =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    private FaultText() {}

    static String of(SignatureFault fault) {
        return switch (fault) {
            case BothMechanisms() ->
                "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.";
            case UnsupportedAuthorizationType f -> unsupportedAlgorithm(Words.firstWord(f.authorization()));
            case SignatureVersion2() -> unsupportedAlgorithm("AWS");
            case SignatureVersion4A f -> unsupportedAlgorithm(f.algorithm());
            case UnsupportedAlgorithm f -> unsupportedAlgorithm(f.algorithm());
            case MissingHeaderParts f -> missingParts(f);
            case MissingQueryParameters f -> missingParameters(f);
            case DuplicateParameter f -> "Duplicate authentication parameter '%s'.".formatted(f.name());
            case InvalidAuthorizationPart f ->
                "'%s' not a valid key=value pair (missing equal-sign) in Authorization header: '%s'."
                        .formatted(f.part(), f.authorization());
            case InvalidSignedHeaders _, SignedHeadersAbsent _, SignatureMismatch _ -> MISMATCH;
            case HeadersNotSigned _, PayloadHashMismatch _ -> MISMATCH;
            case InvalidDate f ->
                "Date must be in ISO-8601 'basic format'. Got '%s'. See http://en.wikipedia.org/wiki/ISO_8601"
                        .formatted(f.value());
            case InvalidCredential f ->
                "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '%s'"
                        .formatted(f.credential());
            case InvalidEncoding f -> "Invalid URI encoding: '%s'.".formatted(f.text());
            case WrongScope f -> f.problems().stream().map(FaultText::scope).collect(Collectors.joining());
            case HostNotSigned() -> "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.";
            case Expired f ->
                expired(f.requestTime(), f.serverTime(), f.maxSkew().toSeconds());
            case NotYetCurrent f ->
                early(f.requestTime(), f.serverTime(), f.maxSkew().toSeconds());
            case PresignedExpired f -> expired(f.requestTime(), f.serverTime(), f.expiresSeconds());
            case PresignedNotYetValid f ->
                early(f.requestTime(), f.serverTime(), f.maxSkew().toSeconds());
            case InvalidExpires f -> expires(f);
            case MissingPayloadHash() -> "Missing required header for this request: x-amz-content-sha256";
            case InvalidPayloadHash f ->
                "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid"
                        + " sha256 value. Got '%s'.".formatted(f.value());
        };
    }

    private static String unsupportedAlgorithm(String algorithm) {
        return "Unsupported AWS 'algorithm': '%s' (only AWS4-HMAC-SHA256 for now). ".formatted(algorithm);
    }

    private static String missingParts(MissingHeaderParts fault) {
        return fault.missing().stream().map(FaultText::missingPart).collect(Collectors.joining(" ")) + " Authorization="
                + fault.authorization();
    }

    private static String missingPart(MissingHeaderParts.Part part) {
        return switch (part) {
            case CREDENTIAL -> "Authorization header requires 'Credential' parameter.";
            case SIGNATURE -> "Authorization header requires 'Signature' parameter.";
            case SIGNED_HEADERS -> "Authorization header requires 'SignedHeaders' parameter.";
            case DATE -> "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";
        };
    }

    private static String missingParameters(MissingQueryParameters fault) {
        return fault.missing().stream()
                        .map("AWS query-string parameters must include '%s'."::formatted)
                        .collect(Collectors.joining(" "))
                + " Re-examine the query-string parameters.";
    }

    private static String scope(ScopeProblem problem) {
        return switch (problem) {
            case ScopeProblem.Region p ->
                "Credential should be scoped to a valid region, not '%s'. ".formatted(p.presented());
            case ScopeProblem.Service p ->
                "Credential should be scoped to correct service: '%s'. ".formatted(p.expected());
            case ScopeProblem.Terminator p ->
                "Credential should be scoped with a valid terminator: '%s', not '%s'. "
                        .formatted(CredentialScope.TERMINATOR, p.presented());
            case ScopeProblem.Date p ->
                ("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP:"
                                + " '%s' != '%s', from '%s'.")
                        .formatted(p.presented(), p.expected(), p.timestamp());
        };
    }

    private static String expired(Instant requestTime, Instant now, long seconds) {
        return "Signature expired: %s is now earlier than %s (%s - %s)"
                .formatted(
                        AmzDate.text(requestTime),
                        AmzDate.text(now.minusSeconds(seconds)),
                        AmzDate.text(now),
                        span(seconds));
    }

    private static String early(Instant requestTime, Instant now, long seconds) {
        return "Signature not yet current: %s is still later than %s (%s + %s)"
                .formatted(
                        AmzDate.text(requestTime),
                        AmzDate.text(now.plusSeconds(seconds)),
                        AmzDate.text(now),
                        span(seconds));
    }

    private static String span(long seconds) {
        return seconds % 60 == 0 ? seconds / 60 + " min." : seconds + " sec.";
    }

    private static String expires(InvalidExpires fault) {
        return switch (fault.problem()) {
            case NOT_A_NUMBER -> "X-Amz-Expires should be a number";
            case NEGATIVE -> "X-Amz-Expires must be non-negative";
            case ZERO -> "X-Amz-Expires must be at least 1 second";
            case TOO_LARGE ->
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less"
                        + " than %d seconds".formatted(fault.maxSeconds());
        };
    }
}
