package signet.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A service: what it is called on the wire, the operations that Signet models, and the names of all that Amazon has. */
public final class ServiceModel {
    private final String name;
    private final Protocol protocol;
    private final String version;
    private final String xmlNamespace;
    private final String signingName;
    private final String target;
    private final Map<String, OperationModel<?, ?>> operations;
    private final Set<String> knownOperations;
    private final List<OperationBinding> bindings;

    public ServiceModel(
            String name,
            Protocol protocol,
            String version,
            String xmlNamespace,
            String signingName,
            String target,
            List<OperationModel<?, ?>> operations,
            Set<String> knownOperations,
            List<OperationBinding> bindings) {
        this.name = name;
        this.protocol = protocol;
        this.version = version;
        this.xmlNamespace = xmlNamespace;
        this.signingName = signingName;
        this.target = target;
        Map<String, OperationModel<?, ?>> byName = LinkedHashMap.newLinkedHashMap(operations.size());
        operations.forEach(operation -> byName.put(operation.name(), operation));
        this.operations = Collections.unmodifiableMap(byName);
        this.knownOperations = Set.copyOf(knownOperations);
        this.bindings = List.copyOf(bindings);
    }

    /** The name of its endpoint: {@code iam}. */
    public String name() {
        return name;
    }

    public Protocol protocol() {
        return protocol;
    }

    /** {@code 2010-05-08}. */
    public String version() {
        return version;
    }

    /** The name space of its answers. */
    public String xmlNamespace() {
        return xmlNamespace;
    }

    /** The name in signatures' scopes and before its actions; its own, but for those that Amazon counts to another. */
    public String signingName() {
        return signingName;
    }

    /** What stands before the operation in {@code X-Amz-Target}: {@code CloudTrail_20131101}; empty in other protocols. */
    public String target() {
        return target;
    }

    /** The modelled operations, by name. */
    public Map<String, OperationModel<?, ?>> operations() {
        return operations;
    }

    public Optional<OperationModel<?, ?>> operation(String operationName) {
        return Optional.ofNullable(operations.get(operationName));
    }

    /** The names of all operations that Amazon's service has, modelled here or not. */
    public Set<String> knownOperations() {
        return knownOperations;
    }

    /** For a REST service: where each of {@link #knownOperations()} is found; empty for others. */
    public List<OperationBinding> bindings() {
        return bindings;
    }
}
