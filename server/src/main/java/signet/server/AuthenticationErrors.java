package signet.server;

import java.util.Map;
import signet.model.AwsError;
import signet.sigv4.SignatureException;
import signet.sigv4.SignatureFault;

/** The literal errors of failed authentication, service by service. */
final class AuthenticationErrors {
    private static final int BAD_REQUEST = 400;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final String INVALID_TOKEN_TEXT = "The security token included in the request is invalid.";
    private static final String EC2_TEXT = "AWS was not able to validate the provided access credentials";
    private static final String S3_MISMATCH = "The request signature we calculated does not match the signature you"
            + " provided. Check your key and signing method.";

    private AuthenticationErrors() {}

    /** Nothing was presented, to an operation that takes no unsigned request. */
    static AwsError missing(Dialect dialect) {
        return switch (dialect) {
            case QUERY, EC2 ->
                AwsError.of("MissingAuthenticationToken", FORBIDDEN, "Request is missing Authentication Token");
            case S3 -> AwsError.of("AccessDenied", FORBIDDEN, "Access Denied");
            case JSON, TARGET ->
                AwsError.of("MissingAuthenticationTokenException", json(dialect), "Missing Authentication Token");
        };
    }

    /** The access key id is unknown, inactive, deleted, or belongs to somebody who is gone. */
    static AwsError unknownKey(Dialect dialect, String accessKeyId) {
        return switch (dialect) {
            case QUERY -> AwsError.of("InvalidClientTokenId", FORBIDDEN, INVALID_TOKEN_TEXT);
            case EC2 -> AwsError.of("AuthFailure", UNAUTHORIZED, EC2_TEXT);
            case JSON, TARGET -> AwsError.of("UnrecognizedClientException", json(dialect), INVALID_TOKEN_TEXT);
            case S3 ->
                AwsError.of(
                                "InvalidAccessKeyId",
                                FORBIDDEN,
                                "The AWS Access Key Id you provided does not exist in our records.")
                        .with("AWSAccessKeyId", accessKeyId);
        };
    }

    /** The session token is none that belongs to the access key. */
    static AwsError badToken(Dialect dialect, String token) {
        return switch (dialect) {
            case QUERY -> AwsError.of("InvalidClientTokenId", FORBIDDEN, INVALID_TOKEN_TEXT);
            case EC2 -> AwsError.of("AuthFailure", UNAUTHORIZED, EC2_TEXT);
            case JSON, TARGET -> AwsError.of("UnrecognizedClientException", json(dialect), INVALID_TOKEN_TEXT);
            case S3 ->
                AwsError.of("InvalidToken", BAD_REQUEST, "The provided token is malformed or otherwise invalid.")
                        .with("Token-0", token);
        };
    }

    /** The session is over. */
    static AwsError expiredToken(Dialect dialect, String token) {
        return switch (dialect) {
            case QUERY ->
                AwsError.of("ExpiredToken", FORBIDDEN, "The security token included in the request is expired");
            case EC2 -> AwsError.of("RequestExpired", BAD_REQUEST, "Request has expired.");
            case JSON, TARGET ->
                AwsError.of(
                        "ExpiredTokenException",
                        json(dialect),
                        "The security token included in the request is expired");
            case S3 ->
                AwsError.of("ExpiredToken", BAD_REQUEST, "The provided token has expired.")
                        .with("Token-0", token);
        };
    }

    /** What was presented is malformed, out of date, for somewhere else, or wrong. */
    static AwsError of(Dialect dialect, SignatureException refused) {
        return switch (dialect) {
            case QUERY -> query(refused);
            case EC2 -> ec2(refused);
            case S3 -> s3(refused);
            case JSON, TARGET -> json(refused, json(dialect));
        };
    }

    private static AwsError json(SignatureException refused, int status) {
        String code = malformed(refused.fault()) ? "IncompleteSignatureException" : "InvalidSignatureException";
        return AwsError.of(code, status, String.valueOf(refused.getMessage()));
    }

    /** The status: services that speak JSON alone have but one for all that is the client's fault (dynalite's recordings). */
    private static int json(Dialect dialect) {
        return dialect == Dialect.TARGET ? BAD_REQUEST : FORBIDDEN;
    }

    private static AwsError query(SignatureException refused) {
        return malformed(refused.fault())
                ? AwsError.of("IncompleteSignature", BAD_REQUEST, String.valueOf(refused.getMessage()))
                : AwsError.of("SignatureDoesNotMatch", FORBIDDEN, String.valueOf(refused.getMessage()));
    }

    private static AwsError ec2(SignatureException refused) {
        return switch (refused.fault()) {
            case SignatureFault.Expired expired -> requestExpired();
            case SignatureFault.PresignedExpired expired -> requestExpired();
            default ->
                malformed(refused.fault())
                        ? AwsError.of("IncompleteSignature", BAD_REQUEST, String.valueOf(refused.getMessage()))
                        : AwsError.of("AuthFailure", UNAUTHORIZED, EC2_TEXT);
        };
    }

    private static AwsError requestExpired() {
        return AwsError.of("RequestExpired", BAD_REQUEST, "Request has expired.");
    }

    private static AwsError s3(SignatureException refused) {
        AwsError error = S3AuthenticationErrors.of(refused.fault(), S3_MISMATCH);
        for (Map.Entry<String, String> detail : refused.details().entrySet()) {
            error = error.with(detail.getKey(), detail.getValue());
        }
        return error;
    }

    /** Whether the material has not even the form of a signature, as against being wrong. */
    private static boolean malformed(SignatureFault fault) {
        return switch (fault) {
            case SignatureFault.UnsupportedAuthorizationType f -> true;
            case SignatureFault.SignatureVersion2 f -> true;
            case SignatureFault.SignatureVersion4A f -> true;
            case SignatureFault.UnsupportedAlgorithm f -> true;
            case SignatureFault.MissingHeaderParts f -> true;
            case SignatureFault.MissingQueryParameters f -> true;
            case SignatureFault.DuplicateParameter f -> true;
            case SignatureFault.InvalidAuthorizationPart f -> true;
            case SignatureFault.InvalidSignedHeaders f -> true;
            case SignatureFault.InvalidDate f -> true;
            case SignatureFault.InvalidCredential f -> true;
            case SignatureFault.InvalidEncoding f -> true;
            case SignatureFault.InvalidExpires f -> true;
            case SignatureFault.BothMechanisms f -> true;
            case SignatureFault.WrongScope f -> false;
            case SignatureFault.HostNotSigned f -> false;
            case SignatureFault.HeadersNotSigned f -> false;
            case SignatureFault.SignedHeadersAbsent f -> false;
            case SignatureFault.Expired f -> false;
            case SignatureFault.NotYetCurrent f -> false;
            case SignatureFault.PresignedExpired f -> false;
            case SignatureFault.PresignedNotYetValid f -> false;
            case SignatureFault.MissingPayloadHash f -> false;
            case SignatureFault.InvalidPayloadHash f -> false;
            case SignatureFault.PayloadHashMismatch f -> false;
            case SignatureFault.SignatureMismatch f -> false;
        };
    }
}
