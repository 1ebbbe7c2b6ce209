package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.oidc.Refusals.NOT_VALIDATED;
import static signet.oidc.Refusals.refuses;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestKey;

/** What tokens tell STS to do. */
class AwsClaimsTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final TestKey KEY = TestKey.create("k", "ES256");
    private static final Claims GOOD = Claims.of("https://idp.example", NOW);
    private static final String TAGS = "https://aws.amazon.com/tags";
    private static final String SOURCE = "https://aws.amazon.com/source_identity";
    private static final String ROLES = "https://aws.amazon.com/roles";
    private static final String ROLE = "arn:aws:iam::123456789012:role/deploy";
    // recorded from STS
    private static final String MALFORMED = "principal_tags passed in claim is not in correct format.";
    private static final String OTHER_ROLE =
            "The target role ARN is not present in the roles claim of the identity token";

    private static AwsClaims read(Claims claims) throws RefusedTokenException {
        return AwsClaims.of(WebIdentity.of(IdToken.read(KEY.token(claims.json())), NOW));
    }

    @Test
    void aPlainTokenAsksForNothing() throws RefusedTokenException {
        AwsClaims claims = read(GOOD);

        assertEquals(Map.of(), claims.tags());
        assertEquals(List.of(), claims.transitive());
        assertNull(claims.sourceIdentity());
        assertFalse(claims.names(ROLE));
    }

    @Test
    void tagsComeInOneClaimOrInOneEach() throws RefusedTokenException {
        AwsClaims nested = read(GOOD.with(
                TAGS, "{\"principal_tags\":{\"Team\":[\"dev\"],\"Cost\":[\"\"]},\"transitive_tag_keys\":[\"Team\"]}"));
        AwsClaims flat = read(GOOD.withText(TAGS + "/principal_tags/Team", "dev")
                .withText(TAGS + "/principal_tags/Cost", "")
                .with(TAGS + "/transitive_tag_keys", "[\"Team\"]"));

        assertEquals(Map.of("Team", "dev", "Cost", ""), nested.tags());
        assertEquals(List.of("Team"), nested.transitive());
        assertEquals(nested, flat);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[]",
                "{\"principal_tags\":[]}",
                "{\"principal_tags\":{\"Team\":\"dev\"}}",
                "{\"principal_tags\":{\"Team\":[\"a\",\"b\"]}}",
                "{\"principal_tags\":{\"Team\":[]}}",
                "{\"principal_tags\":{\"Team\":[1]}}",
                "{\"principal_tags\":{\"\":[\"a\"]}}",
                "{\"principal_tags\":{\"a<b\":[\"a\"]}}",
                "{\"principal_tags\":{\"a\":[\"a;b\"]}}"
            })
    void tagsOfAnotherFormAreRefused(String json) {
        refuses(MALFORMED, () -> read(GOOD.with(TAGS, json)));
    }

    @Test
    void tagsAreBounded() {
        refuses(MALFORMED, () -> read(GOOD.withText(TAGS + "/principal_tags/" + "k".repeat(129), "v")));
        refuses(MALFORMED, () -> read(GOOD.withText(TAGS + "/principal_tags/k", "v".repeat(257))));
        String many = IntStream.range(0, 51)
                .mapToObj(i -> "\"k" + i + "\":[\"v\"]")
                .collect(Collectors.joining(",", "{\"principal_tags\":{", "}}"));
        refuses(MALFORMED, () -> read(GOOD.with(TAGS, many)));
        String twice = "{\"principal_tags\":{\"Team\":[\"a\"]}}";
        refuses(MALFORMED, () -> read(GOOD.with(TAGS, twice).withText(TAGS + "/principal_tags/Team", "b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"Team\"", "[1]", "{}"})
    void transitiveKeysAreAList(String json) {
        refuses(
                "transitive_tag_keys passed in claim is not in correct format.",
                () -> read(GOOD.with(TAGS + "/transitive_tag_keys", json)));
    }

    @Test
    void aSourceIdentityHasTheFormThatStsWants() throws RefusedTokenException {
        assertEquals(
                "alice@example.com",
                read(GOOD.withText(SOURCE, "alice@example.com")).sourceIdentity());
        for (String json : List.of("1", "\"\"", "\"a\"", "\"aws:alice\"", "\"AWS:alice\"", "\"a b\"", "null")) {
            refuses(NOT_VALIDATED, () -> read(GOOD.with(SOURCE, json)));
        }
        refuses(NOT_VALIDATED, () -> read(GOOD.withText(SOURCE, "a".repeat(65))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"" + ROLE + "\"",
                "[\"" + ROLE + "\"]",
                "\"arn:aws:iam::123456789012:role/other;" + ROLE + "\"",
                "[1,\"nothing\",\" " + ROLE + " \"]",
                "[\"arn:aws:iam::123456789012:role/other\",\"" + ROLE + "\"]"
            })
    void aTokenMayNameItsRoles(String json) throws RefusedTokenException {
        assertTrue(read(GOOD.with(ROLES, json)).names(ROLE));
        refuses(OTHER_ROLE, () -> read(GOOD.with(ROLES, json)).names(ROLE + "2"));
    }

    /** Texts recorded from STS by an implementation of it; that they are STS's own is likely. */
    @Test
    void aTokenThatNamesNoRoleThereCouldBeIsForNone() throws RefusedTokenException {
        assertFalse(read(GOOD.with(ROLES, "null")).names(ROLE));
        refuses("The roles claim is not in a supported format", () -> read(GOOD.with(ROLES, "true")));
        refuses("The roles claim is not in a supported format", () -> read(GOOD.with(ROLES, "{}")));
        for (String none : List.of("[]", "\"\"", "[[\"" + ROLE + "\"]]", "\"deploy\"", "\"arn:aws:iam::1:role/*\"")) {
            refuses("The roles claim contains no valid role ARNs", () -> read(GOOD.with(ROLES, none)));
        }
    }

    @Test
    void aWildcardIsNoRole() {
        refuses(
                "The roles claim contains no valid role ARNs",
                () -> read(GOOD.withText(ROLES, "arn:aws:iam::123456789012:role/*")));
    }
}
