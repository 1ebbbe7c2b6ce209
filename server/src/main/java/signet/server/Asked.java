package signet.server;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import signet.authz.Caller;
import signet.model.AwsError;
import signet.policy.Context;
import signet.reasoning.Subjects;
import signet.reasoning.UnknownSubjectException;
import signet.snapshot.View;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question as it was put.
 *
 * @param body a JSON object
 */
record Asked(ObjectNode body) {
    /**
     * A member that has to be there.
     *
     * @throws AwsError if it is not, or is no text
     */
    String text(String member) {
        return optional(member).orElseThrow(() -> OwnBodies.invalid("the question needs " + member + ", a text"));
    }

    /**
     * A member that may be left out.
     *
     * @throws AwsError if it is there and is no text
     */
    Optional<String> optional(String member) {
        JsonNode value = body.path(member);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isString() || value.asString().isEmpty()) {
            throw OwnBodies.invalid(member + " has to be a text that is not empty");
        }
        return Optional.of(value.asString());
    }

    /**
     * Condition keys, from a member that may be left out: an object of texts and lists of texts.
     *
     * @throws AwsError if it is something else
     */
    Context context(String member) {
        JsonNode keys = body.path(member);
        if (keys.isMissingNode() || keys.isNull()) {
            return Context.EMPTY;
        }
        if (!keys.isObject()) {
            throw OwnBodies.invalid(member + " has to be an object of condition keys");
        }
        Context.Builder context = Context.builder();
        keys.properties().forEach(key -> put(context, key.getKey(), key.getValue()));
        return context.build();
    }

    private static void put(Context.Builder context, String key, JsonNode value) {
        if (value.isString()) {
            context.put(key, value.asString());
        } else if (value.isArray()
                && StreamSupport.stream(value.spliterator(), false).allMatch(JsonNode::isString)) {
            context.put(
                    key,
                    StreamSupport.stream(value.spliterator(), false)
                            .map(JsonNode::asString)
                            .collect(Collectors.toList()));
        } else {
            throw OwnBodies.invalid("the condition key " + key + " has to be a text or a list of texts");
        }
    }

    /**
     * Whom the member {@code who} names.
     *
     * @throws AwsError if there is none, or no such principal
     */
    Caller subject(View view, Instant now, Caller asker) {
        try {
            return new Subjects(view, now).named(asker.account(), text("who"));
        } catch (UnknownSubjectException e) {
            throw OwnBodies.invalid(String.valueOf(e.getMessage()));
        }
    }
}
