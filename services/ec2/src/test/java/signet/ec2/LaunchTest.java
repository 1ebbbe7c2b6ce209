package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.named;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.InstanceProfile;
import signet.model.ec2.BlockDeviceMapping;
import signet.model.ec2.EbsBlockDevice;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.Instance;
import signet.model.ec2.InstanceMetadataOptionsRequest;
import signet.model.ec2.InstanceNetworkInterfaceSpecification;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.Placement;
import signet.model.ec2.Reservation;
import signet.model.ec2.RunInstancesInput;

class LaunchTest extends Ec2Test {

    @Test
    void aLaunchAnswersAtOnceWithAPendingInstance() {
        Instance instance =
                World.first(ask(Ec2Operations.RUN_INSTANCES, world.one().build()));

        assertEquals("pending", some(instance.state()).name());
        assertEquals(0, some(instance.state()).code());
        assertEquals("pending", some(instance.stateReason()).code());
        assertTrue(some(instance.instanceId()).matches("i-[0-9a-f]{17}"));
    }

    @Test
    void theAnswerHasWhatClientsReadOfAnInstance() {
        String id = world.launch(world.one()
                .instanceType("t3.small")
                .tagSpecifications(List.of(tags("instance", "Name", "web")))
                .build());

        Instance instance = shown(id);

        assertEquals("running", some(instance.state()).name());
        assertEquals(16, some(instance.state()).code());
        assertEquals("t3.small", instance.instanceType());
        assertEquals("x86_64", instance.architecture());
        assertEquals(world.network.vpcId(), instance.vpcId());
        assertEquals(world.network.subnets().getFirst().id(), instance.subnetId());
        assertTrue(some(instance.privateIpAddress()).startsWith("172.31."));
        assertEquals(
                "ip-" + some(instance.privateIpAddress()).replace('.', '-') + ".ec2.internal",
                instance.privateDnsName());
        assertEquals("us-east-1a", some(instance.placement()).availabilityZone());
        assertEquals("default", some(instance.placement()).tenancy());
        assertEquals("optional", some(instance.metadataOptions()).httpTokens());
        assertEquals("applied", some(instance.metadataOptions()).state());
        assertEquals("web", some(instance.tags()).getFirst().value());
        assertEquals("/dev/xvda", instance.rootDeviceName());
        assertEquals("ebs", instance.rootDeviceType());
        assertEquals(
                "/dev/xvda", some(instance.blockDeviceMappings()).getFirst().deviceName());
        assertEquals(
                "attached",
                some(some(instance.blockDeviceMappings()).getFirst().ebs()).status());
        assertEquals(
                instance.privateIpAddress(),
                some(instance.networkInterfaces()).getFirst().privateIpAddress());
        assertEquals(
                world.network.securityGroupId(),
                some(instance.securityGroups()).getFirst().groupId());
        assertEquals("disabled", some(instance.monitoring()).state());
        assertEquals("hvm", instance.virtualizationType());
        assertEquals("uefi", instance.currentInstanceBootMode());
        assertEquals("", instance.stateTransitionReason());
        assertEquals("", instance.clientToken());
        assertNull(instance.stateReason());
        assertNull(instance.keyName());
        assertNull(instance.iamInstanceProfile());
    }

    @Test
    void theProfileIsShownByItsArnAndItsOwnId() {
        InstanceProfile profile = world.profile("App");

        Instance instance =
                shown(world.launch(world.one().iamInstanceProfile(named("App")).build()));

        assertEquals(profile.arn(), some(instance.iamInstanceProfile()).arn());
        assertEquals("AIPAApp", some(instance.iamInstanceProfile()).id());
    }

    @Test
    void aLaunchOfSeveralSharesAReservationAndNumbersThem() {
        Reservation reservation = ask(
                Ec2Operations.RUN_INSTANCES, world.one().minCount(2).maxCount(3).build());

        List<Instance> launched = some(reservation.instances());
        assertEquals(
                List.of(0, 1, 2),
                launched.stream().map(Instance::amiLaunchIndex).toList());
        assertEquals(
                3, launched.stream().map(Instance::privateIpAddress).distinct().count());
        assertEquals(World.ACCOUNT, reservation.ownerId());
    }

