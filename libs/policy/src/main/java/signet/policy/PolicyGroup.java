package signet.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Policies of which one must allow: those of a kind, or of one level of an organization. */
final class PolicyGroup {
    private final PolicyKind kind;
    private final List<SourcedPolicy> policies;
    private final @Nullable SourcedPolicy only;
    private final ActionMemo allows;
    private final ActionMemo denies;

    PolicyGroup(PolicyKind kind, List<SourcedPolicy> policies) {
        this.kind = kind;
        this.policies = policies;
        this.only = policies.size() == 1 ? policies.getFirst() : null;
        this.allows = new ActionMemo(Integer.MAX_VALUE, action -> together(Effect.ALLOW, action));
        this.denies = new ActionMemo(Integer.MAX_VALUE, action -> together(Effect.DENY, action));
    }

    PolicyKind kind() {
        return kind;
    }

    List<SourcedPolicy> policies() {
        return policies;
    }

    /** The first statement that allows at one of these levels: the policies' order first, then the document's. */
    Decision.@Nullable ByStatement grant(Query query, int levelMask) {
        Candidates candidates = candidates(Effect.ALLOW, query.action());
        int place = candidates.first(query, levelMask);
        return place < 0
                ? null
                : new Decision.ByStatement(kind, policy(candidates, place), candidates.statement(place));
    }

    boolean allows(Query query) {
        return candidates(Effect.ALLOW, query.action()).first(query, Principals.ANY_LEVEL) >= 0;
    }

    Decision.@Nullable ExplicitlyDenied denial(Query query) {
        Candidates candidates = candidates(Effect.DENY, query.action());
        int place = candidates.first(query, Principals.ANY_LEVEL);
        return place < 0
                ? null
                : new Decision.ExplicitlyDenied(kind, policy(candidates, place), candidates.statement(place));
    }

    private SourcedPolicy policy(Candidates candidates, int place) {
        return only == null ? candidates.policy(place) : only;
    }

    private Candidates candidates(Effect effect, Action action) {
        if (only != null) {
            return index(only, effect).of(action);
        }
        return policies.isEmpty() ? Candidates.NONE : (effect == Effect.ALLOW ? allows : denies).of(action);
    }

    private static ActionIndex index(SourcedPolicy policy, Effect effect) {
        return effect == Effect.ALLOW
                ? policy.policy().allows()
                : policy.policy().denies();
    }

    private Candidates together(Effect effect, Action action) {
        List<Statement> statements = new ArrayList<>();
        List<SourcedPolicy> owners = new ArrayList<>();
        for (SourcedPolicy policy : policies) {
            Candidates own = index(policy, effect).of(action);
            for (int place = 0; place < own.size(); place++) {
                statements.add(own.statement(place));
                owners.add(policy);
            }
        }
        return statements.isEmpty() ? Candidates.NONE : new Candidates(statements, owners);
    }
}
