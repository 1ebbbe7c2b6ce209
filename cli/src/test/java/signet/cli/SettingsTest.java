package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.server.Configuration;
import signet.server.InvalidSettingException;
import signet.sigv4.Credentials;

/** Settings are found where the AWS CLI finds them, in its order, and a bad one is named. */
class SettingsTest {
    private static final AwsSettings.Options NONE = new AwsSettings.Options(null, null, null);
    private static final Map<String, String> KEYS =
            Map.of("AWS_ACCESS_KEY_ID", "AKIAENVIRONMENT", "AWS_SECRET_ACCESS_KEY", "secret");

    @TempDir
    private Path home = Path.of("");

    private void write(String name, String text) throws IOException {
        Files.createDirectories(home.resolve(".aws"));
        Files.writeString(home.resolve(".aws").resolve(name), text);
    }

    @Test
    void withoutAnythingTheServerIsOnLoopbackInUsEast1() {
        AwsSettings settings = AwsSettings.find(NONE, KEYS, home);
        assertEquals(URI.create("http://127.0.0.1:4566"), settings.endpoint());
        assertEquals("us-east-1", settings.region());
        assertEquals(new Credentials("AKIAENVIRONMENT", "secret", null), settings.credentials());
    }

    @Test
    void anOptionBeatsTheEnvironmentAndThatTheProfile() throws IOException {
        write("config", "[default]\nregion = eu-west-1\nendpoint_url = http://profile:1\n");
        Map<String, String> environment = new HashMap<>(KEYS);
        assertEquals("eu-west-1", AwsSettings.find(NONE, environment, home).region());
        assertEquals(
                URI.create("http://profile:1"),
                AwsSettings.find(NONE, environment, home).endpoint());
        environment.put("AWS_DEFAULT_REGION", "eu-west-2");
        assertEquals("eu-west-2", AwsSettings.find(NONE, environment, home).region());
        environment.put("AWS_REGION", "eu-west-3");
        environment.put("AWS_ENDPOINT_URL", "http://environment:1");
        assertEquals("eu-west-3", AwsSettings.find(NONE, environment, home).region());
        assertEquals(
                URI.create("http://environment:1"),
                AwsSettings.find(NONE, environment, home).endpoint());
        AwsSettings.Options options = new AwsSettings.Options("https://option:2", "eu-north-1", null);
        assertEquals("eu-north-1", AwsSettings.find(options, environment, home).region());
        assertEquals(
                URI.create("https://option:2"),
                AwsSettings.find(options, environment, home).endpoint());
    }

    @Test
    void aProfileThatIsChosenBeatsTheEnvironmentsKeys() throws IOException {
        write("credentials", "[ali]\naws_access_key_id = AKIAALI\naws_secret_access_key = s3#cret\n");
        AwsSettings.Options ali = new AwsSettings.Options(null, null, "ali");
        assertEquals(
                new Credentials("AKIAALI", "s3#cret", null),
                AwsSettings.find(ali, KEYS, home).credentials());
        Map<String, String> named = Map.of("AWS_PROFILE", "ali");
        assertEquals(
                "AKIAALI", AwsSettings.find(NONE, named, home).credentials().accessKeyId());
    }

    @Test
    void aProfileThatIsNowhereIsNamed() {
        AwsSettings.Options options = new AwsSettings.Options(null, null, "nobody");
        ConnectionFailure failure = assertThrows(ConnectionFailure.class, () -> AwsSettings.find(options, KEYS, home));
        assertEquals(
                "the AWS profile nobody is in neither the configuration nor the credentials file",
                failure.getMessage());
    }

    @Test
    void halfAKeyIsNoKey() throws IOException {
        Map<String, String> half = Map.of("AWS_ACCESS_KEY_ID", "AKIA");
        assertEquals(
                "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not",
                assertThrows(ConnectionFailure.class, () -> AwsSettings.find(NONE, half, home))
                        .getMessage());
        write("credentials", "[default]\naws_access_key_id = AKIA\n");
        assertEquals(
                "the AWS profile default has an access key id, but no aws_secret_access_key",
                assertThrows(ConnectionFailure.class, () -> AwsSettings.find(NONE, Map.of(), home))
                        .getMessage());
    }

