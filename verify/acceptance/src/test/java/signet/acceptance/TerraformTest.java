package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.ec2.model.Instance;

/** Terraform makes what a configuration says, finds nothing to change in it afterwards, and takes it away again. */
@Tag("slow")
@Timeout(1800)
class TerraformTest {
    @TempDir
    private Path directory = Path.of("");

    private Map<String, String> variables() throws IOException, GeneralSecurityException {
        KeyMaterial key = KeyMaterial.make(directory);
        return Map.of(
                "image", Article.IMAGE,
                "ssh_key", key.ssh(),
                "certificate", key.certificate(),
                "certificate_key", key.privateKey(),
                "code", KeyMaterial.archive(directory).toString());
    }

    @Test
    void theArticleIsAppliedFoundUnchangedAndDestroyed() throws IOException, GeneralSecurityException {
        try (RunningServer server = RunningServer.on(directory.resolve("data"), List.of(), List.of())) {
            Clients root = new Clients(server.endpoint(), Keys.ROOT);
            Terraform terraform = Terraform.with("article.tf", directory, server, variables());

            terraform.apply();
            assertEquals("", terraform.plan());
            assertTrue(terraform.resources().size() >= 35, terraform.resources().toString());
            assertRunsWithItsProfile(root, terraform.output("instance"));
            Clients robot = new Clients(
                    server.endpoint(), new Keys(terraform.output("robot"), terraform.output("robot_secret"), null));
            assertEquals(
                    "the first report",
                    robot.s3()
                            .getObjectAsBytes(get ->
                                    get.bucket("signet-terraform-reports").key("2026/first.txt"))
                            .asUtf8String());

            terraform.destroy();
            assertEquals(List.of(), root.iam().listUsers().users());
            assertEquals(List.of(), root.iam().listRoles().roles());
            assertEquals(List.of(), root.iam().listGroups().groups());
            assertEquals(List.of(), root.iam().listInstanceProfiles().instanceProfiles());
            assertEquals(List.of(), root.s3().listBuckets().buckets());
        }
    }

    private static void assertRunsWithItsProfile(Clients root, String id) {
        Instance instance = root.ec2()
                .describeInstances(describe -> describe.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
        assertEquals("running", instance.state().nameAsString());
        assertEquals(
                "arn:aws:iam::" + Signet.ACCOUNT + ":instance-profile/S3Access",
                instance.iamInstanceProfile().arn());
    }

    /** The provider knows of AWS that a role or instance profile is not in force at once, and asks again. */
    @Test
    void theProviderWaitsForChangesToTakeEffectAsOnAws() throws IOException, GeneralSecurityException {
        List<String> options = List.of("--propagation", "5s", "--propagation-seed", "3");
        try (RunningServer server = RunningServer.on(directory.resolve("data"), List.of(), options)) {
            Terraform terraform = Terraform.with("race.tf", directory, server, variables());

            terraform.apply();
            assertEquals("", terraform.plan());
            terraform.destroy();
        }
    }
}
