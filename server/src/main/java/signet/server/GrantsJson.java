package signet.server;

import org.jspecify.annotations.Nullable;
import signet.policy.PolicyKind;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import signet.reasoning.AccessPattern;
import signet.reasoning.Change;
import signet.reasoning.ExtraAccess;
import signet.reasoning.Grants;
import signet.reasoning.Layers;
import signet.reasoning.Suggestion;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Suggested grants for programs:
 *
 * <pre>
 * {"suggestions": [
 *    {"changes": [{"deed": "add", "edit", "replace" or "remove", "kind", "policy": source or null, "level": number or null,
 *                  "words", "statements": [statement], "before": document or null, "after": document or null}],
 *     "extra": {"actions": number, "resources": number, "words": [line],
 *               "patterns": [{"actions": [action], "resources": [ARN], "circumstances": [words]}]}}],
 *  "beyond": why no policy can allow it, or null}
 * </pre>
 *
 * @param controls whether whole documents of an organization's policies are shown, and not only what changes in them
 */
record GrantsJson(boolean controls) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Adds what would allow a request to an answer about it. */
    void put(ObjectNode answer, Request request, Layers layers) {
        Grants.Answer grants = Grants.of(request, layers);
        ArrayNode suggestions = answer.putArray("suggestions");
        grants.suggestions().forEach(suggestion -> suggestion(suggestions.addObject(), suggestion));
        answer.put("beyond", grants.whyNone().orElse(null));
    }

    private void suggestion(ObjectNode node, Suggestion suggestion) {
        ArrayNode changes = node.putArray("changes");
        suggestion.changes().forEach(change -> change(changes.addObject(), change));
        extra(node.putObject("extra"), suggestion.extra());
    }

    private void change(ObjectNode node, Change change) {
        node.put("deed", change.deed().word())
                .put("kind", change.kind().key())
                .put("policy", change.source().orElse(null))
                .put("level", change.level() < 0 ? null : change.level())
                .put("words", change.words());
        ArrayNode statements = node.putArray("statements");
        change.statements().forEach(text -> statements.add(JSON.readTree(text)));
        node.put("before", shown(change, change.before())).put("after", shown(change, change.after()));
    }

    private @Nullable String shown(Change change, @Nullable SourcedPolicy policy) {
        boolean control = change.kind() == PolicyKind.SERVICE_CONTROL || change.kind() == PolicyKind.RESOURCE_CONTROL;
        return policy == null || (control && !controls) ? null : policy.policy().document();
    }

    private static void extra(ObjectNode node, ExtraAccess extra) {
        node.put("actions", extra.actions()).put("resources", extra.resources());
        ArrayNode words = node.putArray("words");
        extra.words().forEach(words::add);
        ArrayNode patterns = node.putArray("patterns");
        for (AccessPattern pattern : extra.patterns()) {
            ObjectNode each = patterns.addObject();
            ArrayNode actions = each.putArray("actions");
            pattern.actions().forEach(actions::add);
            ArrayNode resources = each.putArray("resources");
            pattern.resources().forEach(resources::add);
            ArrayNode circumstances = each.putArray("circumstances");
            pattern.circumstances().forEach(circumstances::add);
        }
    }
}
