package signet.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement whose JSON shape is right. A list is null when its element is absent. */
record RawStatement(
        Json.Struct node,
        Json.@Nullable Text sid,
        Json.@Nullable Text effect,
        @Nullable Json principal,
        @Nullable Json notPrincipal,
        @Nullable List<Json.Text> actions,
        @Nullable List<Json.Text> notActions,
        @Nullable List<Json.Text> resources,
        @Nullable List<Json.Text> notResources,
        List<RawCondition> conditions) {

    /** One key of one operator; {@code operator} is null when AWS knows none of that name. */
    record RawCondition(
            String operatorName, @Nullable ConditionOperator operator, String key, List<Json.Text> texts, Span at) {
        RawCondition {
            texts = List.copyOf(texts);
        }

        List<String> values() {
            return texts.stream().map(Json.Text::value).toList();
        }

        /** The first value of a Date operator that can't be read; null when there is none. */
        Json.@Nullable Text unreadableDate() {
            boolean dates = operator != null && operator.comparison().isDate();
            for (Json.Text text : dates ? texts : List.<Json.Text>of()) {
                if (DateValue.parse(text.value()) == null) {
                    return text;
                }
            }
            return null;
        }
    }

    /** What Action or, without it, NotAction lists; empty when there is neither. */
    List<Json.Text> actionEntries() {
        return entries(actions, notActions);
    }

    /** What Resource or, without it, NotResource lists; empty when there is neither. */
    List<Json.Text> resourceEntries() {
        return entries(resources, notResources);
    }

    private static List<Json.Text> entries(@Nullable List<Json.Text> element, @Nullable List<Json.Text> complement) {
        List<Json.Text> listed = element == null ? complement : element;
        return listed == null ? List.of() : listed;
    }

    Span at() {
        return node.at();
    }

    /** Where the value of an element stands, or the statement that lacks it. */
    Span at(String element) {
        Json value = node.get(element);
        return value == null ? at() : value.at();
    }

    boolean isDeny() {
        return effect != null && effect.value().equals("Deny");
    }

    boolean hasExactEffect() {
        return effect != null
                && (effect.value().equals("Allow") || effect.value().equals("Deny"));
    }
}
