package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns a JSON tree into the elements of a policy; any element of the wrong name or type is a fault. */
final class ShapeReader {
    private static final Set<String> POLICY_FIELDS = Set.of("Version", "Id", "Statement");
    private static final Set<String> STATEMENT_FIELDS = Set.of(
            "Sid",
            "Effect",
            "Principal",
            "NotPrincipal",
            "Action",
            "NotAction",
            "Resource",
            "NotResource",
            "Condition");

    private final Wording wording;

    ShapeReader(Wording wording) {
        this.wording = wording;
    }

    RawPolicy read(String document) throws MalformedPolicyException {
        Json root = JsonReader.read(document, wording.notJson());
        if (!(root instanceof Json.Struct node)) {
            String text = root instanceof Json.Null ? wording.notPolicy() : wording.notJson();
            throw new MalformedPolicyException(text, root.at());
        }
        refuseOthers(node, POLICY_FIELDS);
        text(node, "Id");
        Json.Text version = text(node, "Version");
        return new RawPolicy(node, version, statements(node));
    }

    private List<RawStatement> statements(Json.Struct node) throws MalformedPolicyException {
        Json value = node.get("Statement");
        if (value == null) {
            throw new MalformedPolicyException(wording.missingStatement().apply(node.at()), node.at());
        }
        List<Json> items = value instanceof Json.Array array ? array.items() : List.of(value);
        if (items.isEmpty()) {
            throw new MalformedPolicyException(wording.emptyStatement(), value.at());
        }
        List<RawStatement> statements = new ArrayList<>();
        for (Json item : items) {
            if (!(item instanceof Json.Struct statement)) {
                throw wrongShape(item);
            }
            statements.add(statement(statement));
        }
        return statements;
    }

    private RawStatement statement(Json.Struct node) throws MalformedPolicyException {
        refuseOthers(node, STATEMENT_FIELDS);
        return new RawStatement(
                node,
                text(node, "Sid"),
                text(node, "Effect"),
                node.get("Principal"),
                node.get("NotPrincipal"),
                texts(node, "Action", false),
                texts(node, "NotAction", false),
                texts(node, "Resource", true),
                texts(node, "NotResource", true),
                conditions(node.get("Condition")));
    }

    private void refuseOthers(Json.Struct node, Set<String> known) throws MalformedPolicyException {
        for (Json.Member member : node.members()) {
            if (!known.contains(member.name())) {
                throw new MalformedPolicyException(
                        wording.unknownField().apply(member.name()),
                        member.value().at());
            }
        }
    }

    private Json.@Nullable Text text(Json.Struct node, String name) throws MalformedPolicyException {
        return switch (node.get(name)) {
            case null -> null;
            case Json.Text text -> text;
            case Json other -> throw wrongShape(other);
        };
    }

    /** A string or a list of strings; AWS lets null pass inside a list of resources. */
    private @Nullable List<Json.Text> texts(Json.Struct node, String name, boolean nulls)
            throws MalformedPolicyException {
        Json value = node.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Json.Text single) {
            return List.of(single);
        }
        if (!(value instanceof Json.Array array)) {
            throw wrongShape(value);
        }
        List<Json.Text> texts = new ArrayList<>();
        for (Json item : array.items()) {
            if (item instanceof Json.Text text) {
                texts.add(text);
            } else if (!(nulls && item instanceof Json.Null)) {
                throw wrongShape(item);
            }
        }
        return texts.isEmpty() && !array.items().isEmpty() ? List.of(new Json.Text("", array.at())) : texts;
    }

    private List<RawStatement.RawCondition> conditions(@Nullable Json value) throws MalformedPolicyException {
        List<RawStatement.RawCondition> conditions = new ArrayList<>();
        if (value == null) {
            return conditions;
        }
        for (Json.Member operator : object(value).members()) {
            for (Json.Member key : object(operator.value()).members()) {
                conditions.add(new RawStatement.RawCondition(
                        operator.name(),
                        ConditionOperator.parse(operator.name()),
                        key.name(),
                        values(key.value()),
                        key.value().at()));
            }
        }
        return conditions;
    }

    /** Numbers and booleans are the text they are written as (IAM User Guide, "Grammar of the IAM JSON policy language"). */
    private List<Json.Text> values(Json value) throws MalformedPolicyException {
        List<Json.Text> values = new ArrayList<>();
        for (Json item : value instanceof Json.Array array ? array.items() : List.of(value)) {
            values.add(
                    switch (item) {
                        case Json.Text text -> text;
                        case Json.Scalar scalar -> new Json.Text(scalar.value(), scalar.at());
                        case Json.Null none -> throw wrongShape(none);
                        case Json.Array nested -> throw wrongShape(nested);
                        case Json.Struct nested -> throw wrongShape(nested);
                    });
        }
        return values;
    }

    private Json.Struct object(Json value) throws MalformedPolicyException {
        if (value instanceof Json.Struct object) {
            return object;
        }
        throw wrongShape(value);
    }

    private MalformedPolicyException wrongShape(Json value) {
        return new MalformedPolicyException(wording.wrongShape().apply(value.at()), value.at());
    }
}
