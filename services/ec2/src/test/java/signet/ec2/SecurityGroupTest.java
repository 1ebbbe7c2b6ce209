package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.model.AwsError;
import signet.model.ec2.AuthorizeSecurityGroupEgressInput;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.CreateSecurityGroupInput;
import signet.model.ec2.DeleteSecurityGroupInput;
import signet.model.ec2.DescribeSecurityGroupRulesInput;
import signet.model.ec2.DescribeSecurityGroupsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.IpPermission;
import signet.model.ec2.Ipv6Range;
import signet.model.ec2.PrefixListId;
import signet.model.ec2.RevokeSecurityGroupEgressInput;
import signet.model.ec2.RevokeSecurityGroupIngressInput;
import signet.model.ec2.RevokeSecurityGroupIngressOutput;
import signet.model.ec2.SecurityGroup;
import signet.model.ec2.SecurityGroupRule;
import signet.model.ec2.TerminateInstancesInput;
import signet.model.ec2.UserIdGroupPair;

class SecurityGroupTest extends SecurityGroupWorld {
    @Test
    void aNewGroupLetsNothingInAndEverythingOut() {
        SecurityGroup group = described(create("web"));

        assertEquals("web", group.groupName());
        assertEquals("of a test", group.description());
        assertEquals(world.network.vpcId(), group.vpcId());
        assertEquals(List.of(), group.ipPermissions());
        IpPermission out = some(group.ipPermissionsEgress()).getFirst();
        assertEquals("-1", out.ipProtocol());
        assertEquals("0.0.0.0/0", some(out.ipRanges()).getFirst().cidrIp());
        assertEquals(null, out.fromPort());
    }

    @Test
    void theDefaultGroupIsThereFromTheBeginningAndItsRulesCanBeChanged() {
        String id = world.network.securityGroupId();
        assertEquals(
                id,
                some(some(described(id).ipPermissions()).getFirst().userIdGroupPairs())
                        .getFirst()
                        .groupId());

        RevokeSecurityGroupIngressOutput revoked =
                revoke(id, fromGroup(IpPermission.builder().ipProtocol("-1"), id));

        assertEquals(1, some(revoked.revokedSecurityGroupRules()).size());
        assertEquals(List.of(), described(id).ipPermissions());
        assertEquals("default", described(id).groupName());
        assertEquals(List.of("default"), found("group-name", "default"));
    }

    @Test
    void anAddedRuleIsShownInBothForms() {
        String id = create("web");
        SecurityGroupRule rule = allow(id, from(tcp(80, 81), "10.1.2.3/16")).getFirst();

        assertTrue(some(rule.securityGroupRuleId()).matches("sgr-[0-9a-f]{17}"), rule::toString);
        assertEquals("10.1.0.0/16", rule.cidrIpv4());
        assertEquals(false, rule.isEgress());
        assertEquals(id, rule.groupId());
        IpPermission shown = some(described(id).ipPermissions()).getFirst();
        assertEquals(80, shown.fromPort());
        assertEquals(81, shown.toPort());
        List<SecurityGroupRule> rules = some(ask(
                        Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES,
                        DescribeSecurityGroupRulesInput.builder()
                                .filters(List.of(new Filter("group-id", List.of(id))))
                                .build())
                .securityGroupRules());
        assertEquals(2, rules.size());
        assertTrue(rules.contains(rule));
    }

    @Test
    void rulesOfTheSamePortsAreGathered() {
        String id = create("web");
        allow(id, from(tcp(80, 80), "10.0.0.0/8"));
        allow(id, from(tcp(80, 80), "192.168.0.0/16"));
        allow(id, fromGroup(tcp(80, 80), id));

        IpPermission shown = some(described(id).ipPermissions()).getFirst();

        assertEquals(1, some(described(id).ipPermissions()).size());
        assertEquals(2, some(shown.ipRanges()).size());
        assertEquals(World.ACCOUNT, some(shown.userIdGroupPairs()).getFirst().userId());
    }

