package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.model.sts.AssumeRoleWithWebIdentityOutput;
import signet.model.sts.AssumedRoleUser;
import signet.model.sts.GetCallerIdentityInput;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.StsOperations;
import signet.oidc.testing.Claims;

/**
 * Who becomes whom by a token, and what the session then carries. The messages are those of recorded answers of STS in 2026,
 * unless a comment says otherwise.
 */
class WebIdentityTest {
    private static final String ASSUME = "\"sts:AssumeRoleWithWebIdentity\"";
    private static final String TAGS = "https://aws.amazon.com/tags";

    private final World world = new World();
    private final Holder holder = new Holder(world);

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void theAnswerNamesWhoTheTokenIsAboutAndTheCredentialsWork() {
        Role role = holder.role();

        AssumeRoleWithWebIdentityOutput output = holder.assume(role, Holder.claims());

        assertEquals("alice", output.subjectFromWebIdentityToken());
        assertEquals("client", output.audience());
        assertEquals(Holder.PROVIDER, output.provider());
        assertEquals(
                new AssumedRoleUser(role.id() + ":work", "arn:aws:sts::123456789012:assumed-role/deploy/work"),
                output.assumedRoleUser());
        assertNotNull(output.packedPolicySize());
        assertNull(output.sourceIdentity());
        Session session = world.session(output.credentials());
        assertEquals(Session.Kind.ROLE, session.kind());
        assertEquals(role.id(), session.principalId());
        assertEquals(Duration.ofHours(1), World.lasting(session));
        assertFalse(session.chained());
        assertFalse(session.mfa());
    }

    @Test
    void theSessionCarriesTheProviderAndWhoTheTokenIsAbout() {
        Session session = holder.session(
                holder.role(),
                Holder.claims()
                        .with("amr", "[\"mfa\",\"pwd\"]")
                        .withText("email", "alice@example.com")
                        .withText("aws:PrincipalTag/team", "admins"));

        assertEquals(
                Map.of(
                        "aws:FederatedProvider",
                        Holder.PROVIDER,
                        Holder.NAME + ":sub",
                        "alice",
                        Holder.NAME + ":aud",
                        "client"),
                session.keys());
        assertEquals(Map.of(Holder.NAME + ":amr", List.of("mfa", "pwd")), session.lists());
        assertEquals(Map.of(), session.tags());
    }

    @Test
    void policiesOfTheRoleSeeTheSessionsKeys() {
        Role role = world.role(
                "deploy",
                Holder.trust(ASSUME),
                World.policy("Allow", "s3:ListBucket", Holder.equal(Holder.NAME + ":sub", "alice")),
                World.policy("Allow", "s3:GetBucketAcl", Holder.equal(Holder.NAME + ":sub", "mallory")),
                World.policy("Allow", "s3:GetBucketTagging", Holder.equal("aws:FederatedProvider", Holder.PROVIDER)),
                World.policy(
                        "Allow",
                        "s3:GetBucketCORS",
                        "{\"ForAnyValue:StringEquals\":{\"" + Holder.NAME + ":amr\":\"mfa\"}}"));
        Session session = holder.session(role, Holder.claims().with("amr", "[\"mfa\",\"pwd\"]"));
        Caller caller = new Caller.RoleSession(role, session);

        assertTrue(world.may(caller, "s3:ListBucket"));
        assertFalse(world.may(caller, "s3:GetBucketAcl"));
        assertTrue(world.may(caller, "s3:GetBucketTagging"));
        assertTrue(world.may(caller, "s3:GetBucketCORS"));
    }

    @Test
    void whoSignsTheRequestBesidesDoesNotMatter() {
        Role role = holder.role();
        String token = Holder.KEY.token(Holder.claims().json());

        AssumeRoleWithWebIdentityOutput output = world.call(
                world.user(World.ACCOUNT, "bob", World.policy("Deny", "*")),
                StsOperations.ASSUME_ROLE_WITH_WEB_IDENTITY,
                Holder.input(role.arn(), token, UnaryOperator.identity()));

        assertEquals("alice", output.subjectFromWebIdentityToken());
    }

