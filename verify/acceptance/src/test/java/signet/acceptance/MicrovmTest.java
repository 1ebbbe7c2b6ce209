package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The article's instance, with the role that its profile passes, on a machine of its own: {@code --instances microvm}. */
@Tag("slow")
class MicrovmTest {
    private static final String CREDENTIALS = """
            token=$(curl -sf -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
            curl -sf -H "X-aws-ec2-metadata-token: $token" \
              http://169.254.169.254/latest/meta-data/iam/security-credentials/S3Access""";

    /** Signed by curl, as Python takes long where a processor is emulated. */
    private static final String LIST = CREDENTIALS + """
             >/tmp/keys
            EMPTY=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
            of() { sed -n "s/.*\\"$1\\" *: *\\"\\([^\\"]*\\)\\".*/\\1/p" /tmp/keys; }
            curl -s --aws-sigv4 aws:amz:us-east-1:s3 --user "$(of AccessKeyId):$(of SecretAccessKey)" \
              -H "x-amz-security-token: $(of Token)" -H "x-amz-content-sha256: $EMPTY" https://s3.us-east-1.amazonaws.com/""";

    private static @Nullable Path data;
    private static @Nullable RunningServer server;
    private static String instance = "";

    @BeforeAll
    static void anInstance() throws IOException {
        Path directory = Files.createTempDirectory("signet-microvm");
        data = directory;
        try {
            server = RunningServer.on(directory, List.of(), List.of("--instances", "microvm"));
        } catch (AssertionError e) {
            Assumptions.assumeFalse(String.valueOf(e.getMessage()).contains("microVMs need"), e.getMessage());
            throw e;
        }
        Article.profile(root().iam(), "S3Access", Article.READ_S3);
        root().s3().createBucket(create -> create.bucket("company-reports"));
        Ec2Client ec2 = root().ec2();
        instance = ec2.runInstances(Article.launch("S3Access"))
                .instances()
                .getFirst()
                .instanceId();
        // a boot takes seconds where the processor is emulated, and minutes where it is busy too
        Article.within(
                Duration.ofMinutes(4), "the instance runs", () -> on("true").status() == 0);
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            server.close();
        }
        if (data != null) {
            ServerExtension.delete(data);
        }
    }

    private static RunningServer running() {
        RunningServer started = server;
        if (started == null) {
            throw new IllegalStateException("not started");
        }
        return started;
    }

    private static Clients root() {
        return new Clients(running().endpoint(), Keys.ROOT);
    }

    private static Ran on(String script) {
        return root().connect(instance, "sh", "-c", script);
    }

    @Test
    void theServerSaysSo() {
        assertTrue(running().said().contains("microvm"), running().said());
    }

    @Test
    void itsRolesCredentialsAreAtTheMetadataService() {
        String document = on(CREDENTIALS).success();

        assertTrue(document.contains("\"Code\" : \"Success\"") && document.contains("ASIA"), document);
    }

    @Test
    void itsRoleListsTheBucketsByAmazonsName() {
        String list = on(LIST).success();

        assertTrue(list.contains("<Name>company-reports</Name>"), list);
    }

    @Test
    void itHasAKernelOfItsOwn() {
        assertEquals("1", on("grep -c 9p /proc/filesystems").success());
        assertEquals(
                "root / overlay",
                on("awk '$2 == \"/\" && $3 == \"overlay\" { print $1, $2, $3 }' /proc/mounts")
                        .success());
    }
}
