package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.CreateTrailInput;
import signet.model.cloudtrail.CreateTrailOutput;
import signet.model.cloudtrail.DeleteTrailInput;
import signet.model.cloudtrail.DescribeTrailsInput;
import signet.model.cloudtrail.GetTrailInput;
import signet.model.cloudtrail.GetTrailStatusInput;
import signet.model.cloudtrail.ListTrailsInput;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.cloudtrail.StopLoggingInput;
import signet.model.cloudtrail.Trail;
import signet.model.cloudtrail.TrailInfo;
import signet.model.cloudtrail.UpdateTrailInput;
import signet.model.cloudtrail.UpdateTrailOutput;

/** Making, changing and showing trails. */
class TrailsTest {
    @TempDir
    private Path directory = Path.of("");

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String refused(CreateTrailInput.Builder input) {
        return world.error(CloudTrailOperations.CREATE_TRAIL, input.build());
    }

    private Trail get(String name) {
        return Objects.requireNonNull(world.ask(CloudTrailOperations.GET_TRAIL, new GetTrailInput(name))
                .trail());
    }

    private List<String> described(DescribeTrailsInput.Builder input) {
        return Objects.requireNonNull(world.ask(CloudTrailOperations.DESCRIBE_TRAILS, input.build())
                        .trailList())
                .stream()
                .map(Trail::name)
                .toList();
    }

    @Test
    void aTrailIsShownAsItWasMade() {
        CreateTrailOutput made = world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("mine").s3KeyPrefix("p").isMultiRegionTrail(true).build());

