package signet.wire;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.OperationBinding;
import signet.model.OperationModel;
import signet.model.ServiceModel;

/**
 * Finds the one operation of a REST service that a method, path and query mean. A path is taken as it was sent: a segment is a
 * literal or a whole label, whatever is escaped in it, and never a step up. Query parameters that the operation has not are
 * refused.
 */
final class RestRouter {
    private static final String SIGNATURE_PARAMETERS = "x-amz-";

    private final ServiceModel service;
    private final Map<String, List<Route>> byMethod = new HashMap<>();

    RestRouter(ServiceModel service) {
        this.service = service;
        service.bindings().stream()
                .map(binding ->
                        new Route(binding, List.of(binding.path().substring(1).split("/", -1))))
                .sorted(Comparator.comparingInt(Route::literals).reversed())
                .forEach(route -> byMethod.computeIfAbsent(route.binding().method(), method -> new ArrayList<>())
                        .add(route));
    }

    Resolution resolve(WireRequest request) {
        List<String> segments = segments(request.rawPath());
        Map<String, List<String>> query = query(request.rawQuery());
        for (Route route : byMethod.getOrDefault(request.method(), List.of())) {
            Map<String, String> labels = route.match(segments, query);
            if (labels != null) {
                return resolution(route.binding(), request, new RestPlace(labels, query));
            }
        }
        throw AwsError.of("AccessDeniedException", 403, "Unable to determine service/operation name to be authorized");
    }

    private Resolution resolution(OperationBinding binding, WireRequest request, RestPlace place) {
        Optional<OperationModel<?, ?>> operation = service.operation(binding.operation());
        if (operation.isEmpty()) {
            return new Resolution.NotImplemented(service, binding.operation());
        }
        for (String parameter : place.query().keySet()) {
            if (!knows(binding, parameter)) {
                throw AwsError.of(
                        "NotImplemented",
                        501,
                        "Signet does not implement the query parameter " + parameter + " of " + service.name() + ":"
                                + binding.operation() + ".");
            }
        }
        return Resolution.Known.rest(service, operation.get(), request, place);
    }

    private static boolean knows(OperationBinding binding, String parameter) {
        return binding.requiredQuery().contains(parameter)
                || binding.optionalQuery().contains(parameter)
                || binding.literals().stream().anyMatch(literal -> literal.split("=", 2)[0].equals(parameter));
    }

    /** The decoded segments; SDKs of some years put a slash behind the last. */
    private static List<String> segments(String rawPath) {
        String path = Percent.target(rawPath).substring(1);
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        List<String> segments = new ArrayList<>();
        for (String segment : trimmed.split("/", -1)) {
            segments.add(decoded(segment, false));
        }
        return segments;
    }

    private static Map<String, List<String>> query(@Nullable String rawQuery) {
        Map<String, List<String>> query = new LinkedHashMap<>();
        if (rawQuery == null || rawQuery.isEmpty()) {
            return query;
        }
        for (String pair : Percent.target(rawQuery).split("&", -1)) {
            String[] parts = pair.split("=", 2);
            String name = decoded(parts[0], true);
            if (!name.isEmpty() && !name.toLowerCase(Locale.ROOT).startsWith(SIGNATURE_PARAMETERS)) {
                query.computeIfAbsent(name, absent -> new ArrayList<>())
                        .add(parts.length == 1 ? "" : decoded(parts[1], true));
            }
        }
        return query;
    }

    private static String decoded(String text, boolean plusIsSpace) {
        String decoded = Percent.decode(text, plusIsSpace);
        if (decoded == null) {
            throw AwsError.of("InvalidRequestException", 400, "The request's path or query is not well encoded.");
        }
        return decoded;
    }

    /** An operation's place, its path in segments. */
    private record Route(OperationBinding binding, List<String> segments) {
        int literals() {
            return Math.toIntExact(segments.stream().filter(s -> !isLabel(s)).count())
                    + binding.literals().size();
        }

        /** The labels' values; null if it is not this operation's place. */
        @Nullable
        Map<String, String> match(List<String> path, Map<String, List<String>> query) {
            if (path.size() != segments.size() || !binding.literals().stream().allMatch(l -> has(query, l))) {
                return null;
            }
            Map<String, String> labels = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (isLabel(segment) && !path.get(i).isEmpty()) {
                    labels.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return labels;
        }

        private static boolean has(Map<String, List<String>> query, String literal) {
            String[] parts = literal.split("=", 2);
            List<String> values = query.get(parts[0]);
            return values != null && (parts.length == 1 || values.equals(List.of(parts[1])));
        }

        private static boolean isLabel(String segment) {
            return segment.startsWith("{");
        }
    }
}
