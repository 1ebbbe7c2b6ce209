package signet.autoscaling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static signet.autoscaling.World.ACCOUNT;
import static signet.autoscaling.World.OTHER;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.authz.Denial;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.model.AwsError;
import signet.snapshot.Table;

/**
 * Every way of handing a role to a service, for everyone who may and who may not, with AWS's answer word by word: code,
 * status, message, what the encoded message says, what was asked, and that who was refused has changed nothing.
 */
@Tag("slow")
class DoorTableTest extends AutoScalingTest {
    private static final String FOREIGN = "arn:aws:iam::" + OTHER + ":role/Foreign";
    private static final Outcome DONE = new Outcome("done", 200, "");
    private static final List<Table<?>> CHANGED_BY_SUCCESS = List.of(
            signet.fleet.Tables.INSTANCES,
            signet.fleet.Tables.ASSOCIATIONS,
            signet.identity.Tables.INSTANCE_PROFILES,
            Tables.LAUNCH_CONFIGURATIONS,
            Tables.GROUPS);

    private Doorway doorway;
    private Company company;
    private int mixed;

    /** What a client sees. */
    record Outcome(String code, int status, String message) {}

    @BeforeEach
    void furnish() {
        doorway = new Doorway(world);
        world.profile("App");
        world.profile("Plain");
        world.profile(OTHER, "Theirs");
        world.profile(OTHER, "Foreign");
        world.group("first", 0, 1);
        company = new Company(world);
    }

    @TestFactory
    Stream<DynamicNode> table() {
        return Stream.of(Door.values())
                .map(door -> dynamicContainer(
                        door.name(),
                        Stream.of(Column.values())
                                .map(column -> dynamicTest(column.name(), () -> check(door, column)))));
    }

    @Test
    void everyColumnThatWasPromisedIsThere() {
        Set<Column.Group> missing = EnumSet.allOf(Column.Group.class);
        for (Column column : Column.values()) {
            missing.remove(column.group());
        }

        assertEquals(Set.of(), missing);
    }

    private void check(Door door, Column column) {
        company.control(null);
        Doorway.Passed passed = passed(column);
        Doorway.Attempt attempt;
        try {
            attempt = doorway.prepare(door, passed);
        } catch (AwsError e) {
            assertEquals(unprepared(door, column, passed), new Outcome(e.code(), e.httpStatus(), e.message()));
            return;
        }
        exchangeRole(passed, column);
        Caller caller = caller(door, column);
        company.control(column.control(door));
        List<Object> before = fingerprint();
        world.decisions();

        Outcome outcome = outcome(attempt, caller);

        List<Decided> decisions = world.decisions();
        Outcome expected = expected(door, column, attempt, caller, passed);
        assertEquals(withoutBlob(expected), withoutBlob(outcome));
        if (outcome.equals(DONE) || outcome.code().equals("DryRunOperation")) {
            handedOver(door, decisions, attempt);
            if (outcome.equals(DONE)) {
                assertNotEquals(before, fingerprint());
            }
        } else {
            assertEquals(before, fingerprint(), "who is refused changes nothing");
            if (outcome.status() == 403) {
                refused(door, column, attempt, outcome, new Denial(caller, theOneRefused(decisions)));
            }
        }
    }

    private Doorway.Passed passed(Column column) {
        return switch (column) {
            case OTHER_ACCOUNT -> new Doorway.Passed(OTHER, "Theirs");
            case OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE -> {
                String name = "Mixed" + ++mixed;
                world.profile(name);
                yield new Doorway.Passed(ACCOUNT, name);
            }
            default -> new Doorway.Passed(ACCOUNT, "App");
        };
    }

