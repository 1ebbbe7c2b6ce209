package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import tools.jackson.core.JacksonException;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads, changes and writes policy documents as JSON. */
final class Documents {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final DefaultIndenter LINES = new DefaultIndenter("  ", "\n");
    private static final DefaultPrettyPrinter PRINTER = new DefaultPrettyPrinter(
                    Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
            .withObjectIndenter(LINES)
            .withArrayIndenter(LINES);
    private static final String STATEMENT = "Statement";
    private static final String CURRENT = "2012-10-17";
    private static final List<String> ORDER = List.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private Documents() {}

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /** A document that was compiled before. */
    static ObjectNode read(String document) {
        try {
            if (JSON.readTree(document) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not a policy document", e);
        }
        throw new IllegalArgumentException("not a policy document");
    }

    /** As people write it: indented, ending without a line feed. */
    static String write(JsonNode node) {
        return JSON.writer().with(PRINTER.createInstance()).writeValueAsString(node);
    }

    /** Whether a dollar sign may begin a policy variable in a document. */
    static boolean hasVariables(ObjectNode document) {
        return document.path("Version").asString("").equals(CURRENT);
    }

    /** A document of the current version. */
    static String of(List<ObjectNode> statements) {
        ObjectNode document = object().put("Version", CURRENT);
        document.putArray(STATEMENT).addAll(statements);
        return write(document);
    }

    static List<ObjectNode> statements(ObjectNode document) {
        JsonNode statements = document.path(STATEMENT);
        Stream<JsonNode> each = statements.isArray() ? statements.valueStream() : Stream.of(statements);
        return each.map(ObjectNode.class::cast).toList();
    }

    /** The document with one more statement at its end. */
    static String adding(String document, ObjectNode statement) {
        ObjectNode changed = read(document);
        List<ObjectNode> statements = new ArrayList<>(statements(changed));
        statements.add(statement);
        return with(changed, statements);
    }

    /** The document with one statement replaced by others, at least one of which, or of the rest, is left. */
    static String replacing(String document, int index, List<ObjectNode> by) {
        ObjectNode changed = read(document);
        List<ObjectNode> statements = new ArrayList<>(statements(changed));
        statements.remove(index);
        statements.addAll(index, by);
        return with(changed, statements);
    }

    private static String with(ObjectNode document, List<ObjectNode> statements) {
        ArrayNode list = JSON.createArrayNode();
        list.addAll(statements);
        document.set(STATEMENT, list);
        return write(document);
    }

    /** What an element lists: a text or a list of texts; nothing if it is not there. */
    static List<String> texts(ObjectNode node, String element) {
        return texts(node.path(element));
    }

    static List<String> texts(JsonNode value) {
        Stream<JsonNode> each = value.isArray() ? value.valueStream() : Stream.of(value);
        return each.filter(JsonNode::isString).map(JsonNode::asString).toList();
    }

    /** Sets an element to a text, or to a list if there are several or it was one. */
    static void put(ObjectNode node, String element, List<String> values) {
        if (values.size() == 1 && !node.path(element).isArray()) {
            node.put(element, values.getFirst());
        } else {
            ArrayNode list = JSON.createArrayNode();
            values.forEach(list::add);
            node.set(element, list);
        }
    }

    /** Adds a text to what an element lists, if it is not there. */
    static void append(ObjectNode node, String element, String value) {
        List<String> values = new ArrayList<>(texts(node, element));
        if (!values.contains(value)) {
            values.add(value);
            put(node, element, values);
        }
    }

    /** Takes texts out of what an element lists; false, and nothing changed, if none would be left. */
    static boolean remove(ObjectNode node, String element, Predicate<String> unwanted) {
        List<String> left =
                texts(node, element).stream().filter(unwanted.negate()).toList();
        if (left.isEmpty()) {
            return false;
        }
        put(node, element, left);
        return true;
    }

    /** A statement with its elements in the order in which AWS's documentation writes them. */
    static ObjectNode ordered(ObjectNode statement) {
        ObjectNode ordered = object();
        ORDER.stream().filter(statement::has).forEach(name -> ordered.set(name, statement.path(name)));
        return ordered.setAll(statement);
    }

    /** The name of a member in the case in which an object has it. */
    static String named(ObjectNode node, String name) {
        return node.propertyNames().stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .orElse(name);
    }

    /**
     * The compiled document, by the rules for whoever writes one.
     *
     * @param lenient whether the rules of writing may be broken, as they are in the document that it was made of
     * @return empty if AWS would not take it
     */
    static Optional<Policy> compile(PolicyKind kind, String document, boolean lenient) {
        try {
            return Optional.of(lenient ? Policy.read(kind, document) : Policy.parse(kind, document));
        } catch (MalformedPolicyException e) {
            return Optional.empty();
        }
    }
}
