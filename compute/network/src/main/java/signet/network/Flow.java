package signet.network;

/**
 * A flow as one of its ends sees it; both directions are the same flow.
 *
 * @param localPort 0 for a protocol without ports
 */
record Flow(int protocol, int remote, int localPort, int remotePort) {

    /** As its sender sees it. */
    static Flow ofSender(Packet packet) {
        return new Flow(packet.protocol(), packet.destination(), packet.sourcePort(), packet.destinationPort());
    }

    /** As its receiver sees it. */
    static Flow ofReceiver(Packet packet) {
        return new Flow(packet.protocol(), packet.source(), packet.destinationPort(), packet.sourcePort());
    }
}
