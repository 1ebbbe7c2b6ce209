package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One statement of a policy, compiled. Lines and columns count from 1; the end is just past the closing brace. */
public final class Statement {
    private final int index;
    private final RawStatement raw;
    private final Effect effect;
    private final boolean variables;
    private final @Nullable PrincipalElement principalElement;
    private final @Nullable Principals principals;
    private final boolean notAction;
    private final boolean anyResource;
    private final boolean notResource;
    private final List<ActionPattern> actionPatterns;
    private final ResourcePattern[] resourcePatterns;
    private final Condition[] conditions;

    Statement(PolicyKind kind, int index, RawStatement raw, boolean variables) throws MalformedPolicyException {
        this.index = index;
        this.raw = raw;
        this.effect = raw.isDeny() ? Effect.DENY : Effect.ALLOW;
        this.variables = variables;
        Json element = raw.principal() != null ? raw.principal() : raw.notPrincipal();
        this.principalElement = element == null ? null : PrincipalElement.read(kind, element);
        this.principals = principalElement == null ? null : principals(raw, principalElement);
        this.notAction = raw.notActions() != null;
        this.notResource = raw.notResources() != null;
        this.anyResource = raw.resources() == null && !notResource;
        this.actionPatterns =
                texts(raw.actionEntries()).stream().map(ActionPattern::parse).toList();
        this.resourcePatterns = texts(raw.resourceEntries()).stream()
                .map(text -> ResourcePattern.parse(kind, text, variables))
                .toArray(ResourcePattern[]::new);
        this.conditions = conditions(raw, variables);
    }

    private static Principals principals(RawStatement raw, PrincipalElement element) {
        return new Principals(
                raw.principal() == null,
                raw.isDeny(),
                element.everyone(),
                texts(element.aws()),
                texts(element.services()),
                texts(element.federated()),
                texts(element.canonicalUsers()));
    }

    private static Condition[] conditions(RawStatement raw, boolean variables) {
        List<Condition> conditions = new ArrayList<>();
        for (RawStatement.RawCondition condition : raw.conditions()) {
            ConditionOperator operator = condition.operator();
            if (operator == null) {
                throw new IllegalStateException("unchecked condition operator " + condition.operatorName());
            }
            conditions.add(new Condition(operator, condition.key(), condition.values(), variables));
        }
        return conditions.toArray(new Condition[0]);
    }

    private static List<String> texts(@Nullable List<Json.Text> list) {
        return list == null ? List.of() : list.stream().map(Json.Text::value).toList();
    }

    /** Place in the policy, from 0. */
    public int index() {
        return index;
    }

    /** The Sid, when it has one. */
    public Optional<String> sid() {
        return Optional.ofNullable(raw.sid()).map(Json.Text::value);
    }

    /** What it does when it matches. */
    public Effect effect() {
        return effect;
    }

    /** Line of the opening brace. */
    public int startLine() {
        return raw.at().line();
    }

    /** Column of the opening brace. */
    public int startColumn() {
        return raw.at().column();
    }

    /** Line of the closing brace. */
    public int endLine() {
        return raw.at().endLine();
    }

    /** Column just past the closing brace. */
    public int endColumn() {
        return raw.at().endColumn();
    }

    /** Entries of Action as written; empty when the statement has NotAction. */
    public List<String> actions() {
        return texts(raw.actions());
    }

    /** Entries of NotAction as written. */
    public List<String> notActions() {
        return texts(raw.notActions());
    }

    /** Entries of Resource as written. */
    public List<String> resources() {
        return texts(raw.resources());
    }

    /** Entries of NotResource as written. */
    public List<String> notResources() {
        return texts(raw.notResources());
    }

    /** Whether it has Principal or NotPrincipal. */
    public boolean hasPrincipal() {
        return principals != null;
    }

    boolean isNotPrincipal() {
        return raw.principal() == null && raw.notPrincipal() != null;
    }

    /** What Principal or NotPrincipal lists, as written. */
    List<String> principalEntries() {
        return principalElement == null ? List.of() : principalElement.entries();
    }

    @Nullable
    PrincipalElement principalElement() {
        return principalElement;
    }

    /** Whether a dollar sign may begin a policy variable in it. */
    boolean hasVariables() {
        return variables;
    }

    boolean isNotAction() {
        return notAction;
    }

    List<ActionPattern> actionPatterns() {
        return actionPatterns;
    }

    List<Condition> conditions() {
        return List.of(conditions);
    }

    /** Whether it has Resource, so that only what the patterns match is covered. */
    boolean namesResources() {
        return !anyResource && !notResource;
    }

    List<ResourcePattern> resourcePatterns() {
        return List.of(resourcePatterns);
    }

    /** The levels (see {@link Principals}) at which the whole statement applies to the request; 0 when it doesn't. */
    int levels(Query query) {
        return matchesAction(query) ? levelsOfCandidate(query) : 0;
    }

    /** The same for a statement of which it is known that it covers the action. */
    int levelsOfCandidate(Query query) {
        int levels = principalLevels(query);
        return levels != 0 && matchesResource(query) && holdsConditions(query) ? levels : 0;
    }

    int principalLevels(Query query) {
        return principals == null ? Principals.ANY_LEVEL : principals.levels(query);
    }

    boolean matchesAction(Query query) {
        return matchesAction(query.action());
    }

    boolean matchesAction(Action action) {
        for (ActionPattern pattern : actionPatterns) {
            if (pattern.matches(action)) {
                return !notAction;
            }
        }
        return notAction;
    }

    /** An entry with an unresolved variable matches nothing and, in NotResource, excludes nothing. */
    boolean matchesResource(Query query) {
        boolean negated = notResource;
        if (anyResource) {
            return true;
        }
        for (ResourcePattern pattern : resourcePatterns) {
            switch (pattern.match(query)) {
                case MATCH -> {
                    return !negated;
                }
                case UNRESOLVED -> {
                    if (negated) {
                        return false;
                    }
                }
                case NO_MATCH -> {}
            }
        }
        return negated;
    }

    private boolean holdsConditions(Query query) {
        for (Condition condition : conditions) {
            if (!condition.holds(query.context())) {
                return false;
            }
        }
        return true;
    }

    void addKeys(Set<String> keys) {
        resourcePatterns().forEach(pattern -> pattern.addKeys(keys));
        conditions().forEach(condition -> condition.addKeys(keys, variables));
    }
}
