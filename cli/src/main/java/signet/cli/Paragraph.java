package signet.cli;

/** Text in lines of at most 100 columns. */
final class Paragraph {
    private static final int WIDTH = 100;

    private Paragraph() {}

    /** The text broken between words, each line behind as many spaces; a word that is too long stays whole. */
    static String of(int indent, String text) {
        return of(" ".repeat(indent), " ".repeat(indent), text);
    }

    /** The same, with the first line behind a text of its own. */
    static String of(String first, String next, String text) {
        StringBuilder lines = new StringBuilder();
        StringBuilder line = new StringBuilder(first);
        boolean any = false;
        for (String word : Excerpt.printable(text).split(" ", -1)) {
            if (any && line.codePointCount(0, line.length()) + 1 + word.codePointCount(0, word.length()) > WIDTH) {
                lines.append(line).append('\n');
                line = new StringBuilder(next);
                any = false;
            }
            line.append(any ? " " : "").append(word);
            any = true;
        }
        return lines.append(line).append('\n').toString();
    }
}
