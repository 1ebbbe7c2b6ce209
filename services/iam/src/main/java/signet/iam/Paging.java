package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where an input keeps its Marker and MaxItems. */
record Paging<I>(Function<I, @Nullable String> marker, Function<I, @Nullable Integer> maxItems) {
    /** The page that an input asks for, of one part. */
    <T> Page<T> of(I input, Part<?, T> part) {
        return Page.of(List.of(part), marker.apply(input), maxItems.apply(input));
    }

    /** The page that an input asks for, of items in the order of their keys. */
    <T> Page<T> of(I input, Collection<T> all, Function<T, String> key) {
        return Page.of(all, key, marker.apply(input), maxItems.apply(input));
    }
}
