package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that ask why: what they send, what they print, and how they end. */
class AskingCommandsTest {
    private static final String ALLOWED = "{'decision':'Allowed','sentence':'It is allowed.','tree':'tree\\n'}";
    private static final String DENIED = "{'decision':'Denied','sentence':'It is denied.','tree':'tree\\n'}";
    private static final String REFUSED = "{'code':'AccessDenied','message':'You may not ask.'}";

    @TempDir
    private Path home = Path.of("");

    private final LittleServer server = new LittleServer();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    private final PrintStream realOut = System.out;
    private final PrintStream realErrors = System.err;
    private final String realHome = System.getProperty("user.home");

    AskingCommandsTest() throws IOException {
        // the server is made with the test
    }

    @BeforeEach
    void settle() throws IOException {
        Files.createDirectory(home.resolve(".aws"));
        Files.writeString(
                home.resolve(".aws/credentials"),
                "[tester]\naws_access_key_id = AKIATESTER\naws_secret_access_key = secret\n");
        System.setProperty("user.home", home.toString());
        System.setOut(new PrintStream(out, true, UTF_8));
        System.setErr(new PrintStream(errors, true, UTF_8));
    }

    @AfterEach
    void leave() throws IOException {
        System.setOut(realOut);
        System.setErr(realErrors);
        System.setProperty("user.home", realHome);
        server.close();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--profile", "tester", "--endpoint", server.endpoint(), "--region", "eu-west-1"));
        return bare(all.toArray(new String[0]));
    }

    private int bare(String... arguments) {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((failure, given) -> {
                    System.err.println(failure.getMessage());
                    return 2;
                })
                .execute(arguments);
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    private String complained() {
        return errors.toString(UTF_8);
    }

    private JsonNode question() {
        return new JsonMapper().readTree(server.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            can ann s3:GetObject                                    | can
            explain --user ann --action s3:GetObject                | explain
            pass-check ann App ec2                                  | pass-check
            who-can s3:GetObject                                    | who-can
            paths                                                   | paths
            map                                                     | map
            """)
    void everyQuestionIsPostedToItsNameAndSignedForIam(String command, String name) {
        run(command.split(" +"));

        String request = server.asked().getFirst();
        assertEquals(1, server.asked().size());
        assertTrue(request.startsWith("POST /_signet/why/" + name + " HTTP/1.1\r\n"), request);
        assertTrue(request.contains("Credential=AKIATESTER/"), request);
        assertTrue(request.contains("/eu-west-1/iam/aws4_request"), request);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            can ann s3:GetObject                     | {'decision':'Allowed'}                          | 0
            can ann s3:GetObject                     | {'decision':'ImplicitlyDenied'}                 | 1
            can ann s3:GetObject                     | {}                                              | 1
            explain --role App --action s3:GetObject | {'decision':'Allowed'}                          | 0
            explain --role App --action s3:GetObject | {'decision':'ExplicitlyDenied'}                 | 1
            explain --role App --action s3:GetObject | {}                                              | 1
            pass-check ann App ec2                   | {'passes':true}                                 | 0
            pass-check ann App ec2                   | {'passes':false}                                | 1
            pass-check ann App ec2                   | {}                                              | 1
            who-can s3:GetObject                     | {'able':[{'principal':'a'}],'admitted':[]}      | 0
            who-can s3:GetObject                     | {'able':[],'admitted':[{'principal':'*'}]}      | 0
            who-can s3:GetObject                     | {'able':[],'admitted':[],'through':[{}]}        | 1
            who-can s3:GetObject                     | {}                                              | 1
            paths                                    | {'paths':[]}                                    | 0
            paths                                    | {'paths':[{'from':'a','to':'b','hops':[]}]}     | 1
            map                                      | {'passes':[],'administrators':[]}               | 0
            """)
    void theExitStatusIsTheAnswer(String command, String answer, int status) {
        server.answers(200, answer);

        assertEquals(status, run(command.split(" +")), complained());
        assertEquals("", complained());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can ann s3:GetObject",
                "explain --user ann --action s3:GetObject",
                "pass-check ann App ec2",
                "who-can s3:GetObject",
                "paths",
                "map",
                "map --dot",
                "map --json"
            })
    void aRefusalIsStatusOneAndOneLineOfTheServersWords(String command) {
        server.answers(403, REFUSED);

        assertEquals(1, run(command.split(" ")));
        assertEquals("signet: You may not ask.\n", complained());
        assertEquals("", printed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"can ann x", "pass-check nobody App ec2", "who-can x", "paths --from nobody", "map --account 1"})
    void whatTheServerCannotReadIsABadOption(String command) {
        server.answers(400, "{'code':'InvalidInputException','message':'x is no such thing'}");

        assertEquals(2, run(command.split(" ")));
        assertEquals("signet: x is no such thing\n", complained());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can ann s3:GetObject",
                "explain --user a --action b",
                "pass-check a b c",
                "who-can a",
                "paths",
                "map"
            })
    void withoutAServerItIsStatusTwo(String command) throws IOException {
        server.close();

        assertEquals(2, run(command.split(" ")));
        assertTrue(complained().startsWith("signet: no server answers at " + server.endpoint()), complained());
        assertEquals("", printed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can ann s3:GetObject",
                "explain --user a --action b",
                "pass-check a b c",
                "who-can a",
                "paths",
                "map"
            })
    void jsonIsTheServersAnswerInOneLine(String command) {
        server.answers(200, "{'unknown':{'kept':[1,2]},\n 'sentence':'x'}");

        run((command + " --json").split(" "));

        assertEquals("{\"unknown\":{\"kept\":[1,2]},\"sentence\":\"x\"}\n", printed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "can ann",
                "can ann s3:GetObject * more",
                "explain --action s3:GetObject",
                "explain --user ann --who ann --action s3:GetObject",
                "pass-check ann App",
                "pass-check ann App ec2 --context a=b",
                "who-can",
                "paths --to ann",
                "paths --from",
                "map --svg",
                "map ann"
            })
    void aBadOptionIsStatusTwoAndNothingIsAsked(String command) {
        assertEquals(2, run(command.split(" ")));
        assertEquals(List.of(), server.asked());
        assertEquals("", printed());
    }

