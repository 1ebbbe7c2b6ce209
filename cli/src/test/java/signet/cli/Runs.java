package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Short ways to run {@code signet evaluate} in tests; single quotes stand for double ones. */
final class Runs {
    static final String ALICE = "arn:aws:iam::111111111111:user/team/alice";
    static final String OBJECT = "arn:aws:s3:::bucket/key";
    static final String ALLOW_ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static final JsonMapper JSON = new JsonMapper();

    private Runs() {}

    static String json(String singleQuoted) {
        return singleQuoted.replace('\'', '"');
    }

    /** The output for these bytes, as it is written. */
    static String output(byte[] input, boolean explain) {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try {
            new EvaluationRun(explain).run(new ByteArrayInputStream(input), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return output.toString(UTF_8);
    }

    /** The answers to these lines, single-quoted as they are. */
    static List<JsonNode> answers(String... lines) {
        return answers(json(String.join("\n", lines)).getBytes(UTF_8));
    }

    static List<JsonNode> answers(byte[] input) {
        List<JsonNode> answers = new ArrayList<>();
        output(input, false).lines().forEach(line -> answers.add(JSON.readTree(line)));
        return answers;
    }

    static JsonNode answer(String line) {
        List<JsonNode> answers = answers(line);
        if (answers.size() != 1) {
            throw new AssertionError("one answer was due: " + answers);
        }
        return answers.getFirst();
    }

    /** The answer to one line with its explanation. */
    static JsonNode explained(String line) {
        return JSON.readTree(output(json(line).getBytes(UTF_8), true));
    }

    static String policy(String... statements) {
        return "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
    }

    /** A line that asks for s3:GetObject on an object; {@code policies} are the members of that object. */
    static String line(String principal, String policies) {
        return line(principal, "s3:GetObject", OBJECT, "", policies);
    }

    /** A line; {@code context} are the members of that object. */
    static String line(String principal, String action, String resource, String context, String policies) {
        return "{'principal':'" + principal + "','action':'" + action + "','resource':'" + resource + "','context':{"
                + context + "},'policies':{" + policies + "}}";
    }

    /** The decision and its kind in two words. */
    static String verdict(String line) {
        JsonNode answer = answer(line);
        JsonNode error = answer.get("error");
        return error != null
                ? "error: " + error.asString()
                : answer.get("decision").asString() + " "
                        + (answer.get("kind").isNull()
                                ? "-"
                                : answer.get("kind").asString());
    }
}
