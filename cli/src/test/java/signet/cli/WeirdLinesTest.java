package signet.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A line that can't be read is answered with what is wrong with it, and the next one is read. */
class WeirdLinesTest {
    private static final String GOOD = Runs.line(Runs.ALICE, "'identity':[" + Runs.policy(Runs.ALLOW_ALL) + "]");

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                nonsense                                             | the line is not JSON: see column 1
                {'principal':                                        | the line is not JSON
                []                                                   | the line is not a JSON object
                'text'                                               | the line is not a JSON object
                null                                                 | the line is not a JSON object
                {} {}                                                | the line has more than one JSON object
                {}                                                   | principal is missing
                {'principal':'*'}                                    | action is missing
                {'principal':null,'action':'a:b'}                    | principal is missing
                {'principal':1,'action':'a:b'}                       | principal is not a string
                {'principal':['*'],'action':'a:b'}                   | principal is not a string
                {'principal':'*','principal':'*'}                    | the line has principal twice
                {'principal':'*','polices':{}}                       | the line has an unknown member polices
                {'principal':'*','action':'ab'}                      | not an action: ab
                {'principal':'*','action':'a:b:c'}                   | not an action: a:b:c
                {'principal':'*','action':'a:b','resource':'bucket'} | neither * nor an ARN: bucket
                {'principal':'*','action':'a:b','resource':''}       | neither * nor an ARN:
                {'principal':'*','action':'a:b','resourceAccount':'1'} | resourceAccount is not an account of twelve digits: 1
                {'principal':'*','action':'a:b','context':[]}        | context is not a JSON object
                {'principal':'*','action':'a:b','context':{'k':null}} | context: k is neither a string nor a list of strings
                {'principal':'*','action':'a:b','context':{'k':{}}}  | context: k is neither a string nor a list of strings
                {'principal':'*','action':'a:b','context':{'k':['a',['b']]}} | context: k is neither a string nor a list of strings
                {'principal':'*','action':'a:b','context':{'k':'a','k':'b'}} | context has k twice
                {'principal':'*','action':'a:b','context':{'aws:SourceIp':'a','aws:sourceip':'b'}} | context has aws:sourceip twice: its case doesn't count
                {'principal':'*','action':'a:b','policies':[]}       | policies is not a JSON object
                {'principal':'*','action':'a:b','policies':{'trust':{}}} | policies: unknown kind trust
                {'principal':'*','action':'a:b','policies':{'identity':{}}} | identity is not a list of policies
                {'principal':'*','action':'a:b','policies':{'identity':[],'identity':[]}} | policies has identity twice
                {'principal':'*','action':'a:b','policies':{'identity':[1]}} | identity[0] is neither a policy nor a string with one
                {'principal':'*','action':'a:b','policies':{'resource':[]}} | resource is neither a policy nor a string with one
                {'principal':'*','action':'a:b','policies':{'scp':[{}]}} | scp[0] is not a list of policies
                {'principal':'*','action':'a:b','policies':{'scp':{}}} | scp is not a list of lists of policies, from the root down to the account
                {'principal':'*','action':'a:b','policies':{'scp':[[],[{}]]}} | scp[1][0]: the document has no Statement (line 1, column 1)
                {'principal':'*','action':'a:b','policies':{'identity':[{'Statement':{'Effect':'Allow','Effect':'Deny'}}]}} | identity[0]: not a JSON object
                """)
    void aLineThatCannotBeReadSaysWhyAndTheNextOneIsRead(String line, String error) {
        List<JsonNode> answers = Runs.answers(line, GOOD);
        assertEquals(2, answers.size());
        String message = answers.getFirst().get("error").asString();
        assertTrue(message.strip().startsWith(error), message);
        assertEquals("Allowed", answers.getLast().get("decision").asString());
    }

    @Test
    void blankLinesAndLineEndsOfWindowsAndAMissingLastEndAreFine() {
        String input = "\ufeff" + GOOD + "\r\n\r\n  \t\n\n" + GOOD;
        List<JsonNode> answers = Runs.answers(Runs.json(input).getBytes(UTF_8));
        assertEquals(2, answers.size());
        answers.forEach(answer -> assertEquals("Allowed", answer.get("decision").asString()));
        assertEquals(List.of(), Runs.answers(new byte[0]));
        assertEquals(List.of(), Runs.answers("\n \r\n".getBytes(UTF_8)));
    }

    @Test
    void whatIsNotUtf8IsRefusedLineByLine() {
        String lines = Runs.json(GOOD) + "\n" + Runs.json(GOOD).replace("alice", "\u00e4lice") + "\n" + Runs.json(GOOD);
        List<JsonNode> answers = Runs.answers(lines.getBytes(ISO_8859_1));
        assertEquals("Allowed", answers.get(0).get("decision").asString());
        assertEquals("the line is not UTF-8", answers.get(1).get("error").asString());
        assertEquals("Allowed", answers.get(2).get("decision").asString());
        assertEquals(3, answers.size());
    }

    @Test
    void aLineThatIsTooLongIsSkippedToItsEnd() throws IOException {
        InputStream endless = new ByteArrayInputStream(new byte[EvaluationRun.MAX_LINE + 5]);
        byte[] rest = Runs.json("\n" + GOOD + "\n").getBytes(UTF_8);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        new EvaluationRun(false).run(new SequenceInputStream(endless, new ByteArrayInputStream(rest)), output);
        List<String> answers = output.toString(UTF_8).lines().toList();
        assertEquals("{\"error\":\"the line is longer than 16777216 bytes\"}", answers.get(0));
        assertTrue(answers.get(1).contains("Allowed"));
        assertEquals(2, answers.size());
    }

    @Test
    void numbersAndBooleansOfTheContextStandForTheirText() {
        String policy = Runs.policy("{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
                + "'Bool':{'aws:SecureTransport':'true'},'NumericEquals':{'s3:max-keys':'1.50'},"
                + "'ForAllValues:NumericLessThan':{'x:n':'4'}}}");
        String context = "'aws:SecureTransport':true,'s3:max-keys':1.5,'x:n':[1,2,3]";
        assertEquals(
                "Allowed identity",
                Runs.verdict(Runs.line(
                        Runs.ALICE, "s3:ListBucket", "arn:aws:s3:::b", context, "'identity':[" + policy + "]")));
    }

    @Test
    void anAnswerIsFlushedBeforeMoreInputIsWaitedFor() throws IOException {
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        BufferedOutputStream output = new BufferedOutputStream(sent);
        byte[] line = Runs.json(GOOD + "\n").getBytes(UTF_8);
        InputStream input = new InputStream() {
            private int asked;

            @Override
            public int read() {
                throw new AssertionError("read one by one");
            }

            @Override
            public int read(byte[] buffer, int from, int length) {
                if (asked++ == 1) {
                    assertTrue(sent.toString(UTF_8).endsWith("}\n"), "answered before it asks again");
                }
                if (asked > 1) {
                    return -1;
                }
                System.arraycopy(line, 0, buffer, from, line.length);
                return line.length;
            }
        };
        new EvaluationRun(false).run(input, output);
    }

    @Test
    void noInputAtAllMakesTheRunEnd() {
        Random random = new Random(5);
        byte[] good = Runs.json(GOOD).getBytes(UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] bytes = good.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                int at = random.nextInt(bytes.length);
                bytes[at] =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : "{}[]\",:\\ue".charAt(random.nextInt(10)));
            }
            String output = Runs.output(bytes, random.nextBoolean());
            output.lines().forEach(line -> assertTrue(line.startsWith("{\"") && line.endsWith("}"), line));
        }
    }

    @Test
    void documentsAreKeptOnlyUpToALimit() throws CaseFault {
        CasePolicies policies = new CasePolicies(1_000);
        for (int i = 0; i < 100; i++) {
            String document =
                    Runs.json(Runs.policy("{'Sid':'s" + i + "','Effect':'Allow','Action':'*','Resource':'*'}"));
            policies.compile(Map.of("identity", List.of(List.of(document))), false);
            assertTrue(policies.keptCharacters() <= 1_000);
            assertTrue(policies.keptCharacters() > 0);
        }
        String huge = Runs.json(
                Runs.policy("{'Sid':'" + "s".repeat(1_001) + "','Effect':'Allow','Action':'*','Resource':'*'}"));
        policies.compile(Map.of("identity", List.of(List.of(huge))), false);
        assertEquals(0, policies.keptCharacters());
    }
}
