package signet.network;

/** What becomes of a packet: it goes to a {@link Port}, or it is a {@link Drop}. */
public sealed interface Verdict permits Port, Drop {}
