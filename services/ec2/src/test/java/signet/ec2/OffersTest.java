package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signet.model.ec2.DescribeAvailabilityZonesInput;
import signet.model.ec2.DescribeImagesInput;
import signet.model.ec2.DescribeInstanceTypeOfferingsInput;
import signet.model.ec2.DescribeInstanceTypesInput;
import signet.model.ec2.DescribeNetworkInterfacesInput;
import signet.model.ec2.DescribeRegionsInput;
import signet.model.ec2.DescribeSecurityGroupsInput;
import signet.model.ec2.DescribeSubnetsInput;
import signet.model.ec2.DescribeVolumesInput;
import signet.model.ec2.DescribeVpcsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Image;
import signet.model.ec2.NetworkInterface;
import signet.model.ec2.SecurityGroup;
import signet.model.ec2.Subnet;
import signet.model.ec2.Volume;
import signet.model.ec2.Vpc;

class OffersTest extends Ec2Test {

    @Test
    void theImagesAreAmazonsAndOfTheHostsArchitecture() {
        List<Image> images = images(DescribeImagesInput.builder().owners(List.of("amazon")));

        assertEquals(2, images.size());
        assertTrue(images.stream().allMatch(image -> "x86_64".equals(image.architecture())));
        assertEquals(List.of(), images(DescribeImagesInput.builder().owners(List.of("self"))));
        assertEquals(
                1,
                images(DescribeImagesInput.builder().imageIds(List.of(world.image)))
                        .size());
        assertEquals(
                List.of(), images(DescribeImagesInput.builder().filters(List.of(filter("architecture", "arm64")))));
    }

    @Test
    void everyTypeIsOfferedWithFiguresThatAgree() {
        for (Catalogue.Type type : world.catalogue.types()) {
            assertEquals(0, type.vcpus() % type.cores(), type.name());
        }
        assertEquals(
                "InvalidInstanceType: The following supplied instance types do not exist: [t9.huge]",
                error(
                        Ec2Operations.DESCRIBE_INSTANCE_TYPES,
                        DescribeInstanceTypesInput.builder()
                                .instanceTypes(List.of("t3.micro", "t9.huge"))
                                .build()));
        assertEquals(
                1024L,
                some(some(ask(
                                                Ec2Operations.DESCRIBE_INSTANCE_TYPES,
                                                DescribeInstanceTypesInput.builder()
                                                        .instanceTypes(List.of("t3.micro"))
                                                        .build())
                                        .instanceTypes())
                                .getFirst()
                                .memoryInfo())
                        .sizeInMiB());
    }

    @Test
    void offeringsFollowTheKindOfPlace() {
        assertEquals(3, offerings("availability-zone", "t3.micro"));
        assertEquals(1, offerings("region", "t3.micro"));
        assertEquals(0, offerings("region", "t9.huge"));
    }

    private List<Image> images(DescribeImagesInput.Builder input) {
        return some(ask(Ec2Operations.DESCRIBE_IMAGES, input.build()).images());
    }

    private int offerings(String by, String type) {
        return some(ask(
                                Ec2Operations.DESCRIBE_INSTANCE_TYPE_OFFERINGS,
                                DescribeInstanceTypeOfferingsInput.builder()
                                        .locationType(by)
                                        .filters(List.of(filter("instance-type", type)))
                                        .build())
                        .instanceTypeOfferings())
                .size();
    }

    @Test
    void regionsAreAwss() {
        assertEquals(
                "ec2.eu-west-1.amazonaws.com",
                some(ask(
                                        Ec2Operations.DESCRIBE_REGIONS,
                                        DescribeRegionsInput.builder()
                                                .regionNames(List.of("eu-west-1"))
                                                .build())
                                .regions())
                        .getFirst()
                        .endpoint());
        assertEquals(
                "InvalidParameterValue: Invalid region names: [mars-1]",
                error(
                        Ec2Operations.DESCRIBE_REGIONS,
                        DescribeRegionsInput.builder()
                                .regionNames(List.of("mars-1"))
                                .build()));
    }

    @Test
    void theZonesAreThoseOfTheRegionAsked() {
        world.in("eu-west-1");

        assertEquals(
                List.of("eu-west-1a", "eu-west-1b", "eu-west-1c"),
                some(ask(
                                        Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                                        DescribeAvailabilityZonesInput.builder().build())
                                .availabilityZones())
                        .stream()
                        .map(zone -> some(zone.zoneName()))
                        .toList());
    }

