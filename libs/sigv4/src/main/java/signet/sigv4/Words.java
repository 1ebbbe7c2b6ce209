package signet.sigv4;

/** Splitting text at white space. */
final class Words {
    private Words() {}

    static String firstWord(String text) {
        String stripped = text.strip();
        for (int i = 0; i < stripped.length(); i++) {
            if (isSpace(stripped.charAt(i))) {
                return stripped.substring(0, i);
            }
        }
        return stripped;
    }

    /** Trims, and makes every run of blanks one space, as the canonical form of a header value wants. */
    static String collapse(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean pending = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSpace(c)) {
                pending = !out.isEmpty();
            } else {
                if (pending) {
                    out.append(' ');
                    pending = false;
                }
                out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }
}
