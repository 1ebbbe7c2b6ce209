package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.sts.model.StsException;

/** The article's user may hand over one role, by whichever call. */
class PassRoleTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String ARN = "arn:aws:iam::" + Signet.ACCOUNT + ":";
    private static final String SENTENCE = "You are not authorized to perform this operation. User: " + ARN
            + "user/ali is not authorized to perform: iam:PassRole on resource: " + ARN
            + "role/Admin because no identity-based policy allows the iam:PassRole action."
            + " Encoded authorization failure message: ";

    private static Keys ali = Keys.ROOT;
    private static String instance = "";

    @BeforeAll
    static void theArticle() {
        IamClient iam = SERVER.asRoot().iam();
        Article.profile(iam, "S3Access", Article.READ_S3);
        Article.profile(iam, "Admin", Article.ADMINISTRATOR);
        ali = Article.user(iam, "ali");
        instance = Article.instance(SERVER.as(ali).ec2(), Article.launch("S3Access"));
    }

    @Test
    void theUserMayStartAnInstanceWithTheRoleThatThePolicyNames() {
        assertEquals(
                ARN + "instance-profile/S3Access",
                SERVER.as(ali)
                        .ec2()
                        .describeInstances(describe -> describe.instanceIds(instance))
                        .reservations()
                        .getFirst()
                        .instances()
                        .getFirst()
                        .iamInstanceProfile()
                        .arn());
    }

    @Test
    void startingAnInstanceWithAnotherRoleIsRefused() {
        refused(ec2 -> ec2.runInstances(Article.launch("Admin")));
    }

    @Test
    void aDryRunWithAnotherRoleIsRefusedAsTheRunWouldBe() {
        refused(ec2 -> ec2.runInstances(
                Article.launch("Admin").toBuilder().dryRun(true).build()));
    }

    @Test
    void aDryRunWithTheNamedRoleSaysThatItWouldHaveWorked() {
        Ec2Exception answer = assertThrows(
                Ec2Exception.class,
                () -> SERVER.as(ali)
                        .ec2()
                        .runInstances(Article.launch("S3Access").toBuilder()
                                .dryRun(true)
                                .build()));
        assertEquals("DryRunOperation", answer.awsErrorDetails().errorCode());
    }

    @Test
    void associatingAnotherRoleIsRefused() {
        String bare = Article.instance(
                SERVER.as(ali).ec2(),
                RunInstancesRequest.builder()
                        .imageId(Article.IMAGE)
                        .minCount(1)
                        .maxCount(1)
                        .build());
        refused(ec2 -> ec2.associateIamInstanceProfile(
                associate -> associate.instanceId(bare).iamInstanceProfile(profile -> profile.name("Admin"))));
    }

    @Test
    void replacingTheRoleByAnotherIsRefused() {
        Ec2Client ec2 = SERVER.as(ali).ec2();
        String association = Article.association(ec2, instance);
        refused(user -> user.replaceIamInstanceProfileAssociation(
                replace -> replace.associationId(association).iamInstanceProfile(profile -> profile.name("Admin"))));
        assertEquals(association, Article.association(ec2, instance));
    }

    @Test
    void anotherRoleThroughALaunchTemplateIsRefused() {
        Ec2Client ec2 = SERVER.as(ali).ec2();
        // making a template hands nothing over
        ec2.createLaunchTemplate(create -> create.launchTemplateName("bait")
                .launchTemplateData(
                        data -> data.imageId(Article.IMAGE).iamInstanceProfile(profile -> profile.name("Admin"))));
        refused(user -> user.runInstances(run -> run.launchTemplate(template -> template.launchTemplateName("bait"))
                .minCount(1)
                .maxCount(1)));
    }

    @Test
    void theProfilesArnIsNoWayAroundIt() {
        refused(ec2 -> ec2.runInstances(run -> run.imageId(Article.IMAGE)
                .minCount(1)
                .maxCount(1)
                .iamInstanceProfile(profile -> profile.arn(ARN + "instance-profile/Admin"))));
    }

    @Test
    void theNamedRoleInAProfileOfAnotherNameMayBePassed() {
        IamClient iam = SERVER.asRoot().iam();
        iam.createInstanceProfile(create -> create.instanceProfileName("Another"));
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("Another").roleName("S3Access"));
        Ec2Exception answer = assertThrows(
                Ec2Exception.class,
                () -> SERVER.as(ali)
                        .ec2()
                        .runInstances(Article.launch("Another").toBuilder()
                                .dryRun(true)
                                .build()));
        assertEquals("DryRunOperation", answer.awsErrorDetails().errorCode());
    }

    @Test
    void theEncodedMessageHoldsTheRealContextForWhoMayReadIt() {
        String encoded = refused(ec2 -> ec2.runInstances(Article.launch("Admin")));
        String message = SERVER.asRoot()
                .sts()
                .decodeAuthorizationMessage(decode -> decode.encodedMessage(encoded))
                .decodedMessage();
        assertTrue(message.contains("\"allowed\":false"), message);
        assertTrue(message.contains("\"explicitDeny\":false"), message);
        assertTrue(message.contains("\"action\":\"iam:PassRole\""), message);
        assertTrue(message.contains("\"resource\":\"" + ARN + "role/Admin\""), message);
        assertTrue(message.contains(ARN + "user/ali"), message);
        assertTrue(message.contains("iam:PassedToService"), message);
        assertTrue(message.contains("ec2.amazonaws.com"), message);
        StsException refused = assertThrows(
                StsException.class,
                () -> SERVER.as(ali).sts().decodeAuthorizationMessage(decode -> decode.encodedMessage(encoded)));
        assertEquals("AccessDenied", refused.awsErrorDetails().errorCode());
    }

    @Test
    void theAwsCliPrintsTheSameRefusal() {
        Ran ran = SERVER.as(ali)
                .cli("ec2", "run-instances", "--image-id", Article.IMAGE, "--iam-instance-profile", "Name=Admin");
        String said = ran.failure();
        assertTrue(
                said.startsWith("An error occurred (UnauthorizedOperation) when calling the RunInstances operation: "
                        + SENTENCE),
                said);
        String encoded = said.substring(said.lastIndexOf(' ') + 1);
        assertTrue(SERVER.asRoot()
                .cli("sts", "decode-authorization-message", "--encoded-message", encoded)
                .success()
                .contains("iam:PassRole"));
    }

    @Test
    void theUsersOwnMachineMayNotReadS3() {
        assertEquals(
                "An error occurred (AccessDenied) when calling the ListBuckets operation: User: " + ARN
                        + "user/ali is not authorized to perform: s3:ListAllMyBuckets because no identity-based policy"
                        + " allows the s3:ListAllMyBuckets action",
                SERVER.as(ali).cli("s3", "ls").failure());
    }

    /** Does it as the article's user, checks the refusal, and gives the encoded message in it. */
    private static String refused(Consumer<Ec2Client> call) {
        Ec2Exception refusal = assertThrows(
                Ec2Exception.class, () -> call.accept(SERVER.as(ali).ec2()));
        assertEquals("UnauthorizedOperation", refusal.awsErrorDetails().errorCode());
        assertEquals(403, refusal.statusCode());
        Matcher matcher = Pattern.compile(Pattern.quote(SENTENCE) + "(\\S+)")
                .matcher(refusal.awsErrorDetails().errorMessage());
        assertTrue(matcher.matches(), refusal.awsErrorDetails().errorMessage());
        return matcher.group(1);
    }
}
