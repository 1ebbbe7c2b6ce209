package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.CreateSecurityGroupInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.SecurityGroupRule;
import signet.model.ec2.Tag;
import signet.model.ec2.TagSpecification;

/** What a request about a security group needs. */
class SecurityGroupAccessTest extends SecurityGroupWorld {
    @Test
    void makingAGroupNeedsItAndItsVpcAndTaggingIt() {
        ask(
                Ec2Operations.CREATE_SECURITY_GROUP,
                CreateSecurityGroupInput.builder()
                        .groupName("web")
                        .description("d")
                        .tagSpecifications(List.of(new TagSpecification("security-group", List.of(new Tag("a", "b")))))
                        .build());

        String arn = "arn:aws:ec2:us-east-1:" + World.ACCOUNT;
        assertEquals(
                List.of(
                        "ec2:CreateSecurityGroup " + arn + ":security-group/*",
                        "ec2:CreateSecurityGroup " + arn + ":vpc/" + world.network.vpcId(),
                        "ec2:CreateTags " + arn + ":security-group/*"),
                world.asked());
        assertEquals(List.of("web"), found("tag:a", "b"));
    }

    @Test
    void changingRulesNeedsTheGroupByItsTags() {
        String web = create("web");
        Caller ali = world.user(
                "ali",
                World.policy("{\"Effect\":\"Deny\",\"Action\":\"ec2:AuthorizeSecurityGroupIngress\",\"Resource\":\"*\","
                        + "\"Condition\":{\"StringEquals\":{\"ec2:SecurityGroupID\":\"" + web + "\"}}}"));

        AwsError error = world.refused(
                ali, Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS, ingress(web, from(tcp(22, 22), "10.0.0.0/8")));

        assertEquals("UnauthorizedOperation", error.code());
        assertEquals(List.of(), described(web).ipPermissions());
    }

    @Test
    void aTaggedRuleIsAResourceOfItsOwn() {
        String web = create("web");
        SecurityGroupRule rule = some(ask(
                                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                                AuthorizeSecurityGroupIngressInput.builder()
                                        .groupId(web)
                                        .ipPermissions(List.of(from(tcp(1, 1), "10.0.0.0/8")))
                                        .tagSpecifications(List.of(new TagSpecification(
                                                "security-group-rule", List.of(new Tag("a", "b")))))
                                        .build())
                        .securityGroupRules())
                .getFirst();

        assertEquals(List.of(new Tag("a", "b")), rule.tags());
        assertEquals(3, world.asked().size(), () -> world.asked().toString());
        assertTrue(world.asked().getLast().endsWith(":security-group-rule/*"));
    }
}
