package signet.paths;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import signet.policy.Context;

/**
 * A way of having a service run code in a role that it is passed.
 *
 * @param trusted the service principal that the role has to trust
 * @param passed the value of {@code iam:PassedToService}
 * @param associated the value of {@code iam:AssociatedResourceArn}, with placeholders; empty if it is not known
 * @param sourceAccount whether the service tells its account when it assumes the role ({@code aws:SourceAccount})
 * @param needs the actions besides iam:PassRole, with placeholders in resources and keys
 */
record PassMethod(String trusted, String passed, String associated, boolean sourceAccount, List<Template> needs) {
    /** An access with placeholders: {@code {region}}, {@code {account}}, {@code {name}}, {@code {role}}. */
    record Template(String action, String resource, Map<String, String> keys) {
        Need filled(Map<String, String> values) {
            Context.Builder context = Context.builder();
            keys.forEach((key, value) -> context.put(key, fill(value, values)));
            return new Need(action, fill(resource, values), context.build());
        }
    }

    /** What is done, by its actions. */
    String method() {
        return "iam:PassRole + " + needs.stream().map(Template::action).collect(Collectors.joining(" + "));
    }

    static String fill(String template, Map<String, String> values) {
        String filled = template;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
