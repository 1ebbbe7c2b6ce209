package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.model.ec2.CreateTagsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ModifyLaunchTemplateInput;
import signet.model.ec2.StartInstancesInput;
import signet.model.ec2.Tag;
import signet.model.ec2.TerminateInstancesInput;
import signet.policy.Context;

/**
 * The condition keys of the operations other than launches. That none is declared which the Service Authorization
 * Reference does not have is checked for every request of every test, by {@link World#ask}.
 */
class KeysOfOperationsTest extends Ec2Test {
    /** What no instance here ever has. */
    private static final Set<String> NEVER = Set.of(
            "ec2:CpuOptionsAmdSevSnp",
            "ec2:InstanceAutoRecovery",
            "ec2:InstanceBandwidthWeighting",
            "ec2:ManagedResourceOperator",
            "ec2:PlacementGroup",
            "ec2:ProductCode");

    @Test
    void anInstanceHasEveryKeyOfTheReference() {
        world.profile("App");
        String id =
                world.launch(world.one().iamInstanceProfile(World.named("App")).build());
        ask(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(id)).build());

        Set<String> expected = AuthorizationReference.keys("ec2:TerminateInstances", "instance");
        expected.removeAll(NEVER);
        expected.removeIf(key -> key.contains("ResourceTag/"));
        assertEquals(expected, declared("ec2:TerminateInstances", id));
    }

    @Test
    void startingKnowsNothingOfMetadataTags() {
        String id = world.launch();
        ask(
                Ec2Operations.START_INSTANCES,
                StartInstancesInput.builder().instanceIds(List.of(id)).build());

        assertEquals(
                Optional.empty(),
                world.decided("ec2:StartInstances", id).context().get("ec2:InstanceMetadataTags"));
    }

    @ParameterizedTest
    @CsvSource({
        "instance, ec2:InstanceType, t3.micro",
        "volume, ec2:VolumeSize, 8",
        "network-interface, ec2:AvailabilityZone, us-east-1a",
        "subnet, ec2:AvailabilityZoneId, use1-az1",
        "vpc, ec2:Tenancy, default"
    })
    void aTaggedResourceHasTheKeysOfItsType(String type, String key, String value) {
        String id = resource(type);
        ask(
                Ec2Operations.CREATE_TAGS,
                CreateTagsInput.builder()
                        .resources(List.of(id))
                        .tags(List.of(new Tag("a", "b")))
                        .build());

        Context context = world.decided("ec2:CreateTags", id).context();
        assertEquals(Optional.of(List.of(value)), context.get(key));
        assertEquals(Optional.of(List.of("b")), context.get("aws:RequestTag/a"));
        assertEquals(Optional.empty(), context.get("ec2:CreateAction"));
    }

    @Test
    void aTemplatesDefaultVersionIsAnAttribute() {
        String id = some(some(ask(
                                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                signet.model.ec2.CreateLaunchTemplateInput.builder()
                                        .launchTemplateName("web")
                                        .launchTemplateData(signet.model.ec2.RequestLaunchTemplateData.builder()
                                                .build())
                                        .build())
                        .launchTemplate())
                .launchTemplateId());
        ask(
                Ec2Operations.MODIFY_LAUNCH_TEMPLATE,
                ModifyLaunchTemplateInput.builder()
                        .launchTemplateId(id)
                        .defaultVersion("1")
                        .build());

        Context context = world.decided("ec2:ModifyLaunchTemplate", id).context();
        assertEquals(Optional.of(List.of("1")), context.get("ec2:Attribute/DefaultVersion"));
        assertEquals(Optional.of(List.of("DefaultVersion")), context.get("ec2:Attribute"));
    }

    private String resource(String type) {
        signet.fleet.Instance instance = world.recorded(world.launch());
        return switch (type) {
            case "volume" -> instance.network().volumeId();
            case "network-interface" -> instance.network().interfaceId();
            case "subnet" -> instance.network().subnetId();
            case "vpc" -> instance.network().vpcId();
            default -> instance.id();
        };
    }

    private Set<String> declared(String action, String resource) {
        Set<String> keys = new TreeSet<>(
                World.accessOf(world.decided(action, resource)).keys().keys());
        keys.remove("aws:ResourceAccount");
        return keys;
    }
}
