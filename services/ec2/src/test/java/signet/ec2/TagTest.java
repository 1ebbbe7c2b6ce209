package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.fleet.Instance;
import signet.model.AwsError;
import signet.model.ec2.CreateTagsInput;
import signet.model.ec2.DeleteTagsInput;
import signet.model.ec2.DescribeTagsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Tag;
import signet.model.ec2.TagDescription;
import signet.model.ec2.TerminateInstancesInput;

class TagTest extends Ec2Test {
    private String id = "";

    @BeforeEach
    void launch() {
        id = world.launch();
    }

    @Test
    void tagsAreSetOnSeveralResourcesAtOnce() {
        String volume = world.recorded(id).network().volumeId();

        tag(List.of(id, volume, world.network.vpcId()), new Tag("a", "1"));

        assertEquals(
                List.of(id + " instance a=1", volume + " volume a=1", world.network.vpcId() + " vpc a=1").stream()
                        .sorted()
                        .toList(),
                all().stream().sorted().toList());
        assertEquals("1", some(shown(id).tags()).getFirst().value());
    }

    @Test
    void aTagThatIsSetAgainHasTheNewValue() {
        tag(List.of(id), new Tag("a", "1"), new Tag("b", "1"));
        tag(List.of(id), new Tag("a", "2"));

        assertEquals("{a=2, b=1}", world.recorded(id).tags().toString());
    }

    @Test
    void tagsAreRemovedByKeyByKeyAndValueOrAll() {
        tag(List.of(id), new Tag("a", "1"), new Tag("b", "2"), new Tag("c", "3"), new Tag("d", "4"));

        untag(new Tag("a", null));
        untag(new Tag("b", "other"));
        untag(new Tag("c", "3"));
        assertEquals("{b=2, d=4}", world.recorded(id).tags().toString());
        untag();

        assertEquals("{}", world.recorded(id).tags().toString());
    }

    @Test
    void aResourceHasFiftyTagsAtMost() {
        List<Tag> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(new Tag("k" + i, "v"));
        }
        tag(List.of(id), many.toArray(Tag[]::new));

        assertEquals(
                "TagLimitExceeded: The maximum number of Tags for a resource has been reached.",
                error(
                        Ec2Operations.CREATE_TAGS,
                        CreateTagsInput.builder()
                                .resources(List.of(id))
                                .tags(List.of(new Tag("more", "v")))
                                .build()));
    }

    @Test
    void unknownResourcesAreRefusedAndNothingIsTagged() {
        assertEquals(
                "InvalidID: The ID 'vol-1' is not valid",
                error(
                        Ec2Operations.CREATE_TAGS,
                        CreateTagsInput.builder()
                                .resources(List.of(id, "vol-1"))
                                .tags(List.of(new Tag("a", "b")))
                                .build()));
        assertTrue(all().isEmpty());
    }

    @Test
    void aPolicyOnTagsHolds() {
        Caller red = world.user(
                "red",
                "{\"Version\":\"2012-10-17\",\"Statement\":["
                        + World.allow("ec2:*", "*", "{\"StringEquals\":{\"aws:ResourceTag/team\":\"red\"}}") + "]}");
        String other = world.launch();
        tag(List.of(id), new Tag("team", "red"));
        tag(List.of(other), new Tag("team", "blue"));

        AwsError error = world.refused(
                red,
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder()
                        .instanceIds(List.of(id, other))
                        .build());
        assertTrue(error.message().contains("instance/" + other), error.message());
        assertEquals("running", some(shown(id).state()).name());

        world.ask(
                red,
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(id)).build());
    }

    @Test
    void taggingAsksForEachResourceWithTheTagsOfTheRequest() {
        tag(List.of(id), new Tag("a", "1"), new Tag("b", "2"));

        assertEquals(
                List.of("a", "b"),
                world.decided("ec2:CreateTags", id).context().get("aws:TagKeys").orElseThrow());
        assertEquals(
                List.of("2"),
                world.decided("ec2:CreateTags", id)
                        .context()
                        .get("aws:RequestTag/b")
                        .orElseThrow());
    }

    @Test
    void tagsAreFoundByFilters() {
        tag(List.of(id), new Tag("a", "1"), new Tag("b", "2"));
        tag(List.of(world.network.vpcId()), new Tag("a", "3"));

        assertEquals(2, found("key", "a").size());
        assertEquals(2, found("resource-id", id).size());
        assertEquals(
                List.of("3"),
                found("resource-type", "vpc").stream()
                        .map(TagDescription::value)
                        .toList());
        assertEquals(1, found("tag:a", "1").size());
    }

    private List<TagDescription> found(String filter, String value) {
        return some(ask(
                        Ec2Operations.DESCRIBE_TAGS,
                        DescribeTagsInput.builder()
                                .filters(List.of(filter(filter, value)))
                                .build())
                .tags());
    }

    private List<String> all() {
        return some(ask(Ec2Operations.DESCRIBE_TAGS, DescribeTagsInput.builder().build())
                        .tags())
                .stream()
                .map(tag -> tag.resourceId() + " " + tag.resourceType() + " " + tag.key() + "=" + tag.value())
                .toList();
    }

    private void tag(List<String> resources, Tag... tags) {
        ask(
                Ec2Operations.CREATE_TAGS,
                CreateTagsInput.builder()
                        .resources(resources)
                        .tags(List.of(tags))
                        .build());
    }

    @Test
    void tagsOfAwsAreNotTheUsersToDelete() {
        world.state.change(tx -> {
            Instance instance = world.recorded(id).withTags(Map.of("aws:autoscaling:groupName", "g", "mine", "1"));
            tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance);
        });

        untag();

        assertEquals(
                Map.of("aws:autoscaling:groupName", "g"), world.recorded(id).tags());
    }

    private void untag(Tag... tags) {
        ask(
                Ec2Operations.DELETE_TAGS,
                DeleteTagsInput.builder()
                        .resources(List.of(id))
                        .tags(tags.length == 0 ? null : List.of(tags))
                        .build());
    }
}
