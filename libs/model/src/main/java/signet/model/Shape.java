package signet.model;

import org.jspecify.annotations.Nullable;

/** The type of a member, of a list's elements or of a map's values. */
public sealed interface Shape {
    Shape BOOLEAN = new BooleanValue();
    Shape STREAM = new Stream();
    Shape DOCUMENT = new AnyJson();

    /** A {@link String}, of an enumeration or free. */
    record Text(Constraints constraints) implements Shape {}

    /** An {@link Integer}. */
    record IntegerNumber(Constraints constraints) implements Shape {}

    /** A {@link Long}. */
    record LongNumber(Constraints constraints) implements Shape {}

    /** A {@link Double}. */
    record DoubleNumber(Constraints constraints) implements Shape {}

    /** A {@link Boolean}. */
    record BooleanValue() implements Shape {}

    /** A {@link java.time.Instant}. */
    record Timestamp(TimestampFormat format) implements Shape {}

    /** A {@code byte[]}, Base64 in text. */
    record Blob(Constraints constraints) implements Shape {}

    /** A {@link Body}. */
    record Stream() implements Shape {}

    /** A {@link Document}. */
    record AnyJson() implements Shape {}

    /** A {@link java.util.List}; {@code elementName} is the XML name of an element where it isn't {@code member}. */
    record ListOf(Shape element, @Nullable String elementName, Constraints constraints) implements Shape {}

    /** A {@link java.util.Map} from {@link String}. */
    record MapOf(Shape value, String keyName, String valueName) implements Shape {}

    /** A generated record; see {@link StructureSchema}. */
    sealed interface Structure extends Shape permits StructureSchema {}
}