    @Test
    void oneRuleMayBeGivenWithoutAList() {
        String id = create("web");
        ask(
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                AuthorizeSecurityGroupIngressInput.builder()
                        .groupName("web")
                        .ipProtocol("udp")
                        .fromPort(53)
                        .toPort(53)
                        .cidrIp("10.0.0.0/8")
                        .build());

        assertEquals("udp", some(described(id).ipPermissions()).getFirst().ipProtocol());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tcp | 22 | 22 | peer: 10.0.0.0/8, TCP, from port: 22, to port: 22
            6 | 22 | 22 | peer: 10.0.0.0/8, TCP, from port: 22, to port: 22
            -1 | | | peer: 10.0.0.0/8, ALL
            50 | | | peer: 10.0.0.0/8, protocol: 50
            """)
    void aRuleIsThereOnce(String protocol, Integer from, Integer to, String text) {
        String id = create("web");
        IpPermission rule =
                from(IpPermission.builder().ipProtocol(protocol).fromPort(from).toPort(to), "10.0.0.0/8");
        allow(id, rule);

        assertEquals(
                "InvalidPermission.Duplicate: the specified rule \"" + text + ", ALLOW\" already exists",
                refused(id, rule));
    }

    @Test
    void nothingIsAddedIfOneOfTheRulesIsThere() {
        String id = create("web");
        allow(id, from(tcp(22, 22), "10.0.0.0/8"));

        AwsError error = assertThrows(
                AwsError.class, () -> allow(id, from(tcp(80, 80), "10.0.0.0/8"), from(tcp(22, 22), "10.0.0.9/8")));

        assertEquals("InvalidPermission.Duplicate", error.code());
        assertEquals(1, some(described(id).ipPermissions()).size());
    }

    @Test
    void aRequestSaysARuleOnce() {
        String id = create("web");

        assertEquals(
                "InvalidParameterValue: The same permission must not appear multiple times",
                error(
                        Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                        ingress(id, from(tcp(22, 22), "10.0.0.0/8"), from(tcp(22, 22), "10.0.0.0/8"))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tcp | | | InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.
            udp | 5 | | InvalidParameterValue: Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.
            icmp | | | InvalidParameterValue: Invalid value 'Must specify both from and to ports with ICMP.' for portRange.
            tcp | -1 | -1 | InvalidPermission.Malformed: TCP/UDP port (-1) out of range
            tcp | 1 | 65536 | InvalidPermission.Malformed: TCP/UDP port (65536) out of range
            tcp | 81 | 80 | InvalidParameterValue: Invalid TCP/UDP port range (81:80)
            icmp | 256 | 0 | InvalidPermission.Malformed: ICMP type (256) out of range
            icmp | -1 | 0 | InvalidPermission.Malformed: ICMP code (0) out of range
            gre | | | InvalidParameterValue: Invalid value 'gre' for IP protocol. Unknown protocol.
            256 | | | InvalidParameterValue: Invalid value '256' for IP protocol. Unknown protocol.
            """)
    void aRuleThatSaysNothingSensibleIsRefused(String protocol, Integer from, Integer to, String error) {
        String id = create("web");

        assertEquals(
                error,
                refused(
                        id,
                        from(
                                IpPermission.builder()
                                        .ipProtocol(protocol)
                                        .fromPort(from)
                                        .toPort(to),
                                "10.0.0.0/8")));
    }

    @ParameterizedTest
    @CsvSource({"10.0.0.0", "10.0.0.0/33", "300.0.0.0/8", "anywhere", "::/0"})
    void aRangeOfAddressesIsInCidrNotation(String cidr) {
        assertEquals(
                "InvalidParameterValue: CIDR block " + cidr + " is malformed",
                refused(create("web"), from(tcp(1, 1), cidr)));
    }

    @ParameterizedTest
    @CsvSource({
        "::/0, ::/0",
        "2001:DB8:0:0:0:0:0:1/32, 2001:db8::/32",
        "2001:db8:0:0:1:0:0:1/128, 2001:db8::1:0:0:1/128",
        "fe80::1/10, fe80::/10",
        "1:2:3:4:5:6:7:8/128, 1:2:3:4:5:6:7:8/128",
        "::1/128, ::1/128",
        "ffff::/9, ff80::/9"
    })
    void aRangeOfIpv6AddressesIsKeptInItsShortForm(String written, String kept) {
        String id = create("web");

        SecurityGroupRule rule = allow(
                        id,
                        tcp(443, 443)
                                .ipv6Ranges(List.of(
                                        Ipv6Range.builder().cidrIpv6(written).build()))
                                .build())
                .getFirst();

        assertEquals(kept, rule.cidrIpv6());
        assertEquals(null, rule.cidrIpv4());
    }

    @ParameterizedTest
    @CsvSource({"1.2.3.4/0", "::/129", "::", "::ffff:1.2.3.4/0", "g::/8", "1:2:3:4:5:6:7:8:9/8"})
    void whatIsNoRangeOfIpv6AddressesIsRefused(String cidr) {
        IpPermission permission = tcp(1, 1)
                .ipv6Ranges(List.of(Ipv6Range.builder().cidrIpv6(cidr).build()))
                .build();

        assertEquals("InvalidParameterValue: CIDR block " + cidr + " is malformed", refused(create("web"), permission));
    }

    @Test
    void aRuleNeedsSomebodyThatItIsAbout() {
        assertEquals(
                "MissingParameter: Missing source specification: include source security group or CIDR information",
                refused(create("web"), tcp(1, 1).build()));
    }

