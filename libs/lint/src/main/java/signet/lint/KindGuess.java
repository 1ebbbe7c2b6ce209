package signet.lint;

import java.util.List;
import java.util.Locale;
import signet.policy.PolicyKind;

/** Tells from a document's contents what kind of policy it is meant to be. */
public final class KindGuess {
    private KindGuess() {}

    /**
     * With principals it is a trust policy where all actions are of {@code sts} and nothing names a resource, else a resource's
     * policy; without, an identity policy. Organizations' and endpoints' policies look like one of these.
     */
    public static PolicyKind of(String document) {
        Document read = new DocumentReader(PolicyKind.RESOURCE, document, new Meanings(), new Report()).read();
        List<Statement> statements = read == null ? List.of() : read.statements();
        if (statements.stream().noneMatch(statement -> statement.principal() != null)) {
            return isTrust(statements) ? PolicyKind.TRUST : PolicyKind.IDENTITY;
        }
        return isTrust(statements) ? PolicyKind.TRUST : PolicyKind.RESOURCE;
    }

    private static boolean isTrust(List<Statement> statements) {
        return !statements.isEmpty()
                && statements.stream()
                        .allMatch(statement -> statement.resource() == null
                                && !statement.actions().isEmpty()
                                && statement.actions().stream()
                                        .allMatch(entry -> entry.value()
                                                .toLowerCase(Locale.ROOT)
                                                .startsWith("sts:")));
    }
}
