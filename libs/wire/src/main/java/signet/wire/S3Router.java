package signet.wire;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import signet.model.AwsError;
import signet.model.OperationBinding;
import signet.model.OperationBinding.Level;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/**
 * Finds the one S3 operation that a method, path, query and headers mean. Every query parameter must belong to the operation: one
 * that doesn't is refused, so that no request for a sub-resource is ever taken for a request for the whole.
 */
final class S3Router {
    /** Found only at hosts of directory buckets, which Signet doesn't have; its binding is that of ListBuckets. */
    private static final Set<String> OTHER_HOSTS = Set.of("ListDirectoryBuckets");

    private final ServiceModel service;
    private final List<String> domains;
    private final Set<String> subresources = new HashSet<>();
    private final Map<String, List<OperationBinding>> byMethodAndLevel;

    S3Router(ServiceModel service, List<String> domains) {
        this.service = service;
        this.domains = List.copyOf(domains);
        service.bindings().forEach(b -> b.literals().forEach(literal -> subresources.add(name(literal))));
        byMethodAndLevel = service.bindings().stream()
                .filter(b -> !OTHER_HOSTS.contains(b.operation()))
                .sorted(Comparator.comparingInt(S3Router::specificity).reversed())
                .collect(Collectors.groupingBy(b -> place(b.method(), b.level())));
    }

    Resolution resolve(WireRequest request) {
        S3Address address = S3Address.of(request, domains);
        if (isFormUpload(request, address)) {
            return new Resolution.NotImplemented(service, "PostObject");
        }
        Level level = level(address);
        List<OperationBinding> matches =
                byMethodAndLevel.getOrDefault(place(request.method(), level), List.of()).stream()
                        .filter(b -> matches(b, address))
                        .toList();
        if (matches.isEmpty()) {
            throw nothing(request, address, level);
        }
        if (matches.size() > 1 && specificity(matches.get(0)) == specificity(matches.get(1))) {
            throw new IllegalStateException("ambiguous: " + matches.get(0) + " and " + matches.get(1));
        }
        String name = matches.getFirst().operation();
        Optional<OperationModel<?, ?>> operation = service.operation(name);
        return operation.isPresent()
                ? Resolution.Known.rest(service, operation.get(), request, address)
                : new Resolution.NotImplemented(service, name);
    }

    private static String place(String method, Level level) {
        return method + " " + level;
    }

    private static boolean isFormUpload(WireRequest request, S3Address address) {
        return request.method().equals("POST")
                && address.key() == null
                && address.query().isEmpty()
                && request.headers()
                        .first("Content-Type")
                        .map(type -> type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data"))
                        .orElse(false);
    }

    private static Level level(S3Address address) {
        if (address.bucket() == null) {
            return Level.SERVICE;
        }
        return address.key() == null ? Level.BUCKET : Level.OBJECT;
    }

    private static boolean matches(OperationBinding binding, S3Address address) {
        for (String literal : binding.literals()) {
            String value = address.query().get(name(literal));
            int equals = literal.indexOf('=');
            if (value == null || (equals >= 0 && !literal.substring(equals + 1).equals(value))) {
                return false;
            }
        }
        return address.query().keySet().containsAll(binding.requiredQuery())
                && binding.requiredHeaders().stream().allMatch(address.headers()::has)
                && address.query().keySet().stream().allMatch(parameter -> knows(binding, parameter));
    }

    private static boolean knows(OperationBinding binding, String parameter) {
        return binding.requiredQuery().contains(parameter)
                || binding.optionalQuery().contains(parameter)
                || binding.literals().stream().anyMatch(literal -> name(literal).equals(parameter));
    }

    private static int specificity(OperationBinding binding) {
        return binding.literals().size()
                + binding.requiredQuery().size()
                + binding.requiredHeaders().size();
    }

    private static String name(String literal) {
        int equals = literal.indexOf('=');
        return equals < 0 ? literal : literal.substring(0, equals);
    }

    private AwsError nothing(WireRequest request, S3Address address, Level level) {
        List<String> named = address.query().keySet().stream()
                .filter(subresources::contains)
                .sorted()
                .toList();
        if (named.size() > 1) {
            return AwsError.of(
                            "InvalidArgument", 400, "Conflicting query string parameters: " + String.join(", ", named))
                    .with("ArgumentName", "ResourceType")
                    .with("ArgumentValue", named.getFirst());
        }
        Optional<String> unknown = address.query().keySet().stream()
                .filter(p -> service.bindings().stream().noneMatch(b -> knows(b, p)))
                .sorted()
                .findFirst();
        if (unknown.isPresent()) {
            return AwsError.of("InvalidArgument", 400, "The query string parameter is not known to this operation")
                    .with("ArgumentName", unknown.get());
        }
        return AwsError.of("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                .with("Method", request.method())
                .with(
                        "ResourceType",
                        named.isEmpty() ? level.name() : named.getFirst().toUpperCase(Locale.ROOT));
    }
}
