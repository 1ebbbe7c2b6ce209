package signet.cli;

import static signet.cli.Actor.ADMIN;
import static signet.cli.Actor.USER;

import java.util.List;
import java.util.Map;

/** "How to Use AWS IAM PassRole Permission", as commands: what an administrator, a user and an instance may do. */
final class Story {
    private Story() {}

    /** The files that the commands read, by name; <code>{account}</code> stands for the account's id. */
    static Map<String, String> files() {
        return Map.of("trust.json", """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Effect": "Allow",
                      "Action": ["sts:AssumeRole"],
                      "Principal": {"Service": ["ec2.amazonaws.com"]}
                    }
                  ]
                }
                """, "user-policy.json", """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Effect": "Allow", "Action": ["ec2:*"], "Resource": "*"},
                    {"Effect": "Allow", "Action": "iam:PassRole", "Resource": "arn:aws:iam::{account}:role/S3Access"}
                  ]
                }
                """);
    }

    static List<Chapter> chapters() {
        return List.of(bucket(), roles(), user(), handingOver(), onTheInstance(), takingBack(), serviceLinkedRole());
    }

    private static Chapter bucket() {
        return Chapter.of(
                "The administrator keeps a file in S3",
                Step.by(ADMIN, "make a bucket", "aws s3 mb s3://company-reports")
                        .prints("make_bucket: company-reports")
                        .because("The administrator is the account's root user, whom no policy has to allow anything."),
                Step.by(
                                ADMIN,
                                "put a file into it",
                                "echo 'Third quarter: all is well.' | aws s3 cp - s3://company-reports/q3.txt")
                        .because(
                                "The file is the owner's: nobody else sees it, and neither it nor the bucket is public."));
    }

    private static Chapter roles() {
        return Chapter.of(
                "The administrator makes roles that EC2 may take on",
                Step.by(ADMIN, "make the role S3Access", """
                                cat trust.json
                                aws iam create-role --role-name S3Access --assume-role-policy-document file://trust.json \\
                                  --query Role.Arn --output text""")
                        .prints(":role/S3Access")
                        .because("The trust policy says who may become the role: the EC2 service, and nobody else."),
                Step.by(ADMIN, "let it read S3", """
                                aws iam attach-role-policy --role-name S3Access \\
                                  --policy-arn arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess""")
                        .because("AWS's own managed policy decides what the role may do: read S3."),
                Step.by(ADMIN, "put it into an instance profile", """
                                aws iam create-instance-profile --instance-profile-name S3Access \\
                                  --query InstanceProfile.Arn --output text
                                aws iam add-role-to-instance-profile --instance-profile-name S3Access --role-name S3Access""")
                        .prints(":instance-profile/S3Access")
                        .because("An instance gets its role in an instance profile; the console makes it unasked."),
                Step.by(ADMIN, "make a role Admin, as a bait", """
                                aws iam create-role --role-name Admin --assume-role-policy-document file://trust.json \\
                                  --query Role.Arn --output text
                                aws iam attach-role-policy --role-name Admin \\
                                  --policy-arn arn:aws:iam::aws:policy/AdministratorAccess
                                aws iam create-instance-profile --instance-profile-name Admin \\
                                  --query InstanceProfile.Arn --output text
                                aws iam add-role-to-instance-profile --instance-profile-name Admin --role-name Admin""")
                        .prints(":role/Admin", ":instance-profile/Admin")
                        .because("Who could start an instance with this role would be an administrator."));
    }

    private static Chapter user() {
        return Chapter.of(
                "The administrator makes a user who may pass one role",
                Step.by(ADMIN, "make the user ali with IAM-User-Policy", """
                                aws iam create-user --user-name ali --query User.Arn --output text
                                cat user-policy.json
                                aws iam create-policy --policy-name IAM-User-Policy \\
                                  --policy-document file://user-policy.json --query Policy.Arn --output text
                                aws iam attach-user-policy --user-name ali \\
                                  --policy-arn arn:aws:iam::{account}:policy/IAM-User-Policy""")
                        .prints(":user/ali", ":policy/IAM-User-Policy")
                        .because("ali may do anything in EC2, and pass S3Access; no word of S3."),
                Step.by(ADMIN, "make ali's access key", """
                                aws iam create-access-key --user-name ali \\
                                  --query 'AccessKey.[AccessKeyId,SecretAccessKey]' --output text""")
                        .keeping("key", "(\\S+)\\s+\\S+")
                        .keeping("secret", "\\S+\\s+(\\S+)")
                        .because("From here on, ali's commands are signed with this key."));
    }

