package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Caller;
import signet.model.cloudtrail.AddTagsInput;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.ListTagsInput;
import signet.model.cloudtrail.RemoveTagsInput;
import signet.model.cloudtrail.ResourceTag;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.cloudtrail.Tag;

class TagsTest {
    private static final String ARN = World.arn("mine");

    @TempDir
    private Path directory = Path.of("");

    private World world;

    @BeforeEach
    void open() {
        world = new World(directory);
        world.make("mine");
    }

    @AfterEach
    void close() {
        world.close();
    }

    private void add(Tag... tags) {
        world.ask(CloudTrailOperations.ADD_TAGS, new AddTagsInput(ARN, List.of(tags)));
    }

    private List<Tag> tags(String arn) {
        ResourceTag found = Objects.requireNonNull(world.ask(
                                CloudTrailOperations.LIST_TAGS,
                                ListTagsInput.builder()
                                        .resourceIdList(List.of(arn))
                                        .build())
                        .resourceTagList())
                .getFirst();
        assertEquals(arn, found.resourceId());
        return Objects.requireNonNull(found.tagsList());
    }

    private String refused(Tag... tags) {
        return world.error(CloudTrailOperations.ADD_TAGS, new AddTagsInput(ARN, List.of(tags)));
    }

    @Test
    void tagsAreAddedReplacedAndTakenAway() {
        add(new Tag("team", "blue"), new Tag("cost", "1"));
        add(new Tag("team", "red"), new Tag("bare", null));
        assertEquals(List.of(new Tag("team", "red"), new Tag("cost", "1"), new Tag("bare", "")), tags(ARN));

        world.ask(
                CloudTrailOperations.REMOVE_TAGS,
                new RemoveTagsInput(ARN, List.of(new Tag("team", "another value"), new Tag("none", null))));
        assertEquals(List.of(new Tag("cost", "1"), new Tag("bare", "")), tags(ARN));
    }

    @Test
    void aNewTrailMayHaveTagsFromWhoMayTagIt() {
        world.ask(
                CloudTrailOperations.CREATE_TRAIL,
                World.trail("tagged").tagsList(List.of(new Tag("team", "blue"))).build());

        assertEquals(
                List.of("cloudtrail:CreateTrail " + World.arn("tagged"), "cloudtrail:AddTags " + World.arn("tagged")),
                world.asked());
        assertEquals(List.of("blue"), world.key("aws:RequestTag/team"));
        assertEquals(List.of("team"), world.key("aws:TagKeys"));
        assertEquals(List.of(new Tag("team", "blue")), tags(World.arn("tagged")));
        Caller ann = world.user("ann", World.allow("cloudtrail:CreateTrail", "*"));
        assertTrue(world.error(
                        ann,
                        CloudTrailOperations.CREATE_TRAIL,
                        World.trail("another")
                                .tagsList(List.of(new Tag("team", "blue")))
                                .build())
                .contains("cloudtrail:AddTags"));
    }

    @Test
    void tagsAreConditionKeysOfWhatIsAskedOnTheTrail() {
        add(new Tag("team", "blue"));
        Caller ann = world.user(
                "ann",
                World.allow("cloudtrail:StartLogging", "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"blue\"}}"));
        world.make("other");

        world.ask(ann, CloudTrailOperations.START_LOGGING, new StartLoggingInput("mine"));
        assertTrue(world.error(ann, CloudTrailOperations.START_LOGGING, new StartLoggingInput("other"))
                .startsWith("400 AccessDeniedException: "));
    }

    @Test
    void takingTagsAwayAsksForTheKeysAlone() {
        add(new Tag("team", "blue"));
        world.ask(CloudTrailOperations.REMOVE_TAGS, new RemoveTagsInput(ARN, List.of(new Tag("team", "blue"))));

        assertEquals(List.of("team"), world.key("aws:TagKeys"));
        assertEquals(List.of(), world.key("aws:RequestTag/team"));
    }

    @Test
    void whatIsNoTagIsRefused() {
        assertTrue(refused(new Tag("aws:x", "1")).startsWith("400 InvalidTagParameterException: "));
        assertTrue(refused(new Tag("AWS:x", "1")).startsWith("400 InvalidTagParameterException: "));
        assertTrue(refused(new Tag("x", "1"), new Tag("x", "2")).startsWith("400 InvalidTagParameterException: "));
        assertTrue(refused(new Tag("", "1")).startsWith("400 InvalidTagParameterException: "));
        assertTrue(refused(new Tag("x", "v".repeat(257))).startsWith("400 InvalidTagParameterException: "));
    }

    @Test
    void aTrailHasAtMostFiftyTags() {
        add(IntStream.range(0, 50).mapToObj(i -> new Tag("k" + i, "v")).toArray(Tag[]::new));

        assertTrue(refused(new Tag("more", "v")).startsWith("400 TagsLimitExceededException: "));
        add(new Tag("k0", "other"));
        assertEquals(50, tags(ARN).size());
    }

    @Test
    void onlyAnArnOfATrailThatIsThereHasTags() {
        assertTrue(world.error(CloudTrailOperations.ADD_TAGS, new AddTagsInput("mine", List.of(new Tag("a", "b"))))
                .startsWith("400 CloudTrailARNInvalidException: "));
        assertTrue(world.error(
                        CloudTrailOperations.ADD_TAGS, new AddTagsInput(World.arn("none"), List.of(new Tag("a", "b"))))
                .startsWith("400 ResourceNotFoundException: "));
        assertTrue(world.error(
                        CloudTrailOperations.LIST_TAGS,
                        ListTagsInput.builder().resourceIdList(List.of()).build())
                .startsWith("400 InvalidParameterException: "));
    }
}
