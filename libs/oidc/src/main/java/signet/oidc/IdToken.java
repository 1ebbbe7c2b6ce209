package signet.oidc;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A signed JSON Web Token (RFC 7515, RFC 7519) that can be read. Nothing in it may be believed before {@link TokenVerifier}
 * has seen its signature; what its header says of keys and where to find them ({@code jwk}, {@code jku}, {@code x5c} …) is
 * never believed.
 */
public final class IdToken {
    private static final int LONGEST = 20_000;
    private static final int PARTS = 3;

    /** What AWS takes (IAM User Guide, "Create an OpenID Connect identity provider in IAM"); never none, never a shared secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(
            JWSAlgorithm.RS256,
            JWSAlgorithm.RS384,
            JWSAlgorithm.RS512,
            JWSAlgorithm.ES256,
            JWSAlgorithm.ES384,
            JWSAlgorithm.ES512);

    private final JWSHeader header;
    private final JsonNode claims;
    private final byte[] signed;
    private final Base64URL signature;

    private IdToken(JWSHeader header, JsonNode claims, byte[] signed, Base64URL signature) {
        this.header = header;
        this.claims = claims;
        this.signed = signed;
        this.signature = signature;
    }

    /**
     * Reads a token.
     *
     * @throws RefusedTokenException if it is none, or is signed in a way that is not accepted
     */
    public static IdToken read(String text) throws RefusedTokenException {
        String[] parts = text.length() > LONGEST ? new String[0] : text.split("\\.", -1);
        if (parts.length != PARTS) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_A_TOKEN);
        }
        JsonNode header = object(parts[0]);
        JsonNode claims = object(parts[1]);
        JsonNode algorithm = header.path("alg");
        // No extension is known here, so one that must be understood is not (RFC 7515, 4.1.11).
        if (!algorithm.isString()
                || header.has("crit")
                || header.has("b64")
                || decode(parts[2]).isEmpty()) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_A_TOKEN);
        }
        if (!ALGORITHMS.contains(JWSAlgorithm.parse(algorithm.stringValue()))) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return new IdToken(header(parts[0]), claims, signed, new Base64URL(parts[2]));
    }

    private static JWSHeader header(String part) throws RefusedTokenException {
        try {
            return JWSHeader.parse(new Base64URL(part));
        } catch (ParseException | IllegalArgumentException e) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_A_TOKEN);
        }
    }

    private static JsonNode object(String part) throws RefusedTokenException {
        return decode(part)
                .flatMap(StrictJson::object)
                .orElseThrow(() -> RefusedTokenException.invalid(RefusedTokenException.NOT_A_TOKEN));
    }

    /** Base 64 in its one URL-safe form: no padding, no stray bits, so that a token has no second spelling. */
    private static Optional<byte[]> decode(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            String again = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return Optional.of(bytes).filter(some -> some.length > 0 && again.equals(part));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    JWSHeader header() {
        return header;
    }

    JsonNode claims() {
        return claims;
    }

    byte[] signed() {
        return signed.clone();
    }

    Base64URL signature() {
        return signature;
    }
}
