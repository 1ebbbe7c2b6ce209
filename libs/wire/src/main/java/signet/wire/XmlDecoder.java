package signet.wire;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Reads records from XML elements, by their schemas. What the schema doesn't know is refused, as S3 does. */
final class XmlDecoder {
    /** S3 has an error of its own for this one, so the operation checks it. */
    private static final String CHECKED_BY_OPERATION = "LocationConstraint";

    private XmlDecoder() {}

    /** @throws signet.model.AwsError {@code MalformedXML} if the element doesn't fit the schema */
    static <T> T structure(StructureSchema<T> schema, XmlNode node) {
        List<MemberSchema> members = schema.members();
        Map<String, Integer> byName = new HashMap<>();
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = members.get(i);
            if (member.xmlAttribute()) {
                String text = node.attributes().get(member.elementName());
                values[i] = text == null ? null : scalar(member.shape(), text);
            } else if (member.binding() == HttpBinding.NONE) {
                byName.put(member.elementName(), i);
            }
        }
        for (XmlNode child : node.children()) {
            Integer index = byName.get(child.name());
            if (index == null) {
                throw XmlReader.malformed();
            }
            values[index] = member(members.get(index), child, values[index]);
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && members.get(i).required()) {
                values[i] = emptyFlattened(members.get(i));
            }
        }
        return schema.create(values);
    }

    private static Object emptyFlattened(MemberSchema member) {
        if (member.flattened()) {
            return List.of();
        }
        throw XmlReader.malformed();
    }

    private static Object member(MemberSchema member, XmlNode node, @Nullable Object before) {
        if (member.shape() instanceof Shape.ListOf list && member.flattened()) {
            List<Object> values = new ArrayList<>();
            if (before instanceof List<?> earlier) {
                values.addAll(earlier);
            }
            values.add(value(list.element(), node));
            return values;
        }
        if (before != null) {
            throw XmlReader.malformed();
        }
        Object value = value(member.shape(), node);
        if (member.shape() instanceof Shape.Text text
                && !member.name().equals(CHECKED_BY_OPERATION)
                && !text.constraints().lists((String) value)) {
            throw XmlReader.malformed();
        }
        return value;
    }

    private static Object value(Shape shape, XmlNode node) {
        return switch (shape) {
            case StructureSchema<?> structure -> structureValue(structure, node);
            case Shape.ListOf list -> {
                String name = list.elementName() == null ? "member" : list.elementName();
                yield node.children().stream()
                        .map(child -> value(list.element(), named(child, name)))
                        .toList();
            }
            case Shape.MapOf map -> map(map, node);
            default -> {
                if (!node.children().isEmpty()) {
                    throw XmlReader.malformed();
                }
                yield scalar(shape, node.text());
            }
        };
    }

    private static Object structureValue(StructureSchema<?> schema, XmlNode node) {
        Object value = structure(schema, node);
        if (value == null) {
            throw XmlReader.malformed();
        }
        return value;
    }

    private static XmlNode named(XmlNode node, String name) {
        if (!node.name().equals(name)) {
            throw XmlReader.malformed();
        }
        return node;
    }

    private static Map<String, Object> map(Shape.MapOf map, XmlNode node) {
        Map<String, Object> result = new LinkedHashMap<>();
        for (XmlNode entry : node.children()) {
            List<XmlNode> parts = named(entry, "entry").children();
            if (parts.size() != 2) {
                throw XmlReader.malformed();
            }
            String key = named(parts.get(0), map.keyName()).text();
            result.put(key, value(map.value(), named(parts.get(1), map.valueName())));
        }
        return result;
    }

    private static Object scalar(Shape shape, String text) {
        return switch (shape) {
            case Shape.Text ignored -> text;
            case Shape.IntegerNumber ignored -> (int) integer(text, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Shape.LongNumber ignored -> integer(text, Long.MIN_VALUE, Long.MAX_VALUE);
            case Shape.BooleanValue ignored -> bool(text.strip());
            case Shape.Timestamp timestamp -> {
                Instant time = Timestamps.parse(text.strip(), timestamp.format());
                if (time == null) {
                    throw XmlReader.malformed();
                }
                yield time;
            }
            case Shape.Blob ignored -> blob(text);
            case Shape.DoubleNumber ignored -> throw XmlReader.malformed();
            case Shape.Stream ignored -> throw XmlReader.malformed();
            case Shape.AnyJson ignored -> throw XmlReader.malformed();
            case Shape.ListOf ignored -> throw XmlReader.malformed();
            case Shape.MapOf ignored -> throw XmlReader.malformed();
            case Shape.Structure ignored -> throw XmlReader.malformed();
        };
    }

    private static long integer(String text, long least, long most) {
        String digits = text.strip();
        if (!digits.matches("[+-]?[0-9]{1,30}")) {
            throw XmlReader.malformed();
        }
        BigInteger exact = new BigInteger(digits);
        if (exact.compareTo(BigInteger.valueOf(least)) < 0 || exact.compareTo(BigInteger.valueOf(most)) > 0) {
            throw XmlReader.malformed();
        }
        return exact.longValue();
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true", "TRUE", "True", "1" -> Boolean.TRUE;
            case "false", "FALSE", "False", "0" -> Boolean.FALSE;
            default -> throw XmlReader.malformed();
        };
    }

    private static byte[] blob(String text) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw XmlReader.malformed();
        }
    }
}
