package signet.fuzz;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import signet.oidc.AwsClaims;
import signet.oidc.ClaimKeys;
import signet.oidc.IdToken;
import signet.oidc.RefusedTokenException;
import signet.oidc.WebIdentity;

/**
 * Line 1: a token's header; the rest: its claims; or one line, the token itself. Whatever it says, it is refused in the one
 * way that there is, or it makes no condition keys but its issuer's own, and no tags that a session may not have.
 */
final class TokenTarget {
    private static final Instant NOW = Instant.ofEpochSecond(1_795_428_000);

    private TokenTarget() {}

    static void run(byte[] data) {
        String text = Input.text(data);
        int end = text.indexOf('\n');
        String token = end < 0 ? text : part(text.substring(0, end)) + "." + part(text.substring(end + 1)) + ".c2ln";
        try {
            read(token);
        } catch (RefusedTokenException e) {
            check(!e.text().isEmpty() && e.text().length() < 40_000, e.text());
        }
    }

    private static void read(String text) throws RefusedTokenException {
        WebIdentity identity = WebIdentity.of(IdToken.read(text), NOW);
        check(identity.issuerUrl().startsWith("https://"), identity.issuerUrl());
        check(identity.party() || identity.audiences().equals(List.of(identity.audience())), "an audience");
        String prefix = identity.issuerName() + ":";
        ClaimKeys assuming = ClaimKeys.whenAssuming(identity);
        ClaimKeys session = ClaimKeys.inSession(identity);
        Stream.of(assuming, session)
                .flatMap(keys -> Stream.concat(keys.single().keySet().stream(), keys.lists().keySet().stream()))
                .forEach(key -> check(key.startsWith(prefix), key));
        check(assuming.single().keySet().containsAll(session.single().keySet()), "a key that trust does not see");
        AwsClaims claims = AwsClaims.of(identity);
        check(claims.tags().size() <= 50, "too many tags");
        claims.tags()
                .forEach((key, value) -> check(
                        !key.isEmpty()
                                && key.codePointCount(0, key.length()) <= 128
                                && value.codePointCount(0, value.length()) <= 256,
                        key));
    }

    private static String part(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void check(boolean holds, String found) {
        if (!holds) {
            throw new AssertionError(found);
        }
    }
}
