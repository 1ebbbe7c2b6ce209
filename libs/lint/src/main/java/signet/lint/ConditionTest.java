package signet.lint;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One key of one operator of a Condition.
 *
 * @param operator null when there is none of the name
 * @param types the JSON types of the values
 */
record ConditionTest(
        Entry operatorName,
        @Nullable Operator operator,
        Entry key,
        List<Entry> values,
        List<String> types,
        Location valuesAt) {
    ConditionTest {
        values = List.copyOf(values);
        types = List.copyOf(types);
    }

    /** Whether it asks for the key, in any case. */
    boolean isOn(String keyName) {
        return key.value().equalsIgnoreCase(keyName);
    }

    String lowerKey() {
        return key.value().toLowerCase(Locale.ROOT);
    }
}
