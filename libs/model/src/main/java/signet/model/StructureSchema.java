package signet.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How codecs read and write the record {@code T} without reflection. A schema declares its members when they are first asked
 * for, so that loading a service's table costs nothing for operations that nobody calls.
 */
public abstract non-sealed class StructureSchema<T> implements Shape.Structure {
    private final String name;
    private final @Nullable String xmlName;
    private final @Nullable String xmlNamespace;
    private volatile @Nullable List<MemberSchema> members;

    protected StructureSchema(String name, @Nullable String xmlName, @Nullable String xmlNamespace) {
        this.name = name;
        this.xmlName = xmlName;
        this.xmlNamespace = xmlNamespace;
    }

    /** Amazon's name of the structure, as in {@code CreateRoleRequest}. */
    public final String name() {
        return name;
    }

    /** The XML name of a document of this structure where it isn't {@link #name()}. */
    public final @Nullable String xmlName() {
        return xmlName;
    }

    public final @Nullable String xmlNamespace() {
        return xmlNamespace;
    }

    /** The members, in the order of the record's components. */
    public final List<MemberSchema> members() {
        List<MemberSchema> declared = members;
        if (declared == null) {
            declared = declareMembers();
            members = declared;
        }
        return declared;
    }

    protected abstract List<MemberSchema> declareMembers();

    /** The value of the member at {@code index} of {@link #members()}; null when it is absent. */
    public abstract @Nullable Object get(T value, int index);

    /**
     * Makes the record of values in the order of {@link #members()}.
     *
     * @throws NullPointerException if a required member is absent
     * @throws ClassCastException if a value isn't of the type of its member's shape
     */
    public abstract T create(@Nullable Object[] values);
}
