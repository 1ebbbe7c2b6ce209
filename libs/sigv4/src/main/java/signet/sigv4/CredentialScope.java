package signet.sigv4;

import java.util.Objects;

/**
 * What a signing key is limited to: the last four parts of a {@code Credential}.
 *
 * @param date UTC day, {@code YYYYMMDD} in a well-formed scope
 * @param region an AWS Region code such as {@code us-east-1}
 * @param service the signing name, such as {@code s3}
 * @param terminator {@code aws4_request} in a well-formed scope
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-signing-elements.html">Elements of a
 *     request signature</a>
 */
public record CredentialScope(String date, String region, String service, String terminator) {
    /** The terminator of every Signature Version 4 scope. */
    public static final String TERMINATOR = "aws4_request";

    public CredentialScope {
        Objects.requireNonNull(date, "date");
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(terminator, "terminator");
    }

    /** The form used in a string to sign: {@code date/region/service/terminator}. */
    public String text() {
        return date + '/' + region + '/' + service + '/' + terminator;
    }
}
