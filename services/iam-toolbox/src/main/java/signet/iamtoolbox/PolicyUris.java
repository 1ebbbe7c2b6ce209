package signet.iamtoolbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import signet.policy.SourcedPolicy;
import signet.trail.PolicyReference;

/** How answers name policies: a managed one by its ARN, an inline one by a word that means nothing outside. */
final class PolicyUris {
    private static final int LENGTH = 32;

    private PolicyUris() {}

    static String of(PolicyReference policy) {
        return of(policy.source(), policy.inline(), policy.sha256());
    }

    static String of(SourcedPolicy policy) {
        return of(policy.source(), policy.inline(), sha256(policy.policy().document()));
    }

    private static String of(String source, boolean inline, String hash) {
        return inline ? sha256(source + "\n" + hash).substring(0, LENGTH) : source;
    }

    private static String sha256(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