    @Test
    void whatIsNotThereIsRefusedAndNotIgnored() {
        IpPermission permission = from(
                tcp(1, 1)
                        .prefixListIds(List.of(
                                PrefixListId.builder().prefixListId("pl-1").build())),
                "10.0.0.0/8");

        assertEquals(
                "UnsupportedOperation: The parameter IpPermissions.PrefixListIds is not supported by Signet.",
                refused(create("web"), permission));
    }

    @Test
    void aRuleNamesAGroupThatIsThere() {
        String id = create("web");
        assertEquals(
                "InvalidGroup.NotFound: The security group 'sg-0123456789abcdef0' does not exist",
                refused(id, fromGroup(tcp(1, 1), "sg-0123456789abcdef0")));
        assertEquals(
                "InvalidGroupId.Malformed: Invalid id: \"web\" (expecting \"sg-...\")",
                refused(id, fromGroup(tcp(1, 1), "web")));
        assertEquals(
                "InvalidGroup.NotFound: The security group 'other' does not exist in default VPC '"
                        + world.network.vpcId() + "'",
                refused(
                        id,
                        tcp(1, 1)
                                .userIdGroupPairs(List.of(UserIdGroupPair.builder()
                                        .groupName("other")
                                        .build()))
                                .build()));
        assertEquals(
                "InvalidGroup.NotFound: The security group '" + id + "' does not exist",
                refused(
                        id,
                        tcp(1, 1)
                                .userIdGroupPairs(List.of(UserIdGroupPair.builder()
                                        .groupId(id)
                                        .userId("999999999999")
                                        .build()))
                                .build()));
    }

    @Test
    void inADefaultVpcRevokingWhatIsNotThereIsNoErrorButSaid() {
        String id = create("web");
        allow(id, from(tcp(22, 22), "10.0.0.0/8"));

        RevokeSecurityGroupIngressOutput answer =
                revoke(id, from(tcp(22, 22), "10.0.0.0/8"), from(tcp(23, 23), "10.0.0.0/8"));

        assertEquals(23, some(answer.unknownIpPermissions()).getFirst().fromPort());
        assertEquals(1, some(answer.unknownIpPermissions()).size());
        assertEquals(22, some(answer.revokedSecurityGroupRules()).getFirst().fromPort());
        assertEquals(List.of(), described(id).ipPermissions());
    }

    @Test
    void aRuleIsRevokedByItsIdInItsDirectionOnly() {
        String id = create("web");
        String rule = some(allow(id, from(tcp(22, 22), "10.0.0.0/8")).getFirst().securityGroupRuleId());

        assertEquals(
                "InvalidSecurityGroupRuleId.NotFound: The security group rule ID '" + rule + "' does not exist",
                error(
                        Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS,
                        RevokeSecurityGroupEgressInput.builder()
                                .groupId(id)
                                .securityGroupRuleIds(List.of(rule))
                                .build()));
        ask(
                Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS,
                RevokeSecurityGroupIngressInput.builder()
                        .groupId(id)
                        .securityGroupRuleIds(List.of(rule))
                        .build());
        assertEquals(List.of(), described(id).ipPermissions());
    }

    @Test
    void egressIsChangedApartFromIngress() {
        String id = create("web");
        ask(
                Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS,
                RevokeSecurityGroupEgressInput.builder()
                        .groupId(id)
                        .ipPermissions(List.of(from(IpPermission.builder().ipProtocol("-1"), "0.0.0.0/0")))
                        .build());
        assertEquals(List.of(), described(id).ipPermissionsEgress());

        ask(
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_EGRESS,
                AuthorizeSecurityGroupEgressInput.builder()
                        .groupId(id)
                        .ipPermissions(List.of(from(tcp(443, 443), "0.0.0.0/0")))
                        .build());

        assertEquals(1, some(described(id).ipPermissionsEgress()).size());
        assertEquals(List.of(), described(id).ipPermissions());
    }

