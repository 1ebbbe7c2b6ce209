package signet.policy;

/** A request prepared once for all the statements it is compared with. */
final class Query {
    private static final int[] NO_COLONS = {};

    private final Request request;
    private final boolean hasBoundary;
    private final String action;
    private final int actionColon;
    private final String prefix;
    private final int[] colons;

    Query(Request request, boolean hasBoundary) {
        this.request = request;
        this.hasBoundary = hasBoundary;
        this.action = Context.lower(request.action());
        this.actionColon = action.indexOf(':');
        this.prefix = action.substring(0, actionColon);
        this.colons = request.resource().equals("*") ? NO_COLONS : Arn.colons(request.resource());
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

    /** Prefix and name in lower case. */
    String action() {
        return action;
    }

    int actionColon() {
        return actionColon;
    }

    /** The service prefix in lower case. */
    String prefix() {
        return prefix;
    }

    boolean hasBoundary() {
        return hasBoundary;
    }
}
