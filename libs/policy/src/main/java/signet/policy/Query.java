package signet.policy;

import org.jspecify.annotations.Nullable;

/** A request prepared once for all the statements it is compared with. */
final class Query {
    private static final int[] NO_COLONS = {};

    private final Request request;
    private final boolean hasBoundary;
    private final Action action;
    private final int[] colons;
    /** Volatile, for the elements of an array are not published with it otherwise. */
    private volatile int @Nullable [] prefixHashes;

    Query(Request request, boolean hasBoundary) {
        this.request = request;
        this.hasBoundary = hasBoundary;
        this.action = Action.of(request.action());
        this.colons = request.resource().equals("*") ? NO_COLONS : Arn.colons(request.resource());
    }

    /**
     * The hash of each beginning of the resource, by its length. The case of the first five segments doesn't count in it, as
     * it doesn't in the comparison. Made when first needed; by several threads alike.
     */
    int[] prefixHashes() {
        int[] ready = prefixHashes;
        if (ready == null) {
            ready = ResourceIndex.hashes(resource(), colons[Arn.SEGMENTS - 2]);
            prefixHashes = ready;
        }
        return ready;
    }

    Request request() {
        return request;
    }

    Principal principal() {
        return request.principal();
    }

    Context context() {
        return request.context();
    }

    String resource() {
        return request.resource();
    }

    /** False for the resource {@code *}. */
    boolean isArn() {
        return colons.length > 0;
    }

    int[] colons() {
        return colons;
    }

    Action action() {
        return action;
    }

    /** The service prefix in lower case. */
    String prefix() {
        return action.prefix();
    }

    boolean hasBoundary() {
        return hasBoundary;
    }
}
