package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.model.sts.GetFederationTokenInput;
import signet.model.sts.GetWebIdentityTokenInput;
import signet.model.sts.GetWebIdentityTokenOutput;
import signet.model.sts.StsOperations;
import signet.model.sts.Tag;
import signet.oidc.IdToken;
import signet.oidc.KeySource;
import signet.oidc.OwnTokens;
import signet.oidc.SigningKeys;
import signet.oidc.TokenVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tokens for elsewhere; claims and messages are those of tokens and answers that STS was seen to give in 2026. */
class GetWebIdentityTokenTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TokenIssuer ISSUER = TokenIssuer.create(World.ACCOUNT, World.NOW);
    private static final String ALLOWED = World.policy("Allow", "sts:GetWebIdentityToken");
    private static final String OURS = "https://sts.amazonaws.com/";

    private final World world = new World();

    @BeforeEach
    void enable() {
        world.state.change(tx -> tx.put(Tables.TOKEN_ISSUERS, World.ACCOUNT, ISSUER));
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static GetWebIdentityTokenInput input(UnaryOperator<GetWebIdentityTokenInput.Builder> more) {
        return more.apply(GetWebIdentityTokenInput.builder()
                        .audience(List.of("https://api.example.com"))
                        .signingAlgorithm("RS256"))
                .build();
    }

    private GetWebIdentityTokenOutput get(Caller caller, UnaryOperator<GetWebIdentityTokenInput.Builder> more) {
        return world.call(caller, StsOperations.GET_WEB_IDENTITY_TOKEN, input(more));
    }

    private JsonNode claims(Caller caller, UnaryOperator<GetWebIdentityTokenInput.Builder> more) {
        return part(get(caller, more), 1);
    }

    private static JsonNode part(GetWebIdentityTokenOutput output, int index) {
        String part = Objects.requireNonNull(output.webIdentityToken()).split("\\.", -1)[index];
        return JSON.readTree(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
    }

    private void refuses(String error, Caller caller, UnaryOperator<GetWebIdentityTokenInput.Builder> more) {
        world.refuses(error, caller, StsOperations.GET_WEB_IDENTITY_TOKEN, input(more));
    }

    private Caller user(String... policies) {
        return world.user(World.ACCOUNT, "ann", policies);
    }

    @ParameterizedTest
    @CsvSource({"RS256, RSA_0", "ES384, EC384_0"})
    void whoeverHasThePublishedKeysCanVerifyIt(String algorithm, String key) throws Exception {
        GetWebIdentityTokenOutput output = get(user(ALLOWED), more -> more.signingAlgorithm(algorithm));

        assertEquals(JSON.valueToTree(Map.of("alg", algorithm, "kid", key, "typ", "JWT")), part(output, 0));
        SigningKeys published = SigningKeys.read(
                OwnTokens.keys(ISSUER.rsaPublicKey(), ISSUER.ecPublicKey()).getBytes(StandardCharsets.UTF_8));
        new TokenVerifier((issuer, prints) -> new KeySource.Fetched(published, Duration.ofHours(1)), () -> World.NOW)
                .verify(IdToken.read(Objects.requireNonNull(output.webIdentityToken())), "https://x", List.of());
    }

    @Test
    void itSaysWhoAskedForItAndForWhom() {
        GetWebIdentityTokenOutput output = get(user(ALLOWED), more -> more);
        JsonNode claims = part(output, 1);

        assertEquals(World.SECOND.plusSeconds(300), output.expiration());
        assertEquals(
                "http://127.0.0.1:4566/_signet/oidc/123456789012",
                claims.path("iss").asString());
        assertEquals("arn:aws:iam::123456789012:user/ann", claims.path("sub").asString());
        assertEquals("https://api.example.com", claims.path("aud").asString());
        assertEquals(World.SECOND.getEpochSecond(), claims.path("iat").asLong());
        assertEquals(World.SECOND.getEpochSecond() + 300, claims.path("exp").asLong());
        assertTrue(claims.path("jti").asString().matches("[0-9a-f-]{36}"));
        JsonNode ours = claims.path(OURS);
        assertEquals("123456789012", ours.path("aws_account").asString());
        assertEquals("us-east-1", ours.path("source_region").asString());
        assertEquals(
                "arn:aws:iam::123456789012:user/ann", ours.path("principal_id").asString());
        assertFalse(ours.has("request_tags") || ours.has("principal_tags") || ours.has("original_session_exp"));
    }

    @Test
    void severalAudiencesAreAList() {
        JsonNode claims = claims(user(ALLOWED), more -> more.audience(List.of("a", "b")));

        assertEquals(JSON.valueToTree(List.of("a", "b")), claims.path("aud"));
    }

    @Test
    void aRolesSessionIsTheRoleAndItsTagsCountFirst() {
        Role role = world.put(world.role("deploy", World.trusting(World.ACCOUNT), ALLOWED)
                .withTags(Map.of("team", "red", "cost", "7")));
        Caller caller = world.as(world.assume(
                world.ann(), role, in -> in.tags(World.tags("TEAM", "blue")).sourceIdentity("ann")));

        JsonNode claims = claims(caller, more -> more);

        assertEquals(role.arn(), claims.path("sub").asString());
        JsonNode ours = claims.path(OURS);
        assertEquals(JSON.valueToTree(Map.of("TEAM", "blue", "cost", "7")), ours.path("principal_tags"));
        assertEquals("ann", ours.path("source_identity").asString());
        assertEquals(
                World.SECOND.plusSeconds(3600),
                Instant.parse(ours.path("original_session_exp").asString()));
    }

    @Test
    void tagsOfTheRequestNeedAPermissionOfTheirOwn() {
        List<Tag> tags = World.tags("env", "prod");

        refuses(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " sts:TagGetWebIdentityToken on resource: arn:aws:sts::123456789012:self because no"
                        + " identity-based policy allows the sts:TagGetWebIdentityToken action",
                user(ALLOWED),
                more -> more.tags(tags));
        assertEquals(
                JSON.valueToTree(Map.of("env", "prod")),
                claims(world.ann(), more -> more.tags(tags)).path(OURS).path("request_tags"));
        refuses(
                "400 InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                world.ann(),
                more -> more.tags(World.tags("env", "prod", "ENV", "test")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"ForAllValues:StringEquals\":{\"sts:IdentityTokenAudience\":[\"https://api.example.com\"]}}",
                "{\"StringEquals\":{\"sts:SigningAlgorithm\":\"RS256\"}}",
                "{\"NumericLessThanEquals\":{\"sts:DurationSeconds\":\"300\"}}"
            })
    void policiesMayAskAboutTheToken(String condition) {
        Caller caller = user(World.policy("Allow", "sts:GetWebIdentityToken", condition));

        get(caller, more -> more);
        refuses(
                "403 AccessDenied: User: arn:aws:iam::123456789012:user/ann is not authorized to perform:"
                        + " sts:GetWebIdentityToken on resource: arn:aws:sts::123456789012:self because no"
                        + " identity-based policy allows the sts:GetWebIdentityToken action",
                caller,
                more -> more.audience(List.of("https://evil.example.com"))
                        .signingAlgorithm("ES384")
                        .durationSeconds(301));
    }

    @Test
    void onlyTwoAlgorithmsSign() {
        refuses(
                "400 ValidationError: Requested SigningAlgorithm is not supported. See the GetWebIdentityToken"
                        + " documentation for supported algorithms",
                user(ALLOWED),
                more -> more.signingAlgorithm("HS256"));
    }

    @Test
    void anAccountThatGivesNoTokensSaysSo() {
        String error = "403 OutboundWebIdentityFederationDisabledException: OutboundWebIdentityFederation is disabled.";
        world.state.change(tx -> tx.put(Tables.TOKEN_ISSUERS, World.ACCOUNT, ISSUER.enabled(false)));

        refuses(error, user(ALLOWED), more -> more);
        refuses(error, world.user(World.OTHER, "eve", ALLOWED), more -> more);
    }

    /** The text is the API reference's; that sessions cannot outlive themselves so is its rule. */
    @Test
    void aTokenDoesNotOutliveTheSessionThatAsksForIt() {
        Role role = world.role("deploy", World.trusting(World.ACCOUNT), ALLOWED);
        Caller caller = world.as(world.assume(world.ann(), role, in -> in.durationSeconds(900)));

        get(caller, more -> more.durationSeconds(900));
        refuses(
                "403 SessionDurationEscalationException: The requested token duration would extend the session beyond"
                        + " its original expiration time.",
                caller,
                more -> more.durationSeconds(901));
    }

    @Test
    void aFederatedUserGetsNone() {
        Caller.IamUser ann = world.ann();
        Caller guest = new Caller.FederatedUser(
                ann.user(),
                world.session(world.call(
                                ann,
                                StsOperations.GET_FEDERATION_TOKEN,
                                GetFederationTokenInput.builder()
                                        .name("guest")
                                        .policy(World.ALLOW_ALL)
                                        .build())
                        .credentials()));

        refuses("403 AccessDenied: Cannot call GetWebIdentityToken with session credentials", guest, more -> more);
    }

    /** The text is the API reference's. */
    @Test
    void aTokenThatWouldBeTooLongIsRefused() {
        List<Tag> tags = IntStream.range(0, 50)
                .mapToObj(i -> new Tag("k".repeat(100) + i, "v".repeat(250)))
                .toList();

        refuses(
                "400 JWTPayloadSizeExceededException: The requested token payload size exceeds the maximum allowed"
                        + " size. Reduce the number of request tags included in the GetWebIdentityToken API call to"
                        + " reduce the token payload size.",
                world.ann(),
                more -> more.tags(tags));
    }
}
