package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.instance.NetworkPlace;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.CreateSecurityGroupInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.Ipv6Range;
import signet.network.Ipv4Range;
import signet.network.Peer;
import signet.network.Protocol;
import signet.network.Rule;
import signet.network.SecurityGroup;

class InstanceGroupsTest extends Ec2Test {
    private static final List<Rule> EVERYWHERE = List.of(Rule.everything(new Peer.Range(Ipv4Range.ALL)));

    @Test
    void membersOfTheDefaultGroupReachEachOtherAndEverything() {
        String id = world.network.securityGroupId();
        InstanceGroups groups = new InstanceGroups(world.state);

        assertEquals(
                List.of(new SecurityGroup(id, List.of(Rule.everything(new Peer.Members(id))), EVERYWHERE)),
                groups.of(world.launch()));
    }

    @Test
    void whoIsNoInstanceIsInNoGroup() {
        assertEquals(List.of(), new InstanceGroups(world.state).of("i-0123456789abcdef0"));
    }

    @Test
    void aChangeIsSeenAtOnceAndRulesAboutIpv6AreAboutNobody() {
        String web = some(ask(
                        Ec2Operations.CREATE_SECURITY_GROUP,
                        CreateSecurityGroupInput.builder()
                                .groupName("web")
                                .description("d")
                                .build())
                .groupId());
        String instance =
                world.launch(world.one().securityGroupIds(List.of(web)).build());
        InstanceGroups groups = new InstanceGroups(world.state);
        assertEquals(List.of(new SecurityGroup(web, List.of(), EVERYWHERE)), groups.of(instance));

        ask(
                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                AuthorizeSecurityGroupIngressInput.builder()
                        .groupId(web)
                        .ipPermissions(List.of(
                                IpPermission.builder()
                                        .ipProtocol("tcp")
                                        .fromPort(80)
                                        .toPort(90)
                                        .ipRanges(List.of(IpRange.builder()
                                                .cidrIp("10.0.0.0/8")
                                                .build()))
                                        .ipv6Ranges(List.of(Ipv6Range.builder()
                                                .cidrIpv6("::/0")
                                                .build()))
                                        .build(),
                                IpPermission.builder()
                                        .ipProtocol("50")
                                        .ipRanges(List.of(IpRange.builder()
                                                .cidrIp("10.0.0.0/8")
                                                .build()))
                                        .build()))
                        .build());

        Peer ten = new Peer.Range(Ipv4Range.parse("10.0.0.0/8").orElseThrow());
        assertEquals(
                List.of(new Rule(Protocol.TCP, 80, 90, ten), new Rule(50, -1, -1, ten)),
                groups.of(instance).getFirst().ingress());
    }

    @Test
    void anInstanceIsInItsVpcAsTheApiShowsIt() {
        String instance = world.launch();

        assertEquals(new NetworkPlace(world.network.vpcId(), 20, 16), InstanceGroups.place(world.recorded(instance)));
    }
}
