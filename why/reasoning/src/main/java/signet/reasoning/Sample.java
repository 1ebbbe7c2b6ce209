package signet.reasoning;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.ResourceType;
import signet.policy.Context;
import signet.policy.Policy;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The requests on which policies are compared before and after a change: the same caller takes each action that a changed
 * statement covers, of all actions of AWS, on each resource of the action's types that is related to the request or named by a
 * policy, under the request's conditions and others.
 */
final class Sample {
    /**
     * One question of the sample.
     *
     * @param circumstances in which way its condition keys are others than the request's; empty for the request's own
     */
    record Cell(String action, String resource, String circumstances, Request request) {}

    private static final ActionCatalogue CATALOGUE = ActionCatalogue.aws();
    private static final String OTHER_ACCOUNT = "999999999999";
    private static final String MADE_UP = "signet-sample";
    private static final int MOST_NAMED = 25;
    private static final int MOST_KEYS = 6;

    /** Above so many actions conditions are not varied: the answer is a long list as it is. */
    private static final int MANY_ACTIONS = 200;

    private final Request request;
    private final List<Policy> policies;
    private final List<ObjectNode> before;
    private final List<ObjectNode> after;
    private final List<JsonNode> conditions;

    private Sample(Request request, Layers before, Layers after, List<Change> changes) {
        this.request = request;
        this.policies = Stream.of(before, after).flatMap(Sample::all).distinct().toList();
        this.before =
                changes.stream().flatMap(change -> statements(change.before())).toList();
        this.after =
                changes.stream().flatMap(change -> statements(change.after())).toList();
        this.conditions = policies.stream()
                .filter(policy -> !policy.conditionKeys().isEmpty())
                .flatMap(policy -> Documents.statements(Documents.read(policy.document())).stream())
                .flatMap(statement -> statement.path("Condition").valueStream())
                .toList();
    }

    static List<Cell> of(Request request, Layers before, Layers after, List<Change> changes) {
        return new Sample(request, before, after, changes).cells();
    }

    private static Stream<Policy> all(Layers layers) {
        Stream<SourcedPolicy> caller = layers.caller().stream().flatMap(layer -> layer.policies().stream());
        return Stream.concat(caller, Stream.ofNullable(layers.resource())).map(SourcedPolicy::policy);
    }

    private static Stream<ObjectNode> statements(@Nullable SourcedPolicy policy) {
        return policy == null
                ? Stream.of()
                : Documents.statements(Documents.read(policy.policy().document())).stream();
    }

    private List<Cell> cells() {
        Set<String> actions = actions();
        Map<String, Context> circumstances = actions.size() > MANY_ACTIONS ? Map.of() : variations();
        Map<String, List<String>> resources = resources().stream()
                .collect(Collectors.groupingBy(resource -> resource.equals("*") ? "*" : resource.split(":", 4)[2]));
        List<Cell> cells = new ArrayList<>();
        for (String action : actions) {
            for (String resource : fitting(action, resources)) {
                String owner = owner(resource);
                Context keys = owner.equals(request.resourceAccount()) ? request.context() : ownedBy(owner);
                cells.add(new Cell(
                        action, resource, "", new Request(request.principal(), action, resource, owner, keys)));
                circumstances.forEach((words, other) -> cells.add(new Cell(
                        action, resource, words, new Request(request.principal(), action, resource, owner, other))));
            }
        }
        return cells;
    }

    private Context ownedBy(String owner) {
        return request.context().get("aws:ResourceAccount").isEmpty()
                ? request.context()
                : request.context()
                        .with(Context.builder()
                                .put("aws:ResourceAccount", owner)
                                .build());
    }

    /**
     * The actions of which something is said after the changes that was not said before, or the other way round: no other
     * action's decision can have changed.
     */
    private Set<String> actions() {
        Set<String> actions = new LinkedHashSet<>();
        actions.add(
                CATALOGUE.action(request.action()).map(Action::qualifiedName).orElse(request.action()));
        Map<ObjectNode, Set<String>> was = said(before);
        Map<ObjectNode, Set<String>> is = said(after);
        Set<ObjectNode> all = new LinkedHashSet<>(was.keySet());
        all.addAll(is.keySet());
        for (ObjectNode what : all) {
            Set<String> ofBefore = was.getOrDefault(what, Set.of());
            Set<String> ofAfter = is.getOrDefault(what, Set.of());
            ofBefore.stream().filter(action -> !ofAfter.contains(action)).forEach(actions::add);
            ofAfter.stream().filter(action -> !ofBefore.contains(action)).forEach(actions::add);
        }
        return actions;
    }

