package signet.wire;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import signet.model.AwsError;
import signet.model.Document;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;

/** Writes records as JSON documents, by their schemas. */
final class JsonEncoder {
    private static final int MILLIS = 3;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();

    private JsonEncoder() {}

    /** The members of {@code value} that belong in the document; absent ones are left out. */
    static <T> byte[] document(StructureSchema<T> schema, T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            structure(out, schema, value);
        }
        return bytes.toByteArray();
    }

    /** An error's document: whose fault, and the text under both of the names that services and SDKs use. */
    static byte[] error(AwsError error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("Type", error.httpStatus() >= 500 ? "Service" : "User");
            out.writeStringProperty("Message", error.message());
            out.writeStringProperty("message", error.message());
            error.details().forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * An error's document in the protocols of JSON alone: its code, and its text. A denial's text is under a name with a
     * capital, as services of that protocol write it (recorded by github.com/mhart/dynalite).
     */
    static byte[] typedError(AwsError error) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            out.writeStringProperty("__type", error.code());
            out.writeStringProperty(
                    error.code().equals("AccessDeniedException") ? "Message" : "message", error.message());
            error.details().forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static <T> void structure(JsonGenerator out, StructureSchema<T> schema, T value) {
        out.writeStartObject();
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            Object content = schema.get(value, i);
            if (content != null && members.get(i).binding() == HttpBinding.NONE) {
                out.writeName(members.get(i).name());
                value(out, members.get(i).shape(), content);
            }
        }
        out.writeEndObject();
    }

    @SuppressWarnings("unchecked") // a value is of its shape's type
    private static void value(JsonGenerator out, Shape shape, Object content) {
        switch (shape) {
            case StructureSchema<?> structure -> structure(out, (StructureSchema<Object>) structure, content);
            case Shape.ListOf list -> {
                out.writeStartArray();
                ((List<?>) content).forEach(element -> value(out, list.element(), element));
                out.writeEndArray();
            }
            case Shape.MapOf map -> {
                out.writeStartObject();
                ((Map<String, ?>) content).forEach((key, element) -> {
                    out.writeName(key);
                    value(out, map.value(), element);
                });
                out.writeEndObject();
            }
            case Shape.Text ignored -> out.writeString((String) content);
            case Shape.IntegerNumber ignored -> out.writeNumber((Integer) content);
            case Shape.LongNumber ignored -> out.writeNumber((Long) content);
            case Shape.DoubleNumber ignored -> number(out, (Double) content);
            case Shape.BooleanValue ignored -> out.writeBoolean((Boolean) content);
            case Shape.Timestamp timestamp -> time(out, (Instant) content, timestamp.format());
            case Shape.Blob ignored -> out.writeBinary((byte[]) content);
            case Shape.AnyJson ignored -> out.writeRawValue(((Document) content).json());
            case Shape.Stream ignored -> throw new IllegalStateException("a stream stands in no document");
        }
    }

    /** JSON has no infinite numbers: they are texts. */
    private static void number(JsonGenerator out, double value) {
        if (Double.isFinite(value)) {
            out.writeNumber(value);
        } else {
            out.writeString(Double.toString(value));
        }
    }

    private static void time(JsonGenerator out, Instant time, TimestampFormat format) {
        switch (format) {
            case DEFAULT, EPOCH_SECONDS ->
                out.writeNumber(BigDecimal.valueOf(time.toEpochMilli(), MILLIS).stripTrailingZeros());
            case DATE_TIME -> out.writeString(Timestamps.millis(time));
            case HTTP_DATE -> out.writeString(Timestamps.httpDate(time));
        }
    }
}
