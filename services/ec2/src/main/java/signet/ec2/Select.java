package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses the things that a Describe request names. */
final class Select {
    private Select() {}

    /**
     * The things with the given ids, or all of them if none are given.
     *
     * @param code the error for unknown ids, such as {@code InvalidVolume}; {@code .NotFound} is added
     */
    static <T> List<T> named(
            List<T> all, @Nullable List<String> ids, Function<T, String> id, String code, String noun) {
        if (ids == null || ids.isEmpty()) {
            return all;
        }
        List<String> unknown = new ArrayList<>(ids);
        all.forEach(thing -> unknown.removeIf(id.apply(thing)::equals));
        if (!unknown.isEmpty()) {
            throw Errors.notFound(code, noun, unknown);
        }
        return all.stream().filter(thing -> ids.contains(id.apply(thing))).toList();
    }
}
