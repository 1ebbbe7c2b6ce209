package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.OidcProvider;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.sts.AssumeRoleWithWebIdentityInput;
import signet.model.sts.AssumeRoleWithWebIdentityOutput;
import signet.model.sts.StsOperations;
import signet.oidc.HttpKeySource;
import signet.oidc.testing.Claims;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestIssuer.Answer;
import signet.oidc.testing.TestKey;

/** Ways to come by a session without a right to it, against issuers that are really asked. */
class CheatingTest {
    private static final TestKey KEY = TestKey.create("k1", "RS256");
    private static final TestKey MINE = TestKey.create("k1", "RS256");
    private static final String EXPIRED = "400 ExpiredTokenException: Token expired: current date/time ";

    private final World world = new World(new HttpKeySource(Duration.ofSeconds(2)));
    private final TestIssuer issuer = TestIssuer.start(KEY);
    private final Role role = trusting(provider(World.ACCOUNT, issuer));

    @AfterEach
    void close() {
        issuer.close();
        world.close();
    }

    private OidcProvider provider(String account, TestIssuer of) {
        OidcProvider provider =
                new OidcProvider(account, of.name(), World.NOW, List.of("client"), List.of(of.thumbprint()), Map.of());
        world.state.change(tx -> tx.put(Tables.OIDC_PROVIDERS, provider.key(), provider));
        return provider;
    }

    private Role trusting(OidcProvider provider) {
        return world.role(
                "deploy",
                Holder.trustIn(
                        provider.arn(),
                        Holder.ALL_ACTIONS,
                        "{\"StringLike\":{\"" + provider.name() + ":sub\":\"ali*\"}}"));
    }

    private Claims claims() {
        return issuer.claims(World.NOW);
    }

    private AssumeRoleWithWebIdentityOutput assume(String token) {
        AssumeRoleWithWebIdentityInput input = Holder.input(role.arn(), token, UnaryOperator.identity());
        return world.call(new Caller.Anonymous(), StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY, input);
    }

    private void refuses(String error, String token) {
        refuses(error, role, token);
    }

    private void refuses(String error, Role wanted, String token) {
        world.refuses(
                error,
                new Caller.Anonymous(),
                StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY,
                Holder.input(wanted.arn(), token, UnaryOperator.identity()));
    }

    private static String invalid(String text) {
        return "400 InvalidIdentityToken: " + text;
    }

    private static String header(String json) {
        return "{\"kid\":\"k1\",\"typ\":\"JWT\"," + json + "}";
    }

    private void honestTokensGoThrough() {
        assertEquals("alice", assume(KEY.token(claims().json())).subjectFromWebIdentityToken());
    }

    @Test
    void anHonestTokenIsGoodAndTheIssuerIsAskedOnce() {
        honestTokensGoThrough();
        honestTokensGoThrough();

        assertEquals(List.of(TestIssuer.DISCOVERY, TestIssuer.KEYS), issuer.asked());
    }

    @Test
    void newKeysAreFetchedWhenATokenNamesOneAndOldOnesAreNotGoodAnyMore() {
        honestTokensGoThrough();
        TestKey next = TestKey.create("k2", "ES384");
        issuer.publish(next);

        assertEquals("alice", assume(next.token(claims().json())).subjectFromWebIdentityToken());
        assertEquals(2, issuer.timesAsked());
        refuses(Holder.NO_KEY, KEY.token(claims().json()));
        assertEquals(2, issuer.timesAsked());
    }

    @Test
    void unknownKeysDoNotMakeTheIssuerBeAskedAgainAndAgain() {
        honestTokensGoThrough();
        for (int i = 0; i < 20; i++) {
            refuses(Holder.NO_KEY, KEY.as("unknown" + i, "RS256").token(claims().json()));
        }
        assertEquals(2, issuer.timesAsked());

        world.keyTime = world.keyTime.plusSeconds(31);
        refuses(Holder.NO_KEY, KEY.as("unknown", "RS256").token(claims().json()));
        assertEquals(3, issuer.timesAsked());
        honestTokensGoThrough();
    }

    @Test
    void aTokenThatNobodySigned() {
        String part = TestKey.part(header("\"alg\":\"none\"")) + "." + TestKey.part(claims().json()) + ".";

        refuses(invalid(notAToken()), part);
        refuses(Holder.NOT_VALIDATED, part + TestKey.part("x"));
        refuses(invalid(notAToken()), KEY.token(claims().json()).replaceFirst("[^.]*$", ""));
    }

    private static String notAToken() {
        return "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)";
    }

    @Test
    void aTokenKeyedWithThePublicKeyAsASecret() {
        byte[] secret = KEY.keys().getPublic().getEncoded();

        refuses(Holder.NOT_VALIDATED, TestKey.hmac(header("\"alg\":\"HS256\""), claims().json(), secret));
        refuses(Holder.NOT_VALIDATED, TestKey.hmac(header("\"alg\":\"RS256\""), claims().json(), secret));
    }

    @Test
    void aTokenSignedByAKeyOfMyOwnUnderTheIssuersKeysId() {
        refuses(Holder.NOT_VALIDATED, MINE.token(claims().json()));
    }

