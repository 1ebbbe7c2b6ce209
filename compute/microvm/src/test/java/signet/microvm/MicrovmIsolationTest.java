package signet.microvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.DirectoryTree;
import signet.instance.Door;
import signet.instance.InstanceRunner;
import signet.instance.InstanceStartException;
import signet.instance.Limits;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;

/** What one microVM can see and reach of the host, and its QEMU do. */
@Tag("slow")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MicrovmIsolationTest {

    private static final Limits LIMITS = new Limits(200, 1024, 256L << 20, 384L << 20);

    private static Path parent = Path.of("");
    private static InstanceRunner runner;
    private static RunningInstance instance;

    @BeforeAll
    static void boot() throws Exception {
        MicrovmSettings settings = MicrovmRunnerTest.settings();
        Microvms.obstacle(settings).ifPresent(obstacle -> Assumptions.abort("no microVMs on this host: " + obstacle));
        parent = Files.createTempDirectory("signet-microvms");
        runner = Microvms.open(settings);
        instance = runner.start(new Instances.Recipe(parent, 1)
                .limits(LIMITS)
                .door(Instances.imds("mine"))
                .spec());
    }

    @AfterAll
    static void end() throws Exception {
        if (runner != null) {
            runner.close();
            assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(parent.toString()));
            DirectoryTree.delete(parent);
        }
    }

    private static String ask(String script) throws Exception {
        return Instances.ask(instance, script);
    }

    private static void assertFails(String script) throws Exception {
        assertNotEquals(0, Instances.sh(instance, script).status(), script);
    }

    @Test
    void itsNameTellsWhatItIs() {
        assertEquals("microvm", runner.name());
    }

    @Test
    void nothingOfTheHostsNetworkIsReached() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            for (String address : List.of(QemuCommand.GATEWAY, "127.0.0.1", "169.254.169.253", "169.254.169.254")) {
                assertFails("curl -s --max-time 20 http://" + address + ":" + server.getLocalPort() + "/");
            }
        }
        assertFails("curl -s --max-time 20 http://192.0.2.7/");
        assertEquals("mine", ask("curl -s http://169.254.169.254/"));
    }

    @Test
    void itsAddressIsItsOwn() throws Exception {
        assertTrue(ask("cat /proc/net/fib_trie").contains("172.31.0.1"));
        assertEquals("eth0 lo", ask("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' ' | sort | xargs"));
    }

    @Test
    void theHostsSecretsAreNotThere() throws Exception {
        Path secret = Files.createTempFile("signet-host", ".txt");
        try {
            String home = System.getProperty("user.home");
            for (String path : List.of(
                    secret.toString(),
                    parent.toString(),
                    "/etc/shadow",
                    "/etc/sudoers",
                    "/etc/ssh",
                    "/boot",
                    home + "/.ssh",
                    home + "/.m2",
                    home + "/.aws")) {
                assertFails("test -e " + path);
            }
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void everythingCanBeWrittenAndTheHostSeesNothingOfIt() throws Exception {
        ask("echo mine >/usr/bin/signet-test && echo mine >/etc/signet-test && rm /usr/bin/who");

        assertEquals("mine", ask("cat /usr/bin/signet-test"));
        assertFalse(Files.exists(Path.of("/usr/bin/signet-test")));
        assertTrue(Files.exists(Path.of("/usr/bin/who")));
        assertFails("echo x >/.signet/x");
    }

    @Test
    void theDiskIsAsLargeAsItsLimit() throws Exception {
        assertFails("head -c 400000000 /dev/zero >$HOME/large");
        ask("rm $HOME/large");
        assertEquals(256L << 20, Files.size(parent.resolve("i-00000001/microvm/disk.img")));
    }

    @Test
    void itsMemoryIsItsTypes() throws Exception {
        long kibibytes = Long.parseLong(ask("sed -n 's/MemTotal: *\\([0-9]*\\).*/\\1/p' /proc/meminfo"));

        assertTrue(kibibytes < 384 << 10 && kibibytes > 256 << 10, Long.toString(kibibytes));
    }

    @Test
    void qemuHasNoPrivilegesAndAFilterOfItsSystemCalls() throws Exception {
        Map<String, String> status = Files.readAllLines(Path.of("/proc/" + instance.pid() + "/status")).stream()
                .map(line -> line.split(":\\s+", 2))
                .filter(fields -> fields.length == 2)
                .collect(Collectors.toMap(fields -> fields[0], fields -> fields[1]));

        assertEquals("1", status.get("NoNewPrivs"));
        assertEquals("2", status.get("Seccomp"));
        for (String set : List.of("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")) {
            assertEquals("0000000000000000", status.get(set), set);
        }
        boolean root = Files.getOwner(Path.of("/proc/self")).getName().equals("root");
        assertFalse(root && !mapped() && status.getOrDefault("Uid", "").startsWith("0\t"), status.toString());
    }

    private static boolean mapped() throws Exception {
        return !Pattern.compile("\\s+0\\s+0\\s+4294967295\\s*")
                .matcher(Files.readString(Path.of("/proc/self/uid_map")))
                .matches();
    }

    @Test
    void qemuSeesNothingOfTheHostButPrograms() throws Exception {
        try (Stream<Path> seen = Files.list(Path.of("/proc/" + instance.pid() + "/root"))) {
            List<String> names =
                    seen.map(path -> path.getFileName().toString()).sorted().toList();

            assertTrue(names.containsAll(List.of("boot", "disk", "kernel", "share", "usr")), names.toString());
            assertFalse(
                    Stream.of("home", "root", "var", "tmp", "srv", "mnt").anyMatch(names::contains), names.toString());
        }
    }

    @Test
    void onlyRootInsideReadsTheAgentsToken() throws Exception {
        ask("test -r /.signet/token");
        assertFails("exec setpriv --reuid 65534 --clear-groups cat /.signet/token");
    }

    @Test
    void processesSeeTheInstancesOnly() throws Exception {
        String first = ask("tr '\\0' ' ' </proc/1/cmdline");

        assertTrue(first.contains("/.signet/init.sh"), first);
        assertFails("grep -l '^kthreadd' /proc/[0-9]*/comm");
    }

    @Test
    void noDoorCanBeAtTheMicrovmsOwnLoopback() {
        Function<String, Instances.Recipe> at = address -> new Instances.Recipe(parent, 2)
                .limits(LIMITS)
                .door(new Door(
                        Door.Purpose.API_TLS,
                        new InetSocketAddress(InetAddress.ofLiteral(address), 443),
                        channel -> {}));

        InstanceStartException e = assertThrows(
                InstanceStartException.class,
                () -> runner.start(at.apply("127.0.0.1").spec()));

        assertTrue(String.valueOf(e.getMessage()).contains("its own"), String.valueOf(e.getMessage()));
    }

    @Test
    void itsClockIsTheHosts() throws Exception {
        long before = System.currentTimeMillis() / 1000;
        long inside = Long.parseLong(ask("date +%s"));

        assertTrue(Math.abs(inside - before) < 60, inside + " inside, " + before + " outside");
    }

    @Test
    void aMicrovmThatSwitchesItselfOffHasEnded() throws Exception {
        RunningInstance other =
                runner.start(new Instances.Recipe(parent, 3).limits(LIMITS).spec());

        var ignored = Instances.sh(other, "echo o >/proc/sysrq-trigger; sleep 60");

        assertEquals(0, other.exit().get());
        assertTrue(ProcessHandle.of(other.pid()).filter(ProcessHandle::isAlive).isEmpty());
    }

    @Test
    void aForkBombStaysInIt() throws Exception {
        RunningInstance other = runner.start(new Instances.Recipe(parent, 4)
                .limits(new Limits(40, 256, 64L << 20, 256L << 20))
                .spec());

        Instances.Outcome outcome =
                Instances.sh(other, "for i in $(seq 400); do sleep 1000 >/dev/null 2>&1 & done; echo started");
        other.stop(InstanceRunnerContract.GRACE);

        assertNotEquals("started\n", outcome.output());
        assertEquals("1", ask("echo 1"));
    }
}
