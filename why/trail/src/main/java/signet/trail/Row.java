package signet.trail;

/**
 * An event as it is kept.
 *
 * @param low the low half of its id
 * @param flags {@link #READ_ONLY} and {@link #DATA}
 * @param terms what it is found by, see {@link Terms}
 * @param json the CloudTrail record
 * @param decisions see {@link DecisionCodec}
 */
record Row(long position, long low, String account, int flags, String terms, String json, String decisions) {
    static final int READ_ONLY = 1;
    static final int DATA = 2;

    static int flags(boolean readOnly, EventCategory category) {
        return (readOnly ? READ_ONLY : 0) | (category == EventCategory.DATA ? DATA : 0);
    }
}
