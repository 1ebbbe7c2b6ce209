package signet.lint;

/** A text is not JSON: what is wrong, and at which offset. */
final class JsonFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String sentence;
    private final int offset;

    JsonFault(String sentence, int offset) {
        super(sentence);
        this.sentence = sentence;
        this.offset = offset;
    }

    String sentence() {
        return sentence;
    }

    int offset() {
        return offset;
    }
}
