package signet.lint;

/** Looks for one kind of issue, or a few that belong together. */
@FunctionalInterface
interface Check {
    void check(Document document, Report report);

    /** A check that looks at each statement by itself. */
    @FunctionalInterface
    interface OfStatement {
        void check(Document document, Statement statement, Report report);
    }

    static Check each(OfStatement check) {
        return (document, report) ->
                document.statements().forEach(statement -> check.check(document, statement, report));
    }
}
