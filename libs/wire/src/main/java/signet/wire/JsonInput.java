package signet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.OperationModel;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** Reads the parts of a REST request with JSON into the input of its operation, and checks them. */
final class JsonInput {
    private final RestPlace place;
    private final WireRequest request;

    JsonInput(RestPlace place, WireRequest request) {
        this.place = place;
        this.request = request;
    }

    /** @throws signet.model.AwsError {@code ValidationException} with everything that breaks the model's constraints */
    <I> I read(OperationModel<I, ?> operation) {
        StructureSchema<I> schema = operation.input();
        List<MemberSchema> members = schema.members();
        @Nullable
        Object[] values = hasDocument(members)
                ? JsonDecoder.members(operation.toString(), schema, request.body())
                : new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = members.get(i);
            if (member.binding() != HttpBinding.NONE) {
                values[i] = bound(operation, member);
            }
        }
        ModelRules rules = new ModelRules();
        rules.members(schema, values, "");
        rules.throwIfAny();
        return schema.create(values);
    }

    private static boolean hasDocument(List<MemberSchema> members) {
        return members.stream().anyMatch(member -> member.binding() == HttpBinding.NONE);
    }

    private @Nullable Object bound(OperationModel<?, ?> operation, MemberSchema member) {
        return switch (member.binding()) {
            case LABEL -> text(member, place.labels().get(member.boundName()));
            case QUERY -> query(member);
            case HEADER ->
                text(member, request.headers().first(member.boundName()).orElse(null));
            case PAYLOAD -> payload(operation, member);
            case NONE, STATUS, PREFIX_HEADERS ->
                throw new IllegalStateException("no input has such a member: " + member.name());
        };
    }

    private @Nullable Object query(MemberSchema member) {
        List<String> sent = place.query().get(member.boundName());
        if (sent == null) {
            return null;
        }
        if (member.shape() instanceof Shape.ListOf) {
            return List.copyOf(sent);
        }
        if (sent.size() > 1) {
            throw JsonDecoder.malformed("The parameter " + member.boundName() + " is there more than once.");
        }
        return text(member, sent.getFirst());
    }

    private static @Nullable Object text(MemberSchema member, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Object value = switch (member.shape()) {
            case Shape.Text ignored -> text;
            case Shape.IntegerNumber ignored -> JsonDecoder.integer(text, Integer.MAX_VALUE);
            case Shape.LongNumber ignored -> JsonDecoder.integer(text, Long.MAX_VALUE);
            case Shape.BooleanValue ignored -> JsonDecoder.bool(text);
            case Shape.Timestamp timestamp -> Timestamps.parse(text, format(member, timestamp));
            case Shape.DoubleNumber ignored -> null;
            case Shape.Blob ignored -> null;
            case Shape.Stream ignored -> null;
            case Shape.AnyJson ignored -> null;
            case Shape.ListOf ignored -> null;
            case Shape.MapOf ignored -> null;
            case Shape.Structure ignored -> null;
        };
        if (value == null) {
            throw JsonDecoder.malformed("The value of " + member.boundName() + " cannot be read.");
        }
        return value;
    }

    private static TimestampFormat format(MemberSchema member, Shape.Timestamp timestamp) {
        if (timestamp.format() != TimestampFormat.DEFAULT) {
            return timestamp.format();
        }
        return member.binding() == HttpBinding.HEADER ? TimestampFormat.HTTP_DATE : TimestampFormat.DATE_TIME;
    }

    private @Nullable Object payload(OperationModel<?, ?> operation, MemberSchema member) {
        byte[] bytes = bytes(request.body());
        if (bytes.length == 0) {
            return null;
        }
        return switch (member.shape()) {
            case Shape.Blob ignored -> bytes;
            case StructureSchema<?> structure -> JsonDecoder.structure(operation.toString(), structure, Body.of(bytes));
            default -> new String(bytes, StandardCharsets.UTF_8);
        };
    }

    /** The whole body, whose size the server limits before it is read. */
    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
