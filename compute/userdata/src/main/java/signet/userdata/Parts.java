package signet.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Takes user data apart: compression, MIME archives, cloud-config archives. */
final class Parts {

    private static final int DEEPEST = 8;
    private static final int MOST = 500;

    private final Gzip gzip;
    private final List<Part> found = new ArrayList<>();

    Parts(Gzip gzip) {
        this.gzip = gzip;
    }

    /** In the order in which they stand. */
    List<Part> of(byte[] userData) throws InvalidConfig {
        byte[] plain = Gzip.is(userData) ? gzip.unpack(userData) : userData;
        String text = Words.latin(plain);
        if (text.isBlank()) {
            return List.of();
        }
        if (MimePart.is(text)) {
            walk(MimePart.parse(text), 0);
        } else {
            add(Part.Kind.ofStart(text).orElse(Part.Kind.UNKNOWN), "", plain, 0);
        }
        return List.copyOf(found);
    }

    private void walk(MimePart entity, int depth) throws InvalidConfig {
        if (depth > DEEPEST) {
            throw new InvalidConfig("The user data's parts are too deep in one another");
        }
        if (entity.isMultipart()) {
            for (MimePart part : entity.parts()) {
                walk(part, depth + 1);
            }
            return;
        }
        byte[] content = entity.content();
        if (Gzip.is(content)) {
            content = gzip.unpack(content);
        }
        Part.Kind said = Part.Kind.ofType(entity.type());
        boolean look = said == Part.Kind.UNKNOWN || said == Part.Kind.SCRIPT;
        Part.Kind kind = look ? Part.Kind.ofStart(Words.latin(content)).orElse(said) : said;
        add(kind, entity.fileName(), content, depth);
    }

    private void add(Part.Kind kind, String fileName, byte[] content, int depth) throws InvalidConfig {
        if (found.size() >= MOST) {
            throw new InvalidConfig("The user data has more than " + MOST + " parts");
        }
        if (kind == Part.Kind.ARCHIVE) {
            archive(content, depth);
            return;
        }
        String name = fileName.replace('/', '_').replaceAll("[^A-Za-z0-9_.-]", "");
        String given = name.matches("[.]*") ? String.format("part-%03d", found.size() + 1) : name;
        found.add(new Part(kind, given.substring(0, Math.min(100, given.length())), Words.latin(content)));
    }

    /** A list of parts as YAML: texts, or mappings of {@code content}, {@code type} and {@code filename}. */
    private void archive(byte[] content, int depth) throws InvalidConfig {
        Value list = YamlText.read(content);
        if (depth > DEEPEST || !(list instanceof Value.Sequence)) {
            throw new InvalidConfig("The cloud-config archive is not a list of parts");
        }
        for (Value item : Value.each(list)) {
            Value.Mapping part = item instanceof Value.Mapping mapping
                    ? mapping
                    : new Value.Mapping(java.util.Map.of("content", item));
            byte[] bytes = part.text("content").orElse("").getBytes(StandardCharsets.UTF_8);
            Part.Kind byText = Part.Kind.ofStart(Words.latin(bytes)).orElse(Part.Kind.CLOUD_CONFIG);
            Part.Kind kind = part.text("type").map(Part.Kind::ofType).orElse(byText);
            add(kind, part.text("filename").orElse(""), bytes, depth + 1);
        }
    }
}