    @Test
    void asManyAreLaunchedAsTheLimitLeaves() {
        ask(Ec2Operations.RUN_INSTANCES, world.one().maxCount(250).minCount(250).build());

        Reservation rest =
                ask(Ec2Operations.RUN_INSTANCES, world.one().maxCount(20).build());

        assertEquals(6, some(rest.instances()).size());
        assertEquals(
                "InstanceLimitExceeded: You have requested more instances (1) than your current instance limit of 256"
                        + " allows for the specified instance type.",
                error(Ec2Operations.RUN_INSTANCES, world.one().build()));
    }

    @Test
    void theSameClientTokenGetsTheSameInstances() {
        RunInstancesInput input = world.one().clientToken("once").build();

        Reservation first = ask(Ec2Operations.RUN_INSTANCES, input);
        Reservation again = ask(Ec2Operations.RUN_INSTANCES, input);

        assertEquals(World.first(first).instanceId(), World.first(again).instanceId());
        assertEquals(first.reservationId(), again.reservationId());
        assertEquals(
                1,
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").size());
    }

    @Test
    void aClientTokenIsForOneRequestOnly() {
        ask(Ec2Operations.RUN_INSTANCES, world.one().clientToken("once").build());

        assertEquals(
                "IdempotentParameterMismatch: Arguments on this idempotent request are inconsistent with arguments used"
                        + " in previous request(s).",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one().clientToken("once").instanceType("t3.small").build()));
    }

    @Test
    void otherClientTokensLaunchOtherInstances() {
        Instance first = World.first(
                ask(Ec2Operations.RUN_INSTANCES, world.one().clientToken("a").build()));
        Instance second = World.first(
                ask(Ec2Operations.RUN_INSTANCES, world.one().clientToken("b").build()));

        assertNotEquals(first.instanceId(), second.instanceId());
    }

    @Test
    void userDataReachTheInstanceAsBytes() {
        String script = "#!/bin/sh\necho hi\n";

        world.launch(world.one().userData(base64(script)).build());

        assertEquals(
                script,
                new String(some(world.runner.started.getFirst().userData()).bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void userDataMayHave16KibibytesAndNoMore() {
        world.launch(world.one().userData(base64("x".repeat(16_384))).build());

        assertEquals(
                "InvalidParameterValue: User data is limited to 16384 bytes",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one().userData(base64("x".repeat(16_385))).build()));
    }

    @Test
    void tagsGoToTheResourcesTheyAreFor() {
        String id = world.launch(world.one()
                .tagSpecifications(List.of(
                        tags("instance", "a", "1"), tags("volume", "b", "2"), tags("network-interface", "c", "3")))
                .build());

        signet.fleet.Instance instance = world.recorded(id);
        assertEquals("{a=1}", instance.tags().toString());
        assertEquals("{b=2}", tagsOf(instance.network().volumeId()));
        assertEquals("{c=3}", tagsOf(instance.network().interfaceId()));
    }

    @Test
    void metadataOptionsComeFromTheRequestOrTheImage() {
        String imdsV2 = world.catalogue.images().getLast().id();
        String asked = world.launch(world.one()
                .metadataOptions(InstanceMetadataOptionsRequest.builder()
                        .httpTokens("required")
                        .httpPutResponseHopLimit(3)
                        .instanceMetadataTags("enabled")
                        .build())
                .build());
        String byImage = world.launch(world.one().imageId(imdsV2).build());

        assertEquals(
                new signet.fleet.Instance.MetadataOptions(true, 3, true, false, true),
                world.recorded(asked).metadata());
        assertEquals(
                new signet.fleet.Instance.MetadataOptions(true, 2, true, false, false),
                world.recorded(byImage).metadata());
    }

    @Test
    void theSubnetTheAddressAndTheDiskAreAsAsked() {
        DefaultNetwork.Subnet subnet = world.network.subnets().get(1);
        String id = world.launch(world.one()
                .networkInterfaces(List.of(InstanceNetworkInterfaceSpecification.builder()
                        .deviceIndex(0)
                        .subnetId(subnet.id())
                        .privateIpAddress("172.31.16.77")
                        .build()))
                .blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                        .deviceName("/dev/xvda")
                        .ebs(EbsBlockDevice.builder()
                                .volumeSize(20)
                                .volumeType("gp2")
                                .build())
                        .build()))
                .build());

        signet.fleet.Instance instance = world.recorded(id);
        assertEquals("172.31.16.77", instance.network().privateAddress());
        assertEquals("us-east-1b", instance.launch().zone());
        assertEquals(
                new signet.fleet.Instance.Disk("/dev/xvda", 20, "gp2", 100, null),
                instance.settings().disk());
    }

