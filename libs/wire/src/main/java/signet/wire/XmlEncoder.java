package signet.wire;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.model.HttpBinding;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;
import signet.model.TimestampFormat;

/** Writes records as XML elements, by their schemas. One for each way of writing dates. */
final class XmlEncoder {
    private static final String DEFAULT_ELEMENT = "member";

    private final Function<Instant, String> dates;

    XmlEncoder(Function<Instant, String> dates) {
        this.dates = dates;
    }

    /** Writes the members of {@code value} that belong in the document; absent ones are left out. */
    <T> void members(XmlWriter out, StructureSchema<T> schema, T value) {
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            MemberSchema member = members.get(i);
            Object content = schema.get(value, i);
            if (content != null && member.binding() == HttpBinding.NONE && !member.xmlAttribute()) {
                member(out, member, content);
            }
        }
    }

    private void member(XmlWriter out, MemberSchema member, Object content) {
        String name = member.elementName();
        switch (member.shape()) {
            case Shape.ListOf list
            when member.flattened() ->
                ((List<?>) content).forEach(element -> element(out, name, list.element(), element));
            case Shape.MapOf map when member.flattened() -> entries(out, name, map, (Map<?, ?>) content);
            case Shape.Structure structure -> structure(out, name, member, (StructureSchema<?>) structure, content);
            default -> element(out, name, member.shape(), content);
        }
    }

    /** Writes one value as the element {@code name}. */
    void element(XmlWriter out, String name, Shape shape, Object content) {
        switch (shape) {
            case StructureSchema<?> structure -> structure(out, name, null, structure, content);
            case Shape.ListOf list -> {
                out.open(name);
                String elementName = list.elementName() == null ? DEFAULT_ELEMENT : list.elementName();
                ((List<?>) content).forEach(element -> element(out, elementName, list.element(), element));
                out.close(name);
            }
            case Shape.MapOf map -> {
                out.open(name);
                entries(out, "entry", map, (Map<?, ?>) content);
                out.close(name);
            }
            default -> out.element(name, scalar(shape, content));
        }
    }

    private void entries(XmlWriter out, String name, Shape.MapOf map, Map<?, ?> content) {
        content.forEach((key, value) -> {
            out.open(name);
            out.element(map.keyName(), (String) key);
            element(out, map.valueName(), map.value(), value);
            out.close(name);
        });
    }

    @SuppressWarnings("unchecked") // the value of a structure member is of its schema's type
    private void structure(
            XmlWriter out, String name, @Nullable MemberSchema member, StructureSchema<?> schema, Object content) {
        StructureSchema<Object> typed = (StructureSchema<Object>) schema;
        out.beginOpen(name);
        if (member != null && member.xmlNamespace() != null) {
            out.attribute("xmlns:" + member.xmlNamespacePrefix(), member.xmlNamespace());
        }
        attributes(out, typed, content);
        out.endOpen();
        members(out, typed, content);
        out.close(name);
    }

    private void attributes(XmlWriter out, StructureSchema<Object> schema, Object value) {
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).xmlAttribute()) {
                Object content = schema.get(value, i);
                if (content != null) {
                    out.attribute(
                            members.get(i).elementName(), scalar(members.get(i).shape(), content));
                }
            }
        }
    }

    /** The text of a value that isn't a structure, list or map. */
    String scalar(Shape shape, Object content) {
        return switch (shape) {
            case Shape.Timestamp timestamp -> timestamp((Instant) content, timestamp.format());
            case Shape.Blob ignored -> Base64.getEncoder().encodeToString((byte[]) content);
            case Shape.Text ignored -> (String) content;
            case Shape.IntegerNumber ignored -> content.toString();
            case Shape.LongNumber ignored -> content.toString();
            case Shape.DoubleNumber ignored -> number((Double) content);
            case Shape.BooleanValue ignored -> content.toString();
            case Shape.Stream ignored -> throw new IllegalStateException("a stream stands in no document");
            case Shape.AnyJson ignored -> throw new IllegalStateException("JSON stands in no XML");
            case Shape.ListOf ignored -> throw new IllegalStateException("a list is no scalar");
            case Shape.MapOf ignored -> throw new IllegalStateException("a map is no scalar");
            case Shape.Structure ignored -> throw new IllegalStateException("a structure is no scalar");
        };
    }

    private String timestamp(Instant time, TimestampFormat format) {
        return switch (format) {
            case DEFAULT, DATE_TIME -> dates.apply(time);
            case HTTP_DATE -> Timestamps.httpDate(time);
            case EPOCH_SECONDS -> Long.toString(time.getEpochSecond());
        };
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
