package signet.policy;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements of one effect that cover an action, in the order in which they are named. */
final class Candidates {
    /** Of no more than so many, a look at each is the fastest way. */
    static final int FEW = 8;

    static final Candidates NONE = new Candidates(List.of(), List.of());

    private final Statement[] statements;
    /** Each statement's policy; empty when all are of one policy, which the asker knows. */
    private final SourcedPolicy[] policies;

    private @Nullable ResourceIndex byResource;

    Candidates(List<Statement> statements, List<SourcedPolicy> policies) {
        this.statements = statements.toArray(new Statement[0]);
        this.policies = policies.toArray(new SourcedPolicy[0]);
    }

    int size() {
        return statements.length;
    }

    Statement statement(int place) {
        return statements[place];
    }

    SourcedPolicy policy(int place) {
        return policies[place];
    }

    /** The place of the first statement that applies at one of these levels, or -1. */
    int first(Query query, int levelMask) {
        if (statements.length > FEW) {
            return index().first(query, levelMask);
        }
        for (int place = 0; place < statements.length; place++) {
            if ((statements[place].levelsOfCandidate(query) & levelMask) != 0) {
                return place;
            }
        }
        return -1;
    }

    /** Made when first needed, so that a list that is replaced by its like costs nothing; by several threads alike. */
    private ResourceIndex index() {
        ResourceIndex ready = byResource;
        if (ready == null) {
            ready = new ResourceIndex(statements);
            byResource = ready;
        }
        return ready;
    }

    boolean isSameList(Candidates other) {
        return Arrays.equals(statements, other.statements) && Arrays.equals(policies, other.policies);
    }
}
