package signet.autoscaling;

import java.util.List;

/** Every way of handing a role to a service, with the members of requests by which it goes. */
enum Door {
    RUN_BY_NAME(Answer.EC2, "ec2:RunInstances IamInstanceProfile.Name"),
    RUN_BY_ARN(Answer.EC2, "ec2:RunInstances IamInstanceProfile.Arn"),
    RUN_DRY(Answer.EC2),
    RUN_SPOT(Answer.EC2),
    RUN_TEMPLATE_DEFAULT(Answer.EC2, "ec2:RunInstances LaunchTemplate.LaunchTemplateId"),
    RUN_TEMPLATE_VERSION(Answer.EC2, "ec2:RunInstances LaunchTemplate.LaunchTemplateName"),
    RUN_TEMPLATE_LATEST(Answer.EC2),
    RUN_TEMPLATE_OVERRIDDEN(Answer.EC2),
    ASSOCIATE(
            Answer.EC2,
            "ec2:AssociateIamInstanceProfile IamInstanceProfile.Arn",
            "ec2:AssociateIamInstanceProfile IamInstanceProfile.Name"),
    REPLACE(
            Answer.EC2,
            "ec2:ReplaceIamInstanceProfileAssociation IamInstanceProfile.Arn",
            "ec2:ReplaceIamInstanceProfileAssociation IamInstanceProfile.Name"),
    SPOT_REQUEST(
            Answer.EC2,
            "ec2:RequestSpotInstances LaunchSpecification.IamInstanceProfile.Arn",
            "ec2:RequestSpotInstances LaunchSpecification.IamInstanceProfile.Name"),
    FLEET(
            Answer.EC2,
            "ec2:CreateFleet LaunchTemplateConfigs[].LaunchTemplateSpecification.LaunchTemplateId",
            "ec2:CreateFleet LaunchTemplateConfigs[].LaunchTemplateSpecification.LaunchTemplateName"),
    FLEET_OVERRIDDEN(
            Answer.EC2,
            "ec2:CreateFleet LaunchTemplateConfigs[].Overrides[].IamInstanceProfile.Arn",
            "ec2:CreateFleet LaunchTemplateConfigs[].Overrides[].IamInstanceProfile.Name"),
    CONFIGURATION_BY_NAME(Answer.QUERY, "autoscaling:CreateLaunchConfiguration IamInstanceProfile"),
    CONFIGURATION_BY_ARN(Answer.QUERY),
    CONFIGURATION_LIKE_INSTANCE(Answer.QUERY, "autoscaling:CreateLaunchConfiguration InstanceId"),
    GROUP_BY_TEMPLATE(
            Answer.TEMPLATE,
            "autoscaling:CreateAutoScalingGroup LaunchTemplate.LaunchTemplateId",
            "autoscaling:CreateAutoScalingGroup LaunchTemplate.LaunchTemplateName"),
    UPDATE_BY_TEMPLATE(
            Answer.TEMPLATE,
            "autoscaling:UpdateAutoScalingGroup LaunchTemplate.LaunchTemplateId",
            "autoscaling:UpdateAutoScalingGroup LaunchTemplate.LaunchTemplateName"),
    GROUP_LIKE_INSTANCE(Answer.QUERY, "autoscaling:CreateAutoScalingGroup InstanceId"),
    GROUP_OF_CONFIGURATION(Answer.NOT_ASKED, "autoscaling:CreateAutoScalingGroup LaunchConfigurationName"),
    UPDATE_TO_CONFIGURATION(Answer.NOT_ASKED, "autoscaling:UpdateAutoScalingGroup LaunchConfigurationName"),
    GROUPS_OWN_LAUNCH(Answer.NOT_ASKED),
    SERVICE_LINKED_ROLE(Answer.QUERY, "autoscaling:CreateAutoScalingGroup ServiceLinkedRoleARN"),
    ROLE_INTO_PROFILE(Answer.QUERY, "iam:AddRoleToInstanceProfile RoleName");

    /** How the one who may not is answered. */
    enum Answer {
        /** UnauthorizedOperation with an encoded message. */
        EC2,
        /** AccessDenied with the sentence. */
        QUERY,
        /** AccessDenied that names the template; the sentence is the inner request's. */
        TEMPLATE,
        /** Not at all: the role was passed before, and the service-linked role passes it on. */
        NOT_ASKED
    }

    private final Answer answer;
    private final String members;

    Door(Answer answer, String... members) {
        this.answer = answer;
        this.members = String.join(";", members);
    }

    Answer answer() {
        return answer;
    }

    /** {@code service:Operation Member.Path} of what is handed over by. */
    List<String> members() {
        return members.isEmpty() ? List.of() : List.of(members.split(";", -1));
    }

    /** The role that is handed over. */
    String role() {
        return this == SERVICE_LINKED_ROLE
                ? "arn:aws:iam::" + World.ACCOUNT
                        + ":role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"
                : "arn:aws:iam::" + World.ACCOUNT + ":role/App";
    }

    /** The service that it is handed to. */
    String service() {
        return this == SERVICE_LINKED_ROLE ? "autoscaling.amazonaws.com" : "ec2.amazonaws.com";
    }

    /** Whether the request says what the role is for. */
    boolean hasResource() {
        return this != SERVICE_LINKED_ROLE;
    }

    /** What the role is for; the end of the ARN is the instance's id where there is one already. */
    String resource(String instance) {
        return switch (this) {
            case ASSOCIATE, REPLACE -> "arn:aws:ec2:us-east-1:" + World.ACCOUNT + ":instance/" + instance;
            case ROLE_INTO_PROFILE -> "arn:aws:ec2:*:" + World.ACCOUNT + ":instance/*";
            default -> "arn:aws:ec2:us-east-1:" + World.ACCOUNT + ":instance/*";
        };
    }
}
