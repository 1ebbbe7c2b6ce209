package signet.lambda;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import signet.policy.Context;

/** The condition keys about the tags that a request sets or removes. */
final class TagKeys {
    private TagKeys() {}

    /** The tags that a function has. */
    static Context of(FunctionRecord function) {
        Context.Builder keys = Context.builder();
        function.tags().forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
        return keys.build();
    }

    static Context requested(Map<String, String> tags) {
        if (tags.isEmpty()) {
            return Context.EMPTY;
        }
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:RequestTag/" + key, value));
        return keys.put("aws:TagKeys", List.copyOf(tags.keySet())).build();
    }

    static Context removed(Collection<String> names) {
        return Context.builder().put("aws:TagKeys", List.copyOf(names)).build();
    }
}