    /** Puts another account's role into our profile: no API does, but nothing may rest on that. */
    private void exchangeRole(Doorway.Passed passed, Column column) {
        if (column == Column.OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE) {
            world.state.change(tx -> {
                InstanceProfile profile = tx.get(
                                signet.identity.Tables.INSTANCE_PROFILES,
                                signet.identity.Tables.key(ACCOUNT, passed.name()))
                        .orElseThrow()
                        .withRole("AROAForeign");
                tx.put(signet.identity.Tables.INSTANCE_PROFILES, profile.key(), profile);
                Role gone = tx.get(signet.identity.Tables.ROLES, signet.identity.Tables.key(ACCOUNT, passed.name()))
                        .orElseThrow();
                tx.delete(signet.identity.Tables.ROLES, gone.key());
            });
        }
    }

    private Caller caller(Door door, Column column) {
        if (column == Column.SCP_DENIES_THE_ROOT_USER) {
            return World.ROOT;
        }
        List<String> statements = new ArrayList<>(Column.BASE);
        statements.addAll(column.statements(door));
        String managed = column.managed(door);
        String arn = managed == null ? null : world.managed("NoPassing", managed);
        return world.attached("dev", column.boundary(door), arn, statements.toArray(new String[0]));
    }

    private List<Object> fingerprint() {
        world.fleet.awaitIdle();
        List<Object> all = new ArrayList<>();
        for (Table<?> table : CHANGED_BY_SUCCESS) {
            all.add(new TreeMap<>(world.state.current().under(table, "")));
        }
        return all;
    }

    private static Outcome outcome(Doorway.Attempt attempt, Caller caller) {
        try {
            attempt.request().accept(caller);
            return DONE;
        } catch (AwsError e) {
            return new Outcome(e.code(), e.httpStatus(), e.message());
        }
    }

    /** The answer to the root user who prepares a door with what cannot be handed over. */
    private static Outcome unprepared(Door door, Column column, Doorway.Passed passed) {
        assertEquals(Column.OTHER_ACCOUNT, column);
        return switch (door) {
            case CONFIGURATION_LIKE_INSTANCE, GROUP_LIKE_INSTANCE -> invalidArn(passed);
            case GROUP_OF_CONFIGURATION, UPDATE_TO_CONFIGURATION, GROUPS_OWN_LAUNCH ->
                invalidConfiguration(passed.arn());
            default -> throw new AssertionError(door + " can be prepared");
        };
    }

    private static Outcome invalidArn(Doorway.Passed passed) {
        return new Outcome(
                "InvalidParameterValue",
                400,
                "Value (" + passed.arn()
                        + ") for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN");
    }

    private static Outcome invalidConfiguration(String profile) {
        return new Outcome("ValidationError", 400, "Invalid IamInstanceProfile: " + profile);
    }

    private static Outcome expected(
            Door door, Column column, Doorway.Attempt attempt, Caller caller, Doorway.Passed passed) {
        if (column.group() == Column.Group.OTHER_ACCOUNT && isNotEvenThere(door, column)) {
            return notThere(door, caller, passed);
        }
        String because = column.because();
        if (because == null || door.answer() == Door.Answer.NOT_ASKED) {
            return door == Door.RUN_DRY
                    ? new Outcome("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.")
                    : DONE;
        }
        String role = column == Column.OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE ? FOREIGN : door.role();
        return denied(door, attempt, sentence(caller, role, because));
    }

    private static boolean isNotEvenThere(Door door, Column column) {
        return column == Column.OTHER_ACCOUNT || door == Door.ROLE_INTO_PROFILE || door == Door.SERVICE_LINKED_ROLE;
    }

    /** A profile or role of another account, or of none: the service does not know it, whatever policies allow. */
    private static Outcome notThere(Door door, Caller caller, Doorway.Passed passed) {
        return switch (door) {
            case RUN_BY_NAME ->
                new Outcome(
                        "InvalidParameterValue",
                        400,
                        "Value (" + passed.name()
                                + ") for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile"
                                + " name");
            case GROUP_BY_TEMPLATE, UPDATE_BY_TEMPLATE ->
                new Outcome(
                        "ValidationError",
                        400,
                        "You must use a valid fully-formed launch template. "
                                + invalidArn(passed).message());
            case CONFIGURATION_BY_NAME -> invalidConfiguration(passed.name());
            case CONFIGURATION_BY_ARN -> invalidConfiguration(passed.arn());
            case ROLE_INTO_PROFILE ->
                new Outcome("NoSuchEntity", 404, "The role with name " + passed.name() + " cannot be found.");
            case SERVICE_LINKED_ROLE ->
                passed.account().equals(ACCOUNT)
                        ? DONE
                        : new Outcome(
                                "AccessDenied",
                                403,
                                sentence(
                                        caller,
                                        door.role().replace(ACCOUNT, passed.account()),
                                        "because no resource-based policy allows the iam:PassRole action"));
            default -> invalidArn(passed);
        };
    }

