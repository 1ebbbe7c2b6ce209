package signet.userdata;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A value of a YAML document. */
sealed interface Value {

    /**
     * A single value.
     *
     * @param text as Python's {@code str} writes the value, for that is what cloud-init makes of it ({@code yes} is {@code
     *     True}, {@code 0644} is {@code 420}); of binary data a character for each byte
     */
    record Scalar(Kind kind, String text) implements Value {}

    /** Several values. */
    record Sequence(List<Value> values) implements Value {
        public Sequence {
            values = List.copyOf(values);
        }
    }

    /** Named values, in the document's order. */
    record Mapping(Map<String, Value> values) implements Value {
        public Mapping {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        /** Empty if there is none or it is null. */
        Optional<Value> find(String key) {
            return Optional.ofNullable(values.get(key)).filter(value -> !isNull(value));
        }

        Optional<String> text(String key) {
            return find(key).flatMap(Value::text);
        }

        boolean flag(String key, boolean otherwise) {
            return find(key).map(Value::isTrue).orElse(otherwise);
        }
    }

    /** What YAML 1.1 takes a scalar for. */
    enum Kind {
        TEXT,
        FLAG,
        WHOLE,
        FRACTION,
        NOTHING,
        BINARY
    }

    static boolean isNull(Value value) {
        return value instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }

    /** Text and numbers and flags as text; empty for what has parts and for nothing. */
    static Optional<String> text(Value value) {
        return value instanceof Scalar scalar && scalar.kind() != Kind.NOTHING
                ? Optional.of(scalar.text())
                : Optional.empty();
    }

    /** As cloud-init takes a flag: {@code true}, {@code 1}, {@code on}, {@code yes}. */
    static boolean isTrue(Value value) {
        return value instanceof Scalar scalar
                && List.of("true", "1", "on", "yes")
                        .contains(scalar.text().strip().toLowerCase(java.util.Locale.ROOT));
    }

    /** Whether it is a flag that is off, or nothing: what asks for nothing to be done. */
    static boolean isOff(Value value) {
        return value instanceof Scalar scalar
                && (isNull(scalar)
                        || (scalar.kind() == Kind.FLAG && scalar.text().equals("False")));
    }

    /** The values of a sequence; the value itself if it is not one; none of nothing. */
    static List<Value> each(Value value) {
        return switch (value) {
            case Sequence sequence -> sequence.values();
            case Mapping mapping -> List.of(mapping);
            case Scalar scalar -> isNull(scalar) ? List.of() : List.of(scalar);
        };
    }

    /** The texts of a sequence, or the words between the commas of a text, as cloud-init takes lists of names. */
    static List<String> names(Value value) {
        return switch (value) {
            case Scalar scalar ->
                text(scalar).stream()
                        .flatMap(text -> java.util.Arrays.stream(text.split(",", -1)))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .toList();
            case Sequence sequence ->
                sequence.values().stream().flatMap(item -> text(item).stream()).toList();
            case Mapping mapping -> List.copyOf(mapping.values().keySet());
        };
    }
}
