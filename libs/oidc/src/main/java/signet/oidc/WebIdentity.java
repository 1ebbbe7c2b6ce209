package signet.oidc;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Whom a token is about, and for whom it was made, by its own word. The rules and the texts are those that STS was seen to
 * follow, with its tolerance of five minutes for clocks.
 *
 * @param issuer {@code iss} as the token has it
 * @param subject {@code sub}
 * @param audience the one that counts: {@code azp}, or else {@code aud} (IAM User Guide, "Available keys for AWS OIDC
 *     federation")
 * @param audiences {@code aud}
 * @param party whether the audience is from {@code azp}
 * @param claims everything
 */
public record WebIdentity(
        String issuer, String subject, String audience, List<String> audiences, boolean party, Claims claims) {
    private static final List<String> REQUIRED = List.of("iss", "sub", "aud", "iat", "exp");
    private static final Duration TOLERANCE = Duration.ofMinutes(5);
    private static final long LATEST = 253_402_300_799L;

    /** Issuers that need no provider in the account, by the names under which trust policies know them. */
    private static final Map<String, String> BUILT_IN = Map.of(
            "https://accounts.google.com", "accounts.google.com",
            "accounts.google.com", "accounts.google.com",
            "https://cognito-identity.amazonaws.com", "cognito-identity.amazonaws.com");

    /** The claims of a token, for those that read more of them. */
    public static final class Claims {
        private final JsonNode node;

        private Claims(JsonNode node) {
            this.node = node;
        }

        JsonNode node() {
            return node;
        }
    }

    public WebIdentity {
        audiences = List.copyOf(audiences);
    }

    /**
     * What a token says at a moment.
     *
     * @throws RefusedTokenException if it lacks a claim, has a wrong one, or it is not its time
     */
    public static WebIdentity of(IdToken token, Instant now) throws RefusedTokenException {
        JsonNode claims = token.claims();
        for (String name : REQUIRED) {
            if (!claims.has(name)) {
                throw RefusedTokenException.invalid("Missing a required claim: " + name);
            }
        }
        String issuer = issuer(claims.path("iss"));
        List<String> audiences = audiences(claims.path("aud"));
        checkTimes(claims, now);
        boolean party = claims.has("azp");
        if (!party && audiences.size() > 1) {
            throw RefusedTokenException.invalid(
                    "Token audience contains more than one audience while authorized party is" + " not present");
        }
        String audience = party ? text(claims.path("azp")) : audiences.getFirst();
        return new WebIdentity(issuer, subject(claims.path("sub")), audience, audiences, party, new Claims(claims));
    }

    /** The name under which trust policies know its issuer if no account has to have a provider for it. */
    public Optional<String> builtIn() {
        return Optional.ofNullable(BUILT_IN.get(issuer));
    }

    /** The URL of its issuer; Google's tokens may leave the scheme out. */
    public String issuerUrl() {
        return issuer.startsWith(ProviderUrl.SCHEME) ? issuer : ProviderUrl.SCHEME + issuer;
    }

    /** The name of its issuer, without the scheme: what a provider is called, and its condition keys begin with. */
    public String issuerName() {
        return issuerUrl().substring(ProviderUrl.SCHEME.length());
    }

    /**
     * Checks that it was made for one of the clients that a provider lists.
     *
     * @throws RefusedTokenException if it was not
     */
    public void requireAudience(Collection<String> clients) throws RefusedTokenException {
        if (!clients.contains(audience)) {
            throw RefusedTokenException.invalid(
                    party ? RefusedTokenException.NOT_VALIDATED : "Incorrect token audience");
        }
    }

    private static String issuer(JsonNode node) throws RefusedTokenException {
        String issuer = node.isString() ? node.stringValue() : "";
        if (BUILT_IN.containsKey(issuer)) {
            return issuer;
        }
        try {
            URI url = URI.create(issuer);
            if (issuer.startsWith(ProviderUrl.SCHEME) && url.getHost() != null) {
                return issuer;
            }
        } catch (IllegalArgumentException e) {
            throw RefusedTokenException.invalid("Issuer must be a valid URL");
        }
        throw RefusedTokenException.invalid("Issuer must be a valid URL");
    }

    private static String subject(JsonNode node) throws RefusedTokenException {
        if (!node.isString() && !node.isNumber()) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
        return node.asString();
    }

    private static List<String> audiences(JsonNode node) throws RefusedTokenException {
        if (!node.isArray()) {
            return List.of(text(node));
        }
        List<String> audiences = new ArrayList<>();
        for (JsonNode element : node) {
            audiences.add(text(element));
        }
        if (audiences.isEmpty()) {
            throw RefusedTokenException.invalid("Claim is not allowed to be empty: aud");
        }
        return audiences;
    }

    private static String text(JsonNode node) throws RefusedTokenException {
        if (!node.isString()) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
        return node.stringValue();
    }

    private static void checkTimes(JsonNode claims, Instant now) throws RefusedTokenException {
        long issued = time(claims.path("iat"));
        long expires = time(claims.path("exp"));
        long earliest = now.minus(TOLERANCE).getEpochSecond();
        long latest = now.plus(TOLERANCE).getEpochSecond();
        if (earliest >= expires) {
            // The current time that STS gives is the one with its tolerance.
            throw RefusedTokenException.expired("Token expired: current date/time " + earliest
                    + " must be before the expiration date/time " + expires);
        }
        if (issued > latest || (claims.has("nbf") && time(claims.path("nbf")) > latest)) {
            throw RefusedTokenException.invalid(RefusedTokenException.NOT_VALIDATED);
        }
    }

    /** Whole seconds since 1970, as a number or a text of digits. */
    private static long time(JsonNode node) throws RefusedTokenException {
        String text = node.isString() || node.isIntegralNumber() ? node.asString() : "";
        if (text.matches("[0-9]{1,12}") && Long.parseLong(text) <= LATEST) {
            return Long.parseLong(text);
        }
        throw RefusedTokenException.invalid("Invalid timestamp in token claims.");
    }
}
