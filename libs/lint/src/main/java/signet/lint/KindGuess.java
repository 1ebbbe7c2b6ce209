package signet.lint;

import java.util.List;
import signet.policy.PolicyKind;

/** Tells from a document's contents what kind of policy it is meant to be. */
public final class KindGuess {
    private KindGuess() {}

    /**
     * A trust policy where all actions are of {@code sts} and nothing names a resource; else a resource's policy where
     * principals are named, or an identity policy. Organizations' and endpoints' policies look like one of these.
     */
    public static PolicyKind of(String document) {
        Document read = new DocumentReader(PolicyKind.RESOURCE, document, new Meanings(), new Report()).read();
        List<Statement> statements = read == null ? List.of() : read.statements();
        boolean trust = !statements.isEmpty()
                && statements.stream().allMatch(statement -> statement.resource() == null && statement.isOf("sts"));
        if (trust) {
            return PolicyKind.TRUST;
        }
        boolean named = statements.stream().anyMatch(statement -> statement.principal() != null);
        return named ? PolicyKind.RESOURCE : PolicyKind.IDENTITY;
    }
}
