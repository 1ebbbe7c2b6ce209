package signet.ec2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.model.ec2.Filter;

/**
 * The filters that a Describe operation knows. A thing passes when for each filter one of its values matches one of the
 * thing's; {@code *} and {@code ?} stand for anything, {@code \} takes them literally; case counts (EC2 User Guide, "Find
 * your resources").
 *
 * @param <T> what is filtered
 */
final class Filters<T> {
    private final Map<String, Function<T, Stream<String>>> known = new LinkedHashMap<>();
    private @Nullable Function<T, Map<String, String>> tags;

    /** Adds a filter on one value; null never matches. */
    Filters<T> on(String name, Function<T, @Nullable Object> value) {
        return onAll(name, thing -> {
            Object found = value.apply(thing);
            return found == null ? Stream.empty() : Stream.of(found.toString());
        });
    }

    /** Adds a filter on several values. */
    Filters<T> onAll(String name, Function<T, Stream<String>> values) {
        known.put(name, values);
        return this;
    }

    /** Adds {@code tag:KEY}, {@code tag-key} and {@code tag-value}. */
    Filters<T> tagged(Function<T, Map<String, String>> of) {
        tags = of;
        onAll("tag-key", thing -> of.apply(thing).keySet().stream());
        return onAll("tag-value", thing -> of.apply(thing).values().stream());
    }

    /** What passes all the filters of a request, in the same order. */
    List<T> apply(@Nullable List<Filter> filters, Collection<T> things) {
        Predicate<T> all = thing -> true;
        for (Filter filter : Objects.requireNonNullElse(filters, List.<Filter>of())) {
            all = all.and(predicate(filter));
        }
        return things.stream().filter(all).toList();
    }

    private Predicate<T> predicate(Filter filter) {
        String name = Objects.requireNonNullElse(filter.name(), "");
        Function<T, Stream<String>> values = values(name);
        List<Pattern> patterns = Objects.requireNonNullElse(filter.values(), List.<String>of()).stream()
                .map(Filters::pattern)
                .toList();
        if (patterns.isEmpty()) {
            throw Errors.invalidValue("The filter '" + name + "' must have at least one value");
        }
        return thing -> values.apply(thing)
                .anyMatch(value -> patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(value).matches()));
    }

    private Function<T, Stream<String>> values(String name) {
        Function<T, Map<String, String>> of = tags;
        if (of != null && name.startsWith("tag:")) {
            String key = name.substring("tag:".length());
            return thing -> Stream.ofNullable(of.apply(thing).get(key));
        }
        Function<T, Stream<String>> found = known.get(name);
        if (found == null) {
            throw Errors.invalidValue("The filter '" + name + "' is invalid");
        }
        return found;
    }

    static Pattern pattern(String text) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '*') {
                regex.append(".*");
            } else if (c == '?') {
                regex.append('.');
            } else {
                boolean escape = c == '\\' && i + 1 < text.length();
                regex.append(Pattern.quote(String.valueOf(escape ? text.charAt(++i) : c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
