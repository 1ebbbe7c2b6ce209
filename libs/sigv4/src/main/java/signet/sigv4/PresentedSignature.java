package signet.sigv4;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The signature that a client presented, well formed but not yet verified. */
public sealed interface PresentedSignature {

    /** The access key id that the client claims to hold the secret of. */
    String accessKeyId();

    /** The scope named in the credential, unchecked. */
    CredentialScope scope();

    /** Names of the signed headers: lower case, sorted, no duplicates. */
    List<String> signedHeaders();

    /** The signature as sent: 64 lower-case hexadecimal digits if it is any good. */
    String signature();

    /** When the client says it signed, to the second. */
    Instant time();

    /** The session token of temporary credentials; null if none was sent. */
    @Nullable
    String securityToken();

    /**
     * A signature in the {@code Authorization} header.
     *
     * @param time from {@code X-Amz-Date}, else from {@code Date}
     * @param securityToken from {@code X-Amz-Security-Token}
     */
    record InHeader(
            String accessKeyId,
            CredentialScope scope,
            List<String> signedHeaders,
            String signature,
            Instant time,
            @Nullable String securityToken)
            implements PresentedSignature {
        public InHeader {
            Objects.requireNonNull(accessKeyId, "accessKeyId");
            Objects.requireNonNull(scope, "scope");
            signedHeaders = List.copyOf(signedHeaders);
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(time, "time");
        }
    }

    /**
     * A pre-signed request: the signature is in the query string.
     *
     * @param expiresSeconds {@code X-Amz-Expires}, not negative but otherwise unchecked; null if absent
     * @param securityToken from the query parameter, else from the header
     */
    record InQuery(
            String accessKeyId,
            CredentialScope scope,
            List<String> signedHeaders,
            String signature,
            Instant time,
            @Nullable Long expiresSeconds,
            @Nullable String securityToken)
            implements PresentedSignature {
        public InQuery {
            Objects.requireNonNull(accessKeyId, "accessKeyId");
            Objects.requireNonNull(scope, "scope");
            signedHeaders = List.copyOf(signedHeaders);
            Objects.requireNonNull(signature, "signature");
            Objects.requireNonNull(time, "time");
        }
    }
}
