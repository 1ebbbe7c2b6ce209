package signet.server;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Access;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.authz.Service;
import signet.model.OperationModel;
import signet.model.ServiceModel;
import signet.snapshot.View;

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

    /** An action on a resource, as the service of the action declares it; else, where none knows the resource, on its ARN. */
    Access access(View view, Caller caller, String action, String resource) {
        String prefix = action.split(":", 2)[0].toLowerCase(Locale.ROOT);
        return services.entrySet().stream()
                .filter(service -> service.getKey().name().equals(prefix))
                .flatMap(service -> service.getValue().accessTo(view, caller, action, resource).stream())
                .findFirst()
                .orElseGet(() -> Access.to(action, resource));
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