    /** What statements say but for their actions, and of which actions they say it; what both sides say alike is left out. */
    private Map<ObjectNode, Set<String>> said(List<ObjectNode> statements) {
        Map<ObjectNode, Set<String>> said = new LinkedHashMap<>();
        for (ObjectNode statement : statements) {
            if (!before.contains(statement) || !after.contains(statement)) {
                ObjectNode what = statement.deepCopy();
                what.remove(List.of("Sid", "Action", "NotAction"));
                said.computeIfAbsent(what, same -> new LinkedHashSet<>()).addAll(actions(statement));
            }
        }
        return said;
    }

    private static Set<String> actions(ObjectNode statement) {
        if (!statement.has("NotAction")) {
            return names(Documents.texts(statement, "Action"));
        }
        Set<String> all = names(List.of("*"));
        all.removeAll(names(Documents.texts(statement, "NotAction")));
        return all;
    }

    private static Set<String> names(Collection<String> patterns) {
        Set<String> names = new LinkedHashSet<>();
        patterns.forEach(pattern -> CATALOGUE.expand(pattern).forEach(action -> names.add(action.qualifiedName())));
        return names;
    }

    private Set<String> fitting(String name, Map<String, List<String>> resources) {
        Optional<Action> action = CATALOGUE.action(name);
        boolean asked = name.equalsIgnoreCase(request.action());
        Set<String> fitting = new LinkedHashSet<>();
        if (asked) {
            fitting.add(request.resource());
        }
        if (action.isEmpty()) {
            resources.values().forEach(fitting::addAll);
            return fitting;
        }
        if (action.get().isWildcardOnly()) {
            fitting.add("*");
        }
        action.get().targets().stream()
                .map(target -> target.type().arnService())
                .distinct()
                .flatMap(service -> resources.getOrDefault(service, List.of()).stream())
                .filter(action.get()::fits)
                .forEach(fitting::add);
        if (fitting.isEmpty()) {
            action.get().targets().forEach(target -> fitting.add(example(target.type())));
        }
        return fitting;
    }

    /** A made-up resource of a type. */
    private String example(ResourceType type) {
        return type.arn()
                .replace("${Partition}", "aws")
                .replace("${Region}", "us-east-1")
                .replace("${Account}", account())
                .replaceAll("\\$\\{[^}]*\\}", MADE_UP);
    }

    private String account() {
        String own = request.principal().account();
        return own.isEmpty() ? OTHER_ACCOUNT : own;
    }

    private Set<String> resources() {
        Set<String> resources = new LinkedHashSet<>();
        String asked = request.resource();
        resources.add(asked);
        if (!asked.equals("*")) {
            resources.add(asked + "/" + MADE_UP);
            resources.add(sibling(asked));
            int slash = asked.lastIndexOf('/');
            if (slash > 0) {
                resources.add(asked.substring(0, slash));
            }
            Literals.account(asked)
                    .map(account -> asked.replace(":" + account + ":", ":" + OTHER_ACCOUNT + ":"))
                    .ifPresent(resources::add);
        }
        policies.stream()
                .flatMap(policy -> policy.statements().stream())
                .flatMap(statement -> Stream.concat(statement.resources().stream(), statement.notResources().stream()))
                .map(Sample::made)
                .filter(Sample::isArn)
                .distinct()
                .limit(MOST_NAMED)
                .forEach(resources::add);
        resources.add("*");
        return resources;
    }

    /** Another resource beside one: its last name is another. */
    private static String sibling(String resource) {
        int end = Math.max(resource.lastIndexOf('/'), resource.lastIndexOf(':'));
        return resource.substring(0, end + 1) + MADE_UP;
    }

