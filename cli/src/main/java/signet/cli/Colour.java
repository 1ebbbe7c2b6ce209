package signet.cli;

/** The terminal colours in use (ECMA-48, select graphic rendition). */
enum Colour {
    BOLD("1"),
    RED("31"),
    GREEN("32"),
    YELLOW("33"),
    CYAN("36");

    private final String code;

    Colour(String code) {
        this.code = code;
    }

    /** The text in this colour, or as it is where colours are not wanted. */
    String in(String text, boolean wanted) {
        return wanted ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