    @Test
    void theDefaultNetworkIsAlwaysTheSameAndDiffersByAccountAndRegion() {
        DefaultNetwork network = new DefaultNetwork("123456789012", "us-east-1");
        assertEquals(network.vpcId(), new DefaultNetwork("123456789012", "us-east-1").vpcId());
        assertNotEquals(network.vpcId(), new DefaultNetwork("123456789012", "us-east-2").vpcId());
        assertNotEquals(network.vpcId(), new DefaultNetwork("210987654321", "us-east-1").vpcId());
        assertTrue(network.vpcId().matches("vpc-[0-9a-f]{17}"));
        assertEquals(
                3,
                network.subnets().stream()
                        .map(DefaultNetwork.Subnet::id)
                        .distinct()
                        .count());
    }

    @Test
    void everyAddressOfASubnetIsGivenOutOnceAndThenNone() {
        DefaultNetwork.Subnet subnet = world.network.subnets().get(1);
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < DefaultNetwork.capacity(); i++) {
            String address = DefaultNetwork.free(subnet, taken, i * 7).orElseThrow();
            assertTrue(address.startsWith("172.31."));
            assertTrue(taken.add(address), address);
        }

        assertEquals(Optional.empty(), DefaultNetwork.free(subnet, taken, 0));
        assertTrue(taken.contains("172.31.16.4"));
        assertTrue(taken.contains("172.31.31.254"));
    }

    @Test
    void theVpcItsSubnetsAndItsGroupBelongTogether() {
        Vpc vpc = some(ask(
                                Ec2Operations.DESCRIBE_VPCS,
                                DescribeVpcsInput.builder()
                                        .filters(List.of(filter("is-default", "true")))
                                        .build())
                        .vpcs())
                .getFirst();
        List<Subnet> subnets = some(ask(
                        Ec2Operations.DESCRIBE_SUBNETS,
                        DescribeSubnetsInput.builder()
                                .filters(List.of(filter("vpc-id", some(vpc.vpcId()))))
                                .build())
                .subnets());
        SecurityGroup group = some(ask(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsInput.builder()
                                        .groupNames(List.of("default"))
                                        .build())
                        .securityGroups())
                .getFirst();

        assertEquals("172.31.0.0/16", vpc.cidrBlock());
        assertEquals(3, subnets.size());
        assertEquals(vpc.vpcId(), group.vpcId());
        assertEquals(
                "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist",
                error(
                        Ec2Operations.DESCRIBE_VPCS,
                        DescribeVpcsInput.builder().vpcIds(List.of("vpc-1")).build()));
        assertEquals(
                "InvalidGroup.NotFound: The security group 'sg-1' does not exist",
                error(
                        Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                        DescribeSecurityGroupsInput.builder()
                                .groupIds(List.of("sg-1"))
                                .build()));
    }

    @Test
    void anInstanceTakesAnAddressOfItsSubnet() {
        world.launch();

        List<Integer> free =
                some(ask(
                                        Ec2Operations.DESCRIBE_SUBNETS,
                                        DescribeSubnetsInput.builder().build())
                                .subnets())
                        .stream()
                        .map(subnet -> some(subnet.availableIpAddressCount()))
                        .sorted()
                        .toList();
        assertEquals(List.of(4090, 4091, 4091), free);
    }

    @Test
    void interfaceAndVolumeAreThoseOfTheInstance() {
        String id = world.launch();

        NetworkInterface nic = some(ask(
                                Ec2Operations.DESCRIBE_NETWORK_INTERFACES,
                                DescribeNetworkInterfacesInput.builder()
                                        .filters(List.of(filter("attachment.instance-id", id)))
                                        .build())
                        .networkInterfaces())
                .getFirst();
        Volume volume = some(ask(
                                Ec2Operations.DESCRIBE_VOLUMES,
                                DescribeVolumesInput.builder()
                                        .filters(List.of(filter("attachment.instance-id", id)))
                                        .build())
                        .volumes())
                .getFirst();

        assertEquals(world.recorded(id).network().interfaceId(), nic.networkInterfaceId());
        assertEquals(shown(id).privateIpAddress(), nic.privateIpAddress());
        assertEquals(world.recorded(id).network().volumeId(), volume.volumeId());
        assertEquals(8, volume.size());
        assertEquals(
                "InvalidVolume.NotFound: The volume 'vol-1' does not exist.",
                error(
                        Ec2Operations.DESCRIBE_VOLUMES,
                        DescribeVolumesInput.builder()
                                .volumeIds(List.of("vol-1"))
                                .build()));
    }
}
