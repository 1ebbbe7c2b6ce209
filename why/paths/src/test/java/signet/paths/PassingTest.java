package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Roles that are passed to services, with the resources and keys of each row of the table. */
class PassingTest {
    private final Seed seed = new Seed();

    static Stream<PassMethod> methods() {
        return PassMethods.all().stream();
    }

    private List<String> found() {
        return seed.paths().hops(Seed.MALLORY).stream().map(Hop::method).toList();
    }

    private static String grant(PassMethod.Template need) {
        String resource = need.resource();
        return need.action() + " "
                + resource.replace("{region}", Seed.REGION)
                        .replace("{account}", Seed.ACCOUNT)
                        .replace("{name}", "team-*");
    }

    @ParameterizedTest
    @MethodSource("methods")
    void eachActionIsAskedForOnItsOwnResourceUnderANameThatIsAllowed(PassMethod method) {
        seed.addAdmin(method.trusted());
        List<String> grants = Stream.concat(
                        Stream.of("iam:PassRole " + Seed.ADMIN),
                        method.needs().stream().map(PassingTest::grant))
                .toList();
        seed.mallory(Seed.allow(grants.toArray(new String[0])));

        assertEquals(List.of(method.method()), found());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void anotherRegionsResourcesAreNotThisOnes(PassMethod method) {
        seed.addAdmin(method.trusted());
        List<String> grants = method.needs().stream()
                .map(PassingTest::grant)
                .map(grant -> grant.replace(Seed.REGION, "eu-west-1"))
                .toList();
        seed.mallory(Seed.allow(grants.toArray(new String[0])));
        seed.mallory(Seed.allow("iam:PassRole *"));

        boolean regional =
                method.needs().stream().anyMatch(need -> need.resource().contains("{region}"));

        assertEquals(regional ? List.of() : List.of(method.method()), found());
    }

    @ParameterizedTest
    @MethodSource("methods")
    void theRoleIsPassedAndThenAssumedByTheService(PassMethod method) {
        seed.addAdmin(method.trusted());
        seed.mallory(Seed.allow("iam:PassRole *"));
        method.needs().forEach(need -> seed.mallory(Seed.allow(need.action() + " *")));

        List<Step> steps = seed.paths().hops(Seed.MALLORY).getFirst().steps();

        assertEquals("iam:PassRole", steps.getFirst().action());
        assertEquals(Seed.ADMIN, steps.getFirst().resource());
        assertEquals("sts:AssumeRole", steps.getLast().action());
        assertEquals(method.trusted(), steps.getLast().who());
        assertEquals(method.needs().size() + 2, steps.size());
    }

    /** Service Authorization Reference, AWS Glue: CreateDevEndpoint has no resource type. */
    @ParameterizedTest
    @CsvSource({"*, 1", "arn:aws:glue:us-east-1:123456789012:devEndpoint/*, 0"})
    void anActionWithoutResourceTypesIsAllowedOnEverythingOnly(String resource, int hops) {
        seed.addAdmin("glue.amazonaws.com");
        seed.mallory(Seed.allow("iam:PassRole *", "glue:CreateDevEndpoint " + resource));

        assertEquals(hops, found().size());
    }

    @ParameterizedTest
    @CsvSource({"123456789012, 1", "999988887777, 0"})
    void aTaskTellsTheAccountThatItIsOf(String account, int hops) {
        seed.addAdmin("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":"
                + "\"ecs-tasks.amazonaws.com\"},\"Action\":\"sts:AssumeRole\",\"Condition\":{\"StringEquals\":"
                + "{\"aws:SourceAccount\":\"" + account + "\"}}}]}");
        seed.mallory(
                Seed.allow("iam:PassRole *", "ecs:CreateCluster *", "ecs:RegisterTaskDefinition *", "ecs:RunTask *"));

        assertEquals(hops, found().size());
    }

    @ParameterizedTest
    @CsvSource({"admin, 1", "other, 0"})
    void aStackIsMadeWithTheRoleThatThePolicyNames(String role, int hops) {
        seed.addAdmin("cloudformation.amazonaws.com");
        seed.mallory(Seed.allow("iam:PassRole *"));
        seed.mallory(Seed.document(Seed.statement(
                "S",
                "Allow",
                "cloudformation:CreateStack",
                "*",
                "{\"ArnEquals\":{\"cloudformation:RoleArn\":\"" + Seed.role(role) + "\"}}")));

        assertEquals(hops, found().size());
    }

    @Test
    void aFunctionAndItsPassHaveOneName() {
        seed.addAdmin("lambda.amazonaws.com");
        String functions = "arn:aws:lambda:us-east-1:123456789012:function:";
        seed.mallory(
                Seed.allow("lambda:CreateFunction " + functions + "a-*", "lambda:InvokeFunction " + functions + "b-*"));
        seed.mallory(Seed.allow("iam:PassRole *"));

        assertTrue(found().isEmpty());

        seed.mallory(Seed.allow("lambda:InvokeFunction " + functions + "a-*"));

        assertEquals(List.of("iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction"), found());
    }
}
