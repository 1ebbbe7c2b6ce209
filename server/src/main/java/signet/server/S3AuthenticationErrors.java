package signet.server;

import signet.model.AwsError;
import signet.sigv4.SignatureFault;
import signet.sigv4.SignatureFault.ScopeProblem;

/** S3's own errors of failed authentication (S3 User Guide, "Error responses"; S3 API reference, "Authenticating requests"). */
final class S3AuthenticationErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final String MALFORMED = "The authorization header is malformed; ";
    private static final String NEEDS_PARAMETERS = "Query-string authentication version 4 requires the"
            + " X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires"
            + " parameters.";
    private static final String BAD_CREDENTIAL = "Error parsing the X-Amz-Credential parameter; the Credential is"
            + " mal-formed; expecting \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".";
    private static final String ONE_MECHANISM = "Only one auth mechanism allowed; only the X-Amz-Algorithm query"
            + " parameter, Signature query string parameter or the Authorization header should be specified";

    private S3AuthenticationErrors() {}

    static AwsError of(SignatureFault fault, String mismatch) {
        return switch (fault) {
            case SignatureFault.BothMechanisms f -> argument(ONE_MECHANISM);
            case SignatureFault.UnsupportedAuthorizationType f -> argument("Unsupported Authorization Type");
            case SignatureFault.SignatureVersion2 f -> unsupported();
            case SignatureFault.SignatureVersion4A f -> unsupported();
            case SignatureFault.UnsupportedAlgorithm f -> unsupported();
            case SignatureFault.MissingHeaderParts f -> missingParts(f);
            case SignatureFault.MissingQueryParameters f -> query(NEEDS_PARAMETERS);
            case SignatureFault.DuplicateParameter f -> header(MALFORMED + "duplicate " + f.name() + ".");
            case SignatureFault.InvalidAuthorizationPart f -> header(MALFORMED + "invalid part.");
            case SignatureFault.InvalidSignedHeaders f -> header(MALFORMED + "invalid SignedHeaders.");
            case SignatureFault.InvalidDate f ->
                denied("AWS authentication requires a valid Date or x-amz-date header");
            case SignatureFault.InvalidCredential f ->
                f.inQuery()
                        ? query(BAD_CREDENTIAL)
                        : header(MALFORMED + "the Credential is mal-formed; expecting"
                                + " \"<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request\".");
            case SignatureFault.InvalidEncoding f ->
                AwsError.of("InvalidURI", BAD_REQUEST, "Couldn't parse the specified URI.");
            case SignatureFault.WrongScope f -> scope(f.problems().getFirst());
            case SignatureFault.HostNotSigned f ->
                denied("There were headers present in the request which were not signed");
            case SignatureFault.HeadersNotSigned f ->
                denied("There were headers present in the request which were not signed");
            case SignatureFault.SignedHeadersAbsent f -> mismatch(mismatch);
            case SignatureFault.SignatureMismatch f -> mismatch(mismatch);
            case SignatureFault.Expired f -> skewed();
            case SignatureFault.NotYetCurrent f -> skewed();
            case SignatureFault.PresignedExpired f -> denied("Request has expired");
            case SignatureFault.PresignedNotYetValid f -> denied("Request is not valid yet");
            case SignatureFault.InvalidExpires f -> query(expires(f));
            case SignatureFault.MissingPayloadHash f ->
                AwsError.of(
                        "InvalidRequest",
                        BAD_REQUEST,
                        "Missing required header for this request: x-amz-content-sha256");
            case SignatureFault.InvalidPayloadHash f ->
                argument("x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER,"
                        + " STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid"
                        + " sha256 value.");
            case SignatureFault.PayloadHashMismatch f ->
                AwsError.of(
                        "XAmzContentSHA256Mismatch",
                        BAD_REQUEST,
                        "The provided 'x-amz-content-sha256' header does not match what was computed.");
        };
    }

    private static AwsError missingParts(SignatureFault.MissingHeaderParts fault) {
        return switch (fault.missing().getFirst()) {
            case CREDENTIAL -> header(MALFORMED + "missing Credential.");
            case SIGNATURE -> header(MALFORMED + "missing Signature.");
            case SIGNED_HEADERS -> header(MALFORMED + "missing SignedHeaders.");
            case DATE -> denied("AWS authentication requires a valid Date or x-amz-date header");
        };
    }

    private static AwsError scope(ScopeProblem problem) {
        return switch (problem) {
            case ScopeProblem.Region region ->
                header(MALFORMED + "the region '" + region.presented() + "' is wrong; expecting '" + region.expected()
                        + "'");
            case ScopeProblem.Service service ->
                header(MALFORMED + "incorrect service \"" + service.presented()
                        + "\". This endpoint belongs to \"s3\".");
            case ScopeProblem.Terminator terminator ->
                header(MALFORMED + "incorrect terminator \"" + terminator.presented()
                        + "\". This endpoint uses \"aws4_request\".");
            case ScopeProblem.Date date ->
                header(MALFORMED + "Invalid credential date \"" + date.presented() + "\". This date is not the same as"
                        + " X-Amz-Date: \"" + date.expected() + "\".");
        };
    }

    private static String expires(SignatureFault.InvalidExpires fault) {
        return switch (fault.problem()) {
            case NOT_A_NUMBER -> "X-Amz-Expires should be a number";
            case NEGATIVE, ZERO -> "X-Amz-Expires must be non-negative";
            case TOO_LARGE ->
                "X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than "
                        + fault.maxSeconds() + " seconds";
        };
    }

    private static AwsError skewed() {
        return AwsError.of(
                "RequestTimeTooSkewed",
                FORBIDDEN,
                "The difference between the request time and the current time is too large.");
    }

    private static AwsError mismatch(String text) {
        return AwsError.of("SignatureDoesNotMatch", FORBIDDEN, text);
    }

    private static AwsError unsupported() {
        return AwsError.of(
                "InvalidRequest",
                BAD_REQUEST,
                "The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.");
    }

    private static AwsError argument(String text) {
        return AwsError.of("InvalidArgument", BAD_REQUEST, text);
    }

    private static AwsError header(String text) {
        return AwsError.of("AuthorizationHeaderMalformed", BAD_REQUEST, text);
    }

    private static AwsError query(String text) {
        return AwsError.of("AuthorizationQueryParametersError", BAD_REQUEST, text);
    }

    private static AwsError denied(String text) {
        return AwsError.of("AccessDenied", FORBIDDEN, text);
    }
}
