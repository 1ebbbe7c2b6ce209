package signet.server;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import signet.authz.Operation;
import signet.authz.Service;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/** The services and their operations, found by their models. Every modelled operation has an implementation, or none starts. */
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
            service.model().operations().values().forEach(this::requireImplemented);
        }
    }

    Service service(ServiceModel model) {
        Service service = services.get(model);
        if (service == null) {
            throw new IllegalStateException("there is no service " + model.name());
        }
        return service;
    }

    Operation<?, ?> operation(OperationModel<?, ?> model) {
        Operation<?, ?> operation = operations.get(model);
        if (operation == null) {
            throw new IllegalStateException("there is no implementation of " + model);
        }
        return operation;
    }

    private void requireImplemented(OperationModel<?, ?> model) {
        if (!operations.containsKey(model)) {
            throw new IllegalStateException(model + " is in the catalogue but not implemented");
        }
    }
}
