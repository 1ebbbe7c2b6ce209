package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.Role;

/** Instances and functions that are there, entered by whoever may have them run code. */
class WorkingTest {
    private static final String EC2 = "ec2.amazonaws.com";
    private static final String LAMBDA = "lambda.amazonaws.com";
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:old";
    private static final String SHELL = "arn:aws:ssm:us-east-1::document/AWS-RunShellScript";
    private static final String AGENT_CORE = "ssm:UpdateInstanceInformation *";
    private final Seed seed = new Seed();

    private void instance(Role role, boolean running) {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, role.arn(), running, true));
    }

    private void function(Role role) {
        seed.workplaces.add(new Workplace(Workplace.Kind.FUNCTION, FUNCTION, role.arn(), true, true));
    }

    private List<Hop> hops() {
        return seed.paths().hops(Seed.MALLORY);
    }

    private Set<String> methods() {
        return hops().stream().map(Hop::method).collect(Collectors.toSet());
    }

    private Hop only() {
        List<Hop> hops = hops();
        assertEquals(1, hops.size(), () -> hops.stream().map(Hop::what).toList().toString());
        return hops.getFirst();
    }

    private static List<String> accesses(Hop hop) {
        return hop.steps().stream()
                .map(step -> step.action() + " " + step.resource())
                .toList();
    }

    @Test
    void whoChangesAFunctionsCodeAndInvokesItActsAsItsRole() {
        Role app = seed.addRole("app", LAMBDA);
        function(app);
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode " + FUNCTION, "lambda:InvokeFunction " + FUNCTION));

        Hop hop = only();

        assertEquals(app.arn(), hop.to());
        assertEquals(FUNCTION, hop.details().get("resource"));
        assertEquals(
                List.of(
                        "lambda:UpdateFunctionCode " + FUNCTION,
                        "lambda:InvokeFunction " + FUNCTION,
                        "sts:AssumeRole " + app.arn()),
                accesses(hop));
        assertEquals(LAMBDA, hop.steps().getLast().who());
    }

    @Test
    void theRightToInvokeMayBeGivenToOneself() {
        function(seed.addRole("app", LAMBDA));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode *", "lambda:AddPermission *"));

        assertEquals("lambda:UpdateFunctionCode + lambda:AddPermission", only().method());
    }

    @Test
    void butNotWhereItMayBeGivenOnlyToOthers() {
        function(seed.addRole("app", LAMBDA));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "lambda:AddPermission",
                "*",
                "{\"StringEquals\":{\"lambda:Principal\":\"s3.amazonaws.com\"}}")));

        assertEquals(List.of(), hops());
    }

    @ParameterizedTest
    @ValueSource(strings = {"lambda:UpdateFunctionCode", "lambda:InvokeFunction"})
    void halfOfItIsNotEnough(String action) {
        function(seed.addRole("app", LAMBDA));
        seed.mallory(Seed.allow(action + " *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void anotherFunctionsCodeIsNotThisOnes() {
        function(seed.addRole("app", LAMBDA));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode " + FUNCTION + "er", "lambda:InvokeFunction *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aFunctionWhoseRoleNoLongerTrustsLambdaGivesNothing() {
        function(seed.addRole("app", EC2));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode *", "lambda:InvokeFunction *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aFunctionWhoseRoleIsGoneGivesNothing() {
        seed.workplaces.add(new Workplace(Workplace.Kind.FUNCTION, FUNCTION, Seed.role("gone"), true, true));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode *", "lambda:InvokeFunction *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aRoleOfTheSameNameUnderAnotherPathIsNotTheFunctions() {
        seed.addRole("app", LAMBDA);
        seed.workplaces.add(new Workplace(
                Workplace.Kind.FUNCTION, FUNCTION, "arn:aws:iam::123456789012:role/team/app", true, true));
        seed.mallory(Seed.allow("lambda:UpdateFunctionCode *", "lambda:InvokeFunction *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aRunningInstanceIsStoppedBeforeItsUserDataChanges() {
        Role app = seed.addRole("app", EC2);
        instance(app, true);
        seed.mallory(Seed.allow("ec2:StopInstances *", "ec2:ModifyInstanceAttribute *", "ec2:StartInstances *"));

        assertEquals(
                List.of(
                        "ec2:StopInstances " + INSTANCE,
                        "ec2:ModifyInstanceAttribute " + INSTANCE,
                        "ec2:StartInstances " + INSTANCE,
                        "sts:AssumeRole " + app.arn()),
                accesses(only()));
    }

    @ParameterizedTest
    @CsvSource({"true, 0", "false, 1"})
    void onlyAStoppedInstanceNeedsNoStop(boolean running, int hops) {
        instance(seed.addRole("app", EC2), running);
        seed.mallory(Seed.allow("ec2:ModifyInstanceAttribute *", "ec2:StartInstances *"));

        assertEquals(hops, hops().size());
    }

    @ParameterizedTest
    @CsvSource({"UserData, 1", "InstanceType, 0"})
    void theAttributeThatMayBeChangedHasToBeTheUserData(String attribute, int hops) {
        instance(seed.addRole("app", EC2), false);
        seed.mallory(Seed.allow("ec2:StartInstances *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "ec2:ModifyInstanceAttribute",
                "*",
                "{\"StringEquals\":{\"ec2:Attribute\":\"" + attribute + "\"}}")));

        assertEquals(hops, hops().size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ssm:SendCommand",
                "ssm:StartSession",
                "ec2-instance-connect:SendSSHPublicKey",
                "ssm:*",
                "ec2-instance-connect:*"
            })
    void nobodyIsReachedInAnInstanceThatIsStopped(String action) {
        instance(seed.addAdmin(EC2), false);
        seed.mallory(Seed.allow(action + " *"));

        assertEquals(List.of(), hops());
    }

    @ParameterizedTest
    @CsvSource({"ec2-user, 1", "root, 0"})
    void aKeyIsSentToTheUserOfTheImage(String user, int hops) {
        instance(seed.addRole("app", EC2), true);
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "ec2-instance-connect:SendSSHPublicKey",
                INSTANCE,
                "{\"StringEquals\":{\"ec2:osuser\":\"" + user + "\"}}")));

        assertEquals(hops, hops().size());
    }

    @Test
    void aCommandNeedsTheInstanceTheDocumentAndTheAgent() {
        Role app = seed.addRole("app", EC2, Seed.allow(AGENT_CORE, "ec2messages:GetMessages *"));
        instance(app, true);
        seed.mallory(Seed.allow("ssm:SendCommand " + INSTANCE, "ssm:SendCommand " + SHELL));

        Hop hop = only();

        assertEquals("ssm:SendCommand", hop.method());
        assertEquals(
                List.of(
                        "ssm:SendCommand " + INSTANCE,
                        "ssm:SendCommand " + SHELL,
                        "ssm:UpdateInstanceInformation *",
                        "ec2messages:GetMessages *",
                        "sts:AssumeRole " + app.arn()),
                accesses(hop));
    }

    @Test
    void theAgentsStepsAreTakenByTheInstancesRole() {
        Role app = seed.addRole("app", EC2, Seed.allow(AGENT_CORE, "ec2messages:GetMessages *"));
        instance(app, true);
        seed.mallory(Seed.allow("ssm:SendCommand *"));

        List<String> who = only().steps().stream().map(Step::who).toList();

        assertEquals(List.of(Seed.MALLORY, Seed.MALLORY), who.subList(0, 2));
        assertTrue(who.get(2).contains("app"), who.get(2));
        assertEquals(who.get(2), who.get(3));
    }

    @ParameterizedTest
    @ValueSource(strings = {INSTANCE, SHELL})
    void aCommandOnOneOfTheTwoIsNone(String resource) {
        instance(seed.addAdmin(EC2), true);
        seed.mallory(Seed.allow("ssm:SendCommand " + resource));

        assertEquals(List.of(), hops());
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT_CORE, "ec2messages:GetMessages *"})
    void aCommandReachesNoAgentThatMayNotHearIt(String grant) {
        instance(seed.addRole("app", EC2, Seed.allow(grant)), true);
        seed.mallory(Seed.allow("ssm:SendCommand *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aSessionNeedsTheAgentsChannels() {
        String control = "ssmmessages:CreateControlChannel *";
        String data = "ssmmessages:OpenDataChannel *";
        Role app = seed.addRole("app", EC2, Seed.allow(AGENT_CORE, control));
        instance(app, true);
        seed.mallory(Seed.allow("ssm:StartSession " + INSTANCE));

        assertEquals(List.of(), hops());

        seed.addRole("app", EC2, Seed.allow(AGENT_CORE, control, data));

        assertEquals("ssm:StartSession", only().method());
    }

    @Test
    void theManagedPolicyOfSystemsManagerIsEnoughForTheAgent() {
        Role app = seed.addRole("app", EC2);
        seed.put(app.withAttached(List.of("arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore")));
        instance(app, true);
        seed.mallory(Seed.allow("ssm:* *"));

        assertEquals(Set.of("ssm:SendCommand", "ssm:StartSession"), methods());
    }

    @Test
    void aFunctionIsGivenAnotherRoleByWhoMayPassIt() {
        function(seed.addRole("low", LAMBDA));
        seed.addAdmin(LAMBDA);
        seed.mallory(Seed.allow(
                "iam:PassRole " + Seed.ADMIN,
                "lambda:UpdateFunctionConfiguration " + FUNCTION,
                "lambda:UpdateFunctionCode " + FUNCTION,
                "lambda:InvokeFunction " + FUNCTION));

        Hop hop = hops().stream()
                .filter(found -> found.to().equals(Seed.ADMIN))
                .findFirst()
                .orElseThrow();

        assertEquals("iam:PassRole + lambda:UpdateFunctionConfiguration", hop.method());
        assertEquals(LAMBDA, hop.details().get("service"));
        assertEquals("iam:PassRole " + Seed.ADMIN, accesses(hop).getFirst());
    }

    @ParameterizedTest
    @CsvSource({"old, 1", "new, 0"})
    void theRoleIsPassedForThatFunction(String name, int hops) {
        seed.workplaces.add(new Workplace(Workplace.Kind.FUNCTION, FUNCTION, null, true, true));
        seed.addRole("app", LAMBDA);
        seed.mallory(Seed.allow(
                "lambda:UpdateFunctionConfiguration *", "lambda:UpdateFunctionCode *", "lambda:InvokeFunction *"));
        seed.mallory(Seed.document(Seed.statement(
                "Pass",
                "Allow",
                "iam:PassRole",
                "*",
                "{\"ArnEquals\":{\"iam:AssociatedResourceArn\":\"arn:aws:lambda:us-east-1:123456789012:function:" + name
                        + "\"}}")));

        assertEquals(hops, hops().size());
    }

    @Test
    void aRoleIsGivenInVainWhereNoCodeCanBeRun() {
        function(seed.addRole("low", LAMBDA));
        seed.addAdmin(LAMBDA);
        seed.mallory(Seed.allow("iam:PassRole *", "lambda:UpdateFunctionConfiguration *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void aFunctionIsGivenNoRoleThatDoesNotTrustLambda() {
        function(seed.addRole("low", LAMBDA));
        seed.addAdmin(EC2);
        seed.mallory(Seed.allow("iam:PassRole *", "lambda:Update* *", "lambda:InvokeFunction *"));

        assertEquals(Set.of(Seed.role("low")), hops().stream().map(Hop::to).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void aProfileIsReplacedOnlyWhileTheInstanceRuns(boolean running, int hops) {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, null, running, true));
        seed.addProfile("box", seed.addAdmin(EC2));
        seed.mallory(Seed.allow(
                "iam:PassRole *",
                "ec2:ReplaceIamInstanceProfileAssociation *",
                "ec2:ModifyInstanceAttribute *",
                "ec2:StartInstances *",
                "ec2:StopInstances *"));

        assertEquals(hops, hops().size());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aFirstProfileIsAssociatedWhetherItRunsOrNot(boolean running) {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, null, running, false));
        seed.addProfile("box", seed.addAdmin(EC2));
        seed.mallory(Seed.allow(
                "iam:PassRole *",
                "ec2:AssociateIamInstanceProfile *",
                "ec2:ModifyInstanceAttribute *",
                "ec2:StartInstances *",
                "ec2:StopInstances *"));

        assertEquals("iam:PassRole + ec2:AssociateIamInstanceProfile", only().method());
        assertEquals(Seed.ADMIN, only().to());
    }

    @Test
    void theProfileThatMayBeAssociatedHasToBeTheRoles() {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, null, false, false));
        seed.addProfile("box", seed.addAdmin(EC2));
        seed.mallory(Seed.allow("iam:PassRole *", "ec2:ModifyInstanceAttribute *", "ec2:StartInstances *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "ec2:AssociateIamInstanceProfile",
                "*",
                "{\"ArnEquals\":{\"ec2:NewInstanceProfile\":\"arn:aws:iam::123456789012:instance-profile/other\"}}")));

        assertEquals(List.of(), hops());
    }

    @Test
    void anInstanceIsGivenNoRoleWithoutAProfile() {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, null, false, false));
        seed.addAdmin(EC2);
        seed.mallory(Seed.allow("iam:PassRole *", "ec2:Associate* *", "ec2:Modify* *", "ec2:Start* *"));

        assertEquals(List.of(), hops());
    }

    @Test
    void whoIsInAnInstanceGoesOnFromItsRole() {
        Role low = seed.addRole("low", EC2);
        instance(low, true);
        seed.addAdmin(low.id());
        seed.mallory(Seed.allow("ec2-instance-connect:SendSSHPublicKey *"));

        Optional<Path> path = seed.escalation();

        assertEquals(
                List.of(low.arn(), Seed.ADMIN),
                path.orElseThrow().hops().stream().map(Hop::to).toList());
        assertFalse(seed.paths().administrator(low.arn()));
    }
}
