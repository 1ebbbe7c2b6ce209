package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.instance.DirectoryTree;
import signet.instance.InstanceRunner;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;
import signet.network.Ipv4Range;
import signet.network.Peer;
import signet.network.Protocol;
import signet.network.Rule;
import signet.network.SecurityGroup;

/** Three instances with a network between them: two of one VPC, and a third of another that has the address of a fourth. */
@Tag("slow")
@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class NetworkTest {

    private static final Peer EVERYONE = new Peer.Range(Ipv4Range.ALL);
    private static final SecurityGroup OPEN = new SecurityGroup(
            "sg-open", List.of(Rule.everything(new Peer.Members("sg-open"))), List.of(Rule.everything(EVERYONE)));
    private static final SecurityGroup SHUT = new SecurityGroup("sg-shut", List.of(), OPEN.egress());
    private static final Map<String, List<SecurityGroup>> MEMBERSHIPS = new ConcurrentHashMap<>();

    private static Path parent = Path.of("");
    private static InstanceRunner runner = new ProcessRunner("");
    private static RunningInstance one;
    private static RunningInstance two;
    private static RunningInstance elsewhere;
    private static ServerSocket host;

    @BeforeAll
    static void startAll() throws Exception {
        var obstacle = InstanceRunners.obstacle().or(InstanceRunners::networkObstacle);
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no network on this host: " + obstacle.orElse(""));
        parent = Files.createTempDirectory("signet-network");
        host = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        String path = System.getenv().getOrDefault("PATH", "");
        RunnerSettings settings = new RunnerSettings(RunnerSettings.Mode.SANDBOX, path, List.of());
        runner = InstanceRunners.choose(settings, id -> MEMBERSHIPS.getOrDefault(id, List.of()))
                .runner();
        one = start(1, "vpc-1");
        two = start(2, "vpc-1");
        elsewhere = start(3, "vpc-2");
        for (RunningInstance instance : List.of(one, two, elsewhere)) {
            listen(instance);
        }
    }

    private static RunningInstance start(int number, String vpc) throws Exception {
        Instances.Recipe recipe = new Instances.Recipe(parent, number).in(vpc).door(Instances.imds("imds-" + number));
        return runner.start(recipe.spec());
    }

    @AfterAll
    static void end() throws Exception {
        runner.close();
        if (host != null) {
            host.close();
        }
        DirectoryTree.delete(parent);
    }

    @BeforeEach
    void allAreInTheOpenGroup() {
        for (int number = 1; number <= 9; number++) {
            MEMBERSHIPS.put(Instances.id(number), List.of(OPEN));
        }
    }

    private static void listen(RunningInstance instance) throws Exception {
        Instances.ask(instance, "rm -f /tmp/listening");
        run(instance, """
                s = socket.create_server(("", 8000)); open("/tmp/listening", "w")
                while True:
                    c, peer = s.accept(); c.sendall(("hello " + peer[0]).encode()); c.close()
                """);
        await(instance, "[ -e /tmp/listening ]");
    }

    /** Starts a program in Python and leaves it running. */
    private static void run(RunningInstance instance, String program) throws Exception {
        Instances.ask(
                instance,
                "cat >/tmp/program <<'E'\nimport os, socket, time\n" + program + "\nE\ncp /tmp/program /tmp/$$\n"
                        + "setsid python3 /tmp/$$ >/tmp/log 2>&1 &");
    }

    private static void await(RunningInstance instance, String condition) throws Exception {
        Instances.ask(
                instance,
                "for i in $(seq 200); do if " + condition
                        + "; then exit 0; fi; sleep 0.05; done; cat /tmp/log; exit 1");
    }

    private static String say(String address, int port) {
        return say(address, port, 3);
    }

    private static String say(String address, int port, int patienceSeconds) {
        return "timeout " + patienceSeconds + " bash -c 'cat </dev/tcp/" + address + "/" + port + "'";
    }

    private static boolean reaches(RunningInstance from, int to) throws Exception {
        return Instances.sh(from, say("172.31.0." + to, 8000)).output().startsWith("hello");
    }

    @Test
    void membersOfAGroupThatAllowsItsMembersReachEachOtherByTheirPrivateAddresses() throws Exception {
        assertEquals("hello 172.31.0.1", Instances.ask(one, say("172.31.0.2", 8000)));
        assertEquals("hello 172.31.0.2", Instances.ask(two, say("172.31.0.1", 8000)));
    }

    @Test
    void aGroupWithoutIngressLetsNobodyIn() throws Exception {
        MEMBERSHIPS.put(Instances.id(2), List.of(SHUT));

        assertFalse(reaches(one, 2));
        assertFalse(reaches(two, 1), "as it is no member of the group that the other lets in");
    }

    @Test
    void aRuleIsAboutOnePortAndHoldsAtOnce() throws Exception {
        Rule web = new Rule(Protocol.TCP, 8000, 8000, new Peer.Members("sg-open"));
        MEMBERSHIPS.put(Instances.id(2), List.of(SHUT));
        assertFalse(reaches(one, 2));

        MEMBERSHIPS.put(Instances.id(2), List.of(new SecurityGroup("sg-web", List.of(web), List.of())));
        assertTrue(reaches(one, 2));

        MEMBERSHIPS.put(Instances.id(2), List.of(SHUT));
        assertFalse(reaches(one, 2));
    }

    @Test
    void aConnectionOutlivesTheRuleThatLetItInAndANewOneDoesNotBegin() throws Exception {
        run(two, """
                s = socket.create_server(("", 8001)); open("/tmp/echoing", "w"); c, _ = s.accept()
                while True: c.sendall(c.recv(100))
                """);
        await(two, "[ -e /tmp/echoing ]");
        run(one, """
                s = socket.create_connection(("172.31.0.2", 8001)); s.sendall(b"abc"); open("/tmp/first", "wb").write(s.recv(3))
                while not os.path.exists("/tmp/go"): time.sleep(0.05)
                s.sendall(b"def"); open("/tmp/second", "wb").write(s.recv(3))
                """);
        await(one, "grep -q abc /tmp/first");

        MEMBERSHIPS.put(Instances.id(2), List.of(SHUT));

        assertFalse(reaches(one, 2));
        Instances.ask(one, "touch /tmp/go");
        await(one, "grep -q def /tmp/second");
    }

    @Test
    void anotherVpcIsOutOfReachWhateverItsGroups() throws Exception {
        assertFalse(reaches(one, 3));
        assertFalse(reaches(elsewhere, 1));
        assertFalse(reaches(elsewhere, 2));
    }

    @Test
    void itsInterfaceIsWhatTheApiSaysOfIt() throws Exception {
        Assumptions.assumeTrue(Instances.sh(one, "command -v ip").status() == 0, "no ip here");

        String address = Instances.ask(one, "ip -o -4 addr show dev eth0");
        String routes = Instances.ask(one, "ip -4 route");

        assertTrue(address.contains("inet 172.31.0.1/20 "), address);
        assertTrue(routes.contains("172.31.0.0/20 dev eth0"), routes);
        assertTrue(routes.contains("172.31.0.0/16 via 172.31.0.1 dev eth0"), routes);
        assertFalse(routes.contains("default"), routes);
        assertTrue(Instances.ask(one, "ip -o link show dev eth0").contains("mtu 9001"));
        assertFalse(Instances.ask(one, "ip -o -4 addr show dev lo").contains("172.31."), "it is the interface's alone");
        assertEquals("", Instances.ask(one, "ip -o -6 addr show dev eth0"));
    }

    @Test
    void itCanNotReconfigureItsInterface() throws Exception {
        Assumptions.assumeTrue(Instances.sh(one, "command -v ip").status() == 0, "no ip here");

        for (String change : List.of(
                "ip addr add 172.31.0.2/20 dev eth0",
                "ip addr del 172.31.0.1/20 dev eth0",
                "ip link set eth0 down",
                "ip link set eth0 mtu 1500",
                "ip route add default via 172.31.0.1",
                "ip tuntap add t0 mode tun")) {
            assertNotEquals(0, Instances.sh(one, change).status(), change);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " :: ", quoteCharacter = '`', textBlock = """
            the neighbour's metadata behind its address :: 172.31.0.2 :: 80
            its own metadata by the interface :: 172.31.0.1 :: 80
            the router that there is not :: 172.31.0.9 :: 80
            another subnet of the VPC :: 172.31.200.7 :: 80
            the broadcast of the subnet :: 172.31.15.255 :: 8000
            a multicast :: 224.0.0.1 :: 8000
            the world :: 192.0.2.1 :: 80
            another private network :: 10.0.0.1 :: 80
            """)
    void thereIsNothingElseToReach(String what, String address, int port) throws Exception {
        Instances.Outcome outcome = Instances.sh(one, say(address, port));

        assertNotEquals(0, outcome.status(), what + " → " + outcome);
        assertEquals("", outcome.output(), what);
        assertEquals("imds-1", Instances.ask(one, "curl -s http://169.254.169.254/"));
        assertEquals("imds-2", Instances.ask(two, "curl -s http://169.254.169.254/"));
    }

    @Test
    void whatTheHostHasOnLoopbackIsNotThere() throws Exception {
        assertNotEquals(
                0, Instances.sh(one, say("127.0.0.1", host.getLocalPort())).status());
        assertNotEquals(
                0, Instances.sh(one, say("172.31.0.2", host.getLocalPort())).status());
    }

    /** Sends a datagram by hand: only so can it have any source and destination. */
    private static String raw(String source, String destination, String text) {
        return """
                python3 - <<'E'
                import socket, struct
                data = b"%s"
                udp = struct.pack("!HHHH", 5000, 9000, 8 + len(data), 0) + data
                ip = struct.pack("!BBHHHBBH4s4s", 0x45, 0, 20 + len(udp), 1, 0, 64, 17, 0, socket.inet_aton("%s"), socket.inet_aton("%s"))
                total = sum(struct.unpack("!10H", ip))
                total = (total & 0xffff) + (total >> 16)
                ip = ip[:10] + struct.pack("!H", ~(total + (total >> 16)) & 0xffff) + ip[12:]
                s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0)
                s.bind(("eth0", 0x0800))
                s.send(ip + udp)
                E
                """.formatted(text, source, destination);
    }

    @Test
    void aForgedSourceIsDroppedAndTheNeighbourSeesNothingOfIt() throws Exception {
        run(two, """
                s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.bind(("", 9000)); open("/tmp/ready", "w")
                while True:
                    d, a = s.recvfrom(99)
                    with open("/tmp/got", "a") as f: f.write(a[0] + " " + d.decode() + "\\n")
                """);
        await(two, "[ -e /tmp/ready ]");

        Instances.ask(one, raw("172.31.0.4", "172.31.0.2", "forged"));
        Instances.ask(one, raw("127.0.0.1", "172.31.0.2", "loopback"));
        Instances.ask(one, raw("169.254.169.254", "172.31.0.2", "metadata"));
        Instances.ask(one, raw("172.31.0.1", "127.0.0.1", "inside"));
        Instances.ask(one, raw("172.31.0.1", "255.255.255.255", "all"));
        Instances.ask(one, raw("172.31.0.1", "172.31.15.255", "subnet"));
        Instances.ask(one, raw("172.31.0.1", "172.31.0.2", "honest"));

        await(two, "grep -q honest /tmp/got");
        assertEquals("172.31.0.1 honest", Instances.ask(two, "cat /tmp/got"));
    }

    @Test
    void aFloodTakesNobodyElsesPlace() throws Exception {
        RunningInstance flooder = start(5, "vpc-1");
        try {
            for (int i = 0; i < 2; i++) {
                run(flooder, """
                        s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                        while True: s.sendto(b"x" * 1000, ("172.31.0.2", 9))
                        """);
            }

            // What is dropped on the way is sent again, a second later or more.
            for (int attempt = 0; attempt < 5; attempt++) {
                assertTrue(
                        Instances.sh(one, say("172.31.0.2", 8000, 30)).output().startsWith("hello"));
            }
        } finally {
            flooder.stop(InstanceRunnerContract.GRACE);
        }
        assertTrue(reaches(one, 2));
    }

    @Test
    void aStoppedInstanceIsGoneFromTheNetworkAndBackWhenItStarts() throws Exception {
        RunningInstance first = start(6, "vpc-1");
        listen(first);
        assertTrue(reaches(one, 6));

        first.stop(InstanceRunnerContract.GRACE);
        assertFalse(reaches(one, 6));

        RunningInstance again =
                runner.start(new Instances.Recipe(parent, 6).in("vpc-1").again().spec());
        try {
            listen(again);
            assertTrue(reaches(one, 6));
            assertTrue(reaches(again, 1));
        } finally {
            again.stop(InstanceRunnerContract.GRACE);
        }
    }
}