    @Test
    void withoutCredentialsItSaysWhereTheyBelong() {
        assertTrue(String.valueOf(assertThrows(ConnectionFailure.class, () -> AwsSettings.find(NONE, Map.of(), home))
                        .getMessage())
                .startsWith("there are no AWS credentials: set AWS_ACCESS_KEY_ID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4566", "ftp://host", "http://", "not a url", "http:"})
    void anEndpointIsAnAddressOfTheWeb(String endpoint) {
        AwsSettings.Options options = new AwsSettings.Options(endpoint, null, null);
        assertEquals(
                "the endpoint " + endpoint + " is no address such as http://127.0.0.1:4566",
                assertThrows(ConnectionFailure.class, () -> AwsSettings.find(options, KEYS, home))
                        .getMessage());
    }

    @Test
    void anIniFileIsReadAsTheAwsCliReadsIt() {
        IniFile file = IniFile.parse(List.of(
                "# comment",
                "[default]",
                "region=eu-west-1 # the near one",
                "key = a#b",
                "; key = c",
                "s3 =",
                "    max_concurrent_requests = 20",
                "no setting",
                "= nameless",
                "[profile ali]",
                "region = us-west-2",
                "[default]",
                "output = json"));
        assertEquals(Map.of("region", "eu-west-1", "key", "a#b", "s3", "", "output", "json"), file.section("default"));
        assertEquals(Map.of("region", "us-west-2"), file.section("profile ali"));
        assertEquals(Map.of(), file.section("other"));
    }

    @Test
    void aFileThatIsMissingIsEmptyAndOneThatCannotBeReadIsNamed() {
        assertEquals(Map.of(), IniFile.read(home.resolve("none")).sections());
        assertTrue(String.valueOf(assertThrows(ConnectionFailure.class, () -> IniFile.read(home))
                        .getMessage())
                .startsWith("cannot read " + home));
    }

    @Test
    void aCredentialProcessPrintsJson() {
        assertEquals(
                new Credentials("AKIA", "s", "t"),
                CredentialSource.parse(
                        Runs.json("{'Version':1,'AccessKeyId':'AKIA','SecretAccessKey':'s','SessionToken':'t'}")));
        assertThrows(ConnectionFailure.class, () -> CredentialSource.parse("{}"));
    }

    @ParameterizedTest
    @CsvSource({"auto,AUTO", "SANDBOX,SANDBOX", "Process,PROCESS", "microvm,MICROVM"})
    void theModeOfInstancesIsAWord(String text, Configuration.Instances mode) {
        assertEquals(mode, Up.mode(text));
        assertEquals(
                "--instances is auto, sandbox, microvm or process, not cloud",
                assertThrows(InvalidSettingException.class, () -> Up.mode("cloud"))
                        .getMessage());
    }

    @Test
    void theRootUsersKeyIsBothOrNeither() {
        assertNull(Up.rootCredentials(Map.of()));
        assertThrows(InvalidSettingException.class, () -> Up.rootCredentials(Map.of("SIGNET_ROOT_ACCESS_KEY_ID", "A")));
        assertThrows(
                InvalidSettingException.class, () -> Up.rootCredentials(Map.of("SIGNET_ROOT_SECRET_ACCESS_KEY", "s")));
    }

    @Test
    void aColourIsThereOnlyWhereItIsWanted() {
        assertEquals("text", Colour.RED.in("text", false));
        assertEquals("\u001b[31mtext\u001b[0m", Colour.RED.in("text", true));
    }

    @Test
    void aProgramIsInstalledWhereAFolderOfThePathHasIt() throws IOException {
        Path program = Files.createFile(home.resolve("tool"));
        assertFalse(Demo.installed("tool", home.toString()));
        assertTrue(program.toFile().setExecutable(true));
        assertTrue(Demo.installed("tool", "/nowhere" + File.pathSeparator + home));
        assertFalse(Demo.installed("tool", ""));
    }
}
