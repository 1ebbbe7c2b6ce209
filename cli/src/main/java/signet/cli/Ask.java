package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A question about what somebody may do. */
sealed interface Ask {
    /** The question as a clause that follows "may" or "may not". */
    String clause();

    /**
     * Whether an action is allowed on a resource.
     *
     * @param context condition keys with their values
     */
    record Access(String action, String resource, Map<String, List<String>> context) implements Ask {
        public Access {
            Map<String, List<String>> copy = new LinkedHashMap<>();
            context.forEach((key, values) -> copy.put(key, List.copyOf(values)));
            context = copy;
        }

        @Override
        public String clause() {
            List<String> keys = new ArrayList<>();
            context.forEach((key, values) ->
                    keys.add(key + " = " + (values.size() == 1 ? values.getFirst() : values.toString())));
            return action + " on " + resource + (keys.isEmpty() ? "" : " with " + String.join(", ", keys));
        }
    }

    /**
     * Whether a role can be handed to a service.
     *
     * @param role its ARN or name
     * @param service such as {@code ec2.amazonaws.com}
     */
    record Pass(String role, String service) implements Ask {
        @Override
        public String clause() {
            return "pass role " + role + " to " + service;
        }
    }
}
