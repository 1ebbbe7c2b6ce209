package signet.trail;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.Document;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Structures in which every text says which member it is the value of. */
final class MarkedValues {
    private static final int DEEPEST = 6;

    private final Map<String, MemberSchema> members = new LinkedHashMap<>();

    /** Every member that was given a value, by the mark in it. */
    Map<String, MemberSchema> members() {
        return members;
    }

    /** A structure with all its members. */
    <T> T of(StructureSchema<T> schema) {
        return structure(schema, 0);
    }

    private <T> T structure(StructureSchema<T> schema, int depth) {
        @Nullable
        Object[] values = schema.members().stream()
                .<@Nullable Object>map(member -> depth < DEEPEST || member.required() ? value(member, depth) : null)
                .toArray();
        return schema.create(values);
    }

    private Object value(MemberSchema member, int depth) {
        String mark = "mark" + members.size() + "x";
        members.put(mark, member);
        return value(member.shape(), mark, depth);
    }

    private Object value(Shape shape, String mark, int depth) {
        return switch (shape) {
            case StructureSchema<?> structure -> structure(structure, depth + 1);
            case Shape.ListOf list -> List.of(value(list.element(), mark, depth + 1));
            case Shape.MapOf map -> Map.of("key", value(map.value(), mark, depth + 1));
            case Shape.Text text -> mark;
            case Shape.IntegerNumber number -> 1;
            case Shape.LongNumber number -> 1L;
            case Shape.DoubleNumber number -> 1.0;
            case Shape.BooleanValue bool -> true;
            case Shape.Timestamp time -> Instant.parse("2026-11-23T10:00:00Z");
            case Shape.Blob blob -> mark.getBytes(StandardCharsets.UTF_8);
            case Shape.Stream stream -> new Unread();
            case Shape.AnyJson json -> new Document("{}");
        };
    }

    /** A body that nobody may read but who it is for. */
    private static final class Unread implements Body {
        @Override
        public InputStream open() {
            throw new AssertionError("the log read a body");
        }

        @Override
        public long length() {
            return 1;
        }
    }
}
