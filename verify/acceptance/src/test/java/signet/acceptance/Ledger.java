package signet.acceptance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What may be in a server after it was killed: for each name, what was acknowledged last, or what was on its way. */
final class Ledger {
    /** What a name that isn't there holds. */
    static final String ABSENT = "";

    private final Map<String, Set<String>> possible = new HashMap<>();

    /** What the name holds, as far as its owner knows. */
    synchronized String now(String name) {
        return possible.getOrDefault(name, Set.of(ABSENT)).iterator().next();
    }

    /** A write is on its way: both what was and what will be are right until it is acknowledged. */
    synchronized void begin(String name, String value) {
        possible.put(name, now(name).equals(value) ? Set.of(value) : Set.of(now(name), value));
    }

    synchronized void acknowledged(String name, String value) {
        possible.put(name, Set.of(value));
    }

    /** In what the server differs from what it may hold; from here on, what it holds is what it must. */
    synchronized List<String> differences(Map<String, String> found) {
        List<String> differences = new ArrayList<>();
        possible.forEach((name, values) -> {
            String value = found.getOrDefault(name, ABSENT);
            if (!values.contains(value)) {
                differences.add(name + " holds " + shortened(value) + ", not one of "
                        + values.stream().map(Ledger::shortened).toList());
            }
        });
        found.keySet().stream()
                .filter(name -> !possible.containsKey(name))
                .forEach(name -> differences.add(name + ", which nobody wrote"));
        possible.replaceAll((name, values) -> Set.of(found.getOrDefault(name, ABSENT)));
        return differences;
    }

    private static String shortened(String value) {
        return value.isEmpty()
                ? "nothing"
                : value.substring(0, Math.min(40, value.length())).strip() + " (" + value.length() + ")";
    }
}
