package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.Role;
import signet.policy.Match;
import signet.policy.PolicyKind;

/** The statements that allow a hop, told by their policy, their Sid and their line. */
class HopStatementsTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private final Seed seed = new Seed();

    private List<Step> steps() {
        return seed.escalation().orElseThrow().hops().getFirst().steps();
    }

    private static String told(Match match) {
        return match.policy().source() + " " + match.statement().sid().orElse("-") + " line "
                + match.statement().startLine();
    }

    private static List<String> told(Step step) {
        return step.statements().stream().map(HopStatementsTest::told).toList();
    }

    private static String grant(String sid, String action) {
        return Seed.statement(sid, "Allow", action, "*", "");
    }

    @Test
    void anInlinePolicyIsToldByItsName() {
        seed.mallory(Seed.document(grant("Read", "s3:Get*"), grant("Keys", "iam:PutUserPolicy")));

        assertEquals(List.of("own0 Keys line 2"), told(steps().getFirst()));
        assertTrue(steps().getFirst().statements().getFirst().policy().inline());
    }

    @Test
    void theLineIsThatOfTheStatementInItsDocument() {
        String gap = "\n\n\n";
        seed.mallory("{" + gap + "\"Version\":\"2012-10-17\",\"Statement\":[" + grant("Read", "s3:Get*") + "," + gap
                + grant("Keys", "iam:PutUserPolicy") + "]}");

        assertEquals(List.of("own0 Keys line 7"), told(steps().getFirst()));
    }

    @Test
    void aManagedPolicyIsToldByItsArn() {
        CustomerPolicy policy = seed.addPolicy("writers", Seed.document(grant("Put", "iam:PutUserPolicy")));
        seed.put(seed.mallory().withAttached(List.of(policy.arn())));

        assertEquals(List.of(policy.arn() + " Put line 1"), told(steps().getFirst()));
        assertFalse(steps().getFirst().statements().getFirst().policy().inline());
    }

    @Test
    void aGroupsPolicyIsToldToo() {
        Group team = seed.addGroup("team", Seed.document(grant("Team", "iam:PutUserPolicy")));
        seed.put(seed.mallory().withGroups(List.of(team.id())));

        assertEquals(List.of("own0 Team line 1"), told(steps().getFirst()));
    }

    @Test
    void everyStatementThatAllowsItIsTold() {
        seed.mallory(Seed.document(grant("One", "iam:Put*"), grant("No", "ec2:*"), grant("Two", "iam:PutUserPolicy")));

        assertEquals(List.of("own0 One line 1", "own0 Two line 3"), told(steps().getFirst()));
    }

    @Test
    void aStatementOnAnotherResourceIsNotTold() {
        seed.mallory(Seed.document(
                Seed.statement("Other", "Allow", "iam:PutUserPolicy", Seed.user("other"), ""),
                Seed.statement("Mine", "Allow", "iam:PutUserPolicy", Seed.MALLORY, "")));

        assertEquals(List.of("own0 Mine line 2"), told(steps().getFirst()));
    }

    @Test
    void aStatementWhoseConditionDoesNotHoldIsNotTold() {
        seed.mallory(Seed.document(
                Seed.statement(
                        "Elsewhere",
                        "Allow",
                        "iam:PutUserPolicy",
                        "*",
                        "{\"IpAddress\":{\"aws:SourceIp\":\"198.51.100.0/24\"}}"),
                Seed.statement(
                        "Here",
                        "Allow",
                        "iam:PutUserPolicy",
                        "*",
                        "{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}")));

        assertEquals(List.of("own0 Here line 2"), told(steps().getFirst()));
    }

    @Test
    void denyStatementsAreNotToldAsWhatAllows() {
        seed.mallory(Seed.document(
                grant("Put", "iam:PutUserPolicy"),
                Seed.statement("Not", "Deny", "iam:PutUserPolicy", Seed.user("other"), "")));

        assertEquals(List.of("own0 Put line 1"), told(steps().getFirst()));
    }

    @Test
    void theBoundaryAndTheServiceControlPoliciesThatLetItPassAreToldByTheirKind() {
        seed.mallory(Seed.document(grant("Roles", "iam:*"), grant("All", "s3:*")));
        CustomerPolicy limit = seed.addPolicy("limit", Seed.document(grant("Limit", "iam:*")));
        seed.put(seed.mallory().withBoundary(limit.arn()));
        seed.control(Seed.deny("glacier:*"));

        List<Match> matches = steps().getFirst().statements();

        assertEquals(
                List.of("own0 Roles line 1"),
                matches.stream()
                        .filter(match -> match.kind() == PolicyKind.IDENTITY)
                        .map(HopStatementsTest::told)
                        .toList());
        assertEquals(
                List.of(limit.arn() + " Limit line 1"),
                matches.stream()
                        .filter(match -> match.kind() == PolicyKind.BOUNDARY)
                        .map(HopStatementsTest::told)
                        .toList());
        assertEquals(
                List.of("arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess"),
                matches.stream()
                        .filter(match -> match.kind() == PolicyKind.SERVICE_CONTROL)
                        .map(match -> match.policy().source())
                        .distinct()
                        .toList());
    }

    @Test
    void eachStepOfAPassHasItsOwnStatementAndTheTrustPolicyIsTheLast() {
        Role admin = seed.addAdmin(LAMBDA);
        seed.mallory(Seed.document(
                Seed.statement("Pass", "Allow", "iam:PassRole", admin.arn(), ""),
                grant("Make", "lambda:CreateFunction"),
                grant("Call", "lambda:InvokeFunction")));

        List<Step> steps = steps();

        assertEquals(
                List.of("iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction", "sts:AssumeRole"),
                steps.stream().map(Step::action).toList());
        assertEquals(List.of("own0 Pass line 1"), told(steps.get(0)));
        assertEquals(List.of("own0 Make line 2"), told(steps.get(1)));
        assertEquals(List.of("own0 Call line 3"), told(steps.get(2)));
        assertEquals(
                List.of("Trust"),
                steps.get(3).statements().stream()
                        .map(match -> match.statement().sid().orElse("-"))
                        .toList());
        assertEquals(LAMBDA, steps.get(3).who());
    }

    @Test
    void whatARoleDoesIsToldByTheRolesPolicies() {
        Role helper = seed.addRole("helper", seed.mallory().id(), Seed.document(grant("Help", "iam:PutUserPolicy")));

        List<Hop> hops = seed.escalation().orElseThrow().hops();

        assertEquals(helper.arn(), hops.getLast().from());
        assertEquals(List.of("own0 Help line 1"), told(hops.getLast().steps().getFirst()));
        assertEquals(
                List.of("Trust"),
                hops.getFirst().steps().getFirst().statements().stream()
                        .map(match -> match.statement().sid().orElse("-"))
                        .toList());
    }
}
