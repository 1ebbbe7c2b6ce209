package signet.userdata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a {@code #cloud-config} asks for. */
final class CloudConfig {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|(\\w+))");
    private static final Set<String> VARIABLES = Set.of("version", "timestamp", "datasource", "uptime");

    /** Keys that something here looks at, or that ask for nothing by themselves. */
    private static final Set<String> KNOWN = Set.of(
            "bootcmd",
            "runcmd",
            "write_files",
            "users",
            "groups",
            "hostname",
            "fqdn",
            "preserve_hostname",
            "timezone",
            "final_message",
            "power_state",
            "cloud_final_modules",
            "version");

    private final Draft draft;
    private final Map<String, Value> merged = new LinkedHashMap<>();
    private int documents;

    CloudConfig(Draft draft) {
        this.draft = draft;
    }

    /** Adds a document, whose keys replace those of the documents before it. */
    void add(Part part) {
        try {
            Value value = YamlText.read(Words.bytes(part.content()));
            if (value instanceof Value.Mapping(Map<String, Value> values)) {
                documents++;
                merged.putAll(values);
            } else if (value != null && !Value.isNull(value)) {
                draft.warn("Failed loading yaml blob. It is not a mapping of keys");
            }
        } catch (InvalidConfig e) {
            draft.warn(String.valueOf(e.getMessage()));
        }
    }

    /** Turns all the documents into steps. */
    void read() {
        Value.Mapping config = new Value.Mapping(merged);
        report(config);
        guarded(() -> {
            Value commands = merged.get("bootcmd");
            if (commands != null && !Value.isNull(commands)) {
                draft.step(Module.BOOTCMD, "commands", List.of(), ShellCommands.script("bootcmd", commands));
            }
        });
        guarded(() -> {
            Value files = merged.get("write_files");
            if (files != null && !Value.isNull(files)) {
                new WriteFiles(draft).read(files);
            }
        });
        hostname(config);
        new UsersAndGroups(draft).read(config);
        config.text("timezone").ifPresent(zone -> draft.step(Module.TIMEZONE, "set_timezone", zone));
        guarded(() -> {
            Value commands = merged.get("runcmd");
            if (commands != null && !Value.isNull(commands)) {
                draft.step(
                        Module.SCRIPTS_USER,
                        "script",
                        List.of("runcmd", "runcmd"),
                        ShellCommands.script("runcmd", commands));
            }
        });
        config.find("cloud_final_modules").ifPresent(this::modules);
        config.text("final_message").ifPresent(this::message);
        config.find("power_state").ifPresent(state -> new PowerState(draft).read(state));
    }

    private interface Reading {
        void read() throws InvalidConfig;
    }

    private void guarded(Reading reading) {
        try {
            reading.read();
        } catch (InvalidConfig e) {
            draft.warn(String.valueOf(e.getMessage()));
        }
    }

    private void report(Value.Mapping config) {
        for (String key : merged.keySet()) {
            boolean asked =
                    config.find(key).filter(value -> !Value.isOff(value)).isPresent();
            boolean merging = key.equals("merge_how") || key.equals("merge_type");
            if (asked && !KNOWN.contains(key) && !(merging && documents == 1)) {
                draft.notDone(key, Keys.obstacle(key));
            }
        }
    }

    /** The first name of {@code fqdn} or of {@code hostname}, unless the name is to stay. */
    private void hostname(Value.Mapping config) {
        if (config.flag("preserve_hostname", false)) {
            return;
        }
        config.text("hostname")
                .or(() -> config.text("fqdn"))
                .map(name -> name.replaceFirst("\\..*", ""))
                .ifPresent(draft::hostname);
    }

    /** Of what may be said of modules one thing is done: scripts at every boot, as AWS recommends it. */
    private void modules(Value modules) {
        boolean others = false;
        for (Value module : Value.each(modules)) {
            List<String> words = Value.names(module).stream()
                    .map(word -> word.replace('-', '_').toLowerCase(Locale.ROOT))
                    .toList();
            if (words.equals(List.of("scripts_user", "always"))) {
                draft.runScriptsAtEveryBoot();
            } else {
                others |= !words.equals(List.of("scripts_user"));
            }
        }
        if (others) {
            draft.notDone("cloud_final_modules", "but for [scripts-user, always]");
        }
    }

    private void message(String given) {
        String text = given.strip();
        if (text.toLowerCase(Locale.ROOT).matches("(?s)##\\s*template:\\s*jinja.*")) {
            draft.notDone("final_message", Part.Kind.JINJA.obstacle());
            return;
        }
        List<String> pieces = new ArrayList<>();
        Matcher variable = VARIABLE.matcher(text);
        int end = 0;
        while (variable.find()) {
            String name = (variable.group(1) == null ? variable.group(2) : variable.group(1)).toLowerCase(Locale.ROOT);
            if (VARIABLES.contains(name)) {
                pieces.add(text.substring(end, variable.start()));
                pieces.add(name);
                end = variable.end();
            }
        }
        pieces.add(text.substring(end));
        draft.step(Module.FINAL_MESSAGE, "final_message", pieces, null);
    }
}
