package signet.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Map;

/**
 * Tokens by which principals of ours prove elsewhere who they are, and the documents by which anybody can verify them: with
 * the ids of keys and the members that AWS's have.
 */
public final class OwnTokens {
    private static final String RSA_ID = "RSA_0";
    private static final String EC_ID = "EC384_0";

    private OwnTokens() {}

    /** The claims as the text that is signed. */
    public static String payload(Map<String, Object> claims) {
        return StrictJson.MAPPER.writeValueAsString(claims);
    }

    /** A token signed by RS256. */
    public static String signed(String payload, RSAPrivateKey key) {
        return signed(payload, JWSAlgorithm.RS256, RSA_ID, new RSASSASigner(key));
    }

    /** A token signed by ES384. */
    public static String signed(String payload, ECPrivateKey key) {
        try {
            return signed(payload, JWSAlgorithm.ES384, EC_ID, new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException("the key is none for ES384", e);
        }
    }

    private static String signed(String payload, JWSAlgorithm algorithm, String keyId, JWSSigner signer) {
        JWSObject token = new JWSObject(
                new JWSHeader.Builder(algorithm)
                        .keyID(keyId)
                        .type(JOSEObjectType.JWT)
                        .build(),
                new Payload(payload));
        try {
            token.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
        return token.serialize();
    }

    /** The document at an issuer's {@code /.well-known/openid-configuration}. */
    public static String discovery(String issuer) {
        return StrictJson.MAPPER.writeValueAsString(Map.of(
                "issuer", issuer,
                "jwks_uri", issuer + "/.well-known/jwks.json",
                "subject_types_supported", List.of("public"),
                "response_types_supported", List.of("id_token"),
                "id_token_signing_alg_values_supported", List.of("RS256", "ES384"),
                "claims_supported", List.of("sub", "iss", "aud", "exp", "iat", "jti", "https://sts.amazonaws.com/")));
    }

    /** The document at an issuer's {@code /.well-known/jwks.json}. */
    public static String keys(RSAPublicKey rsa, ECPublicKey ec) {
        RSAKey first =
                new RSAKey.Builder(rsa).keyID(RSA_ID).keyUse(KeyUse.SIGNATURE).build();
        ECKey second = new ECKey.Builder(Curve.P_384, ec)
                .keyID(EC_ID)
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES384)
                .build();
        return new JWKSet(List.of(first, second)).toString(true);
    }
}
