package signet.wire;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Body;
import signet.model.Document;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads JSON documents by schemas. A member that the schema has not is refused: it might be a limit that nobody would keep.
 * A null is an absent member.
 */
final class JsonDecoder {
    private static final int MAX_DEPTH = 32;
    private static final int LONGEST_NUMBER = 40;
    private static final long FARTHEST_SECOND = 253_402_300_799L;
    /** Of texts; a function's code is read as the bytes that it is, and the server limits whole bodies before. */
    private static final int LONGEST_TEXT = 8 * 1024 * 1024;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(LONGEST_TEXT)
                    .build())
            .build();

    private static final JsonFactory WRITER = new JsonFactory();

    private final String operation;
    private final JsonParser in;

    /** The error of a document that cannot be read. */
    enum Refusal {
        /** Lambda's. */
        INVALID_CONTENT("InvalidRequestContentException"),
        /** That of the protocols of JSON alone, which AWS sends without a text. */
        SERIALIZATION("SerializationException");

        private final String code;

        Refusal(String code) {
            this.code = code;
        }

        private AwsError error(String message) {
            return AwsError.of(code, 400, message);
        }
    }

    private JsonDecoder(String operation, JsonParser in) {
        this.operation = operation;
        this.in = in;
    }

    /** The values of the members that stand in a document; an empty one is the empty object. */
    static @Nullable Object[] members(String operation, StructureSchema<?> schema, Body document) {
        return members(operation, schema, document, Refusal.INVALID_CONTENT);
    }

    /** The same for a protocol that refuses what is no document in its own words. */
    static @Nullable Object[] members(String operation, StructureSchema<?> schema, Body document, Refusal refusal) {
        try (InputStream bytes = document.open();
                JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
            JsonToken first = in.nextToken();
            if (first == null) {
                return new Object[schema.members().size()];
            }
            JsonDecoder decoder = new JsonDecoder(operation, in);
            decoder.require(first, JsonToken.START_OBJECT);
            @Nullable Object[] values = decoder.members(schema);
            if (in.nextToken() != null) {
                throw refusal.error("Something follows the document.");
            }
            return values;
        } catch (JacksonException e) {
            throw refusal.error("Could not parse request body into json: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The structure that is the whole of a document. Required members may be missing in it, and then are refused. */
    static <T> T structure(String operation, StructureSchema<T> schema, Body document) {
        return create(schema, members(operation, schema, document));
    }

    static AwsError malformed(String message) {
        return Refusal.INVALID_CONTENT.error(message);
    }

    private @Nullable Object[] members(StructureSchema<?> schema) {
        List<MemberSchema> members = schema.members();
        Map<String, Integer> places = HashMap.newHashMap(members.size());
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).binding() == HttpBinding.NONE) {
                places.put(members.get(i).name(), i);
            }
        }
        @Nullable Object[] values = new Object[members.size()];
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            Integer place = places.get(in.currentName());
            if (place == null) {
                throw AwsError.of(
                        "NotImplemented",
                        501,
                        "Signet does not implement the parameter " + in.currentName() + " of " + operation + ".");
            }
            values[place] = in.nextToken() == JsonToken.VALUE_NULL
                    ? null
                    : value(members.get(place).shape());
        }
        return values;
    }

    private static <T> T create(StructureSchema<T> schema, @Nullable Object[] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null && schema.members().get(i).required()) {
                ModelRules rules = new ModelRules();
                rules.members(schema, values, "");
                rules.throwIfAny();
            }
        }
        return schema.create(values);
    }

    /** The value at the current token. */
    private Object value(Shape shape) {
        return switch (shape) {
            case StructureSchema<?> structure -> {
                require(in.currentToken(), JsonToken.START_OBJECT);
                yield create(structure, members(structure));
            }
            case Shape.ListOf list -> list(list);
            case Shape.MapOf map -> map(map);
            case Shape.Text ignored -> text();
            case Shape.IntegerNumber ignored -> (int) number(Integer.MAX_VALUE);
            case Shape.LongNumber ignored -> number(Long.MAX_VALUE);
            case Shape.DoubleNumber ignored -> decimal().doubleValue();
            case Shape.BooleanValue ignored -> truth();
            case Shape.Timestamp timestamp -> time(timestamp.format());
            case Shape.Blob ignored -> blob();
            case Shape.AnyJson ignored -> json();
            case Shape.Stream ignored -> throw new IllegalStateException("a stream stands in no document");
        };
    }

    /** The value at the current token and what is in it, written again. */
    private Document json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = WRITER.createGenerator(ObjectWriteContext.empty(), text)) {
            out.copyCurrentStructure(in);
        }
        return new Document(text.toString());
    }

    private List<Object> list(Shape.ListOf list) {
        require(in.currentToken(), JsonToken.START_ARRAY);
        List<Object> values = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            values.add(value(list.element()));
        }
        return values;
    }

    private Map<String, Object> map(Shape.MapOf map) {
        require(in.currentToken(), JsonToken.START_OBJECT);
        Map<String, Object> values = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = in.currentName();
            if (in.nextToken() != JsonToken.VALUE_NULL) {
                values.put(key, value(map.value()));
            }
        }
        return values;
    }

    private String text() {
        require(in.currentToken(), JsonToken.VALUE_STRING);
        return in.getString();
    }

    private Boolean truth() {
        return switch (in.currentToken()) {
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            default -> throw wrongType();
        };
    }

    private BigDecimal decimal() {
        JsonToken token = in.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            throw wrongType();
        }
        return in.getDecimalValue();
    }

    private long number(long most) {
        require(in.currentToken(), JsonToken.VALUE_NUMBER_INT);
        Object value = integer(in.getString(), most);
        if (value == null) {
            throw wrongType();
        }
        return ((Number) value).longValue();
    }

    private Instant time(TimestampFormat format) {
        if (format == TimestampFormat.DEFAULT || format == TimestampFormat.EPOCH_SECONDS) {
            BigDecimal seconds = decimal();
            if (seconds.abs().compareTo(BigDecimal.valueOf(FARTHEST_SECOND)) > 0) {
                throw wrongType();
            }
            return Instant.ofEpochMilli(seconds.movePointRight(3).longValue());
        }
        Instant time = Timestamps.parse(text(), format);
        if (time == null) {
            throw wrongType();
        }
        return time;
    }

    private byte[] blob() {
        require(in.currentToken(), JsonToken.VALUE_STRING);
        try {
            return in.getBinaryValue();
        } catch (JacksonException e) {
            throw wrongType();
        }
    }

    private void require(@Nullable JsonToken found, JsonToken wanted) {
        if (found != wanted) {
            throw wrongType();
        }
    }

    private AwsError wrongType() {
        String name = in.currentName();
        return AwsError.of(
                "SerializationException",
                400,
                name == null
                        ? "The document is not of the right form."
                        : "The value of " + name + " is of another type.");
    }

    /** An Integer or Long; null for what is none or out of range. */
    static @Nullable Object integer(String text, long most) {
        try {
            long value = Long.parseLong(text);
            if (value < -most - 1 || value > most) {
                return null;
            }
            return most == Integer.MAX_VALUE ? (Object) (int) value : (Object) value;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    static @Nullable Boolean bool(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }
}
