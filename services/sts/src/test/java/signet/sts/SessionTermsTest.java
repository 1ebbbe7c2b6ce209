package signet.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.Session;
import signet.model.AwsError;
import signet.model.sts.AssumeRoleOutput;
import signet.model.sts.PolicyDescriptorType;
import signet.model.sts.Tag;

/** Session policies, session tags and source identities: what limits a session and what it hands on. */
class SessionTermsTest {
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String ONLY_ASSUME = "\"sts:AssumeRole\"";

    private final World world = new World();
    private final Role role = world.role("deploy", World.trusting(World.ACCOUNT), World.ALLOW_ALL);
    private final Caller ann = world.ann();

    @AfterEach
    void close() {
        world.close();
    }

    private static List<PolicyDescriptorType> arns(String... arns) {
        return List.of(arns).stream().map(PolicyDescriptorType::new).toList();
    }

    private Session session(AssumeRoleOutput output) {
        return world.session(output.credentials());
    }

    @Test
    void anInlineSessionPolicyLimitsTheSession() {
        AssumeRoleOutput output = world.assume(ann, role, in -> in.policy(World.policy("Allow", "s3:ListBucket")));

        assertTrue(world.may(world.as(output), "s3:ListBucket"));
        assertFalse(world.may(world.as(output), "s3:DeleteBucket"));
    }

    @Test
    void managedSessionPoliciesLimitTheSession() {
        String own = world.managed("own", World.policy("Allow", "s3:DeleteBucket"));

        Caller reading = world.as(world.assume(ann, role, in -> in.policyArns(arns(READ_ONLY))));
        Caller both = world.as(world.assume(ann, role, in -> in.policyArns(arns(READ_ONLY, own))));

        assertTrue(world.may(reading, "s3:ListBucket"));
        assertFalse(world.may(reading, "s3:DeleteBucket"));
        assertTrue(world.may(both, "s3:DeleteBucket"));
        assertFalse(world.may(both, "s3:CreateBucket"));
    }

    @Test
    void aSessionPolicyGrantsNothing() {
        Role weak = world.role("weak", World.trusting(World.ACCOUNT), World.policy("Allow", "s3:ListBucket"));

        Caller session = world.as(world.assume(ann, weak, in -> in.policy(World.ALLOW_ALL)));

        assertFalse(world.may(session, "s3:DeleteBucket"));
    }

    @Test
    void aMalformedSessionPolicyIsRefused() {
        world.refusesAssuming(
                "400 MalformedPolicyDocument: Syntax errors in policy.", ann, role, in -> in.policy("nonsense"));
        world.refusesAssuming("400 MalformedPolicyDocument: Syntax errors in policy.", ann, role, in -> in.policy(""));
    }

    @Test
    void aSessionPolicyThatIsTooLongIsRefused() {
        String policy = World.ALLOW_ALL + " ".repeat(2049 - World.ALLOW_ALL.length());

        world.refusesAssuming(
                "400 ValidationError: 1 validation error detected: Value '" + policy
                        + "' at 'policy' failed to satisfy constraint: Member must have length less than or equal to"
                        + " 2048",
                ann,
                role,
                in -> in.policy(policy));
        world.assume(ann, role, in -> in.policy(policy.substring(0, 2048)));
    }

    @Test
    void aManagedSessionPolicyMustExistInTheRolesAccount() {
        for (String arn : List.of(
                "arn:aws:iam::aws:policy/NoSuchPolicy",
                "arn:aws:iam::123456789012:policy/none",
                "arn:aws:iam::210987654321:policy/theirs",
                "nonsense-that-is-long-enough")) {
            world.refusesAssuming(
                    "400 MalformedPolicyDocument: Policy " + arn + " does not exist or is not attachable.",
                    ann,
                    role,
                    in -> in.policyArns(arns(READ_ONLY, arn)));
        }
    }

    @Test
    void aPolicyThatIsNotNamedDoesNotLeaveTheSessionUnlimited() {
        world.refusesAssuming(
                "400 ValidationError: 1 validation error detected: Value null at 'policyArns.1.member.arn' failed to"
                        + " satisfy constraint: Member must not be null",
                ann,
                role,
                in -> in.policyArns(List.of(new PolicyDescriptorType(null))));
    }

