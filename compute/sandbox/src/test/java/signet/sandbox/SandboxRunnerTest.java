package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.InstanceRunner;
import signet.instance.Limits;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SandboxRunnerTest extends InstanceRunnerContract {
    private static final String HOME_OF_THE_HOST = System.getProperty("user.home");

    @BeforeAll
    static void nameSpacesAreNeeded() {
        var obstacle = InstanceRunners.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no sandbox on this host: " + obstacle.orElse(""));
    }

    @Override
    protected InstanceRunner newRunner() throws IOException {
        String path = System.getenv().getOrDefault("PATH", "");
        RunnerSettings settings = new RunnerSettings(RunnerSettings.Mode.SANDBOX, path, List.of());
        return InstanceRunners.choose(settings).runner();
    }

    @Test
    void aDoorMayBeAtAnIpv6Address() throws Exception {
        Assumptions.assumeTrue(Files.exists(Path.of("/proc/net/if_inet6")), "no IPv6 in this kernel");
        RunningInstance first = boot(recipe(1).door(Instances.imds("four")).door(Instances.imdsIpv6("six of one")));
        RunningInstance second = boot(recipe(2).door(Instances.imdsIpv6("six of two")));

        assertEquals("six of one", Instances.ask(first, "curl -s 'http://[fd00:ec2::254]/'"));
        assertEquals("four", Instances.ask(first, "curl -s http://169.254.169.254/"));
        assertEquals("six of two", Instances.ask(second, "curl -s 'http://[fd00:ec2::254]/'"));
        assertEquals("lo", Instances.ask(first, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '"));
    }

    @Test
    void theNetworkIsLoopbackWithTheInstancesAddressesAndNothingElse() throws Exception {
        RunningInstance instance = boot(recipe(7).door(Instances.imds("x")));

        String devices = Instances.ask(instance, "tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '");
        String local = Instances.ask(instance, "grep -B1 '/32 host LOCAL' /proc/net/fib_trie");

        assertEquals("lo", devices);
        assertTrue(local.contains("172.31.0.7") && local.contains("169.254.169.254"), local);
        assertNotEquals(
                0,
                Instances.sh(instance, "curl -s --max-time 2 http://192.0.2.1/").status());
    }

    @Test
    void aNeighboursServicesFilesAndProcessesAreOutOfReach() throws Exception {
        RunningInstance first = boot(recipe(1));
        RunningInstance second = boot(recipe(2));
        Instances.ask(first, "echo secret-of-one >/tmp/secret; nohup sleep 54321 >/dev/null 2>&1 &");

        String processes = Instances.ask(second, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '");

        assertFalse(processes.contains("54321"), processes);
        assertNotEquals(0, Instances.sh(second, "cat /tmp/secret").status());
        assertNotEquals(0, Instances.sh(second, "ls " + parent).status());
        assertTrue(
                Instances.ask(first, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '").contains("54321"));
    }

    @Test
    void theHostsSecretsAreNotThere() throws Exception {
        Path secret = Files.createTempFile("signet-host", ".txt");
        RunningInstance instance = boot(recipe(1));
        try {
            for (String path : List.of(
                    secret.toString(),
                    "/etc/shadow",
                    "/etc/sudoers",
                    "/etc/ssh",
                    "/sys",
                    "/boot",
                    "/mnt",
                    parent.toString(),
                    HOME_OF_THE_HOST + "/.ssh",
                    HOME_OF_THE_HOST + "/.aws",
                    "/dev/mem",
                    "/dev/vda",
                    "/dev/sda",
                    "/.old")) {
                assertNotEquals(0, Instances.sh(instance, "test -e " + path).status(), path);
            }
        } finally {
            Files.delete(secret);
        }
    }

    @Test
    void onlyTheInstancesOwnDirectoriesCanBeWritten() throws Exception {
        RunningInstance instance = boot(recipe(1));

        for (String path : List.of(
                "/usr/x", "/usr/bin/x", "/opt/x", "/x", "/dev/x", "/.signet/x", "/proc/sys/kernel/core_pattern")) {
            assertNotEquals(0, Instances.sh(instance, "echo x >" + path).status(), path);
        }
        for (String path :
                List.of("$HOME/x", "/home/x", "/tmp/x", "/var/x", "/run/x", "/srv/x", "/etc/x", "/dev/shm/x")) {
            assertEquals(0, Instances.sh(instance, "echo x >" + path).status(), path);
        }
    }

    @Test
    void rootInsideIsNobodyOfTheHost() throws Exception {
        RunningInstance instance = boot(recipe(1));
        Instances.ask(instance, "touch $HOME/mine");

        assertEquals("0", Instances.ask(instance, "id -u"));
        assertEquals("0", Instances.ask(instance, "id -g"));
        Path mine = Path.of("/proc/" + instance.pid() + "/root/root/mine");
        int owner = (int) Files.getAttribute(mine, "unix:uid", LinkOption.NOFOLLOW_LINKS);
        assertEquals(UserRange.hasPrivateRanges(), owner >= 1_000_000_000);
        assertEquals(owner, (int) Files.getAttribute(Path.of("/proc/" + instance.pid()), "unix:uid"));
    }

    @Test
    void twoInstancesAreDifferentUsersOfTheHost() throws Exception {
        Assumptions.assumeTrue(UserRange.hasPrivateRanges(), "the server has one user only");
        RunningInstance first = boot(recipe(1));
        RunningInstance second = boot(recipe(2));

        assertNotEquals(
                Files.getAttribute(Path.of("/proc/" + first.pid()), "unix:uid"),
                Files.getAttribute(Path.of("/proc/" + second.pid()), "unix:uid"));
    }

    @Test
    void privilegesCannotBeRegained() throws Exception {
        RunningInstance instance = boot(recipe(1));

        assertEquals("NoNewPrivs:\t1", Instances.ask(instance, "grep NoNewPrivs /proc/self/status"));
        assertEquals("NoNewPrivs:\t1", Instances.ask(instance, "grep NoNewPrivs /proc/1/status"));
        assertEquals("00000000a00425fb", Instances.ask(instance, "sed -n 's/CapEff:.//p' /proc/self/status"));
        assertEquals("00000000a00425fb", Instances.ask(instance, "sed -n 's/CapBnd:.//p' /proc/1/status"));
        for (String forbidden : List.of(
                "mount -t tmpfs none /tmp",
                "umount /usr",
                "mount -o remount,rw,bind /usr",
                "unshare -Ur true",
                "mknod /tmp/disk b 8 0",
                "hostname other",
                "chroot /proc/1/root/../.. ls " + parent)) {
            assertNotEquals(0, Instances.sh(instance, forbidden).status(), forbidden);
        }
    }

    @Test
    void theAwsCommandRuns() throws Exception {
        Assumptions.assumeTrue(
                Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "aws"))),
                "this host has no aws command");
        RunningInstance instance = boot(recipe(1));

        assertTrue(Instances.ask(instance, "aws --version 2>&1").startsWith("aws-cli/"));
    }

    @Test
    void itHasItsHostNameNamesAndCertificates() throws Exception {
        RunningInstance instance = boot(recipe(9));

        assertEquals("ip-172-31-0-9", Instances.ask(instance, "hostname"));
        assertEquals("ip-172-31-0-9", Instances.ask(instance, "cat /etc/hostname"));
        assertTrue(Instances.ask(instance, "cat /etc/hosts").contains("127.0.0.1 sts.us-east-1.amazonaws.com"));
        assertTrue(Instances.ask(instance, "cat /etc/resolv.conf").contains("nameserver 127.0.0.1"));
        assertEquals(Instances.CA.strip(), Instances.ask(instance, "cat $AWS_CA_BUNDLE"));
        assertTrue(Instances.ask(instance, "cat /etc/ssl/certs/ca-certificates.crt")
                .endsWith(Instances.CA.strip()));
        assertEquals("/etc/signet/ca.pem", Instances.ask(instance, "sh -lc 'echo $AWS_CA_BUNDLE'"));
        assertEquals("yes", Instances.ask(instance, "test -s ${JAVA_TOOL_OPTIONS#*=} && echo yes"));
    }

    @Test
    void linksThatAnInstanceLeavesNeverLeadTheServerOutOfIt() throws Exception {
        Path outside = Files.createTempDirectory("signet-outside");
        RunningInstance first = boot(recipe(1));
        Instances.ask(
                first,
                "rm -rf /etc/signet /etc/hosts /etc/ssl; ln -s " + outside + " /etc/signet;" + " ln -s "
                        + outside + "/hosts /etc/hosts; ln -s " + outside
                        + " /var/lib/cloud; ln -s /usr /etc/ssl || :");
        first.stop(GRACE);
        try {
            runner().start(recipe(1).again().userData("#!/bin/sh\n").spec()).stop(GRACE);
        } catch (signet.instance.InstanceStartException e) {
            assertTrue(e.toString().contains("ca"), e.toString());
        }

        try (Stream<Path> found = Files.list(outside)) {
            assertEquals(List.of(), found.toList());
        }
        Files.delete(outside);
    }

    @Test
    void aForkBombStaysInItsInstance() throws Exception {
        RunningInstance instance = boot(recipe(1).limits(new Limits(40, 256, 1 << 20, 1 << 30)));

        Instances.Outcome outcome =
                Instances.sh(instance, "for i in $(seq 200); do sleep 1000 >/dev/null 2>&1 & done; echo started");

        assertNotEquals(0, outcome.status(), outcome.errors());
        assertEquals("1", Instances.ask(boot(recipe(2)), "echo 1"));
    }

    @Test
    void noFileLargerThanTheLimitCanBeWritten() throws Exception {
        RunningInstance instance = boot(recipe(1).limits(new Limits(100, 256, 1 << 20, 1 << 30)));

        assertNotEquals(
                0,
                Instances.sh(instance, "head -c 3000000 /dev/zero >/tmp/large").status());
    }

    @Test
    void aProcessThatFillsMemoryEndsAndTheNeighbourGoesOn() throws Exception {
        RunningInstance neighbour = boot(recipe(2));
        RunningInstance instance = boot(recipe(1).limits(new Limits(100, 256, 1 << 30, 128 << 20)));

        Instances.Outcome hog = Instances.sh(instance, "head -c 300000000 /dev/zero | tail -c 290000000 | wc -c");

        assertNotEquals("290000000", hog.output().strip());
        assertEquals("1", Instances.ask(instance, "echo 1"));
        assertEquals("1", Instances.ask(neighbour, "echo 1"));
    }

    @Test
    void processesThatFillMemoryTogetherLoseTheLargest() throws Exception {
        RunningInstance instance = boot(recipe(1).limits(new Limits(100, 256, 1 << 30, 128 << 20)));

        Instances.ask(
                instance,
                "for i in 1 2 3; do { (head -c 90000000 /dev/zero; sleep 1000) | tail -c 80000000; } >/dev/null 2>&1 & done");

        assertTrue(console(instance, "Out of memory").contains("MiB"));
        assertEquals("1", Instances.ask(instance, "echo 1"));
    }

    @Test
    void nothingIsLeftAfterClose() throws Exception {
        runner().start(recipe(9).spec()).stop(GRACE);
        long files = openFiles();
        for (int round = 0; round < 3; round++) {
            RunningInstance instance = boot(recipe(1).door(Instances.imds("x")));
            Instances.ask(instance, "setsid sleep 65432 >/dev/null 2>&1 &");
            instance.stop(GRACE);
        }
        boot(recipe(2));
        runner().close();

        assertTrue(ProcessHandle.allProcesses()
                .noneMatch(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("65432") || line.contains(parent.toString()))
                        .isPresent()));
        assertFalse(Files.readString(Path.of("/proc/self/mountinfo")).contains(parent.toString()));
        assertTrue(openFiles() <= files, files + " open files before, " + openFiles() + " after");
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }
}