    @Test
    void aGroupHasAtMostSixtyRulesInADirection() {
        String id = create("web");
        IpPermission[] sixty = IntStream.rangeClosed(1, 60)
                .mapToObj(port -> from(tcp(port, port), "10.0.0.0/8"))
                .toArray(IpPermission[]::new);
        allow(id, sixty);

        assertEquals(
                "RulesPerSecurityGroupLimitExceeded: The maximum number of rules per security group has been reached.",
                refused(id, from(tcp(61, 61), "10.0.0.0/8")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            default | InvalidParameterValue: Cannot use reserved security group name: default
            sg-web | InvalidParameterValue: Value (sg-web) for parameter GroupName is invalid. Group names may not be in the format sg-*.
            ünder | InvalidParameterValue: Value (ünder) for parameter GroupName is invalid. Character sets beyond ASCII are not supported.
            """)
    void someNamesAreRefused(String name, String error) {
        assertEquals(
                error,
                error(
                        Ec2Operations.CREATE_SECURITY_GROUP,
                        CreateSecurityGroupInput.builder()
                                .groupName(name)
                                .description("d")
                                .build()));
    }

    @Test
    void aNameIsGivenOnceInAVpc() {
        create("web");
        assertEquals(
                "InvalidGroup.Duplicate: The security group 'web' already exists for VPC '" + world.network.vpcId()
                        + "'",
                error(
                        Ec2Operations.CREATE_SECURITY_GROUP,
                        CreateSecurityGroupInput.builder()
                                .groupName("web")
                                .description("d")
                                .build()));
        assertEquals(
                "InvalidVpcID.NotFound: The vpc ID 'vpc-1' does not exist",
                error(
                        Ec2Operations.CREATE_SECURITY_GROUP,
                        CreateSecurityGroupInput.builder()
                                .groupName("other")
                                .description("d")
                                .vpcId("vpc-1")
                                .build()));
    }

    @Test
    void aGroupInUseIsNotDeleted() {
        String web = create("web");
        String other = create("other");
        String instance =
                world.launch(world.one().securityGroupIds(List.of(web)).build());
        String inUse = "DependencyViolation: resource " + web + " has a dependent object";
        assertEquals(inUse, delete(web));

        ask(
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesInput.builder().instanceIds(List.of(instance)).build());
        world.fleet.awaitIdle();
        allow(other, fromGroup(tcp(1, 1), web));
        allow(web, fromGroup(tcp(1, 1), web));
        assertEquals(inUse, delete(web), "another group's rule names it");

        revoke(other, fromGroup(tcp(1, 1), web));
        deleteNow(web);
        assertEquals("InvalidGroup.NotFound: The security group '" + web + "' does not exist", delete(web));
    }

    @Test
    void theDefaultGroupStays() {
        String id = world.network.securityGroupId();
        assertEquals(
                "CannotDelete: the specified group: \"" + id + "\" name: \"default\" cannot be deleted by a user",
                delete(id));
        assertEquals(
                "MissingParameter: The request must contain the parameter GroupName or GroupId",
                error(
                        Ec2Operations.DELETE_SECURITY_GROUP,
                        DeleteSecurityGroupInput.builder().build()));
    }

    @Test
    void anInstanceIsInTheGroupsThatItsLaunchNames() {
        String web = create("web");
        String ssh = create("ssh");

        String byId =
                world.launch(world.one().securityGroupIds(List.of(web, ssh)).build());
        String byName = world.launch(
                world.one().securityGroups(List.of("ssh", "default")).build());

        assertEquals(
                Map.of(web, "web", ssh, "ssh"),
                some(shown(byId).securityGroups()).stream()
                        .collect(java.util.stream.Collectors.toMap(
                                group -> some(group.groupId()), group -> some(group.groupName()))));
        assertEquals(
                List.of(ssh, world.network.securityGroupId()),
                world.recorded(byName).network().securityGroups());
        assertEquals(
                "InvalidGroup.NotFound: The security group 'sg-0123456789abcdef0' does not exist",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one()
                                .securityGroupIds(List.of("sg-0123456789abcdef0"))
                                .build()));
    }

    @Test
    void anInterfaceIsInAtMostFiveGroups() {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            groups.add(create("g" + i));
        }
        assertEquals(
                "SecurityGroupsPerInterfaceLimitExceeded: The maximum number of security groups per interface has been"
                        + " reached.",
                error(
                        Ec2Operations.RUN_INSTANCES,
                        world.one().securityGroupIds(groups).build()));
    }

    @Test
    void filtersAreAboutRulesToo() {
        String web = create("web");
        allow(web, from(tcp(80, 81), "10.0.0.0/8"));
        allow(web, fromGroup(tcp(22, 22), web));

        assertEquals(List.of("web"), found("ip-permission.from-port", "80"));
        assertEquals(List.of("web"), found("ip-permission.to-port", "81"));
        assertEquals(List.of("web"), found("ip-permission.cidr", "10.0.0.0/8"));
        assertEquals(List.of("web"), found("ip-permission.group-name", "web"));
        assertEquals(List.of("default"), found("ip-permission.protocol", "-1"));
        assertEquals(Set.of("default", "web"), Set.copyOf(found("egress.ip-permission.cidr", "0.0.0.0/0")));
        assertEquals(List.of("web"), found("description", "of a test"));
    }

    @Test
    void anotherRegionHasGroupsOfItsOwn() {
        String web = create("web");
        world.in("eu-west-1");

        assertNotEquals(web, create("web"));
        assertEquals(
                "InvalidGroup.NotFound: The security group '" + web + "' does not exist",
                error(
                        Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                        DescribeSecurityGroupsInput.builder()
                                .groupIds(List.of(web))
                                .build()));
    }
}
