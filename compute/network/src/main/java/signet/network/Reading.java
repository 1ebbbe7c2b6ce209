package signet.network;

/** What bytes are: a {@link Packet}, or why they are none that may go on. */
sealed interface Reading permits Packet, Drop {}
