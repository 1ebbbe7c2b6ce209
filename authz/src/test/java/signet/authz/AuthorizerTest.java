package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.identity.Group;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;

/** Who may, who may not, and that everything unknown is a no. */
class AuthorizerTest {
    private static final Access LIST =
            Access.to("s3:ListBucket", "arn:aws:s3:::b").ownedBy(World.ACCOUNT);
    private static final Access GET = World.get(World.ACCOUNT);
    private static final Access PUT =
            Access.to("s3:PutObject", "arn:aws:s3:::b/k").ownedBy(World.ACCOUNT);

    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void nothingIsAllowedByDefault() {
        assertFalse(world.allows(world.caller(), GET));
        assertFalse(world.allows(world.session(world.role("r"), UnaryOperator.identity()), GET));
    }

    @Test
    void allRequiredAccessesMustBeAllowed() {
        Caller ann = world.caller(World.policy("Allow", "s3:GetObject", "*"), World.allow("s3:ListBucket"));

        assertTrue(world.allows(ann, GET));
        assertTrue(world.allows(ann, GET, LIST));
        assertFalse(world.allows(ann, GET, LIST, PUT));
        assertFalse(world.allows(ann, PUT, GET, LIST));
    }

    @Test
    void theFirstAccessThatIsNotAllowedNamesTheDenialAndEndsTheQuestions() {
        Caller ann = world.caller(World.allow("s3:GetObject"));

        Verdict<String> verdict = world.ask(ann, GET, LIST, PUT, GET);

        Denial denial = World.denial(verdict);
        assertEquals("s3:ListBucket", denial.action());
        assertSame(ann, denial.caller());
        assertEquals(
                List.of("s3:GetObject", "s3:ListBucket"),
                verdict.decisions().stream()
                        .map(decided -> decided.access().action())
                        .toList());
        assertSame(denial.decided(), verdict.decisions().getLast());
    }

    @Test
    void anAdvisoryAccessDoesNotDeny() {
        Caller ann = world.caller(World.allow("s3:GetObject"), World.deny("s3:ListBucket"));

        Verdict<String> verdict = world.ask(ann, Accesses.of(GET).advised(List.of(LIST, PUT)));

        Authorized<String> request = granted(verdict);
        assertFalse(request.permits(LIST));
        assertFalse(request.permits(PUT));
        assertEquals(3, verdict.decisions().size());
    }

    @Test
    void anAdvisoryAccessThatIsAllowedIsToldOfAndNoOther() {
        Caller ann = world.caller(World.allow("s3:*"));

        Authorized<String> request = granted(world.ask(ann, Accesses.of(GET).advised(List.of(LIST))));

        assertTrue(request.permits(LIST));
        assertFalse(request.permits(PUT), "not asked");
        assertFalse(request.permits(GET), "required, not advisory");
        assertFalse(request.permits(LIST.with("aws:ResourceTag/x", "y")), "another question");
    }

    @Test
    void anAdvisoryAccessDoesNotHelpARefusedRequest() {
        Caller ann = world.caller(World.allow("s3:ListBucket"));

        Verdict<String> verdict = world.ask(ann, Accesses.of(GET).advised(List.of(LIST)));

        assertEquals("s3:GetObject", World.denial(verdict).action());
        assertEquals(1, verdict.decisions().size());
    }

    private static Authorized<String> granted(Verdict<String> verdict) {
        return switch (verdict) {
            case Verdict.Granted<String> granted -> granted.request();
            case Verdict.Denied<String> denied ->
                throw new AssertionError(denied.denial().sentence());
            case Verdict.Unsigned<String> unsigned -> throw new AssertionError("unsigned");
        };
    }

