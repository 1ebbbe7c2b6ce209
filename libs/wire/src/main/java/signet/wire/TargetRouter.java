package signet.wire;

import java.util.Collection;
import java.util.Optional;
import signet.model.AwsError;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/**
 * Finds the operation that a request's header {@code X-Amz-Target} names: {@code CloudTrail_20131101.LookupEvents}, before
 * which some clients put the package of Amazon's code.
 */
final class TargetRouter {
    private static final String HEADER = "X-Amz-Target";

    private TargetRouter() {}

    /** The service among {@code services} that the request's target names, whatever operation of it. */
    static Optional<ServiceModel> service(WireRequest request, Collection<ServiceModel> services) {
        return Target.of(request)
                .flatMap(target -> services.stream()
                        .filter(service ->
                                !service.target().isEmpty() && service.target().equals(target.service()))
                        .findFirst());
    }

    static Resolution resolve(ServiceModel service, WireRequest request) {
        String name = Target.of(request)
                .filter(target -> target.service().equals(service.target()))
                .filter(target ->
                        request.method().equals("POST") && request.rawPath().equals("/"))
                .map(Target::operation)
                .filter(service.knownOperations()::contains)
                .orElseThrow(TargetRouter::unknown);
        Optional<OperationModel<?, ?>> operation = service.operation(name);
        return operation.isPresent()
                ? Resolution.Known.json(service, operation.get(), request)
                : new Resolution.NotImplemented(service, name);
    }

    /** AWS sends this error without a text; the words are Signet's, since no client likes an empty one. */
    private static AwsError unknown() {
        return AwsError.of(
                "UnknownOperationException", 400, "The request's " + HEADER + " names no operation of this service.");
    }

    /** What a request's target says. */
    private record Target(String service, String operation) {
        /** Empty without a target, with more than one, and for one that is not of the form. */
        static Optional<Target> of(WireRequest request) {
            if (request.headers().all(HEADER).size() != 1) {
                return Optional.empty();
            }
            String text = request.headers().first(HEADER).orElse("");
            int dot = text.lastIndexOf('.');
            return dot < 0
                    ? Optional.empty()
                    : Optional.of(new Target(
                            text.substring(text.lastIndexOf('.', dot - 1) + 1, dot), text.substring(dot + 1)));
        }
    }
}
