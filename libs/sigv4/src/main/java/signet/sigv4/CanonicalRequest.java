package signet.sigv4;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The text whose hash is signed.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
final class CanonicalRequest {
    private static final String SIGNATURE_PARAMETER = "X-Amz-Signature";

    private CanonicalRequest() {}

    static String of(SignedMessage message, Collection<String> signedHeaders, PayloadHash payload, PathStyle style)
            throws SignatureException {
        Map<String, String> values = joined(message.headers());
        StringBuilder out = new StringBuilder(512)
                .append(message.method())
                .append('\n')
                .append(style.canonical(message.rawPath()))
                .append('\n')
                .append(query(message))
                .append('\n');
        for (String name : signedHeaders) {
            out.append(name).append(':').append(values.getOrDefault(name, "")).append('\n');
        }
        return out.append('\n')
                .append(String.join(";", signedHeaders))
                .append('\n')
                .append(payload.value())
                .toString();
    }

    private static String query(SignedMessage message) throws SignatureException {
        return QueryParameter.parse(message.rawQuery()).stream()
                .filter(p -> !p.name().equals(SIGNATURE_PARAMETER))
                .sorted(QueryParameter.CANONICAL_ORDER)
                .map(QueryParameter::text)
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> joined(List<Header> headers) {
        Map<String, String> values = new HashMap<>();
        for (Header header : headers) {
            values.merge(header.lowerName(), Words.collapse(header.value()), (a, b) -> a + ',' + b);
        }
        return values;
    }

    static String stringToSign(String timestamp, CredentialScope scope, String canonicalRequest) {
        return SignatureParser.ALGORITHM
                + '\n'
                + timestamp
                + '\n'
                + scope.text()
                + '\n'
                + Hashes.sha256Hex(canonicalRequest);
    }
}