    @Test
    void anAddressIsGivenOutOnce() {
        world.launch(world.one().privateIpAddress("172.31.0.9").build());

        assertEquals(
                "InvalidIPAddress.InUse: Address 172.31.0.9 is in use.",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one().privateIpAddress("172.31.0.9").build()));
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake("MissingParameter: The request must contain the parameter ImageId", run -> run.imageId(null)),
                mistake(
                        "InvalidAMIID.Malformed: Invalid id: \"image\" (expecting \"ami-...\")",
                        run -> run.imageId("image")),
                mistake(
                        "InvalidAMIID.NotFound: The image id '[ami-0123456789abcdef0]' does not exist",
                        run -> run.imageId("ami-0123456789abcdef0")),
                mistake(
                        "InvalidParameterValue: Invalid value 't9.huge' for InstanceType.",
                        run -> run.instanceType("t9.huge")),
                mistake(
                        "InvalidParameterValue: The architecture 'arm64' of the specified instance type does not match"
                                + " the architecture 'x86_64' of the specified AMI. Specify an instance type and an AMI"
                                + " that have matching architectures, and try again. You can use"
                                + " 'describe-instance-types' or 'describe-images' to discover the architecture of the"
                                + " instance type or AMI.",
                        run -> run.instanceType("t4g.micro")),
                mistake("InvalidKeyPair.NotFound: The key pair 'k' does not exist", run -> run.keyName("k")),
                mistake(
                        "InvalidSubnetID.NotFound: The subnet ID 'subnet-1' does not exist",
                        run -> run.subnetId("subnet-1")),
                mistake(
                        "InvalidGroup.NotFound: The security group 'sg-1' does not exist",
                        run -> run.securityGroupIds(List.of("sg-1"))),
                mistake("InvalidParameterValue: Invalid BASE64 encoding of user data.", run -> run.userData("!!!")),
                mistake(
                        "InvalidParameterValue: Value (0) for parameter minCount is invalid. Expecting a value greater"
                                + " than 0.",
                        run -> run.minCount(0)),
                mistake(
                        "InvalidParameterValue: Value (1) for parameter maxCount is invalid. It must not be less than"
                                + " minCount.",
                        run -> run.minCount(2)),
                mistake(
                        "InvalidParameterValue: Invalid availability zone: [us-east-1z]",
                        run -> run.placement(Placement.builder()
                                .availabilityZone("us-east-1z")
                                .build())),
                mistake(
                        "UnsupportedOperation: The value dedicated of Placement.Tenancy is not supported by Signet.",
                        run -> run.placement(
                                Placement.builder().tenancy("dedicated").build())),
                mistake(
                        "InvalidParameterValue: Address 10.0.0.1 does not fall within the subnet's address range",
                        run -> run.privateIpAddress("10.0.0.1")),
                mistake(
                        "InvalidParameterValue: Tag keys starting with 'aws:' are reserved for internal use",
                        run -> run.tagSpecifications(List.of(tags("instance", "aws:x", "y")))),
                mistake(
                        "InvalidParameterValue: Duplicate tag key 'a' specified.",
                        run -> run.tagSpecifications(List.of(tags("instance", "a", "1", "a", "2")))),
                mistake(
                        "InvalidParameterValue: 'vpc' is not a valid taggable resource type for this operation.",
                        run -> run.tagSpecifications(List.of(tags("vpc", "a", "1")))),
                mistake(
                        "InvalidLaunchTemplateName.NotFoundException: The specified launch template, with template name"
                                + " t, does not exist.",
                        run -> run.launchTemplate(LaunchTemplateSpecification.builder()
                                .launchTemplateName("t")
                                .build())),
                mistake(
                        "InvalidParameterValue: Value (x) for parameter iamInstanceProfile.name is invalid. Invalid IAM"
                                + " Instance Profile name",
                        run -> run.iamInstanceProfile(named("x"))),
                mistake(
                        "InvalidParameterValue: Value (arn:aws:iam::123456789012:instance-profile/x) for parameter"
                                + " iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN",
                        run -> run.iamInstanceProfile(IamInstanceProfileSpecification.builder()
                                .arn("arn:aws:iam::123456789012:instance-profile/x")
                                .build())),
                mistake(
                        "InvalidParameterCombination: The parameter 'iamInstanceProfile.name' may not be used in"
                                + " combination with 'iamInstanceProfile.arn'",
                        run -> run.iamInstanceProfile(new IamInstanceProfileSpecification("a", "b"))),
                mistake(
                        "InvalidBlockDeviceMapping: Volume of size 1GB is smaller than snapshot, expect size >= 8GB",
                        run -> run.blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                                .ebs(EbsBlockDevice.builder().volumeSize(1).build())
                                .build()))),
                mistake(
                        "UnsupportedOperation: The parameter BlockDeviceMapping.1.Ebs.Encrypted is not supported by"
                                + " Signet.",
                        run -> run.blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                                .ebs(EbsBlockDevice.builder().encrypted(true).build())
                                .build()))));
    }

    private static Arguments mistake(
            String error, Function<RunInstancesInput.Builder, RunInstancesInput.Builder> change) {
        return Arguments.of(error, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void aMistakeIsNamedInAwssWords(
            String error, Function<RunInstancesInput.Builder, RunInstancesInput.Builder> change) {
        assertEquals(
                error,
                error(Ec2Operations.RUN_INSTANCES, change.apply(world.one()).build()));
        assertTrue(
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").isEmpty());
    }

    @Test
    void aProfileWithoutARoleCannotBeHandedOver() {
        InstanceProfile profile = world.profile("Empty");
        world.state.write(tx -> {
            tx.put(signet.identity.Tables.INSTANCE_PROFILES, profile.key(), profile.withRole(null));
            return true;
        });

        assertEquals(
                "InvalidParameterValue: IAM Instance Profile \"" + profile.arn() + "\" has no associated IAM Roles",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one().iamInstanceProfile(named("Empty")).build()));
    }

    @Test
    void anInstanceThatCannotBootEndsTerminatedWithItsReason() {
        world.runner.failure = "no namespaces";

        Instance instance = shown(world.launch());

        assertEquals("terminated", some(instance.state()).name());
        assertEquals("Server.InternalError", some(instance.stateReason()).code());
        assertEquals(
                "Server.InternalError: Internal error on launch",
                some(instance.stateReason()).message());
        assertFalse(some(instance.stateTransitionReason()).isEmpty());
    }

    private String tagsOf(String id) {
        return Tags.of(world.state.current(), World.ACCOUNT, id).toString();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** As Terraform sends it for an instance whose zone is open. */
    @Test
    void anEmptyZoneIsNoZone() {
        String id = world.launch(world.one()
                .placement(Placement.builder().availabilityZone("").build())
                .build());

        assertTrue(
                String.valueOf(some(shown(id).placement()).availabilityZone()).startsWith("us-east-1"));
    }
}
