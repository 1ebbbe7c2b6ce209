package signet.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/**
 * Copies between the structures that Amazon's model has several of with the same members, as the data of a launch
 * template in requests, in answers and in RunInstances.
 */
final class Shapes {
    private Shapes() {}

    /**
     * The values of a structure in the order of another's members.
     *
     * @throws signet.model.AwsError if something is set for which the other has no member
     */
    static <F, T> @Nullable Object[] values(StructureSchema<F> from, F value, StructureSchema<T> to) {
        List<MemberSchema> members = from.members();
        @Nullable Object[] values = new @Nullable Object[to.members().size()];
        for (int i = 0; i < members.size(); i++) {
            Object member = from.get(value, i);
            if (member == null) {
                continue;
            }
            int at = indexOf(to, members.get(i).name());
            if (at >= 0) {
                values[at] = copy(
                        members.get(i).shape(), member, to.members().get(at).shape());
            } else if (Members.isSet(member)) {
                throw Errors.unsupported(
                        "The parameter " + members.get(i).name() + " is not supported by Signet in launch templates.");
            }
        }
        return values;
    }

    /** A structure as another with the same members. */
    static <F, T> T copy(StructureSchema<F> from, F value, StructureSchema<T> to) {
        return to.create(values(from, value, to));
    }

    /** A structure with another's values where it has none of its own. */
    static <T> T over(StructureSchema<T> schema, T value, T under) {
        @Nullable Object[] values = new @Nullable Object[schema.members().size()];
        for (int i = 0; i < values.length; i++) {
            Object own = schema.get(value, i);
            values[i] = own == null ? schema.get(under, i) : own;
        }
        return schema.create(values);
    }

    /** The place of a member; -1 if there is none of that name. */
    static int indexOf(StructureSchema<?> schema, String name) {
        List<MemberSchema> members = schema.members();
        for (int i = 0; i < members.size(); i++) {
            if (members.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private static Object copy(Shape from, Object value, Shape to) {
        if (from instanceof StructureSchema<?> source && to instanceof StructureSchema<?> target) {
            return copyOf(source, value, target);
        }
        if (from instanceof Shape.ListOf source && to instanceof Shape.ListOf target && value instanceof List<?> list) {
            return list.stream()
                    .map(element -> copy(source.element(), element, target.element()))
                    .toList();
        }
        return value;
    }

    @SuppressWarnings("unchecked") // the value is of the structure whose schema comes with it
    private static <F, T> Object copyOf(StructureSchema<F> from, Object value, StructureSchema<T> to) {
        return java.util.Objects.requireNonNull(copy(from, (F) value, to));
    }
}