    private static String sentence(Caller caller, String role, String because) {
        return "User: " + caller.arn() + " is not authorized to perform: iam:PassRole on resource: " + role + " "
                + because;
    }

    private static Outcome denied(Door door, Doorway.Attempt attempt, String sentence) {
        return switch (door.answer()) {
            case EC2 ->
                new Outcome(
                        "UnauthorizedOperation",
                        403,
                        "You are not authorized to perform this operation. " + sentence
                                + ". Encoded authorization failure message: BLOB");
            case QUERY -> new Outcome("AccessDenied", 403, sentence);
            case TEMPLATE ->
                new Outcome(
                        "AccessDenied", 403, "You are not authorized to use launch template: " + attempt.template());
            case NOT_ASKED -> throw new AssertionError("nobody is asked");
        };
    }

    private static Outcome withoutBlob(Outcome outcome) {
        return new Outcome(
                outcome.code(),
                outcome.status(),
                outcome.message().replaceFirst("(failure message: )[A-Za-z0-9_-]+$", "$1BLOB"));
    }

    /** What was asked of a caller who may: the right role, for the right service and resource, and nobody else's. */
    private void handedOver(Door door, List<Decided> decisions, Doorway.Attempt attempt) {
        List<Decided> passes = decisions.stream()
                .filter(decided -> decided.access().action().equals("iam:PassRole"))
                .toList();
        if (door.answer() == Door.Answer.NOT_ASKED) {
            assertEquals(List.of(), passes);
            return;
        }
        assertTrue(!passes.isEmpty(), "the role was not asked for");
        for (Decided pass : passes) {
            assertEquals(door.role(), pass.access().resource());
            assertKeys(door, attempt, pass);
        }
    }

    private static Decided theOneRefused(List<Decided> decisions) {
        List<Decided> refused = decisions.stream()
                .filter(decided -> !decided.decision().allowed())
                .toList();
        assertEquals(1, refused.size());
        return refused.getFirst();
    }

    private static void assertKeys(Door door, Doorway.Attempt attempt, Decided pass) {
        assertEquals(Optional.of(List.of(door.service())), pass.context().get("iam:PassedToService"));
        assertEquals(
                door.hasResource() ? Optional.of(List.of(door.resource(attempt.instance()))) : Optional.empty(),
                pass.context().get("iam:AssociatedResourceArn"));
    }

    /** The one denial says what the client was told, and so does the message that the client may have decoded. */
    private void refused(Door door, Column column, Doorway.Attempt attempt, Outcome outcome, Denial denial) {
        if (door.answer() == Door.Answer.TEMPLATE) {
            assertEquals(
                    sentence(
                            denial.caller(),
                            denial.decided().access().resource(),
                            Objects.requireNonNull(column.because())),
                    denial.sentence());
            assertEquals(
                    Optional.of(List.of("autoscaling.amazonaws.com")),
                    denial.decided().context().get("aws:CalledVia"));
        }
        assertEquals("iam:PassRole", denial.action());
        assertKeys(door, attempt, denial.decided());
        if (door.answer() == Door.Answer.EC2) {
            String blob = outcome.message().substring(outcome.message().lastIndexOf(' ') + 1);
            assertDecoded(
                    door,
                    column,
                    attempt,
                    denial,
                    world.messages.decode(blob, ACCOUNT).orElseThrow());
        }
    }

