package signet.trail;

import java.io.StringWriter;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.model.HttpBinding;
import signet.model.Shape;
import signet.model.StructureSchema;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes inputs and outputs as {@code requestParameters} and {@code responseElements}, without secrets. Used by one thread.
 */
final class Parameters {
    /** What is longer is left out (CloudTrail User Guide, "CloudTrail record contents": 100 KB). */
    private static final int LONGEST = 100 * 1024;

    /** Members of RunInstances that its events show within {@code instancesSet}. */
    private static final List<String> OF_THE_INSTANCES = List.of("ImageId", "MinCount", "MaxCount", "KeyName");

    private final JsonFactory json;
    private final IdentityHashMap<StructureSchema<?>, Plan> plans = new IdentityHashMap<>();

    Parameters(JsonFactory json) {
        this.json = json;
    }

    /** The parameters of a request; empty when there are none, or too many to be recorded. */
    <I> Optional<String> request(
            String service,
            String operation,
            StructureSchema<I> schema,
            I input,
            @Nullable String host,
            Touched touched) {
        boolean run = service.equals("ec2") && operation.equals("RunInstances");
        return text(service, touched, writer -> {
            if (service.equals("s3") && host != null && !host.isEmpty()) {
                writer.field("Host", host);
            }
            if (run) {
                writer.instances(schema, input);
            }
            writer.members(schema, input, run ? OF_THE_INSTANCES : List.of());
        });
    }

    /** The elements of an answer; empty when it has none, or too many to be recorded. */
    <O> Optional<String> response(
            String service, StructureSchema<O> schema, O output, String requestId, Touched touched) {
        return text(service, touched, writer -> {
            if (service.equals("ec2")) {
                writer.field("requestId", requestId);
                if (schema.members().isEmpty()) {
                    writer.out.writeBooleanProperty("_return", true);
                }
            }
            writer.members(schema, output, List.of());
        });
    }

    private interface Body {
        void write(Writer writer);
    }

    private Optional<String> text(String service, Touched touched, Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartObject();
            body.write(new Writer(out, service, touched));
            out.writeEndObject();
        }
        return text.getBuffer().length() <= 2 || text.getBuffer().length() > LONGEST
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private final class Writer {
        private final JsonGenerator out;
        private final String service;
        private final Style style;
        private final Touched touched;

        Writer(JsonGenerator out, String service, Touched touched) {
            this.out = out;
            this.service = service;
            this.style = Style.of(service);
            this.touched = touched;
        }

        void field(String name, String value) {
            out.writeStringProperty(name, value);
        }

        <T> void instances(StructureSchema<T> schema, T input) {
            out.writeObjectPropertyStart("instancesSet");
            out.writeArrayPropertyStart("items");
            out.writeStartObject();
            List<Plan.Member> members = plan(schema).members();
            for (int place = 0; place < members.size(); place++) {
                if (OF_THE_INSTANCES.contains(members.get(place).schema().name())) {
                    member(members.get(place), schema.get(input, place));
                }
            }
            out.writeEndObject();
            out.writeEndArray();
            out.writeEndObject();
        }

        <T> void members(StructureSchema<T> schema, T value, List<String> without) {
            List<Plan.Member> members = plan(schema).members();
            for (int place = 0; place < members.size(); place++) {
                Plan.Member member = members.get(place);
                if (!without.contains(member.schema().name())) {
                    member(member, schema.get(value, place));
                }
            }
        }

        private Plan plan(StructureSchema<?> schema) {
            return plans.computeIfAbsent(schema, unknown -> Plan.of(service, unknown));
        }

        private void member(Plan.Member member, @Nullable Object value) {
            if (value == null) {
                return;
            }
            if (member.secret()) {
                touched.secret(value);
                String substitute = member.substitute();
                if (substitute != null) {
                    field(member.name(), substitute);
                }
            } else if (member.schema().binding() == HttpBinding.PREFIX_HEADERS && value instanceof Map<?, ?> headers) {
                headers.forEach((name, text) -> field(member.name() + name, String.valueOf(text)));
            } else if (member.name().equals("bucketPolicy") && value instanceof String policy) {
                out.writeName("bucketPolicy");
                document(policy);
            } else {
                out.writeName(member.name());
                value(member, member.shape(), value);
            }
        }

        /** S3's events have a bucket's policy as JSON, not as text; what is no JSON stays text. */
        private void document(String policy) {
            if (isOneValue(policy)) {
                out.writeRawValue(policy);
            } else {
                out.writeString(policy);
            }
        }

        private boolean isOneValue(String text) {
            try (JsonParser parser = json.createParser(ObjectReadContext.empty(), text)) {
                boolean begins = parser.nextToken() != null;
                parser.skipChildren();
                return begins && parser.nextToken() == null;
            } catch (JacksonException e) {
                return false;
            }
        }

        private void value(Plan.Member member, Shape shape, Object value) {
            switch (shape) {
                case Shape.Text text -> text(member, (String) value);
                case Shape.IntegerNumber number -> out.writeNumber((Integer) value);
                case Shape.LongNumber number -> out.writeNumber((Long) value);
                case Shape.DoubleNumber number -> out.writeNumber((Double) value);
                case Shape.BooleanValue bool -> out.writeBoolean((Boolean) value);
                case Shape.Timestamp time -> style.time(out, (Instant) value);
                case Shape.ListOf list -> list(member, list, (List<?>) value);
                case Shape.MapOf map -> map(member, map, (Map<?, ?>) value);
                case StructureSchema<?> structure -> structure(structure, value);
                case Shape.Blob blob -> throw new IllegalStateException("a body is never written");
                case Shape.Stream stream -> throw new IllegalStateException("a body is never written");
                case Shape.AnyJson json -> throw new IllegalStateException("a body is never written");
            }
        }

        private void text(Plan.Member member, String text) {
            String type = member.resourceType();
            if (type != null) {
                touched.add(type, text);
            }
            out.writeString(text);
        }

        private void list(Plan.Member member, Shape.ListOf shape, List<?> elements) {
            if (style == Style.EC2) {
                out.writeStartObject();
                out.writeName("items");
            }
            out.writeStartArray();
            for (Object element : elements) {
                String key = member.itemKey();
                if (key != null && element instanceof String) {
                    out.writeStartObject();
                    out.writeName(key);
                    value(member, shape.element(), element);
                    out.writeEndObject();
                } else {
                    value(member, shape.element(), element);
                }
            }
            out.writeEndArray();
            if (style == Style.EC2) {
                out.writeEndObject();
            }
        }

        private void map(Plan.Member member, Shape.MapOf shape, Map<?, ?> entries) {
            out.writeStartObject();
            entries.forEach((key, value) -> {
                out.writeName(String.valueOf(key));
                value(member, shape.value(), value);
            });
            out.writeEndObject();
        }

        @SuppressWarnings("unchecked") // a record's schema is of its own class
        private <T> void structure(StructureSchema<T> schema, Object value) {
            out.writeStartObject();
            members(schema, (T) value, List.of());
            out.writeEndObject();
        }
    }
}