    @Test
    void aTokenWhoseHeaderBringsItsKey() {
        String jwk = MINE.jwk();
        try (TestIssuer mine = TestIssuer.start(MINE)) {
            refuses(Holder.NOT_VALIDATED, MINE.token(header("\"alg\":\"RS256\",\"jwk\":" + jwk), claims().json()));
            refuses(
                    Holder.NOT_VALIDATED,
                    MINE.token(
                            header("\"alg\":\"RS256\",\"jku\":\"" + mine.url() + TestIssuer.KEYS + "\""),
                            claims().json()));
            assertEquals(List.of(), mine.asked());
        }
    }

    @Test
    void aKeyIdThatMeansAKeyOfAnotherKind() {
        TestKey curve = TestKey.create("k1", "ES256");
        issuer.publish(KEY, TestKey.create("k2", "ES256"));

        refuses(Holder.NO_KEY, curve.token(claims().json()));
        refuses(Holder.NO_KEY, MINE.as("k2", "RS256").token(claims().json()));
        // a path in place of an id leads nowhere
        refuses(Holder.NO_KEY, MINE.as("../keys/k1", "RS256").token(claims().json()));
        honestTokensGoThrough();
    }

    @Test
    void aTokenOfMyOwnIssuerForARoleThatTrustsAnother() {
        try (TestIssuer mine = TestIssuer.start(MINE)) {
            refuses(
                    invalid("No OpenIDConnect provider found in your account for " + mine.url()),
                    MINE.token(mine.claims(World.NOW).json()));
            assertEquals(List.of(), mine.asked());
            // even if the account knows it the role does not trust it
            provider(World.ACCOUNT, mine);
            refuses(Holder.DENIED, MINE.token(mine.claims(World.NOW).json()));
            // and it cannot sign for the other
            refuses(Holder.NOT_VALIDATED, MINE.token(claims().json()));
        }
    }

    @Test
    void anIssuerThatIsAlmostTheProviders() {
        for (String almost : List.of(
                issuer.url() + "/",
                issuer.url().replace("localhost", "LOCALHOST"),
                issuer.url() + "#",
                issuer.url().replace("https://", "https://alice@"))) {
            refuses(
                    invalid("No OpenIDConnect provider found in your account for " + almost),
                    KEY.token(claims().withText("iss", almost).json()));
        }
        refuses(
                invalid("Issuer must be a valid URL"),
                KEY.token(claims().withText("iss", issuer.name()).json()));
    }

    @Test
    void aTokenWhoseTimeIsOver() {
        long now = World.NOW.getEpochSecond();

        refuses(
                EXPIRED + (now - 300) + " must be before the expiration date/time " + (now - 300),
                KEY.token(claims().with("exp", Long.toString(now - 300)).json()));
        assertEquals(0, issuer.timesAsked());
    }

    @Test
    void aTokenWhoseTimeHasNotCome() {
        String soon = Long.toString(World.NOW.getEpochSecond() + 301);

        refuses(Holder.NOT_VALIDATED, KEY.token(claims().with("nbf", soon).json()));
        refuses(Holder.NOT_VALIDATED, KEY.token(claims().with("iat", soon).json()));
    }

    @Test
    void aTokenForAnother() {
        refuses(
                invalid("Incorrect token audience"),
                KEY.token(claims().withText("aud", "other").json()));
        refuses(
                invalid("Token audience contains more than one audience while authorized party is not present"),
                KEY.token(claims().with("aud", "[\"client\",\"other\"]").json()));
        refuses(
                Holder.NOT_VALIDATED,
                KEY.token(claims().withText("azp", "other").json()));
        refuses(
                invalid("Claim is not allowed to be empty: aud"),
                KEY.token(claims().with("aud", "[]").json()));
    }

    @Test
    void aTokenThatLeavesSomethingOut() {
        for (String claim : List.of("iss", "sub", "aud", "iat", "exp")) {
            refuses(
                    invalid("Missing a required claim: " + claim),
                    KEY.token(claims().without(claim).json()));
        }
    }

    @Test
    void aTokenOfSomebodyElse() {
        assume(KEY.token(claims().withText("sub", "alina").json()));

        refuses(Holder.DENIED, KEY.token(claims().withText("sub", "bob").json()));
        refuses(Holder.DENIED, KEY.token(claims().withText("sub", "Alice").json()));
        refuses(Holder.DENIED, KEY.token(claims().withText("sub", "").json()));
    }

    @Test
    void aProviderOfAnotherAccount() {
        world.state.change(tx -> tx.delete(Tables.OIDC_PROVIDERS, World.ACCOUNT + "/" + issuer.name()));
        OidcProvider theirs = provider(World.OTHER, issuer);

        refuses(
                invalid("No OpenIDConnect provider found in your account for " + issuer.url()),
                trusting(theirs),
                KEY.token(claims().json()));
        assertEquals(0, issuer.timesAsked());
    }

