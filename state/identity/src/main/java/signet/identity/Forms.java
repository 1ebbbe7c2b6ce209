package signet.identity;

/** The forms that identifiers have (Organizations API Reference, "Data Types"). */
final class Forms {
    private Forms() {}

    static void require(String form, String text) {
        if (!text.matches(form)) {
            throw new IllegalArgumentException("\"" + text + "\" is not of the form " + form);
        }
    }
}
