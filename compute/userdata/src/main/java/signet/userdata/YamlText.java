package signet.userdata;

import java.io.StringReader;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML 1.1, as PyYAML's {@code safe_load} does for cloud-init. No tag makes an object, and what aliases repeat is counted
 * each time, so that a document of a few lines can't grow into one that fills the memory.
 */
final class YamlText {

    private static final int MOST_VALUES = 20_000;
    private static final int MOST_CHARACTERS = 4 << 20;
    private static final int DEEPEST = 50;
    private static final double PLAIN_FROM = 1e-3;
    private static final double PLAIN_TO = 1e7;

    private int valuesLeft = MOST_VALUES;
    private int charactersLeft = MOST_CHARACTERS;

    private YamlText() {}

    /** Null for a document without a value. */
    static @Nullable Value read(byte[] bytes) throws InvalidConfig {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            LoaderOptions options = new LoaderOptions();
            options.setMaxAliasesForCollections(DEEPEST);
            options.setNestingDepthLimit(DEEPEST);
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            return root == null ? null : new YamlText().value(root, 0);
        } catch (CharacterCodingException e) {
            throw new InvalidConfig("Failed loading yaml blob. It is not UTF-8");
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            String place = mark == null ? "" : " at line " + (mark.getLine() + 1) + " column " + (mark.getColumn() + 1);
            throw new InvalidConfig(
                    "Failed loading yaml blob. Invalid format" + place + ": \"" + Words.plain(e.getProblem()) + "\"");
        } catch (YAMLException e) {
            throw new InvalidConfig("Failed loading yaml blob. " + Words.plain(e.getMessage()));
        }
    }

    private Value value(Node node, int depth) throws InvalidConfig {
        if (--valuesLeft < 0) {
            throw invalid(node, "more than " + MOST_VALUES + " values");
        }
        if (node instanceof ScalarNode scalar
                && (charactersLeft -= scalar.getValue().length()) < 0) {
            throw invalid(node, "more than " + MOST_CHARACTERS + " characters");
        }
        if (depth > DEEPEST) {
            throw invalid(node, "deeper than " + DEEPEST);
        }
        if (!(node instanceof ScalarNode)
                && !node.getTag().equals(Tag.SEQ)
                && !node.getTag().equals(Tag.MAP)) {
            throw invalid(
                    node,
                    "could not determine a constructor for the tag '"
                            + node.getTag().getValue() + "'");
        }
        return switch (node) {
            case ScalarNode scalar -> scalar(scalar);
            case SequenceNode sequence -> {
                List<Value> values = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    values.add(value(item, depth + 1));
                }
                yield new Value.Sequence(values);
            }
            case MappingNode mapping -> new Value.Mapping(mapping(mapping, depth));
            default -> throw invalid(node, "an unknown kind of value");
        };
    }

    private Map<String, Value> mapping(MappingNode mapping, int depth) throws InvalidConfig {
        Map<String, Value> merged = new LinkedHashMap<>();
        Map<String, Value> own = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (key.getTag().equals(Tag.MERGE)) {
                merge(value(tuple.getValueNode(), depth + 1), key, merged);
            } else if (key instanceof ScalarNode name) {
                own.put(scalar(name).text(), value(tuple.getValueNode(), depth + 1));
            } else {
                throw invalid(key, "found unhashable key");
            }
        }
        merged.putAll(own);
        return merged;
    }

    private static void merge(Value from, Node key, Map<String, Value> into) throws InvalidConfig {
        for (Value each : from instanceof Value.Scalar ? List.of(from) : Value.each(from)) {
            if (!(each instanceof Value.Mapping mapping)) {
                throw invalid(key, "expected a mapping or list of mappings for merging");
            }
            mapping.values().forEach(into::putIfAbsent);
        }
    }

    private static Value.Scalar scalar(ScalarNode node) throws InvalidConfig {
        Tag tag = node.getTag();
        String text = node.getValue();
        try {
            if (tag.equals(Tag.NULL)) {
                return new Value.Scalar(Value.Kind.NOTHING, "None");
            }
            if (tag.equals(Tag.BOOL)) {
                boolean yes = List.of("yes", "true", "on").contains(text.toLowerCase(Locale.ROOT));
                return new Value.Scalar(Value.Kind.FLAG, yes ? "True" : "False");
            }
            if (tag.equals(Tag.INT)) {
                return new Value.Scalar(Value.Kind.WHOLE, whole(text.replace("_", "")));
            }
            if (tag.equals(Tag.FLOAT)) {
                return new Value.Scalar(Value.Kind.FRACTION, fraction(text));
            }
            if (tag.equals(Tag.BINARY)) {
                byte[] bytes = Base64.getMimeDecoder().decode(text);
                return new Value.Scalar(Value.Kind.BINARY, new String(bytes, StandardCharsets.ISO_8859_1));
            }
        } catch (IllegalArgumentException e) {
            throw invalid(node, "not a value of " + tag.getValue());
        }
        if (!tag.equals(Tag.STR) && !tag.equals(Tag.TIMESTAMP) && !tag.equals(Tag.MERGE)) {
            throw invalid(node, "could not determine a constructor for the tag '" + tag.getValue() + "'");
        }
        return new Value.Scalar(Value.Kind.TEXT, text);
    }

    private static String whole(String text) {
        boolean negative = text.startsWith("-");
        String digits = negative || text.startsWith("+") ? text.substring(1) : text;
        BigInteger number;
        if (digits.startsWith("0b")) {
            number = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            number = new BigInteger(digits.substring(2), 16);
        } else if (digits.indexOf(':') >= 0) {
            number = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                number = number.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else {
            number = new BigInteger(digits, digits.startsWith("0") ? 8 : 10);
        }
        return (negative ? number.negate() : number).toString();
    }

    /** As Python writes it where that is without an exponent, else as it stands. */
    private static String fraction(String text) {
        String plain = text.replace("_", "");
        if (!plain.matches("[-+]?[0-9]*\\.[0-9]*") || !plain.matches(".*[0-9].*")) {
            return text;
        }
        double number = Double.parseDouble(plain);
        double size = Math.abs(number);
        return size == 0 || (size >= PLAIN_FROM && size < PLAIN_TO) ? Double.toString(number) : text;
    }

    private static InvalidConfig invalid(Node node, String problem) {
        var mark = node.getStartMark();
        return new InvalidConfig("Failed loading yaml blob. Invalid format at line " + (mark.getLine() + 1) + " column "
                + (mark.getColumn() + 1) + ": \"" + Words.plain(problem) + "\"");
    }
}
