package signet.policy;

/** Where a JSON value stands in its document: character offsets (end exclusive), lines and columns from 1. */
record Span(int start, int end, int line, int column, int endLine, int endColumn) {
    static final Span DOCUMENT = new Span(0, 0, 1, 1, 1, 1);
}
