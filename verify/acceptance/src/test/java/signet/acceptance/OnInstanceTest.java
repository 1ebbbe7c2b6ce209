package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** What the AWS CLI may do on an instance, where nothing is configured: what the instance's role may. */
class OnInstanceTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static final String BUCKET = "company-reports";
    private static String instance = "";

    @BeforeAll
    static void anInstanceWithS3Access() {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        IamClient iam = SERVER.asRoot().iam();
        Article.profile(iam, "S3Access", Article.READ_S3);
        Article.profile(iam, "Admin", Article.ADMINISTRATOR);
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket(BUCKET));
        s3.putObject(put -> put.bucket(BUCKET).key("q3.txt"), RequestBody.fromString("all is well"));
        instance = Article.instance(SERVER.asRoot().ec2(), Article.launch("S3Access"));
    }

    @Test
    void bucketsAreListed() {
        assertTrue(on(instance, "aws", "s3", "ls").success().endsWith(" " + BUCKET));
    }

    @Test
    void anObjectIsRead() {
        assertEquals(
                "all is well",
                on(instance, "aws", "s3", "cp", "s3://company-reports/q3.txt", "-")
                        .success());
    }

    @Test
    void anObjectIsNotRemoved() {
        String said =
                on(instance, "aws", "s3", "rm", "s3://company-reports/q3.txt").failure();
        assertTrue(
                said.contains("(AccessDenied) when calling the DeleteObject operation: User: arn:aws:sts::"
                        + Signet.ACCOUNT + ":assumed-role/S3Access/" + instance
                        + " is not authorized to perform: s3:DeleteObject"),
                said);
        assertEquals(
                "all is well",
                SERVER.asRoot()
                        .s3()
                        .getObjectAsBytes(get -> get.bucket(BUCKET).key("q3.txt"))
                        .asUtf8String());
    }

    @Test
    void theCallerIsTheRolesSessionNamedAfterTheInstance() {
        assertEquals("assumed-role/S3Access/" + instance, identity(instance));
    }

    @Test
    void theMetadataGoesWithTheRoleAndComesWithTheNext() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        String id = Article.instance(ec2, Article.launch("S3Access"));
        assertEquals("assumed-role/S3Access/" + id, identity(id));

        ec2.replaceIamInstanceProfileAssociation(replace -> replace.associationId(Article.association(ec2, id))
                .iamInstanceProfile(profile -> profile.name("Admin")));
        assertEquals("assumed-role/Admin/" + id, identity(id));

        ec2.disassociateIamInstanceProfile(disassociate -> disassociate.associationId(Article.association(ec2, id)));
        Article.eventually(
                "the metadata of the role is gone",
                () -> on(id, "aws", "s3", "ls").status() != 0);
        String said = on(id, "aws", "s3", "ls").failure();
        assertTrue(said.contains("Unable to locate credentials"), said);
    }

    @Test
    void oldCredentialsOutliveTheAssociationAsOnAws() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        String id = Article.instance(ec2, Article.launch("S3Access"));
        String keep = """
                token=$(curl -s -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' \
                  http://169.254.169.254/latest/api/token)
                curl -s -H "X-aws-ec2-metadata-token: $token" \
                  http://169.254.169.254/latest/meta-data/iam/security-credentials/S3Access""";
        Assumptions.assumeTrue(on(id, "sh", "-c", "command -v curl").status() == 0, "no curl in the instance");
        String document = on(id, "sh", "-c", keep).success();
        Keys keys = new Keys(
                member(document, "AccessKeyId"), member(document, "SecretAccessKey"), member(document, "Token"));
        ec2.disassociateIamInstanceProfile(disassociate -> disassociate.associationId(Article.association(ec2, id)));
        assertEquals(
                "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/S3Access/" + id,
                SERVER.as(keys).sts().getCallerIdentity().arn());
    }

    @Test
    void anInstanceWithoutARoleHasNoCredentials() {
        String id = Article.instance(
                SERVER.asRoot().ec2(),
                RunInstancesRequest.builder()
                        .imageId(Article.IMAGE)
                        .minCount(1)
                        .maxCount(1)
                        .build());
        String said = on(id, "aws", "s3", "ls").failure();
        assertTrue(said.contains("Unable to locate credentials"), said);
    }

    @Test
    void twoInstancesAreTwoSessions() {
        String other = Article.instance(SERVER.asRoot().ec2(), Article.launch("S3Access"));
        assertNotEquals(instance, other);
        assertEquals("assumed-role/S3Access/" + other, identity(other));
        assertEquals("assumed-role/S3Access/" + instance, identity(instance));
    }

    @Test
    void whoHasNoRightToConnectIsToldSoInOneLine() {
        Keys ali = Article.user(SERVER.asRoot().iam(), "ali");
        Ran ran = SERVER.as(ali).connect(instance, "true");
        assertEquals(255, ran.status());
        String said = ran.failure();
        assertTrue(
                said.startsWith("signet: User: arn:aws:iam::" + Signet.ACCOUNT + ":user/ali is not authorized to"
                        + " perform: ec2-instance-connect:SendSSHPublicKey"),
                said);
        assertEquals(1, said.lines().count());
    }

    private static Ran on(String id, String... program) {
        return SERVER.asRoot().connect(id, program);
    }

    private static String identity(String id) {
        String arn = on(id, "aws", "sts", "get-caller-identity", "--query", "Arn", "--output", "text")
                .success();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private static String member(String json, String name) {
        String before = "\"" + name + "\" : \"";
        int start = json.indexOf(before);
        if (start < 0) {
            throw new AssertionError(name + " is not in " + json);
        }
        start += before.length();
        return json.substring(start, json.indexOf('"', start));
    }
}
