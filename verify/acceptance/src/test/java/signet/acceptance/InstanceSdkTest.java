package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Amazon's SDKs on an instance find its role with nothing set, whether tokens are required there or not. */
class InstanceSdkTest {
    private static final Path JAVA = Packages.java();

    @RegisterExtension
    static final ServerExtension SERVER = ServerExtension.withOptions(Packages.flags(JAVA));

    private static String optional = "";
    private static String required = "";

    @BeforeAll
    static void instances() {
        IamClient iam = SERVER.asRoot().iam();
        Article.profile(iam, "S3Access", Article.READ_S3);
        S3Client s3 = SERVER.asRoot().s3();
        s3.createBucket(create -> create.bucket("company-reports"));
        s3.putObject(put -> put.bucket("company-reports").key("q3.txt"), RequestBody.fromString("all is well"));
        Ec2Client ec2 = SERVER.asRoot().ec2();
        optional = Article.instance(ec2, Article.launch("S3Access"));
        required = Article.instance(
                ec2,
                Article.launch("S3Access").toBuilder()
                        .metadataOptions(options -> options.httpTokens(HttpTokensState.REQUIRED))
                        .build());
    }

    @AfterAll
    static void clean() throws Exception {
        ServerExtension.delete(JAVA);
    }

    @ParameterizedTest
    @EnumSource(Tokens.class)
    void theSdkForJavaFindsTheRole(Tokens tokens) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = JAVA + "/*:" + JAVA;

        Ran ran = on(tokens, "", java, "-XX:TieredStopAtLevel=1", "-cp", classPath, SdkOnInstance.class.getName());

        assertEquals(expected(tokens), ran.success());
    }

    @ParameterizedTest
    @EnumSource(Tokens.class)
    void theSdkForJavaScriptFindsTheRole(Tokens tokens) {
        Path node = Packages.node();

        Ran ran = on(tokens, Packages.script("sdk.js"), "sh", "-c", "cd '" + node + "' && exec node -");

        assertEquals(expected(tokens), ran.success());
    }

    @ParameterizedTest
    @EnumSource(Tokens.class)
    void theCommandLineFindsTheRole(Tokens tokens) {
        Assumptions.assumeTrue(Clients.onPath("aws"), "the AWS CLI is not on PATH");
        String both = "aws sts get-caller-identity --query Arn --output text; aws s3 cp s3://company-reports/q3.txt -";

        assertEquals(expected(tokens), on(tokens, "", "sh", "-c", both).success());
    }

    /** What the instance's metadata service asks for. */
    enum Tokens {
        OPTIONAL,
        REQUIRED
    }

    private static String id(Tokens tokens) {
        return tokens == Tokens.REQUIRED ? required : optional;
    }

    private static String expected(Tokens tokens) {
        return "arn:aws:sts::" + Signet.ACCOUNT + ":assumed-role/S3Access/" + id(tokens) + "\nall is well";
    }

    private static Ran on(Tokens tokens, String input, String... program) {
        return SERVER.asRoot().connectWithInput(input, id(tokens), program);
    }
}
