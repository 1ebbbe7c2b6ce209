package signet.ec2;

import java.util.Optional;
import signet.fleet.Instance;
import signet.policy.Context;

/**
 * The condition keys of EC2's resources besides their tags (Service Authorization Reference, "Resource types defined by
 * Amazon EC2"), the same wherever an operation touches a resource of the type.
 */
final class ResourceKeys {
    private ResourceKeys() {}

    static Context subnet(Ec2Call call, DefaultNetwork.Subnet subnet) {
        return zone(call, subnet.zone())
                .put("ec2:SubnetID", subnet.id())
                .put("ec2:Vpc", vpcArn(call))
                .build();
    }

    static Context securityGroup(Ec2Call call, String id) {
        return Context.builder()
                .put("ec2:SecurityGroupID", id)
                .put("ec2:Vpc", vpcArn(call))
                .build();
    }

    static Context vpc(String id) {
        return Context.builder()
                .put("ec2:VpcID", id)
                .put("ec2:Tenancy", "default")
                .build();
    }

    static Context keyPair(KeyPairRecord keyPair) {
        return Context.builder()
                .put("ec2:KeyPairName", keyPair.name())
                .put("ec2:KeyPairType", keyPair.type())
                .build();
    }

    static Context image(Catalogue.Image image) {
        return Context.builder()
                .put("aws:ResourceAccount", Catalogue.AMAZON)
                .put("ec2:ImageID", image.id())
                .put("ec2:ImageType", "machine")
                .put("ec2:Owner", "amazon")
                .put("ec2:Public", "true")
                .put("ec2:RootDeviceType", "ebs")
                .build();
    }

    /** Of a volume that is there or is to be made. */
    static Context volume(Ec2Call call, String zone, Instance.Disk disk) {
        Context.Builder keys = zone(call, zone)
                .put("ec2:Encrypted", "false")
                .put("ec2:VolumeSize", Integer.toString(disk.gibibytes()))
                .put("ec2:VolumeType", disk.type());
        Optional.ofNullable(disk.iops()).ifPresent(iops -> keys.put("ec2:VolumeIops", iops.toString()));
        Optional.ofNullable(disk.throughput())
                .ifPresent(throughput -> keys.put("ec2:VolumeThroughput", throughput.toString()));
        return keys.build();
    }

    /** Of a network interface that is there or is to be made. */
    static Context networkInterface(Ec2Call call, String zone, String subnetId) {
        return Context.builder()
                .put("ec2:AvailabilityZone", zone)
                .put("ec2:Subnet", call.arn("subnet", subnetId))
                .put("ec2:Vpc", vpcArn(call))
                .build();
    }

    static Context.Builder zone(Ec2Call call, String zone) {
        return Context.builder().put("ec2:AvailabilityZone", zone).put("ec2:AvailabilityZoneId", call.zoneId(zone));
    }

    private static String vpcArn(Ec2Call call) {
        return call.arn("vpc", DefaultNetwork.of(call).vpcId());
    }
}
