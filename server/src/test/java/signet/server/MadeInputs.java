package signet.server;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.Document;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Requests made from an operation's model: with what is required, and with each thing more that may be given. */
final class MadeInputs {
    private static final int DEEPEST = 4;

    private final Map<String, String> texts;

    /** @param texts what members are given, by their names; others are given {@code x} */
    MadeInputs(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /** One with the required members, one for each other member besides, and one with all. */
    <I> List<I> of(StructureSchema<I> schema) {
        List<I> inputs = new ArrayList<>();
        inputs.add(input(schema, MemberSchema::required));
        for (MemberSchema more : schema.members()) {
            if (!more.required()) {
                inputs.add(input(schema, member -> member.required() || member == more));
            }
        }
        inputs.add(input(schema, member -> true));
        return inputs;
    }

    private <I> I input(StructureSchema<I> schema, Predicate<MemberSchema> wanted) {
        @Nullable
        Object[] values = schema.members().stream()
                .<@Nullable Object>map(member -> wanted.test(member) ? value(member.name(), member.shape(), 0) : null)
                .toArray();
        return schema.create(values);
    }

    private Object value(String member, Shape shape, int depth) {
        return switch (shape) {
            case StructureSchema<?> structure -> structure(structure, depth + 1);
            case Shape.ListOf list -> List.of(value(member, list.element(), depth + 1));
            case Shape.MapOf map -> Map.of("k", value(member, map.value(), depth + 1));
            case Shape.Text text -> text(member, text.constraints().enumValues());
            case Shape.IntegerNumber number -> (int) least(number.constraints().min());
            case Shape.LongNumber number -> least(number.constraints().min());
            case Shape.DoubleNumber number -> 1.0;
            case Shape.BooleanValue bool -> true;
            case Shape.Timestamp time -> Instant.parse("2026-11-23T10:00:00Z");
            case Shape.Blob blob -> new byte[] {'x'};
            case Shape.Stream stream -> Body.of(new byte[] {'x'});
            case Shape.AnyJson json -> new Document("{}");
        };
    }

    private <T> T structure(StructureSchema<T> schema, int depth) {
        @Nullable
        Object[] values = schema.members().stream()
                .<@Nullable Object>map(member ->
                        member.required() || depth < DEEPEST ? value(member.name(), member.shape(), depth) : null)
                .toArray();
        return schema.create(values);
    }

    private String text(String member, List<String> allowed) {
        String known = texts.get(member);
        return known != null ? known : allowed.isEmpty() ? "x" : allowed.getFirst();
    }

    private static long least(@Nullable Long minimum) {
        return minimum == null ? 1 : Math.max(1, minimum);
    }
}
