package signet.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One entry of Resource or NotResource. Policy variables count in the sixth segment only. */
sealed interface ResourcePattern {
    enum Outcome {
        MATCH,
        NO_MATCH,
        UNRESOLVED
    }

    Outcome match(Query query);

    /** What every ARN that it matches begins with, but for the case of its head: the text before wildcards and variables. */
    default String prefix() {
        return "";
    }

    /** Whether only the ARN that is the whole prefix can match. */
    default boolean isExact() {
        return false;
    }

    default void addKeys(Set<String> keys) {}

    /** {@code *}: every resource, and the only entry that covers an action without resource type. */
    record Everything() implements ResourcePattern {
        @Override
        public Outcome match(Query query) {
            return Outcome.MATCH;
        }
    }

    /** An entry that can cover nothing, such as a short ARN without wildcard in a bucket policy. */
    record Nothing() implements ResourcePattern {
        @Override
        public Outcome match(Query query) {
            return Outcome.NO_MATCH;
        }
    }

    /** Without variables; {@code isBegun} when all that begins with the prefix, written alike, matches. */
    record Fixed(ArnPattern pattern, String prefix, boolean isExact, boolean isBegun) implements ResourcePattern {
        @Override
        public Outcome match(Query query) {
            return query.isArn()
                            && (isWrittenAlike(query.resource()) || pattern.matches(query.resource(), query.colons()))
                    ? Outcome.MATCH
                    : Outcome.NO_MATCH;
        }

        private boolean isWrittenAlike(String resource) {
            return isBegun ? resource.startsWith(prefix) : isExact && resource.equals(prefix);
        }
    }

    record WithVariables(ArnPattern head, Template tail, String prefix) implements ResourcePattern {
        @Override
        public Outcome match(Query query) {
            boolean matches = query.isArn()
                    && head.matchesHead(query.resource(), query.colons())
                    && tail.matches(query.context(), false, query.resource(), query.colons()[4] + 1, 0);
            if (matches) {
                return Outcome.MATCH;
            }
            return tail.isResolved(query.context()) ? Outcome.NO_MATCH : Outcome.UNRESOLVED;
        }

        @Override
        public void addKeys(Set<String> keys) {
            tail.addKeys(keys);
        }
    }

    /** An entry with the one variable that AWS does not take in a resource, which so has never a value. */
    record Unresolvable(Template tail) implements ResourcePattern {
        /** EC2 User Guide, "Policy structure": the key cannot be used as a variable in the Resource element. */
        static final String KEY = "ec2:sourceinstancearn";

        @Override
        public Outcome match(Query query) {
            return Outcome.UNRESOLVED;
        }

        @Override
        public void addKeys(Set<String> keys) {
            tail.addKeys(keys);
        }
    }

    static ResourcePattern parse(PolicyKind kind, String text, boolean variables) {
        if (text.equals("*")) {
            return new Everything();
        }
        int lastColon = Arn.lastColon(text);
        boolean shortArn = lastColon < 0;
        boolean strict = kind == PolicyKind.RESOURCE || kind == PolicyKind.ENDPOINT;
        if (shortArn && strict && !Glob.hasWildcard(text)) {
            return new Nothing();
        }
        if (!shortArn && variables) {
            Template tail = Template.parse(text.substring(lastColon + 1), true, true);
            if (tail.mentions(Unresolvable.KEY)) {
                return new Unresolvable(tail);
            }
            if (text.indexOf("${", lastColon) >= 0) {
                ArnPattern head = ArnPattern.of(Glob.wildcardCodes(text.substring(0, lastColon + 1)), true, true);
                return head == null ? new Nothing() : new WithVariables(head, tail, literalStart(text));
            }
        }
        @Nullable ArnPattern pattern = ArnPattern.of(Glob.wildcardCodes(text), true, true);
        String start = literalStart(text);
        return pattern == null
                ? new Nothing()
                : new Fixed(
                        pattern,
                        start,
                        !shortArn && start.length() == text.length(),
                        start.length() > lastColon
                                && !shortArn
                                && text.substring(start.length()).equals("*"));
    }

    private static String literalStart(String text) {
        int end = 0;
        while (end < text.length() && "*?$".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return text.substring(0, end);
    }
}
