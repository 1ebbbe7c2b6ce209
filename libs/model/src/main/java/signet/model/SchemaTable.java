package signet.model;

/** The schemas of a service's operations: input at {@code 2 * i}, output at {@code 2 * i + 1}; loads each when asked. */
public interface SchemaTable {
    StructureSchema<?> get(int index);
}