    @Test
    void whatNeedsNoPermissionIsOpenToWhoeverSigned() {
        for (Caller caller : List.of(
                world.root(),
                world.caller(World.deny("*")),
                world.session(world.role("r", World.deny("*")), UnaryOperator.identity()),
                world.federated(world.user("fay"), UnaryOperator.identity()))) {
            assertInstanceOf(Verdict.Granted.class, world.ask(caller, Accesses.signedOnly()));
        }
    }

    @Test
    void anUnsignedRequestNeverPassesWhatIsNotOpenedToIt() {
        Access open = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));

        assertInstanceOf(Verdict.Unsigned.class, world.ask(new Caller.Anonymous(), Accesses.signedOnly()));
        assertInstanceOf(Verdict.Unsigned.class, world.ask(new Caller.Anonymous(), GET));
        assertInstanceOf(Verdict.Unsigned.class, world.ask(new Caller.Anonymous(), open));
        assertInstanceOf(
                Verdict.Unsigned.class,
                world.ask(new Caller.Anonymous(), Accesses.of(open).advised(List.of(open))));
        assertEquals(List.of(), world.ask(new Caller.Anonymous(), open).decisions());
    }

    @Test
    void anUnsignedRequestPassesOnlyByAPolicyForEveryone() {
        Caller nobody = new Caller.Anonymous();
        Access forAll = GET.guardedBy(World.bucketPolicy("Allow", "\"*\"", "s3:GetObject"));
        Access forAccount =
                GET.guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + World.ACCOUNT + "\"}", "s3:GetObject"));

        assertInstanceOf(
                Verdict.Granted.class, world.ask(nobody, Accesses.of(forAll).openToAnonymous()));
        assertInstanceOf(
                Verdict.Denied.class, world.ask(nobody, Accesses.of(GET).openToAnonymous()));
        assertInstanceOf(
                Verdict.Denied.class, world.ask(nobody, Accesses.of(forAccount).openToAnonymous()));
        assertInstanceOf(
                Verdict.Denied.class, world.ask(nobody, Accesses.of(forAll, PUT).openToAnonymous()));
    }

    @Test
    void theRootUserMayEverythingInItsAccountAndNothingInAnother() {
        assertTrue(world.allows(world.root(), GET, LIST, PUT));
        assertFalse(world.allows(world.root(), World.get(World.OTHER)));
    }

    @Test
    void aResourcesOwnPolicyIsHeard() {
        Access denied = GET.guardedBy(World.bucketPolicy("Deny", "\"*\"", "s3:*"));
        Access allowed = GET.guardedBy(
                World.bucketPolicy("Allow", "{\"AWS\":\"arn:aws:iam::123456789012:user/team/ann\"}", "s3:GetObject"));

        assertFalse(world.allows(world.caller(World.allow("*")), denied));
        assertFalse(world.allows(world.root(), denied));
        assertTrue(world.allows(world.caller(), allowed));
    }

    @Test
    void anotherAccountsResourceNeedsBothSides() {
        Access theirs = World.get(World.OTHER);
        Access shared =
                theirs.guardedBy(World.bucketPolicy("Allow", "{\"AWS\":\"" + World.ACCOUNT + "\"}", "s3:GetObject"));

        assertFalse(world.allows(world.caller(World.allow("*")), theirs));
        assertTrue(world.allows(world.caller(World.allow("s3:GetObject")), shared));
        assertFalse(world.allows(world.caller(), shared));
    }

    @Test
    void anotherAccountsResourceIsKnownByItsArnEvenWhenTheOperationForgetsToSayIt() {
        Access theirs = Access.to("iam:PassRole", "arn:aws:iam::" + World.OTHER + ":role/Admin");
        Access ours = Access.to("iam:PassRole", "arn:aws:iam::" + World.ACCOUNT + ":role/Admin");

        assertFalse(world.allows(world.caller(World.allow("*")), theirs));
        assertFalse(world.allows(world.root(), theirs));
        assertTrue(world.allows(world.caller(World.allow("*")), ours));
        assertEquals(
                Optional.of(List.of(World.OTHER)),
                world.denial(world.root(), theirs).decided().context().get("aws:ResourceAccount"));
    }

    @Test
    void aResourceWithoutAnAccountIsTheCallersOwn() {
        Caller ann = world.caller(World.allow("*"));
        for (String resource :
                List.of("*", "arn:aws:ec2:us-east-1::image/ami-1", "arn:aws:iam::aws:policy/ReadOnlyAccess")) {
            Verdict<String> verdict = world.ask(ann, Access.to("ec2:RunInstances", resource));

            assertInstanceOf(Verdict.Granted.class, verdict, resource);
            assertEquals(
                    Optional.of(List.of(World.ACCOUNT)),
                    verdict.decisions().getFirst().context().get("aws:ResourceAccount"));
        }
    }

    @Test
    void aGroupsPoliciesAreItsMembers() {
        Group staff = Group.create(World.ACCOUNT, "/", "staff", "AGPA1", World.ISSUED)
                .withInline(new TreeMap<>(Map.of("p", World.allow("s3:GetObject"))));
        world.state.change(tx -> tx.put(Tables.GROUPS, staff.key(), staff));
        User member = world.user("ann").withGroups(List.of("AGPA1"));

        assertTrue(world.allows(world.caller(member), GET));
        assertFalse(world.allows(world.caller(world.user("bob")), GET));
    }

    @Test
    void aBoundaryLimitsAndGrantsNothing() {
        String boundary = world.managed("boundary", World.allow("s3:*"));
        User limited = world.user("ann", World.allow("ec2:*"), World.allow("s3:GetObject"))
                .withBoundary(boundary);
        User onlyBoundary = world.user("bob").withBoundary(boundary);

        assertTrue(world.allows(world.caller(limited), GET));
        assertFalse(world.allows(world.caller(limited), Access.to("ec2:DescribeInstances", "*")));
        assertFalse(world.allows(world.caller(onlyBoundary), GET));
        Role role = world.role("r", World.allow("*")).withBoundary(boundary);
        assertTrue(world.allows(world.session(role, UnaryOperator.identity()), GET));
        assertFalse(
                world.allows(world.session(role, UnaryOperator.identity()), Access.to("ec2:DescribeInstances", "*")));
    }

    @Test
    void sessionPoliciesLimitARoleAndGrantNothing() {
        Role role = world.role("r", World.allow("s3:*"));
        String reading = world.managed("reading", World.allow("s3:GetObject"));

        Caller inline = world.session(role, terms -> terms.limitedBy(World.allow("s3:GetObject")));
        Caller managed = world.session(role, terms -> terms.limitedByManaged(reading));
        Caller both =
                world.session(role, terms -> terms.limitedByManaged(reading).limitedBy(World.allow("s3:ListBucket")));
        Caller wider = world.session(role, terms -> terms.limitedBy(World.allow("*")));

        assertTrue(world.allows(inline, GET));
        assertFalse(world.allows(inline, PUT));
        assertTrue(world.allows(managed, GET));
        assertFalse(world.allows(managed, LIST));
        assertTrue(world.allows(both, GET, LIST));
        assertFalse(world.allows(both, PUT));
        assertTrue(world.allows(wider, PUT));
        assertFalse(world.allows(wider, Access.to("ec2:DescribeInstances", "*")));
    }

    @Test
    void aFederatedUserHasWhatTheUserAndTheSessionPoliciesBothAllow() {
        User ann = world.user("ann", World.allow("s3:*"));

        assertFalse(world.allows(world.federated(ann, UnaryOperator.identity()), GET));
        assertTrue(world.allows(world.federated(ann, terms -> terms.limitedBy(World.allow("*"))), GET));
        assertFalse(world.allows(
                world.federated(ann, terms -> terms.limitedBy(World.allow("*"))),
                Access.to("ec2:DescribeInstances", "*")));
        assertFalse(world.allows(world.federated(ann, terms -> terms.limitedBy(World.allow("s3:GetObject"))), PUT));
        assertFalse(world.allows(
                world.federated(
                        ann.withBoundary(world.managed("b", World.allow("ec2:*"))),
                        terms -> terms.limitedBy(World.allow("*"))),
                GET));
    }

    @Test
    void aPolicyForTheFederatedSessionItselfIsEnough() {
        Access access = GET.guardedBy(World.bucketPolicy(
                "Allow", "{\"AWS\":\"arn:aws:sts::" + World.ACCOUNT + ":federated-user/guest\"}", "s3:GetObject"));
        User ann = world.user("ann");

        assertTrue(world.allows(world.federated(ann, terms -> terms.named("guest")), access));
        assertFalse(world.allows(world.federated(ann, terms -> terms.named("other")), access));
    }

    @Test
    void aServiceHasWhatTheResourcesPolicyGivesItAndNothingElse() {
        Caller ec2 = new Caller.AwsService("ec2.amazonaws.com");
        Access access =
                GET.guardedBy(World.bucketPolicy("Allow", "{\"Service\":\"ec2.amazonaws.com\"}", "s3:GetObject"));

        assertTrue(world.authorizer
                .decide(ec2, World.info(), world.state.current(), access)
                .decision()
                .allowed());
        assertFalse(world.authorizer
                .decide(ec2, World.info(), world.state.current(), GET)
                .decision()
                .allowed());
        assertFalse(world.authorizer
                .decide(new Caller.AwsService("lambda.amazonaws.com"), World.info(), world.state.current(), access)
                .decision()
                .allowed());
    }

    @Test
    void anExplicitDenyWinsWhereverItStands() {
        Role role = world.role("r", World.allow("*"));

        assertFalse(world.allows(world.caller(World.allow("*"), World.deny("s3:GetObject")), GET));
        assertFalse(world.allows(world.session(role, terms -> terms.limitedBy(World.deny("s3:GetObject"))), GET));
        assertFalse(world.allows(
                world.caller(world.user("bob", World.allow("*"))
                        .withBoundary(world.managed("b", World.deny("s3:GetObject")))),
                GET));
    }

    @Test
    void aPolicyThatIsMissingOrCannotBeReadIsNeverAnAllow() {
        User broken = world.user("ann", World.allow("*"), "{\"Version\":");
        User missing = world.user("bob", World.allow("*")).withAttached(List.of("arn:aws:iam::aws:policy/Gone"));
        User unbounded = world.user("cid", World.allow("*")).withBoundary("arn:aws:iam::aws:policy/Gone");
        User ungrouped = world.user("dan", World.allow("*")).withGroups(List.of("AGPAGONE"));
        Role role = world.role("r", World.allow("*"));

        for (User user : List.of(broken, missing, unbounded, ungrouped)) {
            assertThrows(IllegalStateException.class, () -> world.ask(world.caller(user), GET), user.name());
        }
        assertThrows(
                IllegalStateException.class, () -> world.ask(world.session(role, terms -> terms.limitedBy("{}")), GET));
        assertThrows(
                IllegalStateException.class,
                () -> world.ask(
                        world.session(role, terms -> terms.limitedByManaged("arn:aws:iam::aws:policy/Gone")), GET));
    }

    @Test
    void aQuestionThatIsNoneIsNeverAnAllow() {
        Caller ann = world.caller(World.allow("*"));

        assertThrows(IllegalArgumentException.class, () -> world.ask(ann, Access.to("s3", "*")));
        assertThrows(IllegalArgumentException.class, () -> world.ask(ann, Access.to("s3:GetObject", "bucket")));
    }

    @Test
    void passRoleLooksAtTheRoleTheServiceAndTheResource() {
        String instance = "arn:aws:ec2:us-east-1:123456789012:instance/*";
        Caller ann = world.caller(World.policy(
                "Allow",
                "iam:PassRole",
                "arn:aws:iam::123456789012:role/S3Access",
                "{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"},"
                        + "\"ArnLike\":{\"iam:AssociatedResourceArn\":\"" + instance + "\"}}"));

        assertTrue(world.allows(ann, passRole("S3Access", "ec2.amazonaws.com", instance)));
        assertFalse(world.allows(ann, passRole("Admin", "ec2.amazonaws.com", instance)));
        assertFalse(world.allows(ann, passRole("s3access", "ec2.amazonaws.com", instance)));
        assertFalse(world.allows(ann, passRole("S3Access", "lambda.amazonaws.com", instance)));
        assertFalse(world.allows(
                ann, passRole("S3Access", "ec2.amazonaws.com", "arn:aws:ec2:us-east-1:123456789012:volume/v")));
        assertFalse(world.allows(ann, Access.to("iam:PassRole", "arn:aws:iam::123456789012:role/S3Access")));
    }

    private static Access passRole(String role, String service, String resource) {
        return Access.to("iam:PassRole", "arn:aws:iam::123456789012:role/" + role)
                .with("iam:PassedToService", service)
                .with("iam:AssociatedResourceArn", resource);
    }

    @Test
    void keysOfOneAccessDoNotReachAnother() {
        Caller ann = world.caller(World.policy(
                "Allow", "ec2:RunInstances", "*", "{\"StringEquals\":{\"ec2:InstanceType\":\"t3.micro\"}}"));
        Access instance = Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:instance/*");

        assertTrue(world.allows(ann, instance.with("ec2:InstanceType", "t3.micro")));
        assertFalse(world.allows(
                ann,
                instance.with("ec2:InstanceType", "t3.micro"),
                Access.to("ec2:RunInstances", "arn:aws:ec2:us-east-1:123456789012:volume/*")));
    }

    @Test
    void sessionTagsDecideInTheirUsersPlace() {
        Role role = world.role(
                        "r",
                        World.policy(
                                "Allow", "s3:GetObject", "*", "{\"StringEquals\":{\"aws:PrincipalTag/team\":\"red\"}}"))
                .withTags(Map.of("Team", "blue"));

        assertFalse(world.allows(world.session(role, UnaryOperator.identity()), GET));
        assertTrue(world.allows(world.session(role, terms -> terms.tagged(Map.of("TEAM", "red"))), GET));
    }

    @Test
    void sessionsFromBeforeARevocationAreRefused() {
        Role role = world.role(
                "r",
                World.allow("*"),
                World.policy("Deny", "*", "*", "{\"DateLessThan\":{\"aws:TokenIssueTime\":\"2026-11-23T10:10:00Z\"}}"));

        assertFalse(world.allows(world.session(role, UnaryOperator.identity()), GET));
        assertTrue(world.allows(world.caller(world.user("ann", World.allow("*"))), GET));
    }

    @Test
    void theAuthorizedRequestIsTheOneThatWasAsked() {
        Caller root = world.root();
        Call<String> call = new Call<>("input", root, World.info(), world.state.current());

        Authorized<String> request = granted(world.authorizer.authorize(call, Accesses.of(GET)));

        assertEquals("input", request.input());
        assertSame(root, request.caller());
        assertEquals(World.ACCOUNT, request.account());
        assertSame(call.view(), request.view());
        assertEquals(World.NOW, request.time());
        assertEquals(World.info(), request.info());
    }

    @Test
    void aGetSessionTokenSessionHasItsUsersPermissions() {
        User ann = world.user("ann", World.allow("s3:GetObject"));
        Session session = new World.Terms().session(Session.Kind.USER, ann.id());

        assertTrue(world.allows(new Caller.IamUser(ann, session.accessKeyId(), session), GET));
        assertFalse(world.allows(new Caller.IamUser(ann, session.accessKeyId(), session), PUT));
    }
}