    @ParameterizedTest
    @CsvSource({
        "StringEquals, sub, alice, true",
        "StringEquals, sub, bob, false",
        "StringLike, sub, al*, true",
        "StringLike, sub, bo*, false",
        "StringEquals, aud, client, true",
        "StringEquals, aud, other, false",
        "StringEquals, oaud, client, true",
        "StringEquals, email, alice@example.com, true",
        "StringEquals, groups, admins, false",
        "StringEqualsIfExists, groups, nobody, true",
    })
    void theTrustPolicyMayAskAboutTheToken(String operator, String key, String value, boolean allowed) {
        Role role = holder.role(
                Holder.trust(ASSUME, "{\"" + operator + "\":{\"" + Holder.NAME + ":" + key + "\":\"" + value + "\"}}"));
        // groups is no claim that AWS knows of this issuer, so it is no key
        Claims claims = Holder.claims().withText("email", "alice@example.com").withText("groups", "admins");

        if (allowed) {
            holder.assume(role, claims);
        } else {
            holder.refuses(Holder.DENIED, role, claims);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "sts:RoleSessionName, work, true",
        "sts:RoleSessionName, play, false",
        "aws:userid, arn:aws:iam::123456789012:oidc-provider/idp.example.com/realms/one, true",
        "aws:FederatedProvider, arn:aws:iam::123456789012:oidc-provider/idp.example.com/realms/one, true",
        "aws:PrincipalAccount, 123456789012, true",
        "aws:PrincipalType, User, true",
        "aws:PrincipalArn, arn:aws:iam::123456789012:oidc-provider/idp.example.com/realms/one, false",
        "aws:SourceIp, 192.0.2.7, true",
    })
    void theTrustPolicyMayAskAboutTheRequest(String key, String value, boolean allowed) {
        Role role = holder.role(Holder.trust(ASSUME, Holder.equal(key, value)));

        if (allowed) {
            holder.assume(role, Holder.claims());
        } else {
            holder.refuses(Holder.DENIED, role, Holder.claims());
        }
    }

