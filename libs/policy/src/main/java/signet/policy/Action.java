package signet.policy;

import org.jspecify.annotations.Nullable;

/** An action's name made ready for comparison: in lower case, split at its colon. Equal by that name. */
final class Action {
    /** Longer names are real actions' nowhere, and are not kept. */
    private static final int LONGEST_KEPT = 128;

    private static final Memo<String, Action> KNOWN = new Memo<>(2_048);

    private final String name;
    private final int colon;
    private final String prefix;
    private final boolean callerIdentity;
    private final boolean resourceControlled;

    private Action(String text) {
        this.name = Context.lower(text);
        this.colon = name.indexOf(':');
        this.prefix = name.substring(0, colon);
        this.callerIdentity = name.equals("sts:getcalleridentity");
        this.resourceControlled = ResourceControlServices.support(prefix);
    }

    /** The action of this text, which has its colon between a prefix and a name. */
    static Action of(String text) {
        Action known = KNOWN.known(text);
        if (known != null) {
            return known;
        }
        return text.length() > LONGEST_KEPT ? new Action(text) : KNOWN.put(text, new Action(text));
    }

    /** Prefix and name in lower case. */
    String name() {
        return name;
    }

    int colon() {
        return colon;
    }

    /** The service prefix in lower case. */
    String prefix() {
        return prefix;
    }

    /** Whether it is {@code sts:GetCallerIdentity}, which needs no permission. */
    boolean isCallerIdentity() {
        return callerIdentity;
    }

    /** Whether resource control policies reach it. */
    boolean isResourceControlled() {
        return resourceControlled;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Action action && name.equals(action.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
