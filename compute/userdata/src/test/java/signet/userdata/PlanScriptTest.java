package signet.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The generated shell script says exactly what the plan does, and user data can't make it say anything else. */
final class PlanScriptTest {

    private static final String[] BITS = {
        "a",
        "b",
        "/",
        " ",
        "'",
        "\"",
        "$(id)",
        "`id`",
        "$x",
        "\\",
        "\n",
        ";",
        "&",
        "|",
        "<",
        ">",
        "*",
        "?",
        "[",
        "]",
        "{",
        "}",
        ": ",
        "- ",
        "#",
        "!",
        "~",
        "%",
        "=",
        "&a ",
        "*a",
        "é",
        "\u2028",
        "\t",
        ",",
        "..",
        "--",
        "0644",
        "yes",
        "\r",
        "path",
        "content",
        "name",
        "users",
        "runcmd",
        "write_files",
        "EOF",
        "\\0",
        "\u0007",
        "|\n  ",
        "!!binary "
    };

    /** Functions that print what they are called with, each word between marks. */
    private static final String RECORDER = """
            record() { printf '%s' "<$1"; shift; for w; do printf '\\037%s' "$w"; done; printf '>\\036'; }
            for f in boothook commands write_file append_file add_group need_group add_member add_user set_password \\
                lock_password authorize set_timezone script final_message power_state; do
                eval "$f() { record $f \\"\\$@\\"; }"
            done
            module_final_message() { :; }
            run_module() { record run_module "$@"; "module_$1"; }
            """;

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aShellReadsBackWhatThePlanSays() throws Exception {
        Random random = new Random(20_261_201);
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            plans.add(Plan.of(structured(random).getBytes(StandardCharsets.UTF_8)));
        }

        List<String> read = readBack(plans);

