package signet.model;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One operation of a service. There is one instance of each, in its service's table, so identity is equality. */
public final class OperationModel<I, O> {
    private final String service;
    private final String name;
    private final @Nullable String resultWrapper;
    private final int successStatus;
    private final SchemaTable schemas;
    private final int index;

    public OperationModel(
            String service,
            String name,
            @Nullable String resultWrapper,
            int successStatus,
            SchemaTable schemas,
            int index) {
        this.service = service;
        this.name = name;
        this.resultWrapper = resultWrapper;
        this.successStatus = successStatus;
        this.schemas = schemas;
        this.index = index;
    }

    /** {@code iam}, {@code sts}, {@code ec2} or {@code s3}. */
    public String service() {
        return service;
    }

    /** {@code CreateRole}. */
    public String name() {
        return name;
    }

    /** The element around the output in the query protocol; empty if the operation answers nothing. */
    public Optional<String> resultWrapper() {
        return Optional.ofNullable(resultWrapper);
    }

    /** The HTTP status of success. */
    public int successStatus() {
        return successStatus;
    }

    @SuppressWarnings("unchecked") // the generator puts the schemas of I and O at these places
    public StructureSchema<I> input() {
        return (StructureSchema<I>) schemas.get(2 * index);
    }

    @SuppressWarnings("unchecked") // as above
    public StructureSchema<O> output() {
        return (StructureSchema<O>) schemas.get(2 * index + 1);
    }

    /** {@code iam:CreateRole}. */
    @Override
    public String toString() {
        return service + ":" + name;
    }
}
