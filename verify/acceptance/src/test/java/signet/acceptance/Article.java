package signet.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.IamInstanceProfileAssociationState;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.IamClient;

/** The article's roles and user, on a server. */
final class Article {
    static final String IMAGE =
            System.getProperty("os.arch").equals("aarch64") ? "ami-0a51611e705100a64" : "ami-0a51611e705100864";
    static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    static final String READ_S3 = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess";

    private static final String TRUST = """
            {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sts:AssumeRole"],
             "Principal":{"Service":["ec2.amazonaws.com"]}}]}""";
    private static final String USER_POLICY = """
            {"Version":"2012-10-17","Statement":[
             {"Effect":"Allow","Action":["ec2:*"],"Resource":"*"},
             {"Effect":"Allow","Action":"iam:PassRole","Resource":"arn:aws:iam::%s:role/S3Access"}]}""".formatted(Signet.ACCOUNT);

    private Article() {}

    /** Makes a role that EC2 may assume, with one managed policy, in an instance profile of the same name. */
    static void profile(IamClient iam, String name, String policy) {
        iam.createRole(role -> role.roleName(name).assumeRolePolicyDocument(TRUST));
        iam.attachRolePolicy(attach -> attach.roleName(name).policyArn(policy));
        iam.createInstanceProfile(profile -> profile.instanceProfileName(name));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName(name).roleName(name));
    }

    /** Makes the user of the article, who may do all of EC2 and pass S3Access. */
    static Keys user(IamClient iam, String name) {
        return user(iam, name, USER_POLICY);
    }

    static Keys user(IamClient iam, String name, String policy) {
        iam.createUser(user -> user.userName(name));
        iam.putUserPolicy(
                put -> put.userName(name).policyName("IAM-User-Policy").policyDocument(policy));
        return Keys.of(iam.createAccessKey(key -> key.userName(name)).accessKey());
    }

    /** Starts an instance and waits until it runs. */
    static String instance(Ec2Client ec2, RunInstancesRequest request) {
        String id = ec2.runInstances(request).instances().getFirst().instanceId();
        eventually(
                id + " runs",
                () -> InstanceStateName.RUNNING
                        == ec2.describeInstances(describe -> describe.instanceIds(id))
                                .reservations()
                                .getFirst()
                                .instances()
                                .getFirst()
                                .state()
                                .name());
        return id;
    }

    /** The id of the association of an instance with its profile. */
    static String association(Ec2Client ec2, String instance) {
        Filter filter = Filter.builder().name("instance-id").values(instance).build();
        return ec2
                .describeIamInstanceProfileAssociations(describe -> describe.filters(List.of(filter)))
                .iamInstanceProfileAssociations()
                .stream()
                .filter(one -> one.state() == IamInstanceProfileAssociationState.ASSOCIATED)
                .findFirst()
                .orElseThrow()
                .associationId();
    }

    static RunInstancesRequest launch(String profile) {
        return RunInstancesRequest.builder()
                .imageId(IMAGE)
                .minCount(1)
                .maxCount(1)
                .iamInstanceProfile(with -> with.name(profile))
                .build();
    }

    /** Asks again and again, for what takes its time, and fails after half a minute. */
    static void eventually(String what, BooleanSupplier condition) {
        within(Duration.ofSeconds(30), what, condition);
    }

    /** The same with another patience. */
    static void within(Duration patience, String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("not even after " + patience.toSeconds() + " seconds: " + what);
            }
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted", e);
            }
        }
    }
}
