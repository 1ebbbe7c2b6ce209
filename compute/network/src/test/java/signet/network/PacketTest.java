package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PacketTest {
    private static final String A = "172.31.0.4";
    private static final String B = "172.31.0.5";

    private static Reading read(ByteBuffer bytes) {
        return Packet.read(bytes, bytes.capacity());
    }

    private static Packet packet(ByteBuffer bytes) {
        return assertInstanceOf(Packet.class, read(bytes));
    }

    @Test
    void aTcpPacketHasItsPortsAndFlags() {
        Packet packet = packet(Packets.tcp(A, 40_000, B, 443, Packets.SYN));

        assertEquals(
                new Packet(Packets.number(A), Packets.number(B), Protocol.TCP, 40_000, 443, Packets.SYN, -1, -1, null),
                packet);
        assertTrue(packet.opens());
        assertFalse(packet(Packets.tcp(A, 40_000, B, 443, Packets.SYN_ACK)).opens());
    }

    @Test
    void aDatagramHasItsPorts() {
        Packet packet = packet(Packets.udp(A, 65_535, B, 53));

        assertEquals(65_535, packet.sourcePort());
        assertEquals(53, packet.destinationPort());
        assertFalse(packet.opens());
    }

    @Test
    void whoAsksAndWhoAnswersInIcmpAreToldApart() {
        Packet query = packet(Packets.icmp(A, B, 8, 0, 77));
        Packet answer = packet(Packets.icmp(B, A, 0, 0, 77));
        Packet counterQuery = packet(Packets.icmp(B, A, 8, 0, 77));

        assertEquals(Flow.ofSender(query), Flow.ofReceiver(answer));
        assertFalse(Flow.ofSender(query).equals(Flow.ofReceiver(counterQuery)));
        assertEquals(8, query.icmpType());
        assertEquals(0, query.icmpCode());
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 11, 12})
    void anIcmpErrorNamesThePacketThatItIsAbout(int type) {
        ByteBuffer cause = Packets.udp(A, 5000, B, 9);

        Packet error = packet(Packets.error(B, A, type, cause));

        Packet named = Objects.requireNonNull(error.cause());
        assertEquals(Flow.ofSender(packet(cause)), Flow.ofSender(named));
    }

    @Test
    void whatIsNoErrorIsAboutNoPacket() {
        assertNull(packet(Packets.error(B, A, 8, Packets.udp(A, 5000, B, 9))).cause());
    }

    @Test
    void anErrorAboutAnErrorIsAboutNoFurtherPacket() {
        ByteBuffer inner = Packets.error(A, B, 3, Packets.udp(B, 1, A, 2));

        Packet named =
                Objects.requireNonNull(packet(Packets.error(B, A, 3, inner)).cause());

        assertNull(named.cause());
    }

    @Test
    void anErrorThatIsTooShortForItsCauseHasNone() {
        assertNull(packet(Packets.icmp(B, A, 3, 3, 0)).cause());
    }

    @Test
    void onlyIpv4GoesOn() {
        ByteBuffer ipv6 = Packets.udp(A, 1, B, 2).put(0, (byte) 0x60);

        assertEquals(Drop.NOT_IPV4, read(ipv6));
        assertEquals(Drop.NOT_IPV4, Packet.read(ByteBuffer.allocate(1), 0));
        assertEquals(Drop.NOT_IPV4, read(ByteBuffer.allocate(64)));
    }

    @Test
    void aPacketIsAsLongAsItSays() {
        ByteBuffer packet = Packets.udp(A, 1, B, 2);

        assertEquals(Drop.MALFORMED, Packet.read(packet, 27));
        assertEquals(Drop.MALFORMED, read(ByteBuffer.allocate(29).put(0, packet, 0, 28)));
        assertEquals(Drop.MALFORMED, Packet.read(packet, 19));
    }

    @Test
    void aProtocolsHeaderHasToBeThere() {
        assertEquals(Drop.MALFORMED, read(Packets.ip(A, B, Protocol.TCP, new byte[19])));
        assertEquals(Drop.MALFORMED, read(Packets.ip(A, B, Protocol.UDP, new byte[7])));
        assertEquals(Drop.MALFORMED, read(Packets.ip(A, B, Protocol.ICMP, new byte[7])));
        assertNotNull(packet(Packets.ip(A, B, 50, new byte[0])));
    }

    @Test
    void headerOptionsAreRefusedAndAHeaderBelowItsLeastSizeIsNone() {
        assertEquals(Drop.OPTIONS, read(Packets.tcp(A, 1, B, 2, 0).put(0, (byte) 0x46)));
        assertEquals(Drop.MALFORMED, read(Packets.tcp(A, 1, B, 2, 0).put(0, (byte) 0x44)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x2000, 0x0001, 0x1fff, 0x2001, 0x6000, 0x8000})
    void fragmentsAreRefusedTheFirstAmongThem(int flagsAndOffset) {
        assertEquals(Drop.FRAGMENT, read(Packets.udp(A, 1, B, 2).putShort(6, (short) flagsAndOffset)));
    }

    @Test
    void randomBytesAreReadOrRefusedAndNeverFail() {
        Random random = new Random(20_261_201);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 20 && random.nextInt(4) > 0) {
                // Otherwise hardly any would get far.
                bytes[0] = 0x45;
                bytes[2] = 0;
                bytes[3] = (byte) bytes.length;
                bytes[6] = 0;
                bytes[7] = 0;
                bytes[9] = (byte) new int[] {1, 6, 17, 50}[random.nextInt(4)];
                bytes[20] = (byte) new int[] {0, 3, 8, 11, 12}[random.nextInt(5)];
            }
            ByteBuffer buffer = ByteBuffer.wrap(bytes);

            if (Packet.read(buffer, bytes.length) instanceof Packet packet) {
                assertEquals(buffer.getInt(12), packet.source());
                assertEquals(buffer.getInt(16), packet.destination());
            }
            assertEquals(0, buffer.position());
        }
    }
}
