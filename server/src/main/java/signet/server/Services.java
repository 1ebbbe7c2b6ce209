package signet.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Operation;
import signet.authz.Service;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** The services and their operations, found by their models.  */
final class Services {
    private final Map<OperationModel<?, ?>, Operation<?, ?>> operations = new HashMap<>();
    private final Map<ServiceModel, Service> services = new HashMap<>();

    Services(List<Service> all) {
        for (Service service : all) {
            services.put(service.model(), service);
            for (Operation<?, ?> operation : service.operations()) {
                if (operations.put(operation.model(), operation) != null) {
                    throw new IllegalStateException(operation.model() + " is implemented twice");
                }
            }
        }
    }

    Service service(ServiceModel model) {
        Service service = services.get(model);
        if (service == null) {
            throw new IllegalStateException("there is no service " + model.name());
        }
        return service;
    }

    /** All of them, by the names of their models. */
    SortedMap<String, Service> all() {
        SortedMap<String, Service> all = new TreeMap<>();
        services.forEach((model, service) -> all.put(model.name(), service));
        return all;
    }

    /** The model of a service by its name, such as {@code ec2}. */
    ServiceModel named(String name) {
        return services.keySet().stream()
                .filter(model -> model.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no service " + name));
    }

    /** What carries an operation out; empty for one that is modelled and not there. */
    Optional<Operation<?, ?>> operation(OperationModel<?, ?> model) {
        return Optional.ofNullable(operations.get(model));
    }
}
