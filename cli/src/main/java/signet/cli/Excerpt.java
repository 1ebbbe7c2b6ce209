package signet.cli;

/**
 * A part of a line as a terminal shows it, and what to print below it so that a mark stands under a span: tabs stay tabs, and a
 * wide character takes two columns.
 *
 * @param text the part of the line
 * @param indent what comes before the mark
 * @param mark a row of carets, one at least
 */
record Excerpt(String text, String indent, String mark) {
    private static final String MORE = "…";

    /**
     * The line around a span.
     *
     * @param width the most characters to show
     * @param before how many of them before the span, where the line is longer
     */
    static Excerpt of(String line, int start, int end, int width, int before) {
        int from = line.length() <= width ? 0 : boundary(line, Math.max(0, start - before));
        int to = boundary(line, Math.min(line.length(), from + width));
        int first = Math.clamp(start, from, to);
        int last = Math.clamp(end, first, to);
        StringBuilder indent = new StringBuilder(from > 0 ? " " : "");
        line.substring(from, first).codePoints().forEach(c -> indent.append(c == '\t' ? "\t" : " ".repeat(columns(c))));
        int marked =
                line.substring(first, last).codePoints().map(Excerpt::columns).sum();
        String text = (from > 0 ? MORE : "") + printable(line.substring(from, to)) + (to < line.length() ? MORE : "");
        return new Excerpt(text, indent.toString(), "^".repeat(Math.max(1, marked)));
    }

    /** Not between the halves of a character. */
    private static int boundary(String line, int at) {
        return at > 0 && at < line.length() && Character.isLowSurrogate(line.charAt(at)) ? at - 1 : at;
    }

    /** A file must not move the cursor or colour the screen. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints()
                .forEach(c -> printable.appendCodePoint(c != '\t' && Character.isISOControl(c) ? '\ufffd' : c));
        return printable.toString();
    }

    private static int columns(int c) {
        int type = Character.getType(c);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return isWide(c) ? 2 : 1;
    }

    private static boolean isWide(int c) {
        return (c >= 0x1100 && c <= 0x115f)
                || (c >= 0x2e80 && c <= 0xa4cf)
                || (c >= 0xac00 && c <= 0xd7a3)
                || (c >= 0xf900 && c <= 0xfaff)
                || (c >= 0xfe30 && c <= 0xfe6f)
                || (c >= 0xff00 && c <= 0xff60)
                || (c >= 0xffe0 && c <= 0xffe6)
                || (c >= 0x1f300 && c <= 0x1faff)
                || (c >= 0x20000 && c <= 0x3fffd);
    }
}
