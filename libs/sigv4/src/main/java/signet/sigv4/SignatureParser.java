package signet.sigv4;

import java.util.List;
import java.util.Optional;

/**
 * Finds the signature in a request and checks its form. Nothing is verified here.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html">Request
 *     authentication methods</a>
 */
public final class SignatureParser {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String SIGV4A = "AWS4-ECDSA-P256-SHA256";
    private static final String AUTHORIZATION = "Authorization";

    private SignatureParser() {}

    /**
     * @return the signature presented, or empty if the request has no authentication material at all, which makes its
     *     sender anonymous
     * @throws SignatureException if there is authentication material of more than one kind, of an unsupported kind, or
     *     malformed
     */
    public static Optional<PresentedSignature> parse(SignedMessage message) throws SignatureException {
        List<String> authorization = message.values(AUTHORIZATION);
        List<QueryParameter> query = QueryParameter.parse(message.rawQuery());
        boolean queryV4 = query.stream().anyMatch(p -> AuthorizationQuery.marksVersion4(p.name()));
        boolean queryV2 = query.stream().anyMatch(p -> AuthorizationQuery.marksVersion2(p.name()));
        if ((authorization.isEmpty() ? 0 : 1) + (queryV4 ? 1 : 0) + (queryV2 ? 1 : 0) > 1) {
            throw new SignatureException(new SignatureFault.BothMechanisms());
        }
        if (authorization.size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter(AUTHORIZATION));
        }
        if (queryV2) {
            throw new SignatureException(new SignatureFault.SignatureVersion2());
        }
        if (queryV4) {
            return Optional.of(AuthorizationQuery.parse(message, query));
        }
        return authorization.isEmpty()
                ? Optional.empty()
                : Optional.of(AuthorizationHeader.parse(
                        message, authorization.getFirst().strip()));
    }

    static void checkAlgorithm(String algorithm) throws SignatureException {
        if (algorithm.equals(SIGV4A)) {
            throw new SignatureException(new SignatureFault.SignatureVersion4A(algorithm));
        }
        if (!algorithm.equals(ALGORITHM)) {
            throw new SignatureException(new SignatureFault.UnsupportedAlgorithm(algorithm));
        }
    }
}
