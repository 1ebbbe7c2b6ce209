package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleTest {
    private static final String A = "172.31.0.4";
    private static final String B = "172.31.0.5";
    private static final Peer EVERYONE = new Peer.Range(Ipv4Range.ALL);

    private static boolean permits(Rule rule, ByteBuffer bytes) {
        Packet packet = assertInstanceOf(Packet.class, Packet.read(bytes, bytes.capacity()));
        return rule.permits(packet, Packets.number(A), Set.of("sg-web"));
    }

    @ParameterizedTest
    @CsvSource({"79, false", "80, true", "85, true", "90, true", "91, false"})
    void aRangeOfPortsIsAboutThePortThatIsCalled(int port, boolean permitted) {
        Rule rule = new Rule(Protocol.TCP, 80, 90, EVERYONE);

        assertEquals(permitted, permits(rule, Packets.tcp(A, 40_000, B, port, Packets.SYN)));
        assertFalse(permits(rule, Packets.tcp(A, 85, B, 22, Packets.SYN)), "the port of who calls is any");
        assertFalse(permits(rule, Packets.udp(A, 40_000, B, port)), "another protocol");
    }

    @Test
    void everyProtocolMeansEveryOne() {
        Rule rule = Rule.everything(EVERYONE);

        assertTrue(permits(rule, Packets.tcp(A, 1, B, 2, 0)));
        assertTrue(permits(rule, Packets.icmp(A, B, 8, 0, 1)));
        assertTrue(permits(rule, Packets.ip(A, B, 132, new byte[12])));
    }

    @Test
    void anotherProtocolIsNamedByItsNumberAndItsPortsDoNotMatter() {
        Rule rule = new Rule(50, 80, 80, EVERYONE);

        assertTrue(permits(rule, Packets.ip(A, B, 50, new byte[12])));
        assertFalse(permits(rule, Packets.ip(A, B, 51, new byte[12])));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, -1, 8, 0, true",
        "8, -1, 8, 0, true",
        "8, 0, 8, 0, true",
        "8, 1, 8, 0, false",
        "0, -1, 8, 0, false",
        "3, 4, 3, 4, true"
    })
    void anIcmpRuleIsAboutTypeAndCode(int from, int to, int type, int code, boolean permitted) {
        assertEquals(
                permitted, permits(new Rule(Protocol.ICMP, from, to, EVERYONE), Packets.icmp(A, B, type, code, 1)));
    }

    @Test
    void aGroupMeansItsMembersAndARangeItsAddresses() {
        ByteBuffer packet = Packets.udp(A, 1, B, 2);

        assertTrue(permits(Rule.everything(new Peer.Members("sg-web")), packet));
        assertFalse(permits(Rule.everything(new Peer.Members("sg-other")), packet));
        assertTrue(permits(
                Rule.everything(new Peer.Range(Ipv4Range.parse(A + "/32").orElseThrow())), packet));
        assertFalse(permits(
                Rule.everything(new Peer.Range(Ipv4Range.parse(B + "/32").orElseThrow())), packet));
    }

    @Test
    void allTrafficIsEveryPortWithEveryone() {
        assertTrue(Rule.everything(EVERYONE).permitsAllOf(Protocol.TCP));
        assertTrue(new Rule(Protocol.TCP, 0, 65_535, EVERYONE).permitsAllOf(Protocol.TCP));
        assertFalse(new Rule(Protocol.TCP, 1, 65_535, EVERYONE).permitsAllOf(Protocol.TCP));
        assertFalse(new Rule(Protocol.UDP, 0, 65_535, EVERYONE).permitsAllOf(Protocol.TCP));
        assertFalse(Rule.everything(new Peer.Members("sg-1")).permitsAllOf(Protocol.TCP));
    }

    @Test
    void whatIsNoPortOrProtocolMakesNoRule() {
        assertThrows(IllegalArgumentException.class, () -> new Rule(256, 0, 0, EVERYONE));
        assertThrows(IllegalArgumentException.class, () -> new Rule(6, 0, 65_536, EVERYONE));
        assertThrows(IllegalArgumentException.class, () -> new Rule(6, -2, 0, EVERYONE));
    }
}
