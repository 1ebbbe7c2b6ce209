package signet.network;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The facts of an IPv4 packet that rules and connections are about (RFC 791, 792, 768, 9293).
 *
 * @param sourcePort of TCP and UDP; of an ICMP query the identifier, of its answer {@link #ANSWERER}; else 0
 * @param destinationPort as {@code sourcePort}, the other way round
 * @param flags TCP's flags; else 0
 * @param icmpType -1 if it isn't ICMP
 * @param icmpCode -1 if it isn't ICMP
 * @param cause of an ICMP error the packet that it complains about; else null
 */
record Packet(
        int source,
        int destination,
        int protocol,
        int sourcePort,
        int destinationPort,
        int flags,
        int icmpType,
        int icmpCode,
        @Nullable Packet cause)
        implements Reading {

    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;
    static final int ICMP_REDIRECT = 5;

    /** The port, as it were, of who answers ICMP queries: none of TCP's. */
    static final int ANSWERER = 0x10000;

    private static final int HEADER = 20;
    private static final int TCP_HEADER = 20;
    private static final int SHORT_HEADER = 8;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    /** Version 4 and a header without options. */
    private static final byte USUAL_FIRST_BYTE = 0x45;

    /** Reads the first {@code length} bytes of {@code bytes}, whose position is left alone. */
    static Reading read(ByteBuffer bytes, int length) {
        if (length < 1 || bytes.get(0) >>> 4 != 4) {
            return Drop.NOT_IPV4;
        }
        if (length < HEADER || (bytes.getShort(2) & 0xffff) != length) {
            return Drop.MALFORMED;
        }
        if ((bytes.get(0) & 0xf) * 4 != HEADER) {
            return (bytes.get(0) & 0xf) * 4 < HEADER ? Drop.MALFORMED : Drop.OPTIONS;
        }
        if ((bytes.getShort(6) & ~DO_NOT_FRAGMENT & 0xffff) != 0) {
            return Drop.FRAGMENT;
        }
        int protocol = bytes.get(9) & 0xff;
        int least = HEADER
                + switch (protocol) {
                    case Protocol.TCP -> TCP_HEADER;
                    case Protocol.UDP, Protocol.ICMP -> SHORT_HEADER;
                    default -> 0;
                };
        if (length < least) {
            return Drop.MALFORMED;
        }
        return protocol == Protocol.ICMP ? icmp(bytes, 0, cause(bytes, length)) : transport(bytes, 0, protocol);
    }

    private static Packet transport(ByteBuffer bytes, int at, int protocol) {
        boolean ports = protocol == Protocol.TCP || protocol == Protocol.UDP;
        return new Packet(
                bytes.getInt(at + 12),
                bytes.getInt(at + 16),
                protocol,
                ports ? bytes.getShort(at + HEADER) & 0xffff : 0,
                ports ? bytes.getShort(at + HEADER + 2) & 0xffff : 0,
                protocol == Protocol.TCP && at == 0 ? bytes.get(at + HEADER + 13) & 0xff : 0,
                -1,
                -1,
                null);
    }

    private static Packet icmp(ByteBuffer bytes, int at, @Nullable Packet cause) {
        int type = bytes.get(at + HEADER) & 0xff;
        int identifier = bytes.getShort(at + HEADER + 4) & 0xffff;
        return new Packet(
                bytes.getInt(at + 12),
                bytes.getInt(at + 16),
                Protocol.ICMP,
                isQuery(type) ? identifier : isAnswer(type) ? ANSWERER : 0,
                isQuery(type) ? ANSWERER : isAnswer(type) ? identifier : 0,
                0,
                type,
                bytes.get(at + HEADER + 1) & 0xff,
                cause);
    }

    /** Echo and time stamp. */
    private static boolean isQuery(int type) {
        return type == 8 || type == 13;
    }

    private static boolean isAnswer(int type) {
        return type == 0 || type == 14;
    }

    /** Unreachable, time exceeded, parameter problem. */
    private static boolean isError(int type) {
        return type == 3 || type == 11 || type == 12;
    }

    /** The packet whose beginning an ICMP error has in it; null if it has none or no usual one. */
    private static @Nullable Packet cause(ByteBuffer bytes, int length) {
        int at = HEADER + SHORT_HEADER;
        if (!isError(bytes.get(HEADER) & 0xff)
                || length < at + HEADER + SHORT_HEADER
                || bytes.get(at) != USUAL_FIRST_BYTE) {
            return null;
        }
        int protocol = bytes.get(at + 9) & 0xff;
        return protocol == Protocol.ICMP ? icmp(bytes, at, null) : transport(bytes, at, protocol);
    }

    /** A packet of the same flow the other way. */
    Packet reversed() {
        return new Packet(destination, source, protocol, destinationPort, sourcePort, flags, icmpType, icmpCode, cause);
    }

    /** Whether it asks for a new TCP connection. */
    boolean opens() {
        return protocol == Protocol.TCP && (flags & (SYN | ACK)) == SYN;
    }

    boolean has(int flag) {
        return (flags & flag) != 0;
    }
}
