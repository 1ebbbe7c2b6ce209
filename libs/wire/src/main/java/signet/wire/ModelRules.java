package signet.wire;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** Holds values that have been read to the constraints of Amazon's model, in the words of its JSON services. */
final class ModelRules {
    private final Violations violations = new Violations("ValidationException", true);

    /** Checks the members of a structure, those within them too; {@code prefix} is the path to it, with its dot. */
    void members(StructureSchema<?> schema, @Nullable Object[] values, String prefix) {
        for (int i = 0; i < values.length; i++) {
            MemberSchema member = schema.members().get(i);
            String path = prefix + field(member.name());
            Object value = values[i];
            if (value == null) {
                if (member.required()) {
                    violations.missing(path);
                }
            } else {
                value(path, member.shape(), value);
            }
        }
    }

    void throwIfAny() {
        violations.throwIfAny();
    }

    @SuppressWarnings("unchecked") // a value is of its shape's type
    private void value(String path, Shape shape, Object value) {
        switch (shape) {
            case Shape.Text text -> violations.checkText(path, (String) value, text.constraints());
            case Shape.IntegerNumber number ->
                violations.checkNumber(path, ((Integer) value).longValue(), number.constraints());
            case Shape.LongNumber number -> violations.checkNumber(path, (Long) value, number.constraints());
            case Shape.ListOf list -> list(path, list, (List<?>) value);
            case Shape.MapOf map ->
                ((Map<String, ?>) value).forEach((key, element) -> value(path + "." + key, map.value(), element));
            case StructureSchema<?> structure -> structure(path, (StructureSchema<Object>) structure, value);
            case Shape.DoubleNumber ignored -> {}
            case Shape.BooleanValue ignored -> {}
            case Shape.Timestamp ignored -> {}
            case Shape.Blob ignored -> {}
            case Shape.Stream ignored -> {}
            case Shape.AnyJson ignored -> {}
        }
    }

    private void list(String path, Shape.ListOf list, List<?> values) {
        violations.checkSize(path, values.size(), list.constraints());
        if (list.element() instanceof Shape.Text text) {
            violations.checkElements(path, values, text.constraints());
            return;
        }
        for (int i = 0; i < values.size(); i++) {
            value(path + "." + (i + 1) + ".member", list.element(), values.get(i));
        }
    }

    private <T> void structure(String path, StructureSchema<T> schema, T value) {
        @Nullable Object[] values = new Object[schema.members().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = schema.get(value, i);
        }
        members(schema, values, path + ".");
    }

    private static String field(String name) {
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