    private static Chapter handingOver() {
        return Chapter.of(
                "The user hands a role to an instance",
                Step.by(USER, "choose an image", """
                                aws ec2 describe-images --query 'Images[0].ImageId' --output text""")
                        .prints("ami-")
                        .keeping("image", "(ami-[0-9a-f]+)")
                        .because("Its programs are this machine's own, read-only, the AWS CLI among them."),
                Step.by(USER, "start an instance", """
                                aws ec2 run-instances --image-id {image} --query 'Instances[0].InstanceId' --output text""")
                        .prints("i-")
                        .keeping("instance", "^(i-[0-9a-f]+)")
                        .because("ec2:* allows it, and no role is handed over."),
                Step.by(USER, "give it the role Admin", """
                                aws ec2 associate-iam-instance-profile --instance-id {instance} \\
                                  --iam-instance-profile Name=Admin""")
                        .refused("UnauthorizedOperation", "iam:PassRole", ":role/Admin", "no identity-based policy")
                        .keeping("message", "Encoded authorization failure message: (\\S+)")
                        .because(
                                "ec2:* does not suffice: the role is passed too, and IAM-User-Policy names S3Access only."),
                Step.by(ADMIN, "read the refusal", """
                                aws sts decode-authorization-message --encoded-message {message} \\
                                  --query DecodedMessage --output text""")
                        .prints("\"allowed\":false", "iam:PassRole", ":role/Admin")
                        .because("The encoded part is for those who may read it: the context in which it was decided."),
                Step.by(
                                USER,
                                "start an instance with the role Admin",
                                "aws ec2 run-instances --image-id {image} --iam-instance-profile Name=Admin")
                        .refused("UnauthorizedOperation", "iam:PassRole", ":role/Admin")
                        .because("Every way to hand a role over asks for iam:PassRole."),
                Step.by(USER, "give it the role S3Access", """
                                aws ec2 associate-iam-instance-profile --instance-id {instance} \\
                                  --iam-instance-profile Name=S3Access \\
                                  --query IamInstanceProfileAssociation.AssociationId --output text""")
                        .prints("iip-assoc-")
                        .keeping("association", "(iip-assoc-[0-9a-f]+)")
                        .because("This is the one role that IAM-User-Policy lets ali pass."));
    }

    private static Chapter onTheInstance() {
        return Chapter.of(
                "The same command, on the user's machine and on the instance",
                Step.by(USER, "aws s3 ls by ali", "aws s3 ls")
                        .refused("AccessDenied", "s3:ListAllMyBuckets", "no identity-based policy")
                        .because("ali may pass the role, and has none of its rights for that."),
                Step.by(USER, "wait until the instance runs", "aws ec2 wait instance-running --instance-ids {instance}")
                        .because("It boots as a sandbox of its own on this machine."),
                Step.by(ADMIN, "aws s3 ls on the instance", "signet connect {instance} -- aws s3 ls")
                        .prints("company-reports")
                        .because(
                                "No key is configured there: the role's temporary credentials come from 169.254.169.254."),
                Step.by(
                                ADMIN,
                                "read the file on the instance",
                                "signet connect {instance} -- aws s3 cp s3://company-reports/q3.txt -")
                        .prints("Third quarter: all is well.")
                        .because("AmazonS3ReadOnlyAccess lets the role get objects."),
                Step.by(
                                ADMIN,
                                "remove the file on the instance",
                                "signet connect {instance} -- aws s3 rm s3://company-reports/q3.txt")
                        .refused("AccessDenied", "s3:DeleteObject", "assumed-role/S3Access/{instance}")
                        .because("Reading is all that it lets."),
                Step.by(ADMIN, "who the instance is", """
                                signet connect {instance} -- aws sts get-caller-identity --query Arn --output text""")
                        .prints(":assumed-role/S3Access/{instance}")
                        .because("The session's name is the instance's id, so that each request can be traced to it."));
    }

    private static Chapter takingBack() {
        return Chapter.of(
                "The user takes the role back",
                Step.by(USER, "take the role from the instance", """
                                aws ec2 disassociate-iam-instance-profile --association-id {association} \\
                                  --query IamInstanceProfileAssociation.State --output text""")
                        .prints("disassociat")
                        .because("Who only takes a role away passes none."),
                Step.by(ADMIN, "aws s3 ls on the instance again", "signet connect {instance} -- aws s3 ls")
                        .refused("Unable to locate credentials")
                        .because("The metadata service has no credentials any more."));
    }

    private static Chapter serviceLinkedRole() {
        return Chapter.of(
                "A role that belongs to a service",
                Step.by(ADMIN, "make the RDS service-linked role", """
                                aws iam create-service-linked-role --aws-service-name rds.amazonaws.com \\
                                  --query Role.Arn --output text""")
                        .prints(":role/aws-service-role/rds.amazonaws.com/AWSServiceRoleForRDS")
                        .because("Its trust policy and its permissions are predefined by the service."),
                Step.by(ADMIN, "give that role more rights", """
                                aws iam attach-role-policy --role-name AWSServiceRoleForRDS \\
                                  --policy-arn arn:aws:iam::aws:policy/AdministratorAccess""")
                        .refused("UnmodifiableEntity", "only modifiable by AWS")
                        .because("Not even the administrator may change it."),
                Step.by(ADMIN, "delete it like any role", "aws iam delete-role --role-name AWSServiceRoleForRDS")
                        .refused("UnmodifiableEntity", "only modifiable by AWS")
                        .because("It goes by delete-service-linked-role, once the service needs it no more."));
    }
}
