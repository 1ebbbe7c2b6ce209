package signet.wire;

import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.model.Constraints;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/**
 * Reads form parameters into records. What differs between the query protocols, and what they answer to bad values, is the
 * {@link Dialect}'s.
 */
final class QueryDecoder {

    /** What tells awsQuery and ec2Query apart. */
    interface Dialect {
        /** The parameter of a member, without what leads to it. */
        String parameter(MemberSchema member);

        /** The part of a list's parameters between its name and the number: {@code member}; null for none. */
        @Nullable
        String listSegment(MemberSchema member, Shape.ListOf list);

        /** The name of a member in errors, as part of a path. */
        String fieldName(MemberSchema member);

        /** What separates the parts of a list's path in errors: {@code .1.member}. */
        String elementPath(String list, int index);

        void missing(String path);

        void text(String path, String value, Constraints limits);

        void size(String path, int size, Constraints limits);

        void number(String path, long value, Constraints limits);

        void elements(String path, List<?> values, Constraints limits);

        /** Never returns: a value isn't of its type. */
        RuntimeException notA(String type, String path, String value);

        /** Whether anything reported so far keeps records from being made. */
        boolean broken();
    }

    private final Dialect dialect;

    QueryDecoder(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The record of the parameters below {@code node}; null if the dialect was told of something that keeps it from being. */
    <T> @Nullable T structure(StructureSchema<T> schema, FormNode node, String path) {
        List<MemberSchema> members = schema.members();
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = members.get(i);
            String field = path.isEmpty() ? dialect.fieldName(member) : path + "." + dialect.fieldName(member);
            FormNode child = node.child(dialect.parameter(member));
            if (child != null) {
                values[i] = member(member, child, field);
            }
            if (values[i] == null && member.required() && !(child != null && dialect.broken())) {
                dialect.missing(field);
            }
        }
        return dialect.broken() ? null : schema.create(values);
    }

    private @Nullable Object member(MemberSchema member, FormNode node, String path) {
        return switch (member.shape()) {
            case Shape.ListOf list -> list(list, dialect.listSegment(member, list), node, path);
            case Shape.MapOf map -> map(map, member.flattened(), node, path);
            default -> value(member.shape(), node, path);
        };
    }

    private @Nullable Object value(Shape shape, FormNode node, String path) {
        return switch (shape) {
            case StructureSchema<?> structure -> {
                String text = node.value();
                if (text != null) {
                    throw dialect.notA("structure", path, text);
                }
                yield node.hasChildren() ? structure(structure, node, path) : null;
            }
            case Shape.ListOf list ->
                list(list, list.elementName() == null ? "member" : list.elementName(), node, path);
            case Shape.MapOf map -> map(map, false, node, path);
            default -> {
                String text = node.value();
                yield text == null ? null : scalar(shape, text, path);
            }
        };
    }

    private @Nullable Object list(Shape.ListOf list, @Nullable String segment, FormNode node, String path) {
        FormNode numbers = segment == null ? node : node.child(segment);
        SortedMap<Integer, FormNode> elements = numbers == null ? FormNode.none() : numbers.numbered();
        if (elements.isEmpty()) {
            return emptyList(node, path, list);
        }
        List<Object> values = new ArrayList<>(elements.size());
        boolean plain = list.element() instanceof Shape.Text;
        elements.forEach((index, element) -> {
            Object value = plain ? element.value() : value(list.element(), element, dialect.elementPath(path, index));
            if (value != null) {
                values.add(value);
            }
        });
        dialect.size(path, values.size(), list.constraints());
        if (list.element() instanceof Shape.Text text) {
            dialect.elements(path, values, text.constraints());
        }
        return values;
    }

    /** {@code Tags=} is how SDKs send a list of nothing. */
    private @Nullable Object emptyList(FormNode node, String path, Shape.ListOf list) {
        String text = node.hasChildren() ? null : node.value();
        if (text == null) {
            return null;
        }
        if (!text.isEmpty()) {
            throw dialect.notA("list", path, text);
        }
        dialect.size(path, 0, list.constraints());
        return List.of();
    }

    private @Nullable Object map(Shape.MapOf map, boolean flattened, FormNode node, String path) {
        FormNode numbers = flattened ? node : node.child("entry");
        if (numbers == null) {
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        numbers.numbered().forEach((index, entry) -> {
            FormNode key = entry.child(map.keyName());
            FormNode value = entry.child(map.valueName());
            String name = key == null ? null : key.value();
            Object content = value == null ? null : value(map.value(), value, path);
            if (name != null && content != null) {
                values.put(name, content);
            }
        });
        return values;
    }

    private Object scalar(Shape shape, String text, String path) {
        return switch (shape) {
            case Shape.Text t -> {
                dialect.text(path, text, t.constraints());
                yield text;
            }
            case Shape.IntegerNumber n ->
                (int) integer(text, path, n.constraints(), Integer.MIN_VALUE, Integer.MAX_VALUE);
            case Shape.LongNumber n -> integer(text, path, n.constraints(), Long.MIN_VALUE, Long.MAX_VALUE);
            case Shape.DoubleNumber ignored -> decimal(text, path);
            case Shape.BooleanValue ignored -> bool(text, path);
            case Shape.Timestamp timestamp -> {
                Instant time = Timestamps.parse(text, timestamp.format());
                if (time == null) {
                    throw dialect.notA("timestamp", path, text);
                }
                yield time;
            }
            case Shape.Blob ignored -> blob(text, path);
            case Shape.Stream ignored -> throw dialect.notA("stream", path, text);
            case Shape.AnyJson ignored -> throw dialect.notA("document", path, text);
            case Shape.ListOf ignored -> throw dialect.notA("list", path, text);
            case Shape.MapOf ignored -> throw dialect.notA("map", path, text);
            case Shape.Structure ignored -> throw dialect.notA("structure", path, text);
        };
    }

    private long integer(String text, String path, Constraints limits, long least, long most) {
        if (!text.matches("[+-]?[0-9]{1,30}")) {
            throw dialect.notA("integer", path, text);
        }
        BigInteger exact = new BigInteger(text);
        if (exact.compareTo(BigInteger.valueOf(least)) < 0 || exact.compareTo(BigInteger.valueOf(most)) > 0) {
            throw dialect.notA("integer", path, text);
        }
        dialect.number(path, exact.longValue(), limits);
        return exact.longValue();
    }

    private Double decimal(String text, String path) {
        if (!text.matches("[+-]?[0-9]{1,30}(\\.[0-9]{1,30})?([eE][+-]?[0-9]{1,3})?")) {
            throw dialect.notA("decimal number", path, text);
        }
        return Double.valueOf(text);
    }

    private Boolean bool(String text, String path) {
        if (text.equalsIgnoreCase("true")) {
            return Boolean.TRUE;
        }
        if (text.equalsIgnoreCase("false")) {
            return Boolean.FALSE;
        }
        throw dialect.notA("boolean", path, text);
    }

    private byte[] blob(String text, String path) {
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw dialect.notA("Base64 text", path, text);
        }
    }
}
