package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static signet.network.Packets.ACK;
import static signet.network.Packets.SYN;
import static signet.network.Packets.SYN_ACK;
import static signet.network.World.A;
import static signet.network.World.ALL;
import static signet.network.World.B;
import static signet.network.World.C;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SwitchTest {
    private static final Rule FROM_MEMBERS_OF_A = Rule.everything(new Peer.Members("sg-" + A));

    private final World world = new World();

    @BeforeEach
    void attachThree() {
        world.attach(A);
        world.attach(B);
        world.attach(C);
        world.allow(A, List.of(), ALL);
        world.allow(B, List.of(FROM_MEMBERS_OF_A), ALL);
        world.allow(C, List.of(), List.of());
    }

    private Port b() {
        return world.port(B);
    }

    @Test
    void aPacketGoesToTheOneThatHasItsDestination() {
        assertSame(b(), world.send(A, Packets.tcp(A, 4000, B, 80, SYN)));
    }

    @Test
    void aPacketMustComeFromTheSendersOwnAddress() {
        assertEquals(Drop.SPOOFED, world.send(A, Packets.udp(C, 1, B, 2)));
        assertEquals(Drop.SPOOFED, world.send(A, Packets.udp("127.0.0.1", 1, B, 2)));
        assertEquals(Drop.SPOOFED, world.send(A, Packets.udp("0.0.0.0", 1, B, 2)));
        assertEquals(Drop.SPOOFED, world.send(A, Packets.udp(B, 1, B, 2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "172.31.255.255",
                "172.31.0.1",
                "0.0.0.0",
                "8.8.8.8",
                A
            })
    void toWhomNobodyIsInTheVpcNothingGoes(String destination) {
        assertEquals(Drop.NOBODY, world.send(A, Packets.udp(A, 1, destination, 2)));
    }

    @Test
    void anotherVpcMayHaveTheSameAddressAndIsOutOfReach() {
        Port twin = world.attach("vpc-2", A);
        world.attach("vpc-2", "172.31.0.9");

        assertEquals(Drop.NOBODY, world.send(A, Packets.udp(A, 1, "172.31.0.9", 2)));
        ByteBuffer packet = Packets.udp(A, 1, B, 2);
        assertEquals(Drop.NOBODY, world.decisions.route(twin, packet, packet.capacity()));
    }

    @Test
    void whatNoGroupLetsOutStays() {
        assertEquals(Drop.EGRESS, world.send(C, Packets.tcp(C, 1, B, 80, SYN)));
    }

    @Test
    void whatNoGroupLetsInDoesNotArrive() {
        assertEquals(Drop.INGRESS, world.send(B, Packets.tcp(B, 1, A, 80, SYN)));
        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 1, C, 80, SYN)));
    }

    @Test
    void whoIsInNoGroupReachesNobodyAndIsReachedByNobody() {
        world.groups(A);

        assertEquals(Drop.EGRESS, world.send(A, Packets.tcp(A, 1, B, 80, SYN)));
        world.allow(A, List.of(), ALL);
        world.groups(B);
        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 1, B, 80, SYN)));
    }

    @Test
    void theGroupsOfAnInterfaceAddUp() {
        world.groups(
                B,
                new SecurityGroup("sg-1", List.of(new Rule(Protocol.TCP, 80, 80, World.EVERYONE)), List.of()),
                new SecurityGroup("sg-2", List.of(new Rule(Protocol.TCP, 443, 443, World.EVERYONE)), List.of()));

        assertSame(b(), world.send(A, Packets.tcp(A, 1, B, 80, SYN)));
        assertSame(b(), world.send(A, Packets.tcp(A, 1, B, 443, SYN)));
        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 1, B, 22, SYN)));
    }

    @Test
    void anAnswerPassesWhateverTheRules() {
        world.allow(B, List.of(FROM_MEMBERS_OF_A), List.of());
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));

        assertSame(world.port(A), world.send(B, Packets.tcp(B, 80, A, 4000, SYN_ACK)));
        assertEquals(Drop.EGRESS, world.send(B, Packets.tcp(B, 80, A, 4001, SYN_ACK)), "another connection's");
        assertEquals(Drop.EGRESS, world.send(B, Packets.udp(B, 80, A, 4000)), "another protocol's");
    }

    @Test
    void theOtherSideMayNotOpenAConnectionInTheNameOfOne() {
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));

        assertEquals(Drop.INGRESS, world.send(B, Packets.tcp(B, 80, A, 4000, SYN)));
    }

    @Test
    void aPingIsAnsweredAndNotReturned() {
        world.send(A, Packets.icmp(A, B, 8, 0, 7));

        assertSame(world.port(A), world.send(B, Packets.icmp(B, A, 0, 0, 7)));
        assertEquals(Drop.INGRESS, world.send(B, Packets.icmp(B, A, 8, 0, 7)));
        assertEquals(Drop.INGRESS, world.send(B, Packets.icmp(B, A, 0, 0, 8)));
    }

    @Test
    void anErrorPassesIfItIsAboutAFlowOfTheReceiver() {
        ByteBuffer sent = Packets.udp(A, 5000, B, 9);
        world.send(A, sent);

        assertSame(world.port(A), world.send(B, Packets.error(B, A, 3, sent)));
        assertEquals(
                Drop.INGRESS, world.send(B, Packets.error(B, A, 3, Packets.udp(A, 5001, B, 9))), "of no flow of A's");
        assertEquals(
                Drop.INGRESS, world.send(B, Packets.error(B, A, 3, Packets.udp(A, 5000, C, 9))), "of a flow with C");
    }

    @Test
    void aRedirectGoesNowhereEvenWhereAllIsAllowed() {
        world.allow(B, ALL, ALL);

        assertEquals(Drop.REDIRECT, world.send(A, Packets.icmp(A, B, 5, 1, 0)));
    }

    @Test
    void aRuleThatIsTakenAwayLetsNothingNewIn() {
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));
        world.allow(B, List.of(), ALL);

        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 4001, B, 80, SYN)));
        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 4000, B, 80, SYN)), "not from the same port either");
    }

    @Test
    void aTrackedConnectionOutlivesItsRule() {
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));
        world.send(B, Packets.tcp(B, 80, A, 4000, SYN_ACK));
        world.allow(B, List.of(), List.of());

        assertSame(b(), world.send(A, Packets.tcp(A, 4000, B, 80, ACK)));
        assertSame(world.port(A), world.send(B, Packets.tcp(B, 80, A, 4000, ACK)));
    }

    @Test
    void anUntrackedConnectionEndsWithItsRule() {
        world.allow(A, ALL, ALL);
        world.allow(B, List.of(new Rule(Protocol.TCP, 80, 80, World.EVERYONE)), ALL);
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));
        world.send(B, Packets.tcp(B, 80, A, 4000, SYN_ACK));
        assertEquals(0, b().tracker().size());
        assertEquals(0, world.port(A).tracker().size());

        world.allow(B, List.of(), ALL);

        assertEquals(Drop.INGRESS, world.send(A, Packets.tcp(A, 4000, B, 80, ACK)));
    }

    @Test
    void whatIsNotForEveryoneOrHasNoWayBackForEveryoneIsTracked() {
        world.send(A, Packets.tcp(A, 4000, B, 80, SYN));
        assertEquals(1, b().tracker().size(), "from members");

        world.allow(B, ALL, List.of(new Rule(Protocol.TCP, 1024, 65_535, World.EVERYONE)));
        world.send(A, Packets.tcp(A, 4001, B, 80, SYN));
        assertEquals(2, b().tracker().size(), "not every port back");

        world.allow(B, ALL, ALL);
        world.send(A, Packets.icmp(A, B, 8, 0, 1));
        assertEquals(3, b().tracker().size(), "ICMP always");
    }

    @Test
    void onceAConnectionIsForgottenItsPacketsAskTheRulesAgain() {
        world.send(A, Packets.udp(A, 5000, B, 9));
        world.allow(B, List.of(), List.of());
        world.pass(Tracker.UDP_ONCE - 1);
        assertSame(b(), world.send(A, Packets.udp(A, 5000, B, 9)));

        world.pass(Tracker.UDP_ONCE);

        assertEquals(Drop.INGRESS, world.send(A, Packets.udp(A, 5000, B, 9)));
    }

    @Test
    void whoTakesOverAnAddressDoesNotTakeOverItsConnections() {
        world.send(A, Packets.udp(A, 5000, B, 9));
        world.decisions.detach(world.port(A));
        world.attach(A);
        world.groups(A, new SecurityGroup("sg-other", List.of(), ALL));

        assertEquals(Drop.INGRESS, world.send(A, Packets.udp(A, 5000, B, 9)));
    }

    @Test
    void aDetachedPortIsNobodyAndDetachingTwiceDoesNotHurtTheNext() {
        Port first = world.port(B);
        world.decisions.detach(first);
        assertEquals(Drop.NOBODY, world.send(A, Packets.udp(A, 1, B, 2)));

        Port second = world.attach(B);
        world.decisions.detach(first);

        assertSame(second, world.send(A, Packets.udp(A, 1, B, 2)));
    }

    @Test
    void anAddressIsGivenOnce() {
        assertThrows(IllegalStateException.class, () -> world.attach(A));
    }

    @Test
    void aFullTableStartsNothingNewButKeepsWhatItHas() {
        World small = new World(2);
        small.attach(A);
        small.attach(B);
        small.allow(A, ALL, ALL);
        small.allow(B, List.of(FROM_MEMBERS_OF_A), ALL);
        small.send(A, Packets.udp(A, 1, B, 2));
        small.send(A, Packets.udp(A, 2, B, 2));

        assertEquals(Drop.TRACKED_TOO_MANY, small.send(A, Packets.udp(A, 3, B, 2)));
        assertSame(small.port(B), small.send(A, Packets.udp(A, 1, B, 2)));

        small.pass(Tracker.UDP_STREAM);
        assertSame(small.port(B), small.send(A, Packets.udp(A, 3, B, 2)), "the old ones are over");
    }
}
