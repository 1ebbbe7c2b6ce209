package signet.userdata;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an instance's user data asks for: scripts, {@code #cloud-config}, boot hooks, and MIME archives of them, each possibly
 * compressed (cloud-init's documentation, "User-data formats"). Reading it runs nothing of the user's and never fails: what
 * can't be read or isn't done is part of the plan, as lines for the console.
 */
public final class Plan {

    private static final String CONTENT = "content/";

    private final List<Step> steps;
    private final List<String> notDone;
    private final List<String> warnings;
    private final boolean scriptsAtEveryBoot;
    private final @Nullable String hostname;

    private final byte[] userData;

    private Plan(byte[] userData, Draft draft) {
        this.userData = userData.clone();
        this.steps = draft.steps();
        this.notDone = draft.notDone();
        this.warnings = draft.warnings();
        this.scriptsAtEveryBoot = draft.scriptsAtEveryBoot();
        this.hostname = draft.hostname().orElse(null);
    }

    /** The plan for user data with these bytes (decoded from base 64, up to 16 KiB on AWS). */
    public static Plan of(byte[] userData) {
        Gzip gzip = new Gzip();
        Draft draft = new Draft(gzip);
        CloudConfig config = new CloudConfig(draft);
        try {
            List<Part> parts = new Parts(gzip).of(userData);
            TreeMap<String, Part> scripts = new TreeMap<>();
            for (Part part : parts) {
                switch (part.kind()) {
                    case CLOUD_CONFIG -> config.add(part);
                    case SCRIPT, SCRIPT_PER_INSTANCE, SCRIPT_PER_ONCE -> scripts.put(part.name(), part);
                    case BOOTHOOK ->
                        draft.step(Module.BOOTHOOKS, "boothook", List.of(part.name()), boothook(part.content()));
                    default -> {
                        String what = parts.size() == 1 ? "user data" : "user data " + part.name();
                        draft.notDone(what, part.kind().obstacle());
                    }
                }
            }
            scripts.forEach((name, part) -> draft.step(
                    Module.SCRIPTS_USER,
                    "script",
                    List.of(name, scripts.size() == 1 ? "user data" : "user data " + name),
                    Words.bytes(unix(part.content()))));
        } catch (InvalidConfig e) {
            draft.warn(String.valueOf(e.getMessage()));
        }
        config.read();
        return new Plan(userData, draft);
    }

    private static byte[] boothook(String content) {
        String text = unix(content).stripLeading();
        String rest = text.startsWith("#cloud-boothook") ? text.replaceFirst("[^\\n]*\\n?", "") : text;
        return Words.bytes(rest.stripLeading());
    }

    /** Without carriage returns if the first line ends with one. */
    private static String unix(String content) {
        int end = content.indexOf('\n');
        boolean dos = end > 0 && content.charAt(end - 1) == '\r';
        return dos ? content.replace("\r\n", "\n") : content;
    }

    /** The host name that the instance is to have (at most 63 characters), if the user data says one. */
    public Optional<String> hostname() {
        return Optional.ofNullable(hostname);
    }

    /** One line for each thing that cloud-init would do and Signet doesn't: {@code packages (why)}. */
    public List<String> notDone() {
        return notDone;
    }

    /** One line for each thing that is wrong with the user data and would not be done by cloud-init either. */
    public List<String> warnings() {
        return warnings;
    }

    List<Step> steps() {
        return steps;
    }

    /**
     * The files of a directory, by their paths in it, with which the instance's own root carries the plan out: {@code sh
     * DIRECTORY/run.sh DIRECTORY first} at its first boot and {@code … again} at others, with {@code SIGNET_INSTANCE_ID} in
     * the environment. The directory is to be read-only for the instance.
     */
    public SortedMap<String, byte[]> files() {
        SortedMap<String, byte[]> files = new TreeMap<>();
        files.put("run.sh", resource());
        files.put("user-data", userData.clone());
        files.put("plan.sh", bytes(script(files)));
        files.put("report", bytes(lines("cloud-init: ", warnings) + lines("cloud-init: not done: ", notDone)));
        files.put("not-done", bytes(lines("", notDone)));
        String recoverable = java.util.stream.Stream.concat(
                        warnings.stream(), notDone.stream().map("not done: "::concat))
                .map(Words::json)
                .collect(Collectors.joining(", "));
        files.put("recoverable.json", bytes(recoverable.isEmpty() ? "{}" : "{\"WARNING\": [" + recoverable + "]}"));
        return files;
    }

    /** A function for each module with something to do; puts the content of its steps into {@code files}. */
    private String script(SortedMap<String, byte[]> files) {
        StringBuilder script = new StringBuilder();
        for (Module module : Module.values()) {
            List<Step> own = steps.stream()
                    .filter(step -> step.module() == module)
                    .sorted(module == Module.SCRIPTS_USER ? Comparator.comparing(Plan::firstArgument) : (_, _) -> 0)
                    .toList();
            if (!own.isEmpty()) {
                script.append("module_").append(module.label()).append("() {\n");
                own.forEach(step -> script.append(line(step, files)).append('\n'));
                script.append("}\n");
            }
        }
        for (Module module : Module.values()) {
            boolean always = module.atEveryBoot() || (module == Module.SCRIPTS_USER && scriptsAtEveryBoot);
            String frequency = always ? "always" : "once";
            if ((module == Module.FINAL_MESSAGE && userData.length > 0)
                    || steps.stream().anyMatch(step -> step.module() == module)) {
                script.append("run_module ")
                        .append(module.label())
                        .append(' ')
                        .append(frequency)
                        .append('\n');
            }
        }
        return script.toString();
    }

    /** Scripts run in the order of their files' names, {@code runcmd} among them. */
    private static String firstArgument(Step step) {
        return step.arguments().getFirst();
    }

    private static String line(Step step, SortedMap<String, byte[]> files) {
        StringBuilder line = new StringBuilder(step.function());
        step.arguments().forEach(argument -> line.append(' ').append(Words.quoted(argument)));
        String content = step.content();
        if (content != null) {
            String name = CONTENT + files.size();
            files.put(name, Words.bytes(content));
            line.append(" \"$plan/").append(name).append('"');
        }
        return line.toString();
    }

    private static String lines(String start, List<String> lines) {
        return lines.stream().map(line -> start + line + "\n").collect(Collectors.joining());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] resource() {
        try (InputStream in = Plan.class.getResourceAsStream("run.sh")) {
            if (in == null) {
                throw new IllegalStateException("This build lacks run.sh");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
