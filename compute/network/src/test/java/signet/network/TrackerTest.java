package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.network.Packets.ACK;
import static signet.network.Packets.FIN_ACK;
import static signet.network.Packets.RST;
import static signet.network.Packets.SYN;
import static signet.network.Packets.SYN_ACK;
import static signet.network.World.A;
import static signet.network.World.B;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

final class TrackerTest {
    private final Tracker tracker = new Tracker(4);
    private long now = -5;

    private static Packet packet(ByteBuffer bytes) {
        return assertInstanceOf(Packet.class, Packet.read(bytes, bytes.capacity()));
    }

    private static Packet out(int flags) {
        return packet(Packets.tcp(A, 4000, B, 80, flags));
    }

    private static Packet in(int flags) {
        return packet(Packets.tcp(B, 80, A, 4000, flags));
    }

    private boolean sends(Packet packet) {
        return tracker.carries(Flow.ofSender(packet), packet, true, now);
    }

    private boolean receives(Packet packet) {
        return tracker.carries(Flow.ofReceiver(packet), packet, false, now);
    }

    private void begin(Packet packet) {
        assertTrue(tracker.begin(Flow.ofSender(packet), packet, true, now));
    }

    private boolean isKnownAfter(Packet packet, long nanos) {
        return tracker.knows(Flow.ofSender(packet), now + nanos);
    }

    @Test
    void aConnectionThatWasNotAnsweredIsSoonForgotten() {
        begin(out(SYN));

        assertTrue(isKnownAfter(out(0), Tracker.TCP_OPENING - 1));
        assertFalse(isKnownAfter(out(0), Tracker.TCP_OPENING));
    }

    @Test
    void anEstablishedConnectionIsKeptForDays() {
        begin(out(SYN));
        assertTrue(receives(in(SYN_ACK)));
        assertTrue(sends(out(ACK)));

        assertTrue(isKnownAfter(out(0), Tracker.TCP_ESTABLISHED - 1));
        assertFalse(isKnownAfter(out(0), Tracker.TCP_ESTABLISHED));
    }

    @Test
    void aConnectionIsOverWhenBothHaveEndedIt() {
        begin(out(SYN));
        receives(in(SYN_ACK));
        sends(out(FIN_ACK));
        assertTrue(isKnownAfter(out(0), Tracker.TCP_CLOSING + 1), "one half is open");

        receives(in(FIN_ACK));

        assertTrue(isKnownAfter(out(0), Tracker.TCP_CLOSING - 1));
        assertFalse(isKnownAfter(out(0), Tracker.TCP_CLOSING));
    }

    @Test
    void aResetEndsAConnectionAtOnce() {
        begin(out(SYN));
        receives(in(SYN_ACK));
        receives(in(RST));

        assertFalse(isKnownAfter(out(0), Tracker.TCP_CLOSING));
    }

    @Test
    void datagramsBackAndForthAreAStream() {
        Packet query = packet(Packets.udp(A, 5000, B, 53));
        Packet answer = packet(Packets.udp(B, 53, A, 5000));
        begin(query);
        receives(answer);
        assertFalse(isKnownAfter(query, Tracker.UDP_ONCE), "one question and its answer");

        sends(query);
        receives(answer);

        assertTrue(isKnownAfter(query, Tracker.UDP_STREAM - 1));
        assertFalse(isKnownAfter(query, Tracker.UDP_STREAM));
    }

    @Test
    void datagramsInOneDirectionAreNoStreamHoweverMany() {
        Packet datagram = packet(Packets.udp(A, 5000, B, 53));
        begin(datagram);
        for (int i = 0; i < 100; i++) {
            sends(datagram);
        }

        assertFalse(isKnownAfter(datagram, Tracker.UDP_ONCE));
    }

    @Test
    void otherProtocolsAreKnownByTheirNumberForTenMinutes() {
        Packet packet = packet(Packets.ip(A, B, 50, new byte[8]));
        begin(packet);

        assertTrue(isKnownAfter(packet, Tracker.OTHER - 1));
        assertFalse(isKnownAfter(packet, Tracker.OTHER));
        assertFalse(isKnownAfter(packet(Packets.ip(A, B, 51, new byte[8])), 0));
    }

    @Test
    void whatIsOverIsNotCarried() {
        begin(out(SYN));
        now += Tracker.TCP_OPENING;

        assertFalse(sends(out(ACK)));
        assertEquals(0, tracker.size());
    }

    @Test
    void aFullTableIsClearedNoMoreThanOnceASecond() {
        for (int port = 1; port <= 4; port++) {
            begin(packet(Packets.udp(A, port, B, 1)));
        }
        Packet fifth = packet(Packets.udp(A, 5, B, 1));
        assertFalse(tracker.begin(Flow.ofSender(fifth), fifth, true, now));
        now += Tracker.UDP_ONCE;

        assertTrue(tracker.begin(Flow.ofSender(fifth), fifth, true, now));
        assertEquals(1, tracker.size());
    }

    @Test
    void forgettingAnAddressForgetsNoOther() {
        begin(packet(Packets.udp(A, 1, B, 1)));
        begin(packet(Packets.udp(A, 1, "172.31.0.77", 1)));

        tracker.forget(Packets.number(B));

        assertEquals(1, tracker.size());
    }
}