        for (int i = 0; i < plans.size(); i++) {
            assertEquals(expected(plans.get(i)), read.get(i), "plan " + i);
        }
        assertTrue(plans.stream().mapToInt(plan -> plan.steps().size()).sum() > 2000);
    }

    @Test
    void anyBytesMakeAPlanThatIsAScript() throws Exception {
        Random random = new Random(20_261_202);
        List<Plan> plans = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            Plan plan = Plan.of(anything(random));
            if (!plan.steps().isEmpty()) {
                plans.add(plan);
            }
        }

        List<String> read = readBack(plans);

        for (int i = 0; i < plans.size(); i++) {
            assertEquals(expected(plans.get(i)), read.get(i), "plan " + i);
        }
        assertTrue(plans.size() > 20, plans.size() + " plans with steps");
    }

    @Test
    void theReportIsWholeLinesAndTheStatusIsJson() {
        Plan plan = Plan.of("#cloud-config\n\"a\\\"\\\\\\n\\u0001é\": 1\nruncmd: x\n".getBytes(StandardCharsets.UTF_8));

        Map<String, byte[]> files = plan.files();
        assertEquals(
                "{\"WARNING\": [\"runcmd: the commands are not a list, and none is run\","
                        + " \"not done: a\\\"\\\\ é (not known)\"]}",
                text(files, "recoverable.json"));
        assertEquals("""
                cloud-init: runcmd: the commands are not a list, and none is run
                cloud-init: not done: a"\\ é (not known)
                """, text(files, "report"));
        assertEquals("a\"\\ é (not known)\n", text(files, "not-done"));
        assertEquals("{}", text(Plan.of(new byte[0]).files(), "recoverable.json"));
    }

    private static String text(Map<String, byte[]> files, String name) {
        return new String(files.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    /** Valid YAML of the right shape with texts of random bits. */
    private static String structured(Random random) {
        StringBuilder yaml = new StringBuilder("#cloud-config\n");
        yaml.append("timezone: ").append(quoted(random)).append('\n');
        yaml.append("final_message: ").append(quoted(random)).append('\n');
        yaml.append("bootcmd: [")
                .append(quoted(random))
                .append(", [")
                .append(quoted(random))
                .append("]]\n");
        yaml.append("write_files:\n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            yaml.append(
                    "- {path: %s, owner: %s, content: %s}\n".formatted(quoted(random), quoted(random), quoted(random)));
        }
        yaml.append("groups: {")
                .append(quoted(random))
                .append(": [")
                .append(quoted(random))
                .append("]}\n");
        yaml.append("users:\n");
        for (int i = random.nextInt(4); i >= 0; i--) {
            yaml.append("- {name: %s, gecos: %s, shell: %s, homedir: %s, groups: [%s], ssh_authorized_keys: [%s]}\n"
                    .formatted(
                            random.nextBoolean() ? "u" + i : quoted(random),
                            quoted(random),
                            quoted(random),
                            quoted(random),
                            quoted(random),
                            quoted(random)));
        }
        yaml.append("power_state: {mode: halt, message: ")
                .append(quoted(random))
                .append("}\n");
        return yaml.toString();
    }

    private static String quoted(Random random) {
        StringBuilder text = new StringBuilder("\"");
        for (int i = random.nextInt(8); i >= 0; i--) {
            String bit = BITS[random.nextInt(BITS.length)];
            text.append(
                    bit.equals("\\0")
                            ? bit
                            : bit.replace("\\", "\\\\")
                                    .replace("\"", "\\\"")
                                    .replace("\n", "\\n")
                                    .replace("\t", "\\t")
                                    .replace("\r", "\\r")
                                    .replace("\u0007", "\\a")
                                    .replace("\u2028", "\\L"));
        }
        return text.append('"').toString();
    }

    /** Something that begins like user data, with random bits and bytes after it. */
    private static byte[] anything(Random random) {
        String[] starts = {
            "#cloud-config\n",
            "#!/bin/sh\n",
            "#cloud-boothook\n",
            "#cloud-config-archive\n- ",
            "",
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\n",
            "#cloud-config\nruncmd:\n- ",
            "#cloud-config\nwrite_files:\n- path: ",
            "#cloud-config\nusers:\n- name: ",
            "\u001f\u008b\b"
        };
        StringBuilder text = new StringBuilder(starts[random.nextInt(starts.length)]);
        for (int i = random.nextInt(30); i > 0; i--) {
            text.append(random.nextInt(20) == 0 ? "\n--b\n" : BITS[random.nextInt(BITS.length)]);
        }
        return text.toString().getBytes(random.nextInt(10) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    /** What one shell records of all plans' scripts. */
    private List<String> readBack(List<Plan> plans) throws IOException {
        Path script = directory.resolve("all.sh");
        List<byte[]> parts = new ArrayList<>();
        parts.add(RECORDER.getBytes(StandardCharsets.UTF_8));
        for (Plan plan : plans) {
            parts.add("plan=P\n(\n".getBytes(StandardCharsets.UTF_8));
            parts.add(plan.files().getOrDefault("plan.sh", new byte[0]));
            parts.add(")\nprintf '\\035'\n".getBytes(StandardCharsets.UTF_8));
        }
        try (var out = Files.newOutputStream(script)) {
            for (byte[] part : parts) {
                out.write(part);
            }
        }
        Process shell = new ProcessBuilder("sh", script.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return List.of(output.split("\u001d", -1));
    }

    private static String expected(Plan plan) {
        StringBuilder text = new StringBuilder();
        Map<String, byte[]> files = plan.files();
        List<String> contents = new ArrayList<>(files.keySet().stream()
                .filter(name -> name.startsWith("content/"))
                .toList());
        contents.sort(java.util.Comparator.comparingInt(name -> Integer.parseInt(name.substring(8))));
        for (Module module : Module.values()) {
            List<Step> own = plan.steps().stream()
                    .filter(step -> step.module() == module)
                    .toList();
            if (own.isEmpty() && module != Module.FINAL_MESSAGE) {
                continue;
            }
            text.append("<run_module\u001f").append(module.label()).append('\u001f');
            text.append(module.atEveryBoot() ? "always" : "once").append(">\u001e");
            for (Step step : own) {
                text.append('<').append(step.function());
                step.arguments().forEach(argument -> text.append('\u001f').append(asUtf8(argument)));
                String content = step.content();
                if (content != null) {
                    String name = contents.removeFirst();
                    assertEquals(content, Words.latin(files.getOrDefault(name, new byte[0])));
                    text.append("\u001fP/").append(name);
                }
                text.append(">\u001e");
            }
        }
        return text.toString();
    }

    private static String asUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
