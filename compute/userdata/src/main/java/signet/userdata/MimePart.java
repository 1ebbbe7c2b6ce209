package signet.userdata;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A MIME entity (RFC 2045): headers, by names in lower case, and a body in which a character stands for each byte. What
 * doesn't follow the rules is read as text, as mail programs do.
 */
record MimePart(Map<String, String> headers, String body) {

    private static final int LONGEST_HEADER = 1000;
    private static final Pattern HEADER = Pattern.compile("([!-9;-~]+):[ \\t]*(.*)");
    private static final Pattern PARAMETER =
            Pattern.compile(";\\s*([\\w*-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s;]*))");

    MimePart {
        headers = Map.copyOf(headers);
    }

    /** Whether user data is such an entity, as cloud-init decides: a header that says so is near its beginning. */
    static boolean is(String text) {
        String start = text.substring(0, Math.min(4096, text.length())).toLowerCase(Locale.ROOT);
        return HEADER.matcher(start.lines().findFirst().orElse("")).matches() && start.contains("mime-version:");
    }

    static MimePart parse(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        int at = 0;
        String last = "";
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            int next = end < 0 ? text.length() : end + 1;
            String line = text.substring(at, end < 0 ? next : end).replaceAll("\\r$", "");
            line = line.substring(0, Math.min(LONGEST_HEADER, line.length()));
            if (line.isEmpty()) {
                at = next;
                break;
            }
            Matcher header = HEADER.matcher(line);
            if (!last.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"))) {
                headers.merge(last, " " + line.strip(), MimePart::joined);
            } else if (header.matches()) {
                last = header.group(1).toLowerCase(Locale.ROOT);
                headers.put(last, header.group(2).strip());
            } else {
                break;
            }
            at = next;
        }
        return new MimePart(headers, text.substring(at));
    }

    private static String joined(String before, String line) {
        return before.length() + line.length() > LONGEST_HEADER ? before : before + line;
    }

    /** In lower case and without parameters; {@code text/plain} if it isn't said. */
    String type() {
        String type = headers.getOrDefault("content-type", "text/plain");
        return type.replaceAll(";.*", "").strip().toLowerCase(Locale.ROOT);
    }

    boolean isMultipart() {
        return type().startsWith("multipart/");
    }

    /** The name of the file that it is to be, empty if there is none. */
    String fileName() {
        String name = parameter("content-disposition", "filename");
        return name.isEmpty() ? parameter("content-type", "name") : name;
    }

    private String parameter(String header, String name) {
        Matcher matcher = PARAMETER.matcher(headers.getOrDefault(header, ""));
        while (matcher.find()) {
            if (matcher.group(1).equalsIgnoreCase(name)) {
                String quoted = matcher.group(2);
                return quoted == null ? matcher.group(3) : quoted.replaceAll("\\\\(.)", "$1");
            }
        }
        return "";
    }

    /** The parts between the boundaries; none without a boundary. */
    List<MimePart> parts() {
        String boundary = parameter("content-type", "boundary");
        List<MimePart> parts = new ArrayList<>();
        if (boundary.isEmpty()) {
            return parts;
        }
        Matcher line = Pattern.compile(
                        "(?m)(?:\\r?\\n|\\A)--" + Pattern.quote(boundary) + "(--)?[ \\t]*(?:\\r?\\n|\\z)")
                .matcher(body);
        int start = -1;
        int from = 0;
        while (line.find(from)) {
            if (start >= 0) {
                parts.add(parse(body.substring(start, Math.max(start, line.start()))));
            }
            if (line.group(1) != null) {
                return parts;
            }
            start = line.end();
            // The line's end may also be the one before the next boundary.
            from = Math.max(line.start() + 1, line.end() - 1);
        }
        if (start >= 0) {
            parts.add(parse(body.substring(start)));
        }
        return parts;
    }

    /** The body as it was before its transfer encoding. */
    byte[] content() throws InvalidConfig {
        String encoding = headers.getOrDefault("content-transfer-encoding", "").toLowerCase(Locale.ROOT);
        if (encoding.equals("base64")) {
            try {
                return Base64.getMimeDecoder().decode(body.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfig("A part of the user data is not base64");
            }
        }
        return encoding.equals("quoted-printable") ? unquoted(body) : body.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] unquoted(String body) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher token =
                Pattern.compile("=([0-9A-Fa-f]{2})|=[ \\t]*\\r?\\n|(?s:.)").matcher(body);
        while (token.find()) {
            if (token.group(1) != null) {
                out.write(Integer.parseInt(token.group(1), 16));
            } else if (token.end() - token.start() == 1) {
                out.write(token.group().charAt(0));
            }
        }
        return out.toByteArray();
    }
}
