package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.identity.Role;
import signet.identity.User;
import signet.reasoning.PassCheck.Verdict;

/** Each part of a pass-check answers for itself. */
class PassCheckTest {
    private static final String EC2 = "ec2.amazonaws.com";
    private static final String PASS = Town.allow("iam:PassRole", "*");

    private final Town town = new Town();

    private PassCheck.Answer check(Caller who, Role role, String service, @Nullable String associated) {
        return new PassCheck(town.inquiry(), town.permissions)
                .of(new PassCheck.Question(who, role, service, associated));
    }

    private PassCheck.Answer check(User who, Role role) {
        return check(new Caller.IamUser(who, "", null), role, EC2, null);
    }

    private Role app() {
        return town.role(Town.HERE, "App", Town.trusting("Service", EC2));
    }

    private static String denying(PassCheck.Answer answer) {
        return answer.checks().stream()
                .filter(check -> check.verdict() == Verdict.DENIES)
                .map(PassCheck.Check::part)
                .collect(Collectors.joining(","));
    }

    private static PassCheck.Check part(PassCheck.Answer answer, String part) {
        return answer.checks().stream()
                .filter(check -> check.part().equals(part))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatIsPermittedAndTrustedPasses() {
        PassCheck.Answer answer = check(town.user("ann", PASS), app());

        assertTrue(answer.passes());
        assertTrue(answer.permission().decision().allowed());
        assertTrue(answer.trust().decision().allowed());
        assertEquals(
                List.of("account", "permission", "boundary", "service control policies", "trust"),
                answer.checks().stream().map(PassCheck.Check::part).toList());
    }

    @Test
    void whatDoesNotLimitIsAbsentAndNotAllowing() {
        PassCheck.Answer answer = check(town.user("ann", PASS), app());

        assertEquals(Verdict.ABSENT, part(answer, "boundary").verdict());
        assertEquals(Verdict.ABSENT, part(answer, "service control policies").verdict());
        assertEquals("none limits the caller.", part(answer, "boundary").sentence());
    }

    @Test
    void withoutPermissionOnlyThePermissionDenies() {
        PassCheck.Answer answer = check(town.user("ann", Town.allow("ec2:*", "*")), app());

        assertEquals("permission", denying(answer));
        assertFalse(answer.passes());
    }

    @Test
    void theStatementThatPermitsIsNamedWithItsLine() {
        String sentence = part(check(town.user("ann", Town.allow("s3:*", "*"), PASS), app()), "permission")
                .sentence();

        assertTrue(sentence.endsWith(" allows it (own, statement 2, line 1)."), sentence);
    }

    @Test
    void anExplicitDenyIsAPermissionThatDenies() {
        PassCheck.Answer answer = check(town.user("ann", PASS, Town.deny("iam:PassRole")), app());

        assertEquals("permission", denying(answer));
        assertTrue(part(answer, "permission").sentence().contains("explicit deny"), answer.toString());
    }

    @Test
    void aBoundaryAloneDenies() {
        String edge = town.managed("Edge", Town.allow("ec2:*", "*"));
        User ann = town.put(town.user("ann", PASS).withBoundary(edge));

        PassCheck.Answer answer = check(ann, app());

        assertEquals("boundary", denying(answer));
        assertFalse(answer.permission().decision().allowed());
    }

    @Test
    void aBoundaryThatAllowsIsNamed() {
        String edge = town.managed("Edge", PASS);
        User ann = town.put(town.user("ann", PASS).withBoundary(edge));

        PassCheck.Answer answer = check(ann, app());

        assertTrue(answer.passes());
        assertEquals(
                "a permissions boundary allows it (" + edge + ", statement 1, line 1).",
                part(answer, "boundary").sentence());
    }

    @Test
    void aServiceControlPolicyAloneDenies() {
        town.control(Town.allow("*", "*"), Town.deny("iam:PassRole"));

        assertEquals("service control policies", denying(check(town.user("ann", PASS), app())));
    }

    @Test
    void aServiceControlPolicyThatAllowsLessDeniesToo() {
        town.control(Town.allow("s3:*", "*"));

        assertEquals("service control policies", denying(check(town.user("ann", PASS), app())));
    }

    @Test
    void aServiceControlPolicyThatAllowsIsAsked() {
        town.control(Town.allow("*", "*"));

        PassCheck.Answer answer = check(town.user("ann", PASS), app());

        assertEquals(Verdict.ALLOWS, part(answer, "service control policies").verdict());
        assertTrue(answer.passes());
    }

    @Test
    void aRoleThatTrustsAnotherServiceIsDeniedByItsTrustAlone() {
        Role function = town.role(Town.HERE, "Function", Town.trusting("Service", "lambda.amazonaws.com"));

        PassCheck.Answer answer = check(town.user("ann", PASS), function);

        assertEquals("trust", denying(answer));
        assertTrue(answer.permission().decision().allowed());
        assertFalse(answer.trust().decision().allowed());
    }

    @Test
    void allThatStandsInTheWayIsToldAtOnce() {
        town.control(Town.allow("s3:*", "*"));
        String edge = town.managed("Edge", Town.allow("ec2:*", "*"));
        User ann = town.put(town.user("ann").withBoundary(edge));
        Role function = town.role(Town.HERE, "Function", Town.trusting("Service", "lambda.amazonaws.com"));

        assertEquals("permission,boundary,service control policies,trust", denying(check(ann, function)));
    }

    @Test
    void aRoleOfAnotherAccountCannotBePassed() {
        Role theirs = town.role(Town.THERE, "Theirs", Town.trusting("Service", EC2));

        PassCheck.Answer answer = check(town.user("ann", PASS), theirs);

        assertTrue(denying(answer).startsWith("account"), answer.toString());
        assertEquals(
                "a role can be passed only within its own account: the role is of account 444455556666, the caller of"
                        + " 111122223333.",
                part(answer, "account").sentence());
    }

    @Test
    void theServiceIsTheKeyPassedToService() {
        String onlyLambda = "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':"
                + "{'StringEquals':{'iam:PassedToService':'lambda.amazonaws.com'}}}";
        Caller ann = new Caller.IamUser(town.user("ann", onlyLambda), "", null);
        Role both = town.role(
                Town.HERE,
                "Both",
                "{'Effect':'Allow','Principal':{'Service':['ec2.amazonaws.com','lambda.amazonaws.com']},"
                        + "'Action':'sts:AssumeRole'}");

        assertEquals("permission", denying(check(ann, both, EC2, null)));
        assertEquals("", denying(check(ann, both, "lambda.amazonaws.com", null)));
    }

    @Test
    void whatTheRoleIsAttachedToIsAKeyOnlyWhenSomebodySaysIt() {
        String instances = "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':"
                + "{'ArnLike':{'iam:AssociatedResourceArn':'arn:aws:ec2:*:*:instance/*'}}}";
        Caller ann = new Caller.IamUser(town.user("ann", instances), "", null);

        assertEquals("", denying(check(ann, app(), EC2, "arn:aws:ec2:us-east-1:111122223333:instance/i-1")));
        assertEquals("permission", denying(check(ann, app(), EC2, "arn:aws:rds:us-east-1:111122223333:db:x")));
        assertEquals("permission", denying(check(ann, app(), EC2, null)));
    }

    @Test
    void theRootUserNeedsNoPolicyButTheTrust() {
        Caller root = new Caller.Root(Town.HERE, "", null);
        Role function = town.role(Town.HERE, "Function", Town.trusting("Service", "lambda.amazonaws.com"));

        assertTrue(check(root, app(), EC2, null).passes());
        assertEquals("trust", denying(check(root, function, EC2, null)));
        assertEquals(
                "the root user needs no policy that allows it.",
                part(check(root, app(), EC2, null), "permission").sentence());
    }

    @Test
    void aRolesSessionIsAskedByTheRolesPolicies() throws UnknownSubjectException {
        town.role(Town.HERE, "Deployer", Town.trusting("Service", EC2), PASS);
        town.role(Town.HERE, "Reader", Town.trusting("Service", EC2), Town.allow("s3:*", "*"));
        Subjects subjects = new Subjects(town.inquiry().view(), Town.NOW);

        assertTrue(check(subjects.named(Town.HERE, "role/Deployer"), app(), EC2, null)
                .passes());
        assertEquals("permission", denying(check(subjects.named(Town.HERE, "role/Reader"), app(), EC2, null)));
    }

    @Test
    void theWordsOfVerdictsAreForPrograms() {
        assertEquals(
                "allows denies absent",
                Verdict.ALLOWS.word() + " " + Verdict.DENIES.word() + " " + Verdict.ABSENT.word());
    }
}
