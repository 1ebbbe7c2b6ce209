package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Role;

/** An account with an administrator, functions, instances and groups, in which mallory gets nowhere, and what would undo it. */
class HardenedAccountsTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private static final String EC2 = "ec2.amazonaws.com";
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:old";
    private static final String ANY = "arn:aws:iam::123456789012:";
    private final Seed seed = new Seed();

    @BeforeEach
    void account() {
        Role admin = seed.addAdmin(EC2);
        seed.addProfile("box", admin);
        seed.addUser("boss", Seed.allow("* *"));
        seed.addGroup("admins", Seed.allow("* *"));
        seed.addPolicy("anything", Seed.allow("* *"));
        Role low = seed.addRole("low", LAMBDA, Seed.allow("s3:GetObject *", "iam:List* *", "iam:Get* *"));
        seed.workplaces.add(new Workplace(Workplace.Kind.FUNCTION, FUNCTION, low.arn(), true, true));
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, admin.arn(), true, true));
    }

    private boolean escapes() {
        boolean pruned = seed.escalation().isPresent();
        boolean exhaustive =
                new Paths(seed.survey(), true).toAdministrator(Seed.MALLORY).isPresent();
        assertEquals(exhaustive, pruned, "an index ruled out what the engine allows");
        return pruned;
    }

    /** What developers have in an account that is well kept. */
    private void developer(String... more) {
        seed.mallory(Seed.allow(
                "s3:* *",
                "dynamodb:* *",
                "lambda:CreateFunction *",
                "lambda:InvokeFunction *",
                "lambda:UpdateFunctionCode " + FUNCTION,
                "ec2:RunInstances *",
                "ec2:Describe* *",
                "iam:Get* *",
                "iam:List* *",
                "iam:PassRole " + ANY + "role/low"));
        if (more.length > 0) {
            seed.mallory(Seed.allow(more));
        }
    }

    @Test
    void aDeveloperGetsNoFurtherThanTheRoleOfTheFunction() {
        developer();

        assertFalse(escapes());
        assertEquals(
                List.of(Seed.role("low")),
                seed.paths().from(Seed.MALLORY).stream().map(Path::to).toList());
    }

    static Stream<String> doors() {
        return Stream.of(
                "iam:PassRole " + Seed.ADMIN,
                "iam:CreateAccessKey " + Seed.user("boss"),
                "iam:CreateLoginProfile " + Seed.user("boss"),
                "iam:AddUserToGroup " + ANY + "group/admins",
                "iam:PutUserPolicy " + Seed.MALLORY,
                "iam:AttachUserPolicy " + Seed.MALLORY,
                "iam:PutRolePolicy " + Seed.role("low"),
                "iam:AttachRolePolicy " + Seed.role("low"),
                "iam:UpdateAssumeRolePolicy " + Seed.ADMIN,
                "ec2-instance-connect:SendSSHPublicKey " + INSTANCE,
                "ssm:StartSession " + INSTANCE,
                "ssm:SendCommand *");
    }

    @ParameterizedTest
    @MethodSource("doors")
    void oneDoorIsEnough(String door) {
        developer(door);

        assertTrue(escapes());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aDoorThatIsOpenForOthersOnlyIsNone(String door) {
        developer(door.split(" ", 2)[0] + " " + ANY + "user/somebody-else");

        assertFalse(escapes());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aDoorThatTheOrganizationShutsIsNone(String door) {
        developer(door);
        seed.control(Seed.deny(door.split(" ", 2)[0]));

        assertFalse(escapes());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aDoorThatIsOpenAtAnotherTimeIsNone(String door) {
        developer();
        String[] words = door.split(" ", 2);
        seed.mallory(Seed.document(Seed.statement(
                "Later",
                "Allow",
                words[0],
                words[1],
                "{\"DateGreaterThan\":{\"aws:CurrentTime\":\"2027-01-01T00:00:00Z\"}}")));

        assertFalse(escapes());
    }

    @Test
    void whoMayReadEverythingChangesNothing() {
        seed.put(seed.mallory().withAttached(List.of("arn:aws:iam::aws:policy/ReadOnlyAccess")));

        assertFalse(escapes());
        assertEquals(List.of(), seed.paths().from(Seed.MALLORY));
    }

    @Test
    void aPowerUserWithNoPassRoleStillEntersWhatIsThere() {
        seed.put(seed.mallory().withAttached(List.of("arn:aws:iam::aws:policy/PowerUserAccess")));

        assertTrue(escapes());
        assertEquals(Seed.ADMIN, seed.escalation().orElseThrow().to());

        seed.workplaces.clear();

        assertFalse(escapes());
    }

    @Test
    void whoMayDoAllOfIamIsAsGoodAsAnAdministrator() {
        seed.put(seed.mallory().withAttached(List.of("arn:aws:iam::aws:policy/IAMFullAccess")));

        assertTrue(escapes());
        assertEquals(1, seed.escalation().orElseThrow().hops().size());
    }

    @Test
    void everyNameOfAListOfPathsIsOfSomebodyWhoIsNoAdministrator() {
        developer("iam:PutUserPolicy *");

        List<String> from = seed.paths().everybodys().stream().map(Path::from).toList();

        assertEquals(List.of(Seed.MALLORY), from);
    }

    @Test
    void aBoundaryOfReadingShutsEveryDoorButThoseOfRoles() {
        developer(doors().toArray(String[]::new));
        seed.put(seed.mallory().withBoundary("arn:aws:iam::aws:policy/ReadOnlyAccess"));

        assertFalse(escapes());
    }
}
