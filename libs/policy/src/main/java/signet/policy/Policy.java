package signet.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A policy document, parsed, validated for its kind and compiled. Immutable; two policies are equal only when they are
 * the same object.
 */
public final class Policy {
    private final PolicyKind kind;
    private final String document;
    private final List<Statement> statements;
    private final ActionIndex allows;
    private final ActionIndex denies;

    private Policy(PolicyKind kind, String document, List<Statement> statements) {
        this.kind = kind;
        this.document = document;
        this.statements = List.copyOf(statements);
        this.allows = new ActionIndex(statements, Effect.ALLOW);
        this.denies = new ActionIndex(statements, Effect.DENY);
    }

    /**
     * Parses a document of at most 1,048,576 characters; the narrower limits and quotas of each API are its own to check.
     *
     * @throws MalformedPolicyException with AWS's text of the first fault, in AWS's order of checks
     */
    public static Policy parse(PolicyKind kind, String document) throws MalformedPolicyException {
        return compile(kind, document, Wording.of(kind), Rules.of(kind));
    }

    /**
     * Reads a document as AWS reads what it has in store: by the grammar of the language, without the rules that one API
     * of today adds when such a document is written (an identity policy of Version 2008-10-17, repeated Sids, a partition
     * or principal that exists no more). For policies that someone else has accepted before, such as those of a recorded
     * account or of another engine's tests; what a user writes goes through {@link #parse}.
     *
     * @throws MalformedPolicyException when the document can't be evaluated: JSON of the wrong shape, an element that the
     *     kind hasn't, an unknown operator or Version, an entry that could never mean anything; in Signet's own words
     */
    public static Policy read(PolicyKind kind, String document) throws MalformedPolicyException {
        return compile(kind, document, Wording.STORED, new StoredRules(kind));
    }

    private static Policy compile(PolicyKind kind, String document, Wording wording, Rules rules)
            throws MalformedPolicyException {
        RawPolicy raw = new ShapeReader(wording).read(document);
        rules.check(raw);
        List<Statement> statements = new ArrayList<>();
        for (RawStatement statement : raw.statements()) {
            statements.add(new Statement(kind, statements.size(), statement, raw.variables()));
        }
        return new Policy(kind, document, statements);
    }

    /** What it was parsed as. */
    public PolicyKind kind() {
        return kind;
    }

    /** The JSON text as given. */
    public String document() {
        return document;
    }

    /** The statements in document order. */
    public List<Statement> statements() {
        return statements;
    }

    /**
     * The document with each {@code "AWS"} principal value except {@code *} replaced by the function's answer; all other
     * text is unchanged. IAM stores users and roles of a trust policy by unique id and shows them by ARN.
     */
    public String withAwsPrincipals(UnaryOperator<String> replace) {
        List<Json.Text> values = new ArrayList<>(principals(PrincipalElement::aws));
        values.removeIf(value -> value.value().equals("*"));
        StringBuilder text = new StringBuilder();
        int from = 0;
        for (Json.Text value : values) {
            String replacement = replace.apply(value.value());
            if (!replacement.equals(value.value())) {
                text.append(document, from, value.at().start()).append(quoted(replacement));
                from = value.at().end();
            }
        }
        return text.append(document, from, document.length()).toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", c));
            } else {
                quoted.append((char) c);
            }
        });
        return quoted.append('"').toString();
    }

    /** Values of {@code "AWS"} in Principal and NotPrincipal as written, without {@code *}. */
    public Set<String> awsPrincipals() {
        Set<String> names = names(PrincipalElement::aws);
        names.remove("*");
        return Collections.unmodifiableSet(names);
    }

    /** Values of {@code "Service"} in Principal and NotPrincipal. */
    public Set<String> servicePrincipals() {
        return Collections.unmodifiableSet(names(PrincipalElement::services));
    }

    /** Values of {@code "CanonicalUser"} in Principal and NotPrincipal. */
    public Set<String> canonicalUsers() {
        return Collections.unmodifiableSet(names(PrincipalElement::canonicalUsers));
    }

    /** Values of {@code "Federated"} in Principal and NotPrincipal. */
    public Set<String> federatedPrincipals() {
        return Collections.unmodifiableSet(names(PrincipalElement::federated));
    }

    private Set<String> names(Function<PrincipalElement, List<Json.Text>> part) {
        Set<String> names = new LinkedHashSet<>();
        principals(part).forEach(value -> names.add(value.value()));
        return names;
    }

    private List<Json.Text> principals(Function<PrincipalElement, List<Json.Text>> part) {
        List<Json.Text> values = new ArrayList<>();
        for (Statement statement : statements) {
            PrincipalElement element = statement.principalElement();
            if (element != null) {
                values.addAll(part.apply(element));
            }
        }
        return values;
    }

    /** Condition keys and policy variables that the document uses, as written, in document order. */
    public Set<String> conditionKeys() {
        Set<String> keys = new LinkedHashSet<>();
        statements.forEach(statement -> statement.addKeys(keys));
        return Collections.unmodifiableSet(keys);
    }

    /**
     * Whether an Allow statement covers an action, whatever its resources, principals and conditions: where none does, this
     * policy grants it to nobody.
     *
     * @param action {@code prefix:Name}
     */
    public boolean mayAllow(String action) {
        return allows.of(Action.of(action)).size() > 0;
    }

    ActionIndex allows() {
        return allows;
    }

    ActionIndex denies() {
        return denies;
    }

    @Override
    public String toString() {
        return kind + " " + document;
    }
}
