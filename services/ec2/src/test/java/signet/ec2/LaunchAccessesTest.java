package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.ec2.World.ACCOUNT;
import static signet.ec2.World.named;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.CreateLaunchTemplateInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceMetadataOptionsRequest;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RunInstancesInput;

/** What a launch asks permission for: the table of the Service Authorization Reference. */
class LaunchAccessesTest extends Ec2Test {
    private static final String EC2 = "arn:aws:ec2:us-east-1:" + ACCOUNT + ":";

    @Test
    void theSimplestLaunchAsksForEveryResourceThatItTouchesOrMakes() {
        world.launch();

        assertEquals(
                List.of(
                        "ec2:RunInstances " + EC2 + "instance/*",
                        "ec2:RunInstances arn:aws:ec2:us-east-1::image/" + world.image,
                        "ec2:RunInstances " + EC2 + "subnet/"
                                + world.network.subnets().getFirst().id(),
                        "ec2:RunInstances " + EC2 + "network-interface/*",
                        "ec2:RunInstances " + EC2 + "security-group/" + world.network.securityGroupId(),
                        "ec2:RunInstances " + EC2 + "volume/*"),
                world.asked());
    }

    @Test
    void aLaunchWithEverythingAsksForMore() {
        full();

        List<String> asked = world.asked();
        assertTrue(asked.contains("ec2:RunInstances " + EC2 + "key-pair/k"));
        assertEquals(
                List.of(
                        "ec2:CreateTags " + EC2 + "instance/*",
                        "ec2:CreateTags " + EC2 + "volume/*",
                        "iam:PassRole arn:aws:iam::" + ACCOUNT + ":role/App"),
                asked.subList(asked.size() - 3, asked.size()));
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                key("instance/*", "ec2:InstanceType", "t3.small"),
                key("instance/*", "ec2:Region", "us-east-1"),
                key("instance/*", "aws:RequestedRegion", "us-east-1"),
                key("instance/*", "ec2:AvailabilityZone", "us-east-1a"),
                key("instance/*", "ec2:InstanceProfile", "arn:aws:iam::" + ACCOUNT + ":instance-profile/App"),
                key("instance/*", "ec2:MetadataHttpTokens", "required"),
                key("instance/*", "ec2:MetadataHttpPutResponseHopLimit", "2"),
                key("instance/*", "ec2:RootDeviceType", "ebs"),
                key("instance/*", "ec2:Tenancy", "default"),
                key("instance/*", "ec2:EbsOptimized", "false"),
                key("instance/*", "aws:RequestTag/team", "red"),
                key("instance/*", "aws:TagKeys", "team"),
                key("volume/*", "ec2:VolumeSize", "8"),
                key("volume/*", "ec2:VolumeType", "gp3"),
                key("volume/*", "ec2:VolumeIops", "3000"),
                key("volume/*", "ec2:VolumeThroughput", "125"),
                key("volume/*", "ec2:Encrypted", "false"),
                key("volume/*", "aws:RequestTag/disk", "yes"),
                key("network-interface/*", "ec2:AssociatePublicIpAddress", "false"),
                key("key-pair/k", "ec2:KeyPairName", "k"),
                key("key-pair/k", "ec2:KeyPairType", "ed25519"));
    }

    private static Arguments key(String resource, String name, String value) {
        return Arguments.of(resource, name, value);
    }

    @ParameterizedTest(name = "{1} on {0}")
    @MethodSource("keys")
    void aResourceHasItsKeys(String resource, String name, String value) {
        full();

        assertEquals(Optional.of(List.of(value)), get(resource, name));
    }

    static Stream<Arguments> absent() {
        return Stream.of(
                key("volume/*", "ec2:InstanceType", ""),
                key("network-interface/*", "ec2:InstanceProfile", ""),
                key("instance/*", "ec2:Vpc", ""),
                key("network-interface/*", "aws:RequestTag/team", ""),
                key("key-pair/k", "aws:TagKeys", ""),
                key("instance/*", "ec2:LaunchTemplate", ""));
    }

    @ParameterizedTest(name = "no {1} on {0}")
    @MethodSource("absent")
    void aResourceHasNoKeysOfOthers(String resource, String name, String none) {
        full();

        assertEquals(Optional.empty(), get(resource, name));
    }

    @Test
    void subnetsAndInterfacesNameTheVpcByItsArn() {
        world.launch();

        String subnet = world.network.subnets().getFirst().id();
        String vpc = EC2 + "vpc/" + world.network.vpcId();
        assertEquals(Optional.of(List.of(vpc)), get(subnet, "ec2:Vpc"));
        assertEquals(Optional.of(List.of(vpc)), get("network-interface/*", "ec2:Vpc"));
        assertEquals(Optional.of(List.of(EC2 + "subnet/" + subnet)), get("network-interface/*", "ec2:Subnet"));
        assertEquals(Optional.of(List.of("amazon")), get(world.image, "ec2:Owner"));
        assertEquals(Optional.of(List.of("true")), get(world.image, "ec2:Public"));
        assertEquals(Optional.of(List.of(world.image)), get(world.image, "ec2:ImageID"));
    }

    @Test
    void whatIsNotSaidOfMetadataIsAbsentSoThatADenyOfItHolds() {
        Caller careful = world.user(
                "careful",
                World.policy(
                        "{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"" + EC2
                                + "instance/*\",\"Condition\":{\"StringNotEquals\":{\"ec2:MetadataHttpTokens\":\"required\"}}}"));

        AwsError error =
                world.refused(careful, Ec2Operations.RUN_INSTANCES, world.one().build());
        world.ask(
                careful,
                Ec2Operations.RUN_INSTANCES,
                world.one()
                        .metadataOptions(InstanceMetadataOptionsRequest.builder()
                                .httpTokens("required")
                                .build())
                        .build());

        assertTrue(
                error.message()
                        .contains("ec2:RunInstances on resource: " + EC2
                                + "instance/* with an explicit deny in an identity-based policy"),
                error.message());
    }

    static Stream<Arguments> singleResources() {
        return Stream.of("image", "instance", "subnet", "network-interface", "security-group", "volume", "key-pair")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("singleResources")
    void aDenialOfAnyOneResourceRefusesTheLaunch(String type) {
        world.profile("App");
        keyPair();
        Caller dev = world.user(
                "dev",
                World.policy(
                        World.allow("iam:PassRole", "*", ""),
                        "{\"Effect\":\"Deny\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"arn:aws:ec2:*:*:" + type
                                + "/*\"}"));

        AwsError error = world.refused(dev, Ec2Operations.RUN_INSTANCES, fullRequest());

        assertEquals("UnauthorizedOperation", error.code());
        assertTrue(error.message().contains(":" + type + "/"), error.message());
        assertTrue(
                world.state.current().under(signet.fleet.Tables.INSTANCES, "").isEmpty());
    }

    @Test
    void taggingAtLaunchTakesCreateTagsForTheLaunch() {
        String runOnly =
                "{\"Version\":\"2012-10-17\",\"Statement\":[" + World.allow("ec2:RunInstances", "*", "") + "%s]}";
        RunInstancesInput tagged = world.one()
                .tagSpecifications(List.of(tags("instance", "a", "b")))
                .build();
        Caller untagging = world.user("untagging", runOnly.formatted(""));
        Caller tagging = world.user(
                "tagging",
                runOnly.formatted(","
                        + World.allow(
                                "ec2:CreateTags", "*", "{\"StringEquals\":{\"ec2:CreateAction\":\"RunInstances\"}}")));

        AwsError error = world.refused(untagging, Ec2Operations.RUN_INSTANCES, tagged);
        world.ask(tagging, Ec2Operations.RUN_INSTANCES, tagged);
        world.ask(untagging, Ec2Operations.RUN_INSTANCES, world.one().build());

        assertTrue(
                error.message().contains("ec2:CreateTags on resource: " + EC2 + "instance/* because"), error.message());
    }

    @Test
    void aLaunchTemplateIsNamedOnEveryResourceWithWhatOfItIsUnchanged() {
        String template = some(some(ask(
                                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                                CreateLaunchTemplateInput.builder()
                                        .launchTemplateName("web")
                                        .launchTemplateData(RequestLaunchTemplateData.builder()
                                                .imageId(world.image)
                                                .instanceType("t3.small")
                                                .build())
                                        .build())
                        .launchTemplate())
                .launchTemplateId());
        world.launch(RunInstancesInput.builder()
                .minCount(1)
                .maxCount(1)
                .instanceType("t3.large")
                .launchTemplate(new LaunchTemplateSpecification(template, null, null))
                .build());

        Optional<List<String>> arn = Optional.of(List.of(EC2 + "launch-template/" + template));
        assertTrue(world.asked().contains("ec2:RunInstances " + EC2 + "launch-template/" + template));
        assertEquals(arn, get("instance/*", "ec2:LaunchTemplate"));
        assertEquals(arn, get("volume/*", "ec2:LaunchTemplate"));
        assertEquals(Optional.of(List.of("false")), get("instance/*", "ec2:IsLaunchTemplateResource"));
        assertEquals(Optional.of(List.of("true")), get(world.image, "ec2:IsLaunchTemplateResource"));
    }

    @Test
    void aDryRunIsAuthorizedLikeTheRealOne() {
        Caller nobody = world.user(
                "nobody", "{\"Version\":\"2012-10-17\",\"Statement\":[" + World.allow("s3:*", "*", "") + "]}");

        AwsError error = world.refused(
                nobody, Ec2Operations.RUN_INSTANCES, world.one().dryRun(true).build());

        assertEquals(403, error.httpStatus());
        assertEquals("UnauthorizedOperation", error.code());
    }

    private Optional<List<String>> get(String resource, String key) {
        return world.decided("ec2:RunInstances", resource).context().get(key);
    }

    private void full() {
        world.profile("App");
        keyPair();
        world.launch(fullRequest());
    }

    private void keyPair() {
        ask(
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairInput.builder().keyName("k").keyType("ed25519").build());
    }

    private RunInstancesInput fullRequest() {
        return world.one()
                .instanceType("t3.small")
                .keyName("k")
                .iamInstanceProfile(named("App"))
                .metadataOptions(InstanceMetadataOptionsRequest.builder()
                        .httpTokens("required")
                        .httpPutResponseHopLimit(2)
                        .build())
                .tagSpecifications(List.of(tags("instance", "team", "red"), tags("volume", "disk", "yes")))
                .build();
    }
}