    @Test
    void thePackedSizeIsToldAndLimited() {
        Random random = new Random(1);
        List<Tag> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            StringBuilder value = new StringBuilder();
            random.ints(200, 'a', 'z').forEach(c -> value.append((char) c));
            many.add(new Tag("k" + i, value.toString()));
        }

        Integer small =
                world.assume(ann, role, in -> in.policy(World.ALLOW_ALL)).packedPolicySize();
        AwsError tags = refused(many, null);
        AwsError both = refused(many, World.ALLOW_ALL);

        assertTrue(small != null && small > 0 && small < 50, "" + small);
        assertEquals("PackedPolicyTooLarge", tags.code());
        assertEquals(400, tags.httpStatus());
        assertTrue(
                tags.message().matches("Packed size of session tags consumes [0-9]{3,}% of allotted space\\."),
                tags.message());
        assertTrue(both.message().matches("Packed policy consumes [0-9]{3,}% of allotted space\\."), both.message());
    }

    private AwsError refused(List<Tag> tags, @Nullable String policy) {
        try {
            world.assume(ann, role, in -> in.tags(tags).policy(policy));
            throw new AssertionError("accepted");
        } catch (AwsError e) {
            return e;
        }
    }

    @Test
    void sessionTagsNeedTagSessionOnBothSides() {
        Role untagged = world.role("untagged", World.trusting(World.ACCOUNT, ONLY_ASSUME));
        Caller assumes = world.user(World.ACCOUNT, "bob", World.policy("Allow", "sts:AssumeRole"));

        assertEquals(
                Map.of("team", "red"),
                session(world.assume(ann, role, in -> in.tags(World.tags("team", "red"))))
                        .tags());
        world.refusesAssuming(
                World.denial(ann, "sts:TagSession", untagged.arn()),
                ann,
                untagged,
                in -> in.tags(World.tags("team", "red")));
        world.refusesAssuming(
                World.denial(assumes, "sts:TagSession", role.arn()),
                assumes,
                role,
                in -> in.tags(World.tags("team", "red")));
        world.assume(ann, untagged);
    }

    @Test
    void theTrustPolicySeesTheRequestedTags() {
        Role strict = world.role(
                "strict",
                World.trusting(
                        World.ACCOUNT,
                        "[\"sts:AssumeRole\",\"sts:TagSession\"]",
                        "{\"StringEquals\":{\"aws:RequestTag/team\":\"red\"},"
                                + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"team\"],"
                                + "\"sts:TransitiveTagKeys\":[\"team\"]}}"));

        world.assume(ann, strict, in -> in.tags(World.tags("team", "red")).transitiveTagKeys(List.of("team")));
        world.deniesAssuming(ann, strict, in -> in.tags(World.tags("team", "blue")));
        world.deniesAssuming(ann, strict, in -> in.tags(World.tags("team", "red", "x", "y")));
    }

    @Test
    void aTagThatIsReservedForAwsIsRefused() {
        for (String key : List.of("aws:cloudformation:stack-name", "AWS:x", "Aws:")) {
            world.refusesAssuming(
                    "400 InvalidParameterValue: Tag keys that begin with aws: are reserved for AWS use.",
                    ann,
                    role,
                    in -> in.tags(World.tags(key, "x")));
        }
    }

    @Test
    void aTagIsGivenOnce() {
        world.refusesAssuming(
                "400 InvalidParameterValue: Duplicate tag keys found. Please note that Tag keys are case insensitive.",
                ann,
                role,
                in -> in.tags(World.tags("team", "red", "TEAM", "blue")));
    }

    @Test
    void aTransitiveTagMustBeAmongTheTags() {
        String error = "400 InvalidParameterValue: The specified transitive tag key must be included in the requested"
                + " tags.";

        world.refusesAssuming(error, ann, role, in -> in.transitiveTagKeys(List.of("team")));
        world.refusesAssuming(
                error, ann, role, in -> in.tags(World.tags("a", "b")).transitiveTagKeys(List.of("a", "team")));
    }

    @Test
    void transitiveTagsGoOnAlongTheChainAndOthersDoNot() {
        Role second = world.role("second", World.trusting(World.ACCOUNT), World.ALLOW_ALL);
        Role third = world.role("third", World.trusting(World.ACCOUNT));
        Caller one = world.as(world.assume(
                ann, role, in -> in.tags(World.tags("Team", "red", "temp", "x")).transitiveTagKeys(List.of("team"))));

        AssumeRoleOutput chained = world.assume(one, second, in -> in.tags(World.tags("more", "y")));
        AssumeRoleOutput further = world.assume(world.as(chained), third);

        assertEquals(Set.of("team", "more"), lowerKeys(session(chained)));
        assertEquals(Set.of("team"), lowerKeys(session(further)));
        assertEquals(Set.of("red"), Set.copyOf(session(further).tags().values()));
    }

    private static Set<String> lowerKeys(Session session) {
        return session.tags().keySet().stream()
                .map(key -> key.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Test
    void aTagThatIsHandedOnCannotBeSetAnew() {
        Role second = world.role("second", World.trusting(World.ACCOUNT));
        Caller one = world.as(
                world.assume(ann, role, in -> in.tags(World.tags("team", "red")).transitiveTagKeys(List.of("team"))));

        for (String value : List.of("red", "blue")) {
            world.refusesAssuming(
                    "400 InvalidParameterValue: One of the specified transitive tag keys can't be set because it"
                            + " conflicts with a transitive tag key from the calling session.",
                    one,
                    second,
                    in -> in.tags(World.tags("TEAM", value)));
        }
    }

    @Test
    void tagsThatAreHandedOnNeedTagSessionInTheNextTrustPolicy() {
        Role second = world.role("second", World.trusting(World.ACCOUNT, ONLY_ASSUME));
        Caller one = world.as(
                world.assume(ann, role, in -> in.tags(World.tags("team", "red")).transitiveTagKeys(List.of("team"))));

        world.refusesAssuming(World.denial(one, "sts:TagSession", second.arn()), one, second, in -> in);
    }

    @Test
    void aSourceIdentityIsKeptAlongTheChainAndCannotChange() {
        Role second = world.role("second", World.trusting(World.ACCOUNT), World.ALLOW_ALL);
        AssumeRoleOutput first = world.assume(ann, role, in -> in.sourceIdentity("ann@example.com"));
        Caller one = world.as(first);

        AssumeRoleOutput next = world.assume(one, second);

        assertEquals("ann@example.com", first.sourceIdentity());
        assertEquals("ann@example.com", session(first).sourceIdentity());
        assertEquals("ann@example.com", next.sourceIdentity());
        assertEquals("ann@example.com", session(next).sourceIdentity());
        world.assume(one, second, in -> in.sourceIdentity("ann@example.com"));
        world.refusesAssuming(
                World.denial(one, "sts:SetSourceIdentity", second.arn()),
                one,
                second,
                in -> in.sourceIdentity("bob@example.com"));
        assertNull(world.assume(ann, role).sourceIdentity());
    }

    @Test
    void aSourceIdentityNeedsItsPermissionOnBothSides() {
        Role strict = world.role("strict", World.trusting(World.ACCOUNT, ONLY_ASSUME));
        Caller assumes = world.user(World.ACCOUNT, "bob", World.policy("Allow", "sts:AssumeRole"));

        world.refusesAssuming(
                World.denial(ann, "sts:SetSourceIdentity", strict.arn()), ann, strict, in -> in.sourceIdentity("ann"));
        world.refusesAssuming(
                World.denial(assumes, "sts:SetSourceIdentity", role.arn()),
                assumes,
                role,
                in -> in.sourceIdentity("ann"));
    }

    @Test
    void theTrustPolicySeesTheSourceIdentity() {
        Role strict = world.role(
                "strict",
                World.trusting(
                        World.ACCOUNT,
                        "[\"sts:AssumeRole\",\"sts:SetSourceIdentity\"]",
                        "{\"StringEquals\":{\"sts:SourceIdentity\":\"ann\"}}"));

        world.assume(ann, strict, in -> in.sourceIdentity("ann"));
        world.deniesAssuming(ann, strict, in -> in.sourceIdentity("bob"));
        world.deniesAssuming(ann, strict, in -> in);
    }
}