    @Test
    void anUnknownProfileIsStatusTwoAndNothingIsAsked() {
        assertEquals(2, bare("map", "--profile", "nobody", "--endpoint", server.endpoint()));
        assertTrue(complained().contains("the AWS profile nobody is in neither"), complained());
        assertEquals(List.of(), server.asked());
    }

    @Test
    void anEndpointThatIsNoAddressIsStatusTwo() {
        assertEquals(2, bare("map", "--profile", "tester", "--endpoint", "localhost"));
        assertTrue(complained().contains("the endpoint localhost is no address"), complained());
    }

    @Test
    void anActionWithoutAResourceIsAskedOnEverything() {
        run("can", "ann", "s3:ListAllMyBuckets");

        assertEquals("*", question().path("resource").asString());
        assertEquals("ann", question().path("who").asString());
        assertEquals("s3:ListAllMyBuckets", question().path("action").asString());
    }

    @ParameterizedTest
    @CsvSource({"--user, ann, user/ann", "--role, App, role/App", "--who, ec2.amazonaws.com, ec2.amazonaws.com"})
    void whomAnExplanationIsAboutIsToldApart(String option, String name, String who) {
        run("explain", option, name, "--action", "s3:GetObject", "--resource", "arn:aws:s3:::b/k");

        assertEquals(who, question().path("who").asString());
        assertEquals("arn:aws:s3:::b/k", question().path("resource").asString());
    }

    @Test
    void aPassCheckSendsWhatTheRoleIsAttachedToOrNothing() {
        run("pass-check", "ann", "App", "ec2", "--associated", "arn:x");
        assertEquals("arn:x", question().path("associated").asString());

        run("pass-check", "ann", "App", "ec2");
        assertTrue(question().path("associated").isNull(), server.body());
    }

    @Test
    void pathsSendTheirEndsAndTheAccount() {
        run("paths", "--from", "ann", "--to", "role/App", "--account", "123456789012");

        assertEquals("{\"from\":\"ann\",\"to\":\"role/App\",\"account\":\"123456789012\"}", server.body());
    }

    @Test
    void pathsToAnAdministratorNeedNoBeginning() {
        server.answers(200, "{'account':'123456789012','paths':[]}");

        assertEquals(0, run("paths", "--to", "admin"));
        assertEquals("No path was found in account 123456789012.\n", printed());
    }

    @Test
    void aConditionKeyGivenOnceIsATextAndTwiceAList() {
        run(
                "can",
                "ann",
                "s3:GetObject",
                "--context",
                "aws:SourceIp=192.0.2.1",
                "--context",
                "aws:TagKeys=a",
                "--context",
                "aws:TagKeys=b");

        assertEquals(
                "{\"aws:SourceIp\":\"192.0.2.1\",\"aws:TagKeys\":[\"a\",\"b\"]}",
                question().path("context").toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws:ResourceTag/team=x         | aws:ResourceTag/team     | x
            aws:PrincipalTag/a~1b/c~0=x/y~ | aws:PrincipalTag/a~1b/c~0 | x/y~
            k=a=b                          | k                        | a=b
            k=                             | k                        |
            """)
    void theFirstEqualsSignEndsTheKeyAndNothingElseCounts(String given, String key, String value) {
        run("who-can", "s3:GetObject", "--context", given);

        assertEquals(
                value == null ? "" : value, question().path("context").path(key).asString());
        assertEquals(1, question().path("context").size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"noequals", "=value", "="})
    void aContextWithoutAKeyIsABadOption(String given) {
        assertEquals(2, run("explain", "--user", "a", "--action", "s3:GetObject", "--context", given));
        assertTrue(complained().contains("--context takes KEY=VALUE"), complained());
        assertEquals(List.of(), server.asked());
    }

    @Test
    void canPrintsTheSentenceAndTheTree() {
        server.answers(200, ALLOWED);
        assertEquals(0, run("can", "ann", "s3:GetObject"));
        assertEquals("It is allowed.\n\ntree\n", printed());
    }

    @Test
    void aDenialIsPrintedLikeAnAnswerAndNotLikeAnError() {
        server.answers(200, DENIED);
        assertEquals(1, run("can", "ann", "s3:GetObject"));
        assertEquals("It is denied.\n\ntree\n", printed());
        assertEquals("", complained());
    }

    @Test
    void aMapIsAGraphOnlyWhenItIsAskedFor() {
        server.answers(200, "{'administrators':[],'passes':[],'assumptions':[]}");

        run("map");
        assertTrue(printed().startsWith("Administrators, who can pass every role: none\n"), printed());
        out.reset();
        run("map", "--dot");
        assertTrue(printed().startsWith("digraph passrole {\n"), printed());
    }
}
