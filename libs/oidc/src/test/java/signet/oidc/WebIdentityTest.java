package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.oidc.Refusals.NOT_VALIDATED;
import static signet.oidc.Refusals.refuses;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestKey;

/** Whom tokens are about. Rules, tolerance and texts were recorded from STS unless a comment says otherwise. */
class WebIdentityTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00.789Z");
    private static final TestKey KEY = TestKey.create("k", "ES256");
    private static final Claims GOOD = Claims.of("https://idp.example/realm", NOW);

    private static WebIdentity read(Claims claims) throws RefusedTokenException {
        return WebIdentity.of(IdToken.read(KEY.token(claims.json())), NOW);
    }

    @Test
    void aTokenSaysWhoItIsAboutAndForWhomItIs() throws RefusedTokenException {
        WebIdentity identity = read(GOOD);

        assertEquals("alice", identity.subject());
        assertEquals("client", identity.audience());
        assertEquals(List.of("client"), identity.audiences());
        assertEquals("https://idp.example/realm", identity.issuerUrl());
        assertEquals("idp.example/realm", identity.issuerName());
        assertEquals(Optional.empty(), identity.builtIn());
        assertFalse(identity.party());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iss", "sub", "aud", "iat", "exp"})
    void fiveClaimsAreRequired(String name) {
        refuses("Missing a required claim: " + name, () -> read(GOOD.without(name)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"kubernetes/serviceaccount", "", "https://", "http://idp.example", "//idp.example", "https:///a"
            })
    void anIssuerIsAUrl(String issuer) {
        refuses("Issuer must be a valid URL", () -> read(GOOD.withText("iss", issuer)));
    }

    @Test
    void anIssuerThatIsNoTextIsNone() {
        refuses("Issuer must be a valid URL", () -> read(GOOD.with("iss", "1")));
    }

    @ParameterizedTest
    @CsvSource({
        "https://accounts.google.com, accounts.google.com",
        "accounts.google.com, accounts.google.com",
        "https://cognito-identity.amazonaws.com, cognito-identity.amazonaws.com"
    })
    void someIssuersEveryAccountHas(String issuer, String name) throws RefusedTokenException {
        WebIdentity identity = read(GOOD.withText("iss", issuer));

        assertEquals(Optional.of(name), identity.builtIn());
        assertEquals("https://" + name, identity.issuerUrl());
    }

    @Test
    void aSubjectMayBeEmptyOrANumber() throws RefusedTokenException {
        assertEquals("", read(GOOD.withText("sub", "")).subject());
        assertEquals("123", read(GOOD.with("sub", "123")).subject());
        // STS fails with InternalFailure here
        refuses(NOT_VALIDATED, () -> read(GOOD.with("sub", "null")));
        refuses(NOT_VALIDATED, () -> read(GOOD.with("sub", "[\"alice\"]")));
    }

    @Test
    void severalAudiencesNeedAParty() throws RefusedTokenException {
        String two = "[\"other\",\"client\"]";
        refuses(
                "Token audience contains more than one audience while authorized party is not present",
                () -> read(GOOD.with("aud", two)));
        refuses("Claim is not allowed to be empty: aud", () -> read(GOOD.with("aud", "[]")));
        refuses(NOT_VALIDATED, () -> read(GOOD.with("aud", "[1]")));
        refuses(NOT_VALIDATED, () -> read(GOOD.with("aud", "null")));

        assertEquals("client", read(GOOD.with("aud", "[\"client\"]")).audience());
        assertEquals("app", read(GOOD.with("aud", two).withText("azp", "app")).audience());
        assertEquals(
                List.of("other", "client"),
                read(GOOD.with("aud", two).withText("azp", "app")).audiences());
    }

    @Test
    void thePartyCountsNotTheAudience() throws RefusedTokenException {
        read(GOOD).requireAudience(List.of("x", "client"));
        read(GOOD.withText("aud", "other").withText("azp", "client")).requireAudience(List.of("client"));

        refuses("Incorrect token audience", () -> read(GOOD).requireAudience(List.of("other")));
        refuses("Incorrect token audience", () -> read(GOOD).requireAudience(List.of("CLIENT")));
        refuses("Incorrect token audience", () -> read(GOOD).requireAudience(List.of()));
        refuses(NOT_VALIDATED, () -> read(GOOD.withText("azp", "other")).requireAudience(List.of("client")));
        refuses(NOT_VALIDATED, () -> read(GOOD.withText("azp", "")).requireAudience(List.of("client")));
        refuses(NOT_VALIDATED, () -> read(GOOD.with("azp", "null")));
    }

    @Test
    void anExpiredTokenIsTakenForFiveMinutesMore() throws RefusedTokenException {
        long now = NOW.getEpochSecond();
        read(GOOD.with("exp", Long.toString(now - 299)));

        RefusedTokenException refused =
                assertThrows(RefusedTokenException.class, () -> read(GOOD.with("exp", Long.toString(now - 300))));
        assertTrue(refused.isExpired());
        assertEquals(
                "Token expired: current date/time " + (now - 300) + " must be before the expiration date/time "
                        + (now - 300),
                refused.text());
    }

    @Test
    void aTokenOfTheNextFiveMinutesIsTaken() throws RefusedTokenException {
        long now = NOW.getEpochSecond();
        read(GOOD.with("iat", Long.toString(now + 300)));
        read(GOOD.with("nbf", Long.toString(now + 300)));

        // which text STS gives to these is not recorded
        refuses(NOT_VALIDATED, () -> read(GOOD.with("iat", Long.toString(now + 301))));
        refuses(NOT_VALIDATED, () -> read(GOOD.with("nbf", Long.toString(now + 301))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "null", "true", "\"\"", "\"soon\"", "\"-1\"", "-1", "1e9", "99999999999999999999"})
    void timesAreWholeSeconds(String json) {
        refuses("Invalid timestamp in token claims.", () -> read(GOOD.with("iat", json)));
        refuses("Invalid timestamp in token claims.", () -> read(GOOD.with("exp", json)));
        refuses("Invalid timestamp in token claims.", () -> read(GOOD.with("nbf", json)));
    }

    @Test
    void timesMayBeTextsOfDigits() throws RefusedTokenException {
        String exp = "\"" + (NOW.getEpochSecond() + 9) + "\"";
        assertEquals("alice", read(GOOD.with("exp", exp)).subject());
    }
}
