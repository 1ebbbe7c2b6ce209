package signet.ec2;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import signet.fleet.SecurityGroup;

/**
 * The default VPC of an account in a region, with a subnet in each zone and the default security group. It is there from
 * the beginning and cannot be changed, so its ids follow from the account and the region and nothing is recorded.
 */
record DefaultNetwork(String account, String region) {
    /** The address range of every default VPC. */
    static final String CIDR = "172.31.0.0/16";

    /** How many leading bits of an address are the VPC's. */
    static final int BITS = 16;

    /** How many are the subnet's. */
    static final int SUBNET_BITS = 20;

    private static final int ZONES = 3;
    private static final int FIRST_ADDRESS = 4;
    private static final int SUBNET_SIZE = 4096;

    /** A subnet: the range {@code 172.31.(16 × index).0/20} in the zone of the same index. */
    record Subnet(String id, int index, String zone) {
        String cidr() {
            return "172.31." + 16 * index + ".0/20";
        }

        String address(int offset) {
            return "172.31." + (16 * index + offset / 256) + "." + offset % 256;
        }

        /** Whether an address may be given to an instance: AWS keeps the first four and the last. */
        boolean assignable(String address) {
            return IntStream.range(FIRST_ADDRESS, SUBNET_SIZE - 1)
                    .anyMatch(offset -> address(offset).equals(address));
        }
    }

    static DefaultNetwork of(Ec2Call call) {
        return new DefaultNetwork(call.account(), call.region());
    }

    String vpcId() {
        return id("vpc");
    }

    String securityGroupId() {
        return id("sg");
    }

    /** The VPC's own group as it is in the beginning: members reach each other, and everything. */
    SecurityGroup securityGroup() {
        String id = securityGroupId();
        return new SecurityGroup(
                account,
                region,
                id,
                vpcId(),
                SecurityGroup.DEFAULT,
                "default VPC security group",
                List.of(new SecurityGroup.Rule(id("sgr", 0), false, "-1", -1, -1, id, null), everywhere(id("sgr", 1))));
    }

    /** The rule that lets all go out, which every new group has. */
    SecurityGroup.Rule everywhere(String ruleId) {
        return new SecurityGroup.Rule(ruleId, true, "-1", -1, -1, "0.0.0.0/0", null);
    }

    String dhcpOptionsId() {
        return id("dopt");
    }

    String cidrAssociationId() {
        return id("vpc-cidr-assoc");
    }

    List<Subnet> subnets() {
        return IntStream.range(0, ZONES)
                .mapToObj(index -> new Subnet(id("subnet", index), index, zones().get(index)))
                .toList();
    }

    Optional<Subnet> subnet(String id) {
        return subnets().stream().filter(subnet -> subnet.id().equals(id)).findFirst();
    }

    Optional<Subnet> subnetIn(String zone) {
        return subnets().stream().filter(subnet -> subnet.zone().equals(zone)).findFirst();
    }

    List<String> zones() {
        return IntStream.range(0, ZONES)
                .mapToObj(index -> region + (char) ('a' + index))
                .toList();
    }

    /** A free address of a subnet, beginning the search at a given place; empty if there is none. */
    static Optional<String> free(Subnet subnet, Set<String> taken, int start) {
        int count = SUBNET_SIZE - FIRST_ADDRESS - 1;
        return IntStream.range(0, count)
                .mapToObj(step -> subnet.address(FIRST_ADDRESS + Math.floorMod(start + step, count)))
                .filter(address -> !taken.contains(address))
                .findFirst();
    }

    /** How many addresses of a subnet may be given out in all. */
    static int capacity() {
        return SUBNET_SIZE - FIRST_ADDRESS - 1;
    }

    private String id(String prefix) {
        return id(prefix, 0);
    }

    private String id(String prefix, int index) {
        String seed = account + "/" + region + "/" + prefix + "/" + index;
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(seed.getBytes(StandardCharsets.UTF_8));
            return prefix + "-0" + HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