    /** A resource that an entry of a policy covers, or nearly. */
    private static String made(String entry) {
        return entry.replaceAll("\\$\\{[*?$]\\}", "x")
                .replaceAll("\\$\\{[^}]*\\}", "x")
                .replace("*", MADE_UP)
                .replace('?', 'x');
    }

    private static boolean isArn(String text) {
        return text.startsWith("arn:") && text.split(":", 6).length == 6;
    }

    private String owner(String resource) {
        return resource.equals(request.resource())
                ? request.resourceAccount()
                : Literals.account(resource).orElse(request.resourceAccount());
    }

    /** The request's condition keys, each of the telling ones in turn absent or with another value. */
    private Map<String, Context> variations() {
        Map<String, Context> variations = new LinkedHashMap<>();
        keys().stream().limit(MOST_KEYS).forEach(key -> {
            Optional<List<String>> now = request.context().get(key);
            now.ifPresent(values -> variations.put("without " + key, without(key)));
            Stream.concat(Stream.of(MADE_UP), values(key).stream())
                    .filter(value -> now.isEmpty() || !now.get().contains(value))
                    .limit(2)
                    .forEach(value -> variations.put(
                            value.equals(MADE_UP) ? "with another " + key : "with " + key + " " + value,
                            with(key, value)));
        });
        return variations;
    }

    private Context with(String key, String value) {
        Context.Builder other = Context.builder();
        return request.context()
                .with((request.context().isMultiValued(key) ? other.put(key, List.of(value)) : other.put(key, value))
                        .build());
    }

    private Context without(String key) {
        Context context = request.context();
        Context.Builder others = Context.builder().canonicalUser(context.canonicalUser());
        context.keys().stream().filter(name -> !name.equalsIgnoreCase(key)).forEach(name -> {
            List<String> values = context.get(name).orElseThrow();
            if (context.isMultiValued(name)) {
                others.put(name, values);
            } else {
                others.put(name, values.getFirst());
            }
        });
        return others.build();
    }

    /** Keys of the changed statements' conditions and of the policies', and those that say what the request is for. */
    private Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(
                request.action().toLowerCase(Locale.ROOT).equals("iam:passrole")
                        ? List.of("iam:PassedToService")
                        : List.of());
        Stream.concat(before.stream(), after.stream())
                .forEach(statement -> statement
                        .path("Condition")
                        .valueStream()
                        .forEach(operator ->
                                ((ObjectNode) operator).propertyNames().forEach(keys::add)));
        policies.forEach(
                policy -> policy.conditionKeys().stream().filter(this::concerns).forEach(keys::add));
        Map<String, String> once = new LinkedHashMap<>();
        keys.forEach(key -> once.putIfAbsent(key.toLowerCase(Locale.ROOT), key));
        return new LinkedHashSet<>(once.values());
    }

    /** Whether a key can be in a request like this one. */
    private boolean concerns(String key) {
        return key.toLowerCase(Locale.ROOT).startsWith("aws:")
                || request.context().get(key).isPresent()
                || CATALOGUE
                        .action(request.action())
                        .filter(action -> action.supports(key))
                        .isPresent();
    }

    /** What policies compare a key with. */
    private Set<String> values(String key) {
        Set<String> values = new LinkedHashSet<>();
        conditions.stream()
                .filter(JsonNode::isObject)
                .flatMap(operator -> operator.properties().stream())
                .filter(entry -> entry.getKey().equalsIgnoreCase(key))
                .forEach(entry -> Documents.texts(entry.getValue()).forEach(value -> values.add(made(value))));
        return values;
    }

    /** Whether a statement of the request's resource's policy has a say about another resource too. */
    static boolean isOfSameOwner(Request request, String resource) {
        String asked = request.resource();
        if (asked.startsWith("arn:aws:s3:::") && resource.startsWith("arn:aws:s3:::")) {
            return bucket(asked).equals(bucket(resource));
        }
        return resource.equals(asked) || resource.startsWith(asked + "/") || resource.startsWith(asked + ":");
    }

    private static String bucket(String arn) {
        int slash = arn.indexOf('/');
        return slash < 0 ? arn : arn.substring(0, slash);
    }
}
