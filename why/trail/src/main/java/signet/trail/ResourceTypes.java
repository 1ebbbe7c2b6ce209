package signet.trail;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which parameters name a resource, and of which type (CloudTrail User Guide, "Viewing recent management events": event
 * history shows the resources of an event by type and name).
 */
final class ResourceTypes {
    private static final Map<String, String> ANYWHERE = Map.ofEntries(
            Map.entry("RoleName", "AWS::IAM::Role"),
            Map.entry("RoleArn", "AWS::IAM::Role"),
            Map.entry("PolicyArn", "AWS::IAM::Policy"),
            Map.entry("InstanceProfileName", "AWS::IAM::InstanceProfile"),
            Map.entry("AccessKeyId", "AWS::IAM::AccessKey"),
            Map.entry("SAMLProviderArn", "AWS::IAM::SAMLProvider"),
            Map.entry("OpenIDConnectProviderArn", "AWS::IAM::OIDCProvider"),
            Map.entry("InstanceId", "AWS::EC2::Instance"),
            Map.entry("InstanceIds", "AWS::EC2::Instance"),
            Map.entry("ImageId", "AWS::EC2::Ami"),
            Map.entry("KeyName", "AWS::EC2::KeyPair"),
            Map.entry("SecurityGroupIds", "AWS::EC2::SecurityGroup"),
            Map.entry("SubnetId", "AWS::EC2::Subnet"),
            Map.entry("VpcId", "AWS::EC2::VPC"),
            Map.entry("VolumeId", "AWS::EC2::Volume"),
            Map.entry("NetworkInterfaceId", "AWS::EC2::NetworkInterface"),
            Map.entry("LaunchTemplateId", "AWS::EC2::LaunchTemplate"),
            Map.entry("LaunchTemplateName", "AWS::EC2::LaunchTemplate"),
            Map.entry("Bucket", "AWS::S3::Bucket"),
            Map.entry("FunctionName", "AWS::Lambda::Function"),
            Map.entry("DBInstanceIdentifier", "AWS::RDS::DBInstance"),
            Map.entry("AutoScalingGroupName", "AWS::AutoScaling::AutoScalingGroup"),
            Map.entry("LaunchConfigurationName", "AWS::AutoScaling::LaunchConfiguration"));

    private static final Map<String, String> OF_SERVICE = Map.of(
            "iam/UserName", "AWS::IAM::User",
            "iam/GroupName", "AWS::IAM::Group",
            "iam/PermissionsBoundary", "AWS::IAM::Policy",
            "ec2/GroupId", "AWS::EC2::SecurityGroup",
            "ec2/GroupName", "AWS::EC2::SecurityGroup",
            "lambda/Role", "AWS::IAM::Role");

    /** Types of resources by service and first part of the ARN's resource. */
    private static final Map<String, String> BY_ARN = Map.of(
            "iam/role", "AWS::IAM::Role",
            "iam/saml-provider", "AWS::IAM::SAMLProvider",
            "iam/oidc-provider", "AWS::IAM::OIDCProvider",
            "lambda/function", "AWS::Lambda::Function");

    private static final int ARN_PARTS = 6;

    private ResourceTypes() {}

    /** The type of what a parameter names; null for a parameter that names none. */
    static @Nullable String ofParameter(String service, String member) {
        String special = OF_SERVICE.get(service + "/" + member);
        return special != null ? special : ANYWHERE.get(member);
    }

    /** The type of an ARN's resource; null for one that no record lists. */
    static @Nullable String ofArn(String arn) {
        String[] parts = arn.split(":", ARN_PARTS);
        if (parts.length < ARN_PARTS || parts[5].indexOf('*') >= 0) {
            return null;
        }
        if (parts[2].equals("s3")) {
            return parts[5].indexOf('/') < 0 ? "AWS::S3::Bucket" : "AWS::S3::Object";
        }
        return BY_ARN.get(parts[2] + "/" + parts[5].split("[/:]", 2)[0]);
    }
}
