package signet.cli;

/** Who types a command of the demonstration. */
enum Actor {
    /** The account's root user, the article's administrator. */
    ADMIN("admin"),
    /** The article's IAM user, with a key that the administrator made in an earlier step. */
    USER("ali");

    private final String label;

    Actor(String label) {
        this.label = label;
    }

    /** The name in the prompt. */
    String label() {
        return label;
    }
}