    private static void assertDecoded(
            Door door, Column column, Doorway.Attempt attempt, Denial denial, String message) {
        boolean explicit = Objects.requireNonNull(column.because()).startsWith("with an explicit deny");
        String resource = denial.decided().access().resource();
        for (String part : List.of(
                "\"allowed\":false",
                "\"explicitDeny\":" + explicit,
                "\"arn\":\"" + denial.caller().arn() + "\"",
                "\"action\":\"iam:PassRole\",\"resource\":\"" + resource + "\"",
                key("iam:PassedToService", door.service()),
                key("iam:AssociatedResourceArn", door.resource(attempt.instance())),
                explicit
                        ? "\"matchedStatements\":{\"items\":[{\"statementId\":\"NoApp\",\"effect\":\"DENY\""
                        : "\"matchedStatements\":{\"items\":[]}")) {
            assertTrue(message.contains(part), () -> part + " is not in " + message);
        }
    }

    private static String key(String key, String value) {
        return "{\"key\":\"" + key + "\",\"values\":{\"items\":[{\"value\":\"" + value + "\"}]}}";
    }

    @Test
    void aGroupsOwnLaunchesPassTheRoleInTheServiceLinkedRole() {
        doorway.prepare(Door.GROUPS_OWN_LAUNCH, new Doorway.Passed(ACCOUNT, "App"))
                .request()
                .accept(World.ROOT);
        world.decisions();

        world.settle();

        List<Decided> passes = world.decisions().stream()
                .filter(decided -> decided.access().action().equals("iam:PassRole"))
                .toList();
        assertEquals(1, passes.size());
        assertEquals(Door.RUN_BY_ARN.role(), passes.getFirst().access().resource());
        assertEquals(
                Optional.of(List.of(Door.SERVICE_LINKED_ROLE.role())),
                passes.getFirst().context().get("aws:PrincipalArn"));
        assertEquals(
                Optional.of(List.of("ec2.amazonaws.com")),
                passes.getFirst().context().get("iam:PassedToService"));
        assertEquals(1, world.running());
    }

    @Test
    void aGroupsOwnLaunchesAreBeyondServiceControlPoliciesAsOnAws() {
        doorway.prepare(Door.GROUPS_OWN_LAUNCH, new Doorway.Passed(ACCOUNT, "App"))
                .request()
                .accept(World.ROOT);
        company.control(World.document(World.allow("*", "*"), World.deny("iam:PassRole", "*")));

        world.settle();

        assertEquals(1, world.running());
    }

    @Test
    void aGroupsOwnLaunchNeverPassesAnotherAccountsRole() {
        Doorway.Passed passed = passed(Column.OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE);
        Doorway.Attempt attempt = doorway.prepare(Door.GROUPS_OWN_LAUNCH, passed);
        exchangeRole(passed, Column.OTHER_ACCOUNTS_ROLE_IN_OUR_PROFILE);
        attempt.request().accept(World.ROOT);
        world.decisions();

        world.settle();

        assertEquals(0, world.running());
        assertEquals(FOREIGN, theOneRefused(world.decisions()).access().resource());
    }

    @Test
    void theOtherAccountsAdministratorCannotHandOverOurs() {
        Caller theirs = new Caller.Root(OTHER, "AKIAOTHER", null);
        Doorway.Attempt attempt = doorway.prepare(Door.RUN_BY_ARN, new Doorway.Passed(ACCOUNT, "App"));

        assertEquals(invalidArn(new Doorway.Passed(ACCOUNT, "App")), outcome(attempt, theirs));
    }

    @Test
    void theTableHasACellForEveryDoorAndColumn() {
        Map<Door.Answer, Long> doors = new TreeMap<>();
        for (Door door : Door.values()) {
            doors.merge(door.answer(), 1L, Long::sum);
        }

        assertEquals(
                Map.of(
                        Door.Answer.EC2, 13L,
                        Door.Answer.QUERY, 6L,
                        Door.Answer.TEMPLATE, 2L,
                        Door.Answer.NOT_ASKED, 3L),
                doors);
    }
}
