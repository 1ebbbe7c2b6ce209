package signet.network;

/** Why a packet goes nowhere. */
public enum Drop implements Verdict, Reading {
    /** It is no IPv4 packet, an IPv6 packet for example. */
    NOT_IPV4,
    /** It is shorter than it says or than its protocol's header, or longer than it says. */
    MALFORMED,
    /** It has header options, which can ask for another way than its address says. */
    OPTIONS,
    /** It is a part of a larger packet, of which it can't be told which rules are about it. */
    FRAGMENT,
    /** It does not come from the sender's own address. */
    SPOOFED,
    /** Nobody in the sender's VPC has its destination: another VPC, a multicast, the host, the rest of the world. */
    NOBODY,
    /** It would change where the receiver sends its packets (ICMP redirect). */
    REDIRECT,
    /** No group of the sender lets it out. */
    EGRESS,
    /** No group of the receiver lets it in. */
    INGRESS,
    /** The connection can't be followed, as the interface has as many as it may. */
    TRACKED_TOO_MANY
}
