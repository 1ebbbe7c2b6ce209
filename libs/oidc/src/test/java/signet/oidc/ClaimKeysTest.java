package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestKey;

/** Which claims are condition keys: those of AWS's tables and no others. */
class ClaimKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TestKey KEY = TestKey.create("k", "ES256");

    private static WebIdentity read(Claims claims) throws RefusedTokenException {
        return WebIdentity.of(IdToken.read(KEY.token(claims.json())), NOW);
    }

    @Test
    void everyIssuerHasAFewKeys() throws RefusedTokenException {
        WebIdentity identity = read(Claims.of("https://idp.example/realm", NOW)
                .withText("azp", "app")
                .withText("email", "a@example.com")
                .with("amr", "[\"mfa\",\"pwd\"]")
                .withText("groups", "admins")
                .withText("repository", "o/r"));

        ClaimKeys assuming = ClaimKeys.whenAssuming(identity);
        assertEquals(
                Map.of(
                        "idp.example/realm:aud", "app",
                        "idp.example/realm:oaud", "client",
                        "idp.example/realm:sub", "alice",
                        "idp.example/realm:email", "a@example.com"),
                assuming.single());
        assertEquals(Map.of("idp.example/realm:amr", List.of("mfa", "pwd")), assuming.lists());
        ClaimKeys session = ClaimKeys.inSession(identity);
        assertEquals(Map.of("idp.example/realm:aud", "app", "idp.example/realm:sub", "alice"), session.single());
        assertEquals(Map.of("idp.example/realm:amr", List.of("mfa", "pwd")), session.lists());
    }

    @Test
    void severalAudiencesAreAList() throws RefusedTokenException {
        WebIdentity identity = read(Claims.of("https://idp.example", NOW)
                .with("aud", "[\"a\",\"b\"]")
                .withText("azp", "b")
                .withText("amr", "pwd"));

        assertEquals(
                Map.of("idp.example:oaud", List.of("a", "b"), "idp.example:amr", List.of("pwd")),
                ClaimKeys.whenAssuming(identity).lists());
    }

    @ParameterizedTest
    @CsvSource({
        "https://token.actions.githubusercontent.com, repository, o/r, repository",
        "https://token.actions.githubusercontent.com/octo, actor, me, actor",
        "https://token.actions.octo.ghe.com, enterprise_id, 7, enterprise_id",
        "https://gitlab.com, project_id, 12, project_id",
        "https://agent.buildkite.com, pipeline_slug, p, pipeline_slug",
        "https://oidc.circleci.com/org/x, oidc.circleci.com/project-id, p, oidc.circleci.com/project-id",
        "https://idcs-1.identity.oraclecloud.com, rpst_id, r, rpst_id",
        "https://token.actions.githubusercontent.com.evil.example, repository, o/r,",
        "https://gitlab.com.evil.example, project_id, 12,",
        "https://evil.example/gitlab.com, project_id, 12,",
        "https://idp.example, repository, o/r,"
    })
    void someIssuersHaveKeysOfTheirOwn(String issuer, String claim, String value, String key)
            throws RefusedTokenException {
        WebIdentity identity = read(Claims.of(issuer, NOW).withText(claim, value));
        String prefix = identity.issuerName() + ":";
        Set<String> expected = new TreeSet<>(Set.of(prefix + "aud", prefix + "oaud", prefix + "sub"));
        if (key != null) {
            expected.add(prefix + key);
        }

        assertEquals(
                expected,
                new TreeSet<>(ClaimKeys.whenAssuming(identity).single().keySet()));
        assertEquals(2, ClaimKeys.inSession(identity).single().size());
    }

    @Test
    void numbersAndTruthAreTexts() throws RefusedTokenException {
        WebIdentity gitlab = read(
                Claims.of("https://gitlab.com", NOW).with("project_id", "12").with("ref_protected", "true"));
        WebIdentity google =
                read(Claims.of("https://accounts.google.com", NOW).with("google", "{\"organization_number\":345}"));

        assertEquals("12", ClaimKeys.whenAssuming(gitlab).single().get("gitlab.com:project_id"));
        assertEquals("true", ClaimKeys.whenAssuming(gitlab).single().get("gitlab.com:ref_protected"));
        assertEquals(
                "345", ClaimKeys.whenAssuming(google).single().get("accounts.google.com:google/organization_number"));
    }

    @Test
    void aClaimThatIsAnObjectIsNoKey() throws RefusedTokenException {
        WebIdentity identity = read(Claims.of("https://gitlab.com", NOW)
                .with("project_id", "{\"a\":1}")
                .with("email", "[\"a\"]")
                .with("amr", "[1]"));

        assertEquals(3, ClaimKeys.whenAssuming(identity).single().size());
        assertEquals(Map.of(), ClaimKeys.whenAssuming(identity).lists());
    }
}