        assertEquals(World.arn("mine"), made.trailARN());
        assertEquals("mine", made.name());
        assertEquals("p", made.s3KeyPrefix());
        assertEquals(true, made.isMultiRegionTrail());
        assertEquals(true, made.includeGlobalServiceEvents());
        assertEquals(false, made.logFileValidationEnabled());
        Trail trail = get("mine");
        assertEquals(World.arn("mine"), trail.trailARN());
        assertEquals(World.BUCKET, trail.s3BucketName());
        assertEquals(World.REGION, trail.homeRegion());
        assertEquals(false, trail.hasCustomEventSelectors());
        assertEquals(true, trail.recursiveLogging());
        assertEquals(trail, get(World.arn("mine")));
    }

    @Test
    void makingATrailTriesItsBucketAsCloudTrailForTheTrail() {
        world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("mine").s3KeyPrefix("p/q/").build());

        String as = "cloudtrail.amazonaws.com for " + World.arn("mine") + " of " + World.ACCOUNT + ": ";
        assertEquals(
                List.of(
                        as + "GetBucketAcl logs",
                        as + "PutObject logs/p/q/AWSLogs/123456789012/CloudTrail/ bucket-owner-full-control"),
                world.sent);
    }

    @Test
    void aBucketThatIsNotThereOrKeepsCloudTrailOutHasNoTrail() {
        world.refuse(World.noBucket());
        assertEquals("400 S3BucketDoesNotExistException: S3 bucket logs does not exist!", refused(World.trail("mine")));
        world.refuse(World.denied());
        assertEquals(
                "400 InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: logs",
                refused(World.trail("mine")));
        world.refuse(AwsError.of("InternalError", 500, "We encountered an internal error. Please try again."));
        assertTrue(refused(World.trail("mine")).startsWith("500 InternalError"));

        assertEquals(List.of(), described(DescribeTrailsInput.builder()));
    }

    @Test
    void aNameIsForOneTrail() {
        world.make("mine");

        assertEquals(
                "400 TrailAlreadyExistsException: Trail mine already exists for customer: 123456789012",
                refused(World.trail("mine")));
    }

    @Test
    void anAccountHasFiveTrails() {
        for (int i = 0; i < 5; i++) {
            world.make("trail" + i);
        }

        assertEquals(
                "400 MaximumNumberOfTrailsExceededException: User: 123456789012 already has 5 trails in us-east-1.",
                refused(World.trail("more")));
        world.ask(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("trail3"));
        world.make("more");
    }

    @ParameterizedTest
    @CsvSource({
        "ab, Trail name too short. Minimum allowed length: 3 characters. Specified name length: 2 characters.",
        "-trail, Trail name must starts with a letter or number.",
        "trail-, Trail name must ends with a letter or number.",
        "my__trail, 'Trail name can''t have adjacent periods, underscores or hyphens.'",
        "my-_trail, 'Trail name can''t have adjacent periods, underscores or hyphens.'",
        "192.168.5.4, Trail name can't be in IP address format.",
        "my trail, 'Trail name or ARN can only contain uppercase letters, lowercase letters, numbers, periods (.),"
                + " hyphens (-), and underscores (_).'",
    })
    void aNameKeepsCloudTrailsRules(String name, String message) {
        assertEquals("400 InvalidTrailNameException: " + message, refused(World.trail(name)));
    }

    @Test
    void aNameHasAtMostAHundredAndTwentyEightCharacters() {
        world.make("a".repeat(128));

        assertTrue(refused(World.trail("a".repeat(129)))
                .startsWith("400 InvalidTrailNameException: Trail name too long."));
        assertTrue(refused(World.trail(World.arn("mine"))).startsWith("400 InvalidTrailNameException: "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:s3:::b",
                "arn:aws:cloudtrail:us-east-1:1:trail/x",
                "arn:",
                "arn:aws:cloudtrail:us-east-1:123456789012:trail/a b"
            })
    void whatIsNoTrailsArnIsRefused(String arn) {
        assertTrue(world.error(CloudTrailOperations.GET_TRAIL, new GetTrailInput(arn))
                .startsWith("400 CloudTrailARNInvalidException: "));
    }

    @Test
    void whatSignetHasNotIsRefusedByItsName() {
        assertEquals(
                "501 NotImplemented: The parameter EnableLogFileValidation of CreateTrail is not supported by Signet.",
                refused(World.trail("mine").enableLogFileValidation(true)));
        assertEquals(
                "501 NotImplemented: The parameter KmsKeyId of CreateTrail is not supported by Signet.",
                refused(World.trail("mine").kmsKeyId("k")));
        assertEquals(
                "501 NotImplemented: The parameter IsOrganizationTrail of CreateTrail is not supported by Signet.",
                refused(World.trail("mine").isOrganizationTrail(true)));
        world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("mine")
                        .enableLogFileValidation(false)
                        .isOrganizationTrail(false)
                        .build());
    }

    @Test
    void settingsThatNoTrailHasAreRefused() {
        assertTrue(refused(World.trail("mine").s3BucketName("b")).startsWith("400 InvalidS3BucketNameException: "));
        assertTrue(
                refused(World.trail("mine").s3KeyPrefix("p".repeat(201))).startsWith("400 InvalidS3PrefixException: "));
        assertEquals(
                "400 InvalidParameterCombinationException: Multi-Region trail must include global service events.",
                refused(World.trail("mine").isMultiRegionTrail(true).includeGlobalServiceEvents(false)));
    }

    @Test
    void aTrailThatIsNotThereIsUnknown() {
        assertEquals(
                "400 TrailNotFoundException: Unknown trail: none for the user: 123456789012",
                world.error(CloudTrailOperations.GET_TRAIL, new GetTrailInput("none")));
        String unknown =
                "400 TrailNotFoundException: Unknown trail: " + World.arn("none") + " for the user: 123456789012";
        assertEquals(unknown, world.error(CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput("none")));
        assertEquals(unknown, world.error(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("none")));
        assertEquals(unknown, world.error(CloudTrailOperations.START_LOGGING, new StartLoggingInput("none")));
        assertEquals(unknown, world.error(CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("none")));
        assertEquals(
                unknown,
                world.error(
                        CloudTrailOperations.UPDATE_TRAIL,
                        UpdateTrailInput.builder().name("none").build()));
    }

    @Test
    void anotherAccountsTrailIsUnknown() {
        world.make("mine");
        Caller stranger = new Caller.Root(World.OTHER, "AKIAOTHER", null);

        assertTrue(
                world.error(stranger, CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput(World.arn("mine")))
                        .startsWith("400 AccessDeniedException: "));
        assertTrue(world.error(stranger, CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput("mine"))
                .startsWith("400 TrailNotFoundException: "));
        assertEquals(
                List.of(),
                world.ask(
                                stranger,
                                CloudTrailOperations.DESCRIBE_TRAILS,
                                DescribeTrailsInput.builder().build())
                        .trailList());
    }

    @Test
    void trailsAreListedByTheirNames() {
        world.make("two");
        world.make("one");

        assertEquals(
                List.of(
                        new TrailInfo(World.arn("one"), "one", World.REGION),
                        new TrailInfo(World.arn("two"), "two", World.REGION)),
                world.ask(
                                CloudTrailOperations.LIST_TRAILS,
                                ListTrailsInput.builder().build())
                        .trails());
        assertEquals(List.of("one", "two"), described(DescribeTrailsInput.builder()));
        assertEquals(
                List.of("two"),
                described(DescribeTrailsInput.builder().trailNameList(List.of("two", "none", World.arn("two")))));
    }

    @Test
    void anUpdateChangesWhatItNamesAndTriesTheBucketAnew() {
        world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("mine").s3KeyPrefix("p").build());
        world.sent.clear();

        UpdateTrailOutput changed = world.ask(
                CloudTrailOperations.UPDATE_TRAIL,
                UpdateTrailInput.builder()
                        .name(World.arn("mine"))
                        .s3BucketName("other")
                        .recursiveLogging(false)
                        .build());

        assertEquals("other", changed.s3BucketName());
        assertEquals("p", changed.s3KeyPrefix());
        assertEquals(false, changed.recursiveLogging());
        assertEquals("other", get("mine").s3BucketName());
        assertEquals(2, world.sent.size());
        world.refuse(World.denied());
        assertEquals(
                "400 InsufficientS3BucketPolicyException: Incorrect S3 bucket policy is detected for bucket: third",
                world.error(
                        CloudTrailOperations.UPDATE_TRAIL,
                        UpdateTrailInput.builder()
                                .name("mine")
                                .s3BucketName("third")
                                .build()));
        assertEquals("other", get("mine").s3BucketName());
    }

    @Test
    void anUpdateToAnEmptyPrefixTakesItAway() {
        world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("mine").s3KeyPrefix("p").build());

        UpdateTrailOutput changed = world.ask(
                CloudTrailOperations.UPDATE_TRAIL,
                UpdateTrailInput.builder().name("mine").s3KeyPrefix("").build());

        assertEquals(null, changed.s3KeyPrefix());
    }

    @Test
    void aDeletedTrailIsGoneWithWhatWasKnownOfIt() {
        world.log("mine");
        world.ask(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("mine"));

        assertEquals(List.of(), described(DescribeTrailsInput.builder()));
        world.make("mine");
        assertEquals(
                false,
                world.ask(CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput("mine"))
                        .isLogging());
    }

    @Test
    void everyActionIsAskedOnTheTrail() {
        world.make("mine");
        assertEquals(List.of("cloudtrail:CreateTrail " + World.arn("mine")), world.asked());
        world.ask(CloudTrailOperations.START_LOGGING, new StartLoggingInput(World.arn("mine")));
        assertEquals(List.of("cloudtrail:StartLogging " + World.arn("mine")), world.asked());
        world.ask(CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("mine"));
        assertEquals(List.of("cloudtrail:StopLogging " + World.arn("mine")), world.asked());
        get("mine");
        assertEquals(List.of("cloudtrail:GetTrail " + World.arn("mine")), world.asked());
        world.ask(CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("mine"));
        assertEquals(List.of("cloudtrail:DeleteTrail " + World.arn("mine")), world.asked());
        described(DescribeTrailsInput.builder());
        assertEquals(List.of("cloudtrail:DescribeTrails *"), world.asked());
    }

    @Test
    void whoMayStopOneTrailMayNotStopAnother() {
        world.log("one");
        world.log("two");
        Caller ann = world.user("ann", World.allow("cloudtrail:StopLogging", World.arn("one")));

        world.ask(ann, CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("one"));
        assertTrue(world.error(ann, CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("two"))
                .startsWith("400 AccessDeniedException: User: arn:aws:iam::123456789012:user/ann is not authorized to"
                        + " perform: cloudtrail:StopLogging on resource: " + World.arn("two")));
        assertEquals(true, world.record("two").isLogging());
    }

    @Test
    void whoMayNotMakeATrailDoesNotMakeCloudTrailAskForTheBucket() {
        Caller ann = world.user("ann");

        assertTrue(world.error(
                        ann,
                        CloudTrailOperations.CREATE_TRAIL,
                        World.trail("mine").build())
                .startsWith("400 AccessDeniedException: "));
        assertEquals(List.of(), world.sent);
    }
}
