package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.iam.IamClient;

/** The AWS CLI at the less usual doors for a role: Spot requests, instant fleets and Auto Scaling groups. */
class EveryDoorTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String POLICY = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["ec2:*","autoscaling:*","iam:CreateServiceLinkedRole"],"Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::123456789012:role/S3Access",
              "Condition":{"StringEquals":{"iam:PassedToService":"ec2.amazonaws.com"}}}]}""";
    private static final String NOT_ADMIN = "is not authorized to perform: iam:PassRole on resource: arn:aws:iam::"
            + Signet.ACCOUNT + ":role/Admin because no identity-based policy allows the iam:PassRole action";

    private static Keys ops = Keys.ROOT;

    @BeforeAll
    static void twoRolesAndWhoMayPassOne() {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        IamClient iam = SERVER.asRoot().iam();
        Article.profile(iam, "S3Access", Article.READ_S3);
        Article.profile(iam, "Admin", Article.ADMINISTRATOR);
        ops = Article.user(iam, "ops", POLICY);
        for (String role : List.of("S3Access", "Admin")) {
            cli("ec2 create-launch-template --launch-template-name " + role + " --launch-template-data"
                            + " {\"ImageId\":\"" + Article.IMAGE + "\",\"IamInstanceProfile\":{\"Name\":\"" + role
                            + "\"}}")
                    .success();
        }
    }

    @Test
    void aSpotRequestIsFulfilledByAnInstanceWithTheRole() {
        String id = cli(spot("S3Access") + " --query SpotInstanceRequests[0].SpotInstanceRequestId --output text")
                .success();
        Article.eventually(
                "the Spot instance runs",
                () -> cli("ec2 describe-instances --filters Name=spot-instance-request-id,Values=" + id
                                + " --query Reservations[0].Instances[0].[State.Name,InstanceLifecycle] --output text")
                        .success()
                        .equals("running\tspot"));
        assertEquals(
                "active\tfulfilled",
                cli("ec2 describe-spot-instance-requests --spot-instance-request-ids " + id
                                + " --query SpotInstanceRequests[0].[State,Status.Code] --output text")
                        .success());

        String refused = cli(spot("Admin")).failure();

        assertTrue(refused.contains("(UnauthorizedOperation) when calling the RequestSpotInstances"), refused);
        assertTrue(refused.contains(NOT_ADMIN), refused);
    }

    @Test
    void aFleetIsOfInstancesWithTheRoleAndSaysWhyItIsNot() {
        String launched = cli(fleet("S3Access") + " --query Instances[0].InstanceIds[0] --output text")
                .success();
        String refused = cli(fleet("Admin") + " --query Errors[0].[ErrorCode,ErrorMessage] --output text")
                .success();

        assertTrue(launched.startsWith("i-"), launched);
        assertTrue(refused.startsWith("UnauthorizedOperation\t"), refused);
        assertTrue(refused.contains(NOT_ADMIN), refused);
    }

    @Test
    void aGroupReplacesAnInstanceThatEndsAndItsInstancesAreTheRole() {
        cli("autoscaling create-launch-configuration --launch-configuration-name web --instance-type t3.micro"
                        + " --iam-instance-profile S3Access --image-id " + Article.IMAGE)
                .success();
        cli("autoscaling create-auto-scaling-group --auto-scaling-group-name g --min-size 1 --max-size 2"
                        + " --launch-configuration-name web --availability-zones us-east-1a")
                .success();
        String first = inService("");
        cli("ec2 terminate-instances --instance-ids " + first).success();
        String second = inService(first);

        String identity = SERVER.asRoot()
                .connect(second, "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                .success();
        assertEquals("arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/S3Access/" + second, identity);

        cli("autoscaling delete-auto-scaling-group --force-delete --auto-scaling-group-name g")
                .success();
        Article.eventually(
                "the group is gone",
                () -> cli("autoscaling describe-auto-scaling-groups --query AutoScalingGroups --output text")
                        .success()
                        .isEmpty());
    }

    @Test
    void aGroupIsNotMadeOfARoleThatMayNotBePassed() {
        String configuration = cli("autoscaling create-launch-configuration --launch-configuration-name no"
                        + " --instance-type t3.micro --iam-instance-profile Admin --image-id " + Article.IMAGE)
                .failure();
        String group = cli("autoscaling create-auto-scaling-group --auto-scaling-group-name no --min-size 1"
                        + " --max-size 1 --availability-zones us-east-1a --launch-template"
                        + " LaunchTemplateName=Admin,Version=$Latest")
                .failure();

        assertTrue(
                configuration.contains("(AccessDenied) when calling the CreateLaunchConfiguration operation"),
                configuration);
        assertTrue(configuration.contains(NOT_ADMIN), configuration);
        assertTrue(
                group.contains(
                        "(AccessDenied) when calling the CreateAutoScalingGroup operation: You are not authorized"
                                + " to use launch template: Admin"),
                group);
    }

    @Test
    void whatAutoScalingHasAndSignetHasNotIsSaid() {
        String refused = cli("autoscaling describe-policies").failure();

        assertTrue(refused.contains("Signet does not implement autoscaling:DescribePolicies"), refused);
    }

    private static String inService(String notThis) {
        String query = "autoscaling describe-auto-scaling-groups --auto-scaling-group-names g --output text --query"
                + " AutoScalingGroups[0].Instances[?LifecycleState=='InService'].InstanceId";
        Article.eventually("an instance is in service", () -> {
            String found = cli(query).success();
            return !found.isEmpty() && !found.equals("None") && !found.contains(notThis.isEmpty() ? "?" : notThis);
        });
        return cli(query).success();
    }

    private static String spot(String profile) {
        return "ec2 request-spot-instances --launch-specification {\"ImageId\":\"" + Article.IMAGE
                + "\",\"InstanceType\":\"t3.micro\",\"IamInstanceProfile\":{\"Name\":\"" + profile + "\"}}";
    }

    private static String fleet(String template) {
        return "ec2 create-fleet --type instant --target-capacity-specification"
                + " TotalTargetCapacity=1,DefaultTargetCapacityType=on-demand --launch-template-configs"
                + " [{\"LaunchTemplateSpecification\":{\"LaunchTemplateName\":\"" + template
                + "\",\"Version\":\"$Latest\"}}]";
    }

    private static Ran cli(String line) {
        return SERVER.as(ops).cli(line.split(" ", -1));
    }
}
