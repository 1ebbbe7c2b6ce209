package signet.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** {@code write_files}: see cloud-init's documentation, "Write Files". */
final class WriteFiles {

    private static final String DEFAULT_MODE = "644";
    private static final Set<String> KEYS =
            Set.of("path", "content", "encoding", "owner", "permissions", "append", "defer", "source");

    private static final Map<String, List<String>> ENCODINGS = Map.of(
            "", List.of(),
            "text/plain", List.of(),
            "gz", List.of("gzip"),
            "gzip", List.of("gzip"),
            "b64", List.of("base64"),
            "base64", List.of("base64"),
            "gz+base64", List.of("base64", "gzip"),
            "gzip+base64", List.of("base64", "gzip"),
            "gz+b64", List.of("base64", "gzip"),
            "gzip+b64", List.of("base64", "gzip"));

    private final Draft draft;

    WriteFiles(Draft draft) {
        this.draft = draft;
    }

    void read(Value files) throws InvalidConfig {
        if (!(files instanceof Value.Sequence(List<Value> entries))) {
            throw new InvalidConfig("write_files: it is not a list, and no file is written");
        }
        int number = 0;
        for (Value entry : entries) {
            number++;
            if (entry instanceof Value.Mapping file) {
                file(number, file);
            } else {
                draft.warn("write_files: entry " + number + " is no mapping and is skipped");
            }
        }
    }

    private void file(int number, Value.Mapping file) {
        String path = file.text("path").orElse("");
        if (path.isEmpty()) {
            draft.warn("write_files: no path provided to write for entry " + number);
            return;
        }
        for (String key : file.values().keySet()) {
            if (!KEYS.contains(key)) {
                draft.notDone("write_files: " + key + " of " + path, "not known");
            }
        }
        if (file.find("source").isPresent()) {
            draft.notDone("write_files: source of " + path, "nothing is fetched for user data");
            if (file.find("content").isEmpty()) {
                return;
            }
        }
        boolean deferred = file.flag("defer", false);
        String[] owner = file.text("owner").orElse("root:root").split(":", 2);
        String user = someone(owner[0]);
        String group = owner.length > 1 ? someone(owner[1]) : "";
        try {
            draft.step(
                    deferred ? Module.WRITE_FILES_DEFERRED : Module.WRITE_FILES,
                    file.flag("append", false) ? "append_file" : "write_file",
                    List.of(absolute(path), group.isEmpty() ? user : user + ":" + group, mode(path, file)),
                    content(path, file));
        } catch (InvalidConfig | IllegalArgumentException e) {
            draft.warn("write_files: " + path + " is not written: " + e.getMessage());
        }
    }

    private static String someone(String name) {
        String plain = name.strip();
        return plain.equals("-1") || plain.equalsIgnoreCase("none") ? "" : plain;
    }

    /** From the root on and without {@code .} and {@code ..}, as text: links are the instance's own business. */
    static String absolute(String path) {
        Deque<String> names = new ArrayDeque<>();
        for (String name : path.split("/", -1)) {
            if (name.equals("..")) {
                names.pollLast();
            } else if (!name.isEmpty() && !name.equals(".")) {
                names.addLast(name);
            }
        }
        return "/" + String.join("/", names);
    }

    private String mode(String path, Value.Mapping file) {
        if (!(file.find("permissions").orElse(null) instanceof Value.Scalar(Value.Kind kind, String text))) {
            return DEFAULT_MODE;
        }
        boolean whole = kind == Value.Kind.WHOLE;
        String digits = whole ? text : text.strip().replaceFirst("^0[oO]", "");
        if (!digits.matches(whole ? "[0-9]{1,5}" : "[0-7]{1,6}")) {
            draft.warn(
                    "write_files: undecodable permissions " + text + " of " + path + ", " + DEFAULT_MODE + " is taken");
            return DEFAULT_MODE;
        }
        return Integer.toOctalString(Integer.parseInt(digits, whole ? 10 : 8) & 07777);
    }

    private byte[] content(String path, Value.Mapping file) throws InvalidConfig {
        String encoding = file.text("encoding").orElse("").strip().toLowerCase(Locale.ROOT);
        List<String> layers = ENCODINGS.get(encoding);
        if (layers == null) {
            draft.warn("write_files: unknown encoding type " + encoding + " of " + path + ", assuming text/plain");
            layers = List.of();
        }
        byte[] content = bytes(file);
        for (String layer : layers) {
            content = layer.equals("gzip")
                    ? draft.gzip().unpack(content)
                    : Base64.getDecoder().decode(letters(content));
        }
        return content;
    }

    /** Python's decoder passes over what is no letter of base64, line ends among it. */
    private static byte[] letters(byte[] encoded) {
        return new String(encoded, StandardCharsets.ISO_8859_1)
                .replaceAll("[^A-Za-z0-9+/=]", "")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(Value.Mapping file) throws InvalidConfig {
        Value content = file.find("content").orElse(new Value.Scalar(Value.Kind.TEXT, ""));
        if (content instanceof Value.Scalar(Value.Kind kind, String text)) {
            return text.getBytes(kind == Value.Kind.BINARY ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
        }
        throw new InvalidConfig("its content is no text");
    }
}
