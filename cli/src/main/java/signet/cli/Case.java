package signet.cli;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;

/**
 * A line of {@code signet evaluate}, taken apart.
 *
 * @param absent keys of the context, in lower case, that the line says are absent, by an empty list
 * @param documents the texts of the policies by kind; a list of lists, which for kinds without levels has one element
 */
record Case(
        String principal,
        String action,
        @Nullable String resource,
        @Nullable String resourceAccount,
        Context context,
        Set<String> absent,
        Map<String, List<List<String>>> documents) {
    Case {
        absent = Set.copyOf(absent);
        documents = Map.copyOf(documents);
    }
}
