package signet.network;

/** The numbers of protocols that have ports or types (IANA, "Protocol Numbers"). */
public final class Protocol {
    /** In a rule: every protocol. */
    public static final int ALL = -1;

    /** ICMP. */
    public static final int ICMP = 1;

    /** TCP. */
    public static final int TCP = 6;

    /** UDP. */
    public static final int UDP = 17;

    private Protocol() {}
}
