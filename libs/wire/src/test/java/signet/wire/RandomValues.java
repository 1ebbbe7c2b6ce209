package signet.wire;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.Constraints;
import signet.model.Document;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Random records that keep the model's constraints. */
final class RandomValues {
    private static final int MAX_DEPTH = 5;
    private static final List<String> WORDS = List.of(
            "a",
            "Ab1-_",
            "/",
            "/a/",
            "/é ☃/",
            "x y&z=<1>",
            "{\"a\": [1]}",
            "AKIAAAAAAAAAAAAAAAAA",
            "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
            "arn:aws:iam::111122223333:role/a",
            "abcdefghij0123456789",
            "arn:aws:iam::aws:policy/ReadOnlyAccess",
            "v1",
            "123456",
            "111122223333",
            "sts.amazonaws.com",
            "lt-0123456789abcdef0",
            "task/aws-service-role/a/b/0123456789abcdef0123456789abcdef01",
            "i-0123456789abcdef0",
            "m".repeat(1_000),
            "lambda:InvokeFunction",
            "arn:aws:lambda:us-east-1:111122223333:function:f",
            "arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-0123456789abcdef0",
            "/mnt/a",
            "01234567-89ab-4cde-8f01-23456789abcd",
            "o-a1b2c3d4e5/r-ab12",
            "0123456789abcdef0123456789abcdef01234567");

    private final Random random;

    RandomValues(Random random) {
        this.random = random;
    }

    /** A record of random members; empty if a required one has constraints that no known word keeps. */
    <T> Optional<T> record(StructureSchema<T> schema) {
        return Optional.ofNullable(record(schema, 0));
    }

    private <T> @Nullable T record(StructureSchema<T> schema, int depth) {
        List<MemberSchema> members = schema.members();
        @Nullable Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = members.get(i);
            boolean wanted = member.required() || (depth < MAX_DEPTH && (i == 0 || random.nextInt(3) > 0));
            values[i] = wanted ? value(member.shape(), depth + 1) : null;
            if (values[i] == null && member.required()) {
                return null;
            }
        }
        return schema.create(values);
    }

    private @Nullable Object value(Shape shape, int depth) {
        return switch (shape) {
            case StructureSchema<?> structure -> record(structure, depth);
            case Shape.ListOf list -> list(list, depth);
            case Shape.MapOf map -> map(map, depth);
            case Shape.Text text -> text(text.constraints());
            case Shape.IntegerNumber n -> (int) number(n.constraints(), 1000);
            case Shape.LongNumber n -> number(n.constraints(), 1L << 40);
            case Shape.DoubleNumber ignored -> random.nextInt(1000) / 8.0;
            case Shape.BooleanValue ignored -> random.nextBoolean();
            case Shape.Timestamp ignored -> Instant.ofEpochSecond(random.nextInt());
            case Shape.Blob ignored -> bytes();
            case Shape.Stream ignored -> Body.of(bytes());
            case Shape.AnyJson ignored -> new Document("{\"a\":[" + random.nextInt(100) + ",null,\"b\"]}");
        };
    }

    private byte[] bytes() {
        byte[] bytes = new byte[1 + random.nextInt(20)];
        random.nextBytes(bytes);
        return bytes;
    }

    private @Nullable Object list(Shape.ListOf list, int depth) {
        int least = list.constraints().min() == null
                ? 1
                : Math.max(1, list.constraints().min().intValue());
        int most =
                list.constraints().max() == null ? 3 : list.constraints().max().intValue();
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < Math.min(most, least + random.nextInt(2)); i++) {
            Object value = value(list.element(), depth + 1);
            if (value != null) {
                values.add(value);
            }
        }
        return values.size() < least ? null : values;
    }

    private @Nullable Object map(Shape.MapOf map, int depth) {
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            Object value = value(map.value(), depth + 1);
            if (value != null) {
                values.put("key" + i, value);
            }
        }
        return values.isEmpty() ? null : values;
    }

    private @Nullable String text(Constraints limits) {
        if (!limits.enumValues().isEmpty()) {
            return limits.enumValues().get(random.nextInt(limits.enumValues().size()));
        }
        List<String> fitting = WORDS.stream()
                .filter(word -> limits.matches(word)
                        && limits.reachesMinimum(word.length())
                        && limits.keepsMaximum(word.length()))
                .toList();
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    private long number(Constraints limits, long span) {
        long least = limits.min() == null ? 0 : limits.min();
        long most = limits.max() == null ? least + span : limits.max();
        return least + (long) (random.nextDouble() * (most - least));
    }
}
