package signet.paths;

import signet.policy.Context;

/**
 * An access that a hop takes.
 *
 * @param resource an ARN, or {@code *}
 * @param keys the condition keys that the request would have besides those of its caller and its resource
 */
record Need(String action, String resource, Context keys) {
    static Need of(String action, String resource) {
        return new Need(action, resource, Context.EMPTY);
    }

    Need with(String key, String value) {
        return new Need(
                action, resource, keys.with(Context.builder().put(key, value).build()));
    }
}
