package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.DescribeKeyPairsInput;
import signet.model.ec2.DescribeLaunchTemplateVersionsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.LaunchTemplateBlockDeviceMappingRequest;
import signet.model.ec2.LaunchTemplateEbsBlockDeviceRequest;
import signet.model.ec2.LaunchTemplateTagSpecificationRequest;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.Tag;

/** What EC2 has answered is there after the server was started again. */
class DurabilityTest extends Ec2Test {

    @Test
    void everyRecordIsReadBackAsItWas() {
        world.profile("App");
        ask(
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairInput.builder()
                        .keyName("k")
                        .keyType("ed25519")
                        .tagSpecifications(List.of(tags("key-pair", "a", "b")))
                        .build());
        ask(
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateInput.builder()
                        .launchTemplateName("web")
                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                .imageId(world.image)
                                .blockDeviceMappings(List.of(LaunchTemplateBlockDeviceMappingRequest.builder()
                                        .deviceName("/dev/xvda")
                                        .ebs(LaunchTemplateEbsBlockDeviceRequest.builder()
                                                .volumeSize(10)
                                                .build())
                                        .build()))
                                .tagSpecifications(List.of(new LaunchTemplateTagSpecificationRequest(
                                        "instance", List.of(new Tag("c", "d")))))
                                .build())
                        .build());
        String id = world.launch(world.one()
                .keyName("k")
                .clientToken("once")
                .iamInstanceProfile(World.named("App"))
                .userData("aGk=")
                .build());
        signet.fleet.Instance before = world.recorded(id);
        var keys = describeKeys();
        var versions = describeVersions();
        var associations = associations();

        world.close();
        world = new World(directory);

        assertEquals(before, world.recorded(id));
        assertEquals(keys, describeKeys());
        assertEquals(versions, describeVersions());
        assertEquals(associations, associations());
        assertEquals(
                id,
                World.first(ask(
                                Ec2Operations.RUN_INSTANCES,
                                world.one()
                                        .keyName("k")
                                        .clientToken("once")
                                        .iamInstanceProfile(World.named("App"))
                                        .userData("aGk=")
                                        .build()))
                        .instanceId());
    }

    @Test
    void theInstancesOfAServerThatIsStartedAgainAreStartedAgain() {
        String id = world.launch();
        world.close();
        world = new World(directory);

        world.fleet.resume();
        world.fleet.awaitIdle();

        assertEquals("running", some(shown(id).state()).name());
        assertEquals(1, world.runner.started.size());
        assertEquals(false, world.runner.started.getFirst().firstBoot());
    }

    private Object describeKeys() {
        return some(ask(
                        Ec2Operations.DESCRIBE_KEY_PAIRS,
                        DescribeKeyPairsInput.builder().build())
                .keyPairs());
    }

    private Object describeVersions() {
        return some(ask(
                        Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                        DescribeLaunchTemplateVersionsInput.builder()
                                .launchTemplateName("web")
                                .build())
                .launchTemplateVersions());
    }
}
