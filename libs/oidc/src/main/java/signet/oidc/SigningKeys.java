package signet.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The public keys of an issuer (RFC 7517), by kind and id. As STS was seen to do it: a key without an id, for encryption or
 * with {@code key_ops} is none, and of two with one id the later counts.
 */
public final class SigningKeys {
    /** "An OIDC provider can have up to 100 RSA and 100 EC keys" (IAM User Guide, "IAM and AWS STS quotas"). */
    private static final int MOST_OF_A_KIND = 100;

    private static final int FEWEST_RSA_BITS = 2_048;
    private static final int MOST_RSA_BITS = 8_192;

    private final Map<String, RSAKey> rsa;
    private final Map<String, ECKey> ec;

    private SigningKeys(Map<String, RSAKey> rsa, Map<String, ECKey> ec) {
        this.rsa = rsa;
        this.ec = ec;
    }

    /**
     * The keys in a JWK set.
     *
     * @throws IOException if it is no such set; keys that cannot be used are left out
     */
    public static SigningKeys read(byte[] json) throws IOException {
        JsonNode keys = StrictJson.object(json)
                .map(set -> set.path("keys"))
                .filter(JsonNode::isArray)
                .orElseThrow(() -> new IOException("it is no set of keys"));
        Map<String, RSAKey> rsa = new LinkedHashMap<>();
        Map<String, ECKey> ec = new LinkedHashMap<>();
        int rsaCount = 0;
        int ecCount = 0;
        for (JsonNode key : keys) {
            String kind = key.path("kty").asString("");
            rsaCount += kind.equals(KeyType.RSA.getValue()) ? 1 : 0;
            ecCount += kind.equals(KeyType.EC.getValue()) ? 1 : 0;
            if (rsaCount > MOST_OF_A_KIND || ecCount > MOST_OF_A_KIND) {
                throw new IOException("it has more than " + MOST_OF_A_KIND + " keys of a kind");
            }
            usable(key).ifPresent(jwk -> {
                if (jwk instanceof RSAKey some) {
                    rsa.put(some.getKeyID(), some);
                } else if (jwk instanceof ECKey some) {
                    ec.put(some.getKeyID(), some);
                }
            });
        }
        return new SigningKeys(rsa, ec);
    }

    private static Optional<JWK> usable(JsonNode node) {
        try {
            JWK key = JWK.parse(node.toString()).toPublicJWK();
            boolean named =
                    key != null && key.getKeyID() != null && !key.getKeyID().isEmpty();
            boolean signs = named && (key.getKeyUse() == null || KeyUse.SIGNATURE.equals(key.getKeyUse()));
            return signs && key.getKeyOperations() == null && isStrong(key) ? Optional.of(key) : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isStrong(JWK key) {
        return !(key instanceof RSAKey) || (key.size() >= FEWEST_RSA_BITS && key.size() <= MOST_RSA_BITS);
    }

    /** What verifies a token's signature; empty if no key here is the one that its header names. */
    Optional<JWSVerifier> verifier(IdToken token) {
        JWSAlgorithm algorithm = token.header().getAlgorithm();
        String id = token.header().getKeyID();
        return JWSAlgorithm.Family.RSA.contains(algorithm)
                ? named(rsa, id).flatMap(SigningKeys::of)
                : named(ec, id)
                        .filter(key -> Curve.forJWSAlgorithm(algorithm).contains(key.getCurve()))
                        .flatMap(SigningKeys::of);
    }

    /** A token that names no key can only mean the one that there is. */
    private static <K> Optional<K> named(Map<String, K> keys, @Nullable String id) {
        if (id != null && !id.isEmpty()) {
            return Optional.ofNullable(keys.get(id));
        }
        return keys.size() == 1 ? keys.values().stream().findFirst() : Optional.empty();
    }

    private static Optional<JWSVerifier> of(RSAKey key) {
        try {
            return Optional.of(new RSASSAVerifier(key));
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    private static Optional<JWSVerifier> of(ECKey key) {
        try {
            return Optional.of(new ECDSAVerifier(key));
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    /** How many there are. */
    public int size() {
        return rsa.size() + ec.size();
    }
}
