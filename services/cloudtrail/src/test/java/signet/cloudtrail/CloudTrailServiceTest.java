package signet.cloudtrail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Ids;
import signet.identity.Seal;
import signet.model.AwsError;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.DeleteTrailInput;
import signet.model.cloudtrail.GetEventSelectorsInput;
import signet.model.cloudtrail.GetTrailInput;
import signet.model.cloudtrail.GetTrailStatusInput;
import signet.model.cloudtrail.ListTagsInput;
import signet.model.cloudtrail.ListTrailsInput;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.cloudtrail.StopLoggingInput;
import signet.model.cloudtrail.UpdateTrailInput;

/** The service as a whole: what it has, and how it says no. */
class CloudTrailServiceTest {
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

    @Test
    void everyModelledOperationIsThereOnce() {
        List<String> there = world.operations();

        assertEquals(there.size(), Set.copyOf(there).size());
        assertEquals(
                new TreeSet<>(CloudTrailOperations.SERVICE.operations().keySet()),
                there.stream().collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Everything on a trail is denied to who may do nothing, and in the same words. */
    @Test
    void whoMayNothingIsDeniedEverything() {
        world.make("mine");
        Caller nobody = world.user("nobody");
        String words = "400 AccessDeniedException: User: arn:aws:iam::123456789012:user/nobody is not authorized to"
                + " perform: cloudtrail:";

        List<String> answers = List.of(
                world.error(nobody, CloudTrailOperations.GET_TRAIL, new GetTrailInput("mine")),
                world.error(nobody, CloudTrailOperations.GET_TRAIL_STATUS, new GetTrailStatusInput("mine")),
                world.error(nobody, CloudTrailOperations.GET_EVENT_SELECTORS, new GetEventSelectorsInput("mine")),
                world.error(nobody, CloudTrailOperations.START_LOGGING, new StartLoggingInput("mine")),
                world.error(nobody, CloudTrailOperations.STOP_LOGGING, new StopLoggingInput("mine")),
                world.error(nobody, CloudTrailOperations.DELETE_TRAIL, new DeleteTrailInput("mine")),
                world.error(
                        nobody,
                        CloudTrailOperations.UPDATE_TRAIL,
                        UpdateTrailInput.builder().name("mine").build()),
                world.error(
                        nobody,
                        CloudTrailOperations.LIST_TAGS,
                        ListTagsInput.builder()
                                .resourceIdList(List.of(World.arn("mine")))
                                .build()),
                world.error(
                        nobody,
                        CloudTrailOperations.LIST_TRAILS,
                        ListTrailsInput.builder().build()));
        answers.forEach(answer -> assertTrue(answer.startsWith(words), answer));
        assertEquals(false, world.record("mine").isLogging());
    }

    /** Whether a trail is there is told only to who may ask. */
    @Test
    void aDenialDoesNotTellWhetherThereIsATrail() {
        world.make("mine");
        Caller nobody = world.user("nobody");

        assertEquals(
                world.error(nobody, CloudTrailOperations.GET_TRAIL, new GetTrailInput("mine")),
                world.error(nobody, CloudTrailOperations.GET_TRAIL, new GetTrailInput("none"))
                        .replace("none", "mine"));
    }

    @Test
    void readingListsTakesNoTokenAsTheyHaveOnePage() {
        assertEquals(
                "501 NotImplemented: The parameter NextToken of ListTrails is not supported by Signet.",
                world.error(
                        CloudTrailOperations.LIST_TRAILS,
                        ListTrailsInput.builder().nextToken("x").build()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "eyJhIjoxfQ==", "MTIzNDU2Nzg5MDEyMzQ1Njc4OTAxMjM0NTY3ODkw"})
    void aTokenThatNobodySealedOpensNothing(String token) {
        LookupToken tokens = new LookupToken(seal());

        assertThrows(AwsError.class, () -> tokens.open(token, List.of("q")));
    }

    @Test
    void aTokenOpensForItsQuestionAlone() {
        LookupToken tokens = new LookupToken(seal());
        Random random = new Random(2);
        for (int i = 0; i < 200; i++) {
            long position = random.nextLong() & Long.MAX_VALUE;
            List<?> question = Arrays.asList("a\nb", null, random.nextInt(3));
            String token = tokens.seal(position, question);

            assertEquals(position, tokens.open(token, question));
            assertThrows(AwsError.class, () -> tokens.open(token, Arrays.asList("a", "b", 7)));
        }
    }

    /** A token of another of Signet's services is none of CloudTrail's, though the same keys sealed it. */
    @Test
    void aTokenOfAnotherPurposeOpensNothing() {
        Seal seal = seal();
        List<?> question = List.of("q");
        String other = seal.seal("something-else", "7\n" + question);

        assertThrows(AwsError.class, () -> new LookupToken(seal).open(other, question));
    }

    private Seal seal() {
        return new Seal(world.state, new Ids(new Random(1)::nextBytes), Clock.fixed(World.START, ZoneOffset.UTC));
    }
}
