package signet.userdata;

/** User data could not be read; its message is the line for the console. */
final class InvalidConfig extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidConfig(String message) {
        super(message);
    }
}