    @Test
    void trustHasToNameTheProvider() {
        String other = "arn:aws:iam::123456789012:oidc-provider/other.example.com";

        holder.refuses(Holder.DENIED, holder.role(Holder.trustIn(other, ASSUME)), Holder.claims());
        holder.refuses(Holder.DENIED, holder.role(World.trusting(World.ACCOUNT, ASSUME)), Holder.claims());
        holder.refuses(Holder.DENIED, holder.role(Holder.trust("\"sts:AssumeRole\"")), Holder.claims());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"*\"", "{\"AWS\":\"*\"}"})
    void everyoneIsNotWhoHoldsAToken(String principal) {
        Role role = holder.role("{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":"
                + principal + ",\"Action\":" + ASSUME + "}}");

        holder.refuses(Holder.DENIED, role, Holder.claims());
    }

    @Test
    void whatTrustDeniesIsDenied() {
        String allowed = Holder.statement("Allow", Holder.PROVIDER, ASSUME);
        Role role = holder.role("{\"Version\":\"2012-10-17\",\"Statement\":[" + allowed + ","
                + Holder.statement("Deny", Holder.PROVIDER, ASSUME, Holder.equal(Holder.NAME + ":sub", "alice"))
                + "]}");
        Role closed = world.role(
                "closed",
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + allowed
                        + ",{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":" + ASSUME + "}]}");

        holder.refuses(Holder.DENIED, role, Holder.claims());
        holder.assume(role, Holder.claims().withText("sub", "bob"));
        holder.refuses(Holder.DENIED, closed, Holder.claims().withText("sub", "bob"));
    }

    @Test
    void aRoleThatIsNotThereIsRefusedLikeOneThatDoesNotTrust() {
        String token = Holder.KEY.token(Holder.claims().json());

        holder.refusesToken(Holder.DENIED, "arn:aws:iam::123456789012:role/missing", token, UnaryOperator.identity());
        world.role("deploy", Holder.trust(ASSUME));
        // its path is /svc/
        holder.refusesToken(Holder.DENIED, "arn:aws:iam::123456789012:role/deploy", token, UnaryOperator.identity());
        holder.refusesToken(
                "400 ValidationError: Request ARN is invalid",
                "arn:aws:iam::123456789012:user/deploy",
                token,
                UnaryOperator.identity());
    }

    @Test
    void tagsOfTheTokenNeedTagSessionAndGoIntoTheSession() {
        Claims claims = Holder.claims()
                .with(
                        TAGS,
                        "{\"principal_tags\":{\"team\":[\"red\"],\"cost\":[\"7\"]},\"transitive_tag_keys\":[\"team\"]}");

        holder.refuses(
                "403 AccessDenied: Not authorized to perform sts:TagSession",
                holder.role(Holder.trust(ASSUME)),
                claims);
        Session session = holder.session(holder.role(), claims);
        assertEquals(Map.of("team", "red", "cost", "7"), session.tags());
        assertEquals(List.of("team"), session.transitiveTags());
    }

    @Test
    void trustMayAskAboutTheTagsOfTheToken() {
        Role role = holder.role(
                Holder.trust(
                        Holder.ALL_ACTIONS,
                        "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"},"
                                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"],\"sts:TransitiveTagKeys\":[\"team\"]}}"));
        String red = "{\"principal_tags\":{\"team\":[\"red\"]},\"transitive_tag_keys\":[\"team\"]}";

        holder.assume(role, Holder.claims().with(TAGS, red));
        holder.refuses(Holder.DENIED, role, Holder.claims().with(TAGS, red.replace("red", "blue")));
        holder.refuses(
                Holder.DENIED,
                role,
                Holder.claims().with(TAGS, "{\"principal_tags\":{\"team\":[\"red\"],\"more\":[\"x\"]}}"));
    }

    @Test
    void tagsThatNoSessionMayHaveAreRefused() {
        Role role = holder.role();

        holder.refuses(
                "400 InvalidIdentityToken: principal_tags passed in claim is not in correct format.",
                role,
                Holder.claims().with(TAGS, "{\"principal_tags\":{\"team\":\"red\"}}"));
        holder.refuses(
                "400 InvalidParameterValue: Tag keys that begin with aws: are reserved for AWS use.",
                role,
                Holder.claims().with(TAGS, "{\"principal_tags\":{\"aws:team\":[\"red\"]}}"));
        holder.refuses(
                "400 InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                role,
                Holder.claims().with(TAGS, "{\"principal_tags\":{\"team\":[\"red\"],\"TEAM\":[\"red\"]}}"));
    }

    @Test
    void theTokensSourceIdentityNeedsPermissionAndGoesIntoTheSession() {
        Claims claims = Holder.claims().withText("https://aws.amazon.com/source_identity", "alice@corp");

        holder.refuses(
                "403 AccessDenied: Not authorized to perform sts:SetSourceIdentity",
                holder.role(Holder.trust(ASSUME)),
                claims);
        holder.refuses(
                Holder.DENIED,
                holder.role(Holder.trust(Holder.ALL_ACTIONS, Holder.equal("sts:SourceIdentity", "bob"))),
                claims);
        Role role = holder.role(Holder.trust(Holder.ALL_ACTIONS, Holder.equal("sts:SourceIdentity", "alice@corp")));
        assertEquals("alice@corp", holder.assume(role, claims).sourceIdentity());
        assertEquals("alice@corp", holder.session(role, claims).sourceIdentity());
    }

    @Test
    void aTokenMaySayForWhichRolesItIsGood() {
        Role role = holder.role(Holder.trust(Holder.ALL_ACTIONS, "{\"Bool\":{\"sts:RoleAuthorizedByIdp\":\"true\"}}"));
        Claims named = Holder.claims().with("https://aws.amazon.com/roles", "[\"" + role.arn() + "\"]");

        holder.assume(role, named);
        holder.refuses(Holder.DENIED, role, Holder.claims());
        holder.refuses(
                "400 InvalidIdentityToken: The target role ARN is not present in the roles claim of the identity token",
                world.role("other", Holder.trust(ASSUME)),
                named);
    }

    @Test
    void sessionPoliciesNarrowTheSession() {
        Role role = world.role("deploy", Holder.trust(ASSUME), World.policy("Allow", "s3:*"));
        AssumeRoleWithWebIdentityOutput output =
                holder.assume(role, Holder.claims(), more -> more.policy(World.policy("Allow", "s3:ListBucket")));
        Caller caller = new Caller.RoleSession(role, world.session(output.credentials()));

        assertTrue(world.may(caller, "s3:ListBucket"));
        assertFalse(world.may(caller, "s3:GetBucketAcl"));
        holder.refuses(
                "400 MalformedPolicyDocument: Syntax errors in policy.",
                role,
                Holder.claims(),
                more -> more.policy("nonsense"));
        String managed = world.managed("narrow", World.policy("Allow", "s3:GetBucketAcl"));
        Session narrow = world.session(holder.assume(
                        role, Holder.claims(), more -> more.policyArns(List.of(new PolicyDescriptorType(managed))))
                .credentials());
        assertTrue(world.may(new Caller.RoleSession(role, narrow), "s3:GetBucketAcl"));
        assertFalse(world.may(new Caller.RoleSession(role, narrow), "s3:ListBucket"));
    }

    @Test
    void theSessionLastsAsLongAsTheRoleAllowsWhateverTheTokenDoes() {
        Role role = holder.role();
        Claims short1 = Holder.claims().with("exp", Long.toString(World.NOW.getEpochSecond() + 1));

        Session hour = holder.session(role, short1);
        Session quarter = world.session(
                holder.assume(role, short1, more -> more.durationSeconds(900)).credentials());

        assertEquals(Duration.ofHours(1), World.lasting(hour));
        assertEquals(Duration.ofMinutes(15), World.lasting(quarter));
        holder.refuses(
                "400 ValidationError: The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
                role,
                short1,
                more -> more.durationSeconds(3601));
    }

    @Test
    void theSessionIsTheRolesToGetCallerIdentity() {
        Role role = holder.role();
        Session session = holder.session(role, Holder.claims());

        assertEquals(
                role.id() + ":work",
                world.call(
                                new Caller.RoleSession(role, session),
                                StsOperations.GET_CALLER_IDENTITY,
                                new GetCallerIdentityInput())
                        .userId());
    }

    @Test
    void providersThatGiveAccessTokensAreNotThereAndOthersAreNotKnown() {
        Role role = holder.role();

        holder.refuses(
                "403 AccessDenied: Unrecognized OAuth provider. Do not include a provider parameter when submitting"
                        + " OpenIDConnect ID tokens",
                role,
                Holder.claims(),
                more -> more.providerId("accounts.google.com"));
        holder.refuses(
                "400 InvalidIdentityToken: Provided Token is not a Login With Amazon token",
                role,
                Holder.claims(),
                more -> more.providerId("www.amazon.com"));
        holder.refusesToken(
                "501 NotImplemented: Signet does not implement access tokens of graph.facebook.com for"
                        + " sts:AssumeRoleWithWebIdentity.",
                role.arn(),
                "EAACEdEose0cBA",
                more -> more.providerId("graph.facebook.com"));
    }

    @Test
    void googleNeedsNoProviderAndTheAudienceIsTheTrustPolicys() {
        world.issuers.publish("https://accounts.google.com", Holder.KEY);
        Role role = holder.role(
                Holder.trustIn("accounts.google.com", ASSUME, Holder.equal("accounts.google.com:aud", "client")));
        Claims claims = Claims.of("https://accounts.google.com", World.NOW);

        assertEquals("accounts.google.com", holder.assume(role, claims).provider());
        assertEquals(
                "alice",
                holder.session(role, claims.withText("iss", "accounts.google.com"))
                        .keys()
                        .get("accounts.google.com:sub"));
        holder.refuses(Holder.DENIED, role, claims.withText("aud", "other"));
        // a provider's own audience is what aud means when the token has azp, and oaud is then aud
        holder.refuses(Holder.DENIED, role, claims.withText("azp", "other"));
    }

    @Test
    void nobodyIsAskedBeforeTheTokenHasBeenLookedAt() {
        Role role = holder.role();

        holder.refuses(
                "400 InvalidIdentityToken: Missing a required claim: sub",
                role,
                Holder.claims().without("sub"));
        holder.refuses(
                "400 InvalidIdentityToken: Incorrect token audience",
                role,
                Holder.claims().withText("aud", "other"));
        holder.refuses(
                "400 InvalidIdentityToken: No OpenIDConnect provider found in your account for https://evil.example.com",
                role,
                Claims.of("https://evil.example.com", World.NOW));
        assertEquals(0, world.issuers.timesAsked());
        holder.assume(role, Holder.claims());
        holder.assume(role, Holder.claims());
        assertEquals(1, world.issuers.timesAsked());
    }

    @Test
    void aProviderThatIsDeletedMeanwhileDoesNotCount() {
        Role role = holder.role();
        holder.assume(role, Holder.claims());
        world.state.change(tx -> tx.delete(Tables.OIDC_PROVIDERS, World.ACCOUNT + "/" + Holder.NAME));

        holder.refuses(
                "400 InvalidIdentityToken: No OpenIDConnect provider found in your account for " + Holder.ISSUER,
                role,
                Holder.claims());
    }
}
