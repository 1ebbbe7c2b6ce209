package signet.policy;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A policy as data, which the reference evaluator reads directly and the engine reads as JSON. */
record Doc(boolean currentVersion, List<Line> lines) {
    record Who(
            boolean not,
            boolean everyone,
            List<String> aws,
            List<String> services,
            List<String> federated,
            List<String> canonicalUsers) {
        static Who everyone(boolean not) {
            return new Who(not, true, List.of(), List.of(), List.of(), List.of());
        }

        String json() {
            String name = not ? "NotPrincipal" : "Principal";
            if (everyone) {
                return quote(name) + ":\"*\",";
            }
            String map = List.of(
                            entry("AWS", aws),
                            entry("Service", services),
                            entry("Federated", federated),
                            entry("CanonicalUser", canonicalUsers))
                    .stream()
                    .filter(text -> !text.isEmpty())
                    .collect(Collectors.joining(","));
            return quote(name) + ":{" + map + "},";
        }

        private static String entry(String key, List<String> values) {
            return values.isEmpty() ? "" : quote(key) + ":" + list(values);
        }
    }

    record Test(String operator, String key, List<String> values) {}

    record Line(
            boolean deny,
            @Nullable Who who,
            boolean notAction,
            List<String> actions,
            boolean notResource,
            List<String> resources,
            List<Test> tests) {

        String json(boolean withResource) {
            return "{\"Effect\":\"" + (deny ? "Deny" : "Allow") + "\","
                    + (who == null ? "" : who.json())
                    + quote(notAction ? "NotAction" : "Action") + ":" + list(actions)
                    + (withResource
                            ? "," + quote(notResource ? "NotResource" : "Resource") + ":" + list(resources)
                            : "")
                    + (tests.isEmpty() ? "" : ",\"Condition\":{" + conditions() + "}")
                    + "}";
        }

        private String conditions() {
            return tests.stream()
                    .map(test -> quote(test.operator()) + ":{" + quote(test.key()) + ":" + list(test.values()) + "}")
                    .collect(Collectors.joining(","));
        }
    }

    String json(boolean withResource) {
        String version = currentVersion ? "2012-10-17" : "2008-10-17";
        return "{\"Version\":\"" + version + "\",\"Statement\":["
                + lines.stream().map(line -> line.json(withResource)).collect(Collectors.joining(","))
                + "]}";
    }

    private static String list(List<String> values) {
        return values.size() == 1
                ? quote(values.getFirst())
                : values.stream().map(Doc::quote).collect(Collectors.joining(",", "[", "]"));
    }

    private static String quote(String text) {
        return "\"" + text + "\"";
    }
}