    @Test
    void aProviderThatIsThereNoMore() {
        honestTokensGoThrough();
        world.state.change(tx -> tx.delete(Tables.OIDC_PROVIDERS, World.ACCOUNT + "/" + issuer.name()));

        refuses(
                invalid("No OpenIDConnect provider found in your account for " + issuer.url()),
                KEY.token(claims().json()));
    }

    @Test
    void aTokenThatSaysAThingTwice() {
        String twice = claims().json().replaceFirst("\\{", "{\"sub\":\"bob\",");

        refuses(invalid(notAToken()), KEY.token(twice));
        refuses(invalid(notAToken()), KEY.token(header("\"alg\":\"none\",\"alg\":\"RS256\""), claims().json()));
    }

    @Test
    void aTokenThatIsTooLong() {
        refuses(
                invalid(notAToken()),
                KEY.token(claims().withText("more", "x".repeat(20_000)).json()));
    }

    @Test
    void aTokenThatWasChanged() {
        String[] parts = KEY.token(claims().withText("sub", "bob").json()).split("\\.", -1);
        String changed = parts[0] + "." + TestKey.part(claims().json()) + "." + parts[2];

        refuses(Holder.NOT_VALIDATED, changed);
        refuses(invalid(notAToken()), KEY.token(claims().json()) + "=");
        refuses(invalid(notAToken()), KEY.token(claims().json()) + ".x");
    }

    @Test
    void keysWithoutEnd() {
        String filler = IntStream.range(0, 20_000)
                .mapToObj(i -> "{\"kty\":\"oct\",\"kid\":\"" + i + "\"}")
                .collect(Collectors.joining(","));
        issuer.put(TestIssuer.KEYS, Answer.of("{\"keys\":[" + filler + "," + KEY.jwk() + "]}"));

        refuses(Holder.NO_KEY, KEY.token(claims().json()));
    }

    @Test
    void moreKeysThanAwsTakes() {
        String filler = IntStream.range(0, 100)
                .mapToObj(i -> KEY.as("f" + i, "RS256").jwk())
                .collect(Collectors.joining(","));
        issuer.put(TestIssuer.KEYS, Answer.of("{\"keys\":[" + filler + "," + KEY.jwk() + "]}"));

        refuses(Holder.NO_KEY, KEY.token(claims().json()));
    }

    @Test
    void anIssuerThatSendsUsElsewhere() {
        try (TestIssuer mine = TestIssuer.start(KEY)) {
            issuer.put(
                    TestIssuer.DISCOVERY,
                    Answer.of("").status(302).with("Location", mine.url() + TestIssuer.DISCOVERY));
            refuses(Holder.NO_KEY, KEY.token(claims().json()));
            issuer.put(TestIssuer.DISCOVERY, Answer.of(issuer.discovery(mine.url(), mine.url() + TestIssuer.KEYS)));
            world.keyTime = world.keyTime.plusSeconds(60);
            refuses(Holder.NO_KEY, KEY.token(claims().json()));
            assertEquals(List.of(), mine.asked());
        }
    }

    @Test
    void anIssuerThatIsAskedInTheClear() {
        refuses(
                invalid("Issuer must be a valid URL"),
                KEY.token(claims().withText("iss", issuer.url().replace("https", "http"))
                        .json()));
        issuer.put(
                TestIssuer.DISCOVERY,
                Answer.of(issuer.discovery(issuer.url(), issuer.url().replace("https", "http") + TestIssuer.KEYS)));
        refuses(Holder.NO_KEY, KEY.token(claims().json()));
        assertEquals(0, issuer.timesAsked());
    }

    @Test
    void anIssuerThatIsNotWhoItSays() {
        OidcProvider pinned = provider(World.ACCOUNT, issuer).withThumbprints(List.of("0".repeat(40)));
        world.state.change(tx -> tx.put(Tables.OIDC_PROVIDERS, pinned.key(), pinned));

        refuses(
                invalid("OpenIDConnect provider's HTTPS certificate doesn't match configured thumbprint"),
                KEY.token(claims().json()));
        assertEquals(List.of(), issuer.asked());
    }

    @Test
    void anIssuerThatDoesNotAnswer() {
        issuer.put(TestIssuer.KEYS, Answer.of("{}").after(Duration.ofSeconds(30)));
        long start = System.nanoTime();

        refuses(Holder.NO_KEY, KEY.token(claims().json()));
        // it is not asked again at once either
        refuses(Holder.NO_KEY, KEY.token(claims().json()));

        assertTrue(Duration.ofNanos(System.nanoTime() - start).toSeconds() < 15);
        assertEquals(1, issuer.timesAsked());
    }

    @Test
    void claimsThatWouldBeKeysOfTheRequest() {
        Role closed = world.role(
                "closed",
                Holder.trustIn(
                        provider(World.ACCOUNT, issuer).arn(),
                        Holder.ALL_ACTIONS,
                        Holder.equal("aws:PrincipalOrgID", "o-1234567890")));
        String claims = claims().withText("aws:PrincipalOrgID", "o-1234567890")
                .withText("PrincipalOrgID", "o-1234567890")
                .json();

        refuses(Holder.DENIED, closed, KEY.token(claims));
    }
}
