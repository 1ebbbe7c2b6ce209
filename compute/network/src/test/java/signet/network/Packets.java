package signet.network;

import java.net.Inet4Address;
import java.nio.ByteBuffer;

/** Packets for tests, byte by byte. */
final class Packets {
    static final int SYN = Packet.SYN;
    static final int ACK = Packet.ACK;
    static final int SYN_ACK = Packet.SYN | Packet.ACK;
    static final int FIN_ACK = Packet.FIN | Packet.ACK;
    static final int RST = Packet.RST;

    private Packets() {}

    static int number(String address) {
        return ByteBuffer.wrap(Inet4Address.ofLiteral(address).getAddress()).getInt();
    }

    static ByteBuffer ip(String source, String destination, int protocol, byte[] payload) {
        ByteBuffer packet = ByteBuffer.allocate(20 + payload.length);
        packet.put((byte) 0x45).put((byte) 0).putShort((short) (20 + payload.length));
        packet.putShort((short) 1).putShort((short) 0x4000);
        packet.put((byte) 64).put((byte) protocol).putShort((short) 0);
        packet.putInt(number(source)).putInt(number(destination)).put(payload);
        return packet;
    }

    static ByteBuffer tcp(String source, int sourcePort, String destination, int port, int flags) {
        ByteBuffer header = ByteBuffer.allocate(20);
        header.putShort((short) sourcePort).putShort((short) port);
        header.put(12, (byte) 0x50).put(13, (byte) flags);
        return ip(source, destination, Protocol.TCP, header.array());
    }

    static ByteBuffer udp(String source, int sourcePort, String destination, int port) {
        ByteBuffer header = ByteBuffer.allocate(8);
        header.putShort((short) sourcePort).putShort((short) port).putShort((short) 8);
        return ip(source, destination, Protocol.UDP, header.array());
    }

    static ByteBuffer icmp(String source, String destination, int type, int code, int identifier) {
        ByteBuffer header = ByteBuffer.allocate(8);
        header.put((byte) type).put((byte) code).putShort((short) 0).putShort((short) identifier);
        return ip(source, destination, Protocol.ICMP, header.array());
    }

    /** An ICMP error about a packet. */
    static ByteBuffer error(String source, String destination, int type, ByteBuffer cause) {
        ByteBuffer message = ByteBuffer.allocate(8 + 28);
        message.put((byte) type).put((byte) 3).position(8);
        message.put(8, cause, 0, 28);
        return ip(source, destination, Protocol.ICMP, message.array());
    }
}
