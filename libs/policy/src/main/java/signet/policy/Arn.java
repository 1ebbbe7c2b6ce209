package signet.policy;

/** The six colon-separated segments of an Amazon Resource Name; the last may hold more colons. */
final class Arn {
    static final int SEGMENTS = 6;

    private Arn() {}

    static boolean isArn(String text) {
        return text.startsWith("arn:") && lastColon(text) >= 0;
    }

    /** Offset of the colon before the sixth segment, or -1. */
    static int lastColon(String text) {
        int colon = -1;
        for (int i = 0; i < SEGMENTS - 1; i++) {
            colon = text.indexOf(':', colon + 1);
            if (colon < 0) {
                return -1;
            }
        }
        return colon;
    }

    /** Offsets of the first five colons; -1 for each that is missing. */
    static int[] colons(String text) {
        int[] colons = new int[SEGMENTS - 1];
        int from = 0;
        for (int i = 0; i < colons.length; i++) {
            int colon = from < 0 ? -1 : text.indexOf(':', from);
            colons[i] = colon;
            from = colon < 0 ? -1 : colon + 1;
        }
        return colons;
    }
}
