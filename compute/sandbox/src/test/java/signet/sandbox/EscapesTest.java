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
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.instance.DirectoryTree;
import signet.instance.InstanceRunner;
import signet.instance.Limits;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;
import signet.network.Ipv4Range;
import signet.network.Peer;
import signet.network.Rule;
import signet.network.SecurityGroup;

/**
 * What an instance might try against its neighbour and the host. A row is a name, the program that it needs, and a script that
 * prints {@code ESCAPED} and nothing else if it gets anywhere; the neighbour is asked before and after.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class EscapesTest {

    private static final Limits LIMITS = new Limits(120, 256, 64 << 20, 256 << 20, 128 << 20);
    private static final String SECRET = "of-the-host-5f1c";

    private static Path parent = Path.of("");
    private static InstanceRunner runner = new ProcessRunner("");
    private static RunningInstance attacker;
    private static RunningInstance neighbour;
    private static ServerSocket server;

    @BeforeAll
    static void startBoth() throws Exception {
        var obstacle = InstanceRunners.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no sandbox on this host: " + obstacle.orElse(""));
        parent = Files.createTempDirectory("signet-escapes");
        Files.writeString(parent.resolve("secret"), SECRET);
        server = new ServerSocket(0, 5, InetAddress.ofLiteral("127.0.0.1"));
        String path = System.getenv().getOrDefault("PATH", "");
        // All are allowed to reach each other: what fails, fails for another reason.
        Rule all = Rule.everything(new Peer.Range(Ipv4Range.ALL));
        List<SecurityGroup> open = List.of(new SecurityGroup("sg-open", List.of(all), List.of(all)));
        runner = InstanceRunners.choose(
                        new RunnerSettings(RunnerSettings.Mode.SANDBOX, path, List.of()), instance -> open)
                .runner();
        attacker = start(1, "attacker");
        neighbour = start(2, "neighbour");
        Instances.ask(neighbour, "echo of-the-neighbour >/tmp/secret; setsid sleep 7654321 >/dev/null 2>&1 &");
    }

    private static RunningInstance start(int number, String metadata) throws Exception {
        Instances.Recipe recipe =
                new Instances.Recipe(parent, number).limits(LIMITS).in("vpc-1").door(Instances.imds(metadata));
        return runner.start(recipe.spec());
    }

    @AfterAll
    static void end() throws Exception {
        runner.close();
        if (server != null) {
            server.close();
        }
        DirectoryTree.delete(parent);
    }

    @BeforeEach
    @AfterEach
    void theNeighbourNoticesNothing() throws Exception {
        assertEquals("neighbour", Instances.ask(neighbour, "curl -s --max-time 20 http://169.254.169.254/"));
        assertEquals("of-the-neighbour", Instances.ask(neighbour, "cat /tmp/secret"));
        assertEquals("ip-172-31-0-2", Instances.ask(neighbour, "hostname"));
        assertTrue(Instances.ask(neighbour, "cat /proc/[0-9]*/cmdline | tr '\\0' ' '")
                .contains("7654321"));
        assertEquals(SECRET, Files.readString(parent.resolve("secret")));
    }

    private static String fill(String script) {
        return script.replace("@PARENT", parent.toString())
                .replace("@SERVER", Long.toString(ProcessHandle.current().pid()))
                .replace("@NEIGHBOUR", Long.toString(neighbour.pid()))
                .replace("@PORT", Integer.toString(server.getLocalPort()));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " :: ", quoteCharacter = '`', textBlock = """
            # metadata and network
            neighbour's metadata by Host header :: curl :: curl -s -H 'Host: 172.31.0.2' http://169.254.169.254/ | grep -q neighbour && echo ESCAPED
            neighbour's metadata by X-Forwarded-For :: curl :: curl -s -H 'X-Forwarded-For: 172.31.0.2' http://169.254.169.254/ | grep -q neighbour && echo ESCAPED
            neighbour's metadata from its address :: curl :: curl -s --max-time 2 --interface 172.31.0.2 http://169.254.169.254/ | grep -q neighbour && echo ESCAPED
            neighbour's metadata through its address :: curl :: curl -s --max-time 2 -x 172.31.0.2:80 http://169.254.169.254/ && echo ESCAPED
            neighbour's metadata by a routed packet :: curl :: curl -s --max-time 2 --interface eth0 http://169.254.169.254/ | grep -q neighbour && echo ESCAPED
            neighbour's doors behind its address :: bash :: for p in 53 80 443; do timeout 2 bash -c "exec 3<>/dev/tcp/172.31.0.2/$p" && echo ESCAPED; done
            the host behind the router's address :: bash :: for p in 22 53 80 @PORT; do timeout 1 bash -c "exec 3<>/dev/tcp/172.31.0.1/$p" && echo ESCAPED; done
            the host's addresses by the interface :: bash :: for a in 10.0.2.2 192.168.0.1 172.17.0.1; do timeout 1 bash -c "exec 3<>/dev/tcp/$a/@PORT" && echo ESCAPED; done
            the neighbour's address on the interface :: ip :: ip addr add 172.31.0.2/20 dev eth0 && echo ESCAPED
            a route out by the interface :: ip :: ip route add default dev eth0 && echo ESCAPED
            a larger subnet on the interface :: ip :: ip addr change 172.31.0.1/8 dev eth0 && echo ESCAPED
            another device of the server's kind :: ip :: ip tuntap add mode tun t1 && echo ESCAPED
            the device that makes devices :: mknod :: mknod /tmp/tun c 10 200 && exec 3<>/tmp/tun && echo ESCAPED
            packet filters of its own :: iptables :: iptables -F && echo ESCAPED
            neighbour's metadata at IPv6 link-local :: curl :: curl -s --max-time 2 'http://[fe80::1%25lo]/' && echo ESCAPED
            taking the neighbour's address :: ip :: ip addr add 172.31.0.2/32 dev lo && echo ESCAPED
            a route to the host :: ip :: ip route add default dev lo && echo ESCAPED
            a network device of its own :: ip :: ip link add d0 type dummy && echo ESCAPED
            a neighbour entry by ARP :: ip :: ip neigh add 172.31.0.2 lladdr 02:00:00:00:00:01 dev lo && echo ESCAPED
            the server's loopback port :: curl :: curl -s --max-time 2 telnet://127.0.0.1:@PORT </dev/null && echo ESCAPED
            the host's abstract sockets :: cat :: test "$(grep -c @ /proc/net/unix)" -gt 0 && echo ESCAPED
            IP forwarding switched on :: sh :: echo 1 >/proc/sys/net/ipv4/ip_forward && echo ESCAPED
            # files
            a file of the host by its path :: cat :: cat @PARENT/secret && echo ESCAPED
            a file of the host through PID 1's root :: cat :: cat /proc/1/root@PARENT/secret && echo ESCAPED
            a file of the host through PID 1's cwd :: cat :: cat /proc/1/cwd/../../..@PARENT/secret && echo ESCAPED
            a link out of a writable directory :: ln :: ln -sf @PARENT/secret /home/out; cat /home/out && echo ESCAPED
            a way up out of a second chroot :: perl :: mkdir -p /tmp/c; perl -e 'chroot "/tmp/c"; chdir ".." for 1..50; chroot "."; exit !-e "@PARENT"' && echo ESCAPED
            a descriptor left open from the host :: ls :: ls -l /proc/1/fd /proc/self/fd | grep -F @PARENT/secret && echo ESCAPED
            a hard link to the server's boot files :: ln :: ln /.signet/init.sh /tmp/init && echo ESCAPED
            writing the server's boot files :: sh :: echo x >>/.signet/init.sh && echo ESCAPED
            writing the plan of its user data :: sh :: echo x >>/.signet/cloud-init/plan.sh && echo ESCAPED
            changing how it powers off :: sh :: echo x >>/.signet/bin/poweroff && echo ESCAPED
            the device of its own disk :: ls :: ls /dev | grep loop && echo ESCAPED
            the device of a neighbour's disk by mknod :: mknod :: mknod /tmp/l b 7 1 && echo ESCAPED
            the image of its own disk :: ls :: ls @PARENT/i-00000001/disk.img && echo ESCAPED
            changing a host program :: chmod :: chmod 777 /usr/bin/env && echo ESCAPED
            the old root under the new one :: ls :: ls /.old /.signet/.. | grep -x lost+found && echo ESCAPED
            # devices and the kernel
            a block device by mknod :: mknod :: mknod /tmp/b b 8 0 && echo ESCAPED
            the kernel's log device by mknod :: mknod :: mknod /tmp/k c 1 11 && echo ESCAPED
            memory by mknod :: mknod :: mknod /tmp/m c 1 1 && echo ESCAPED
            the kernel's memory in /proc/kcore :: head :: test "$(head -c 1 /proc/kcore | wc -c)" = 1 && echo ESCAPED
            the magic system request :: sh :: echo h >/proc/sysrq-trigger && echo ESCAPED
            the core pattern :: sh :: echo '|/tmp/x' >/proc/sys/kernel/core_pattern && echo ESCAPED
            the kernel's settings :: sh :: echo 1 >/proc/sys/vm/drop_caches && echo ESCAPED
            the kernel's modules :: sh :: echo x >/proc/sys/kernel/modprobe && echo ESCAPED
            the time of day :: date :: date -s '2001-01-01' >/dev/null && echo ESCAPED
            the host name :: hostname :: hostname other && echo ESCAPED
            # name spaces, mounts and control groups
            privileges by a new user name space :: unshare :: unshare -U true && echo ESCAPED
            a new mount name space :: unshare :: unshare -m true && echo ESCAPED
            the host's name spaces by PID 1 :: nsenter :: nsenter -t 1 -m -n true && echo ESCAPED
            the server's name spaces by its number :: nsenter :: nsenter -t @SERVER -m true && echo ESCAPED
            a read-only mount made writable :: mount :: mount -o remount,rw,bind /usr && echo ESCAPED
            a bind over a program :: mount :: mount --bind /tmp /usr && echo ESCAPED
            a fresh proc :: mount :: mkdir -p /tmp/p; mount -t proc proc /tmp/p && echo ESCAPED
            a file system of the host's disk :: mount :: mkdir -p /tmp/d; mount -t ext4 /dev/vda /tmp/d && echo ESCAPED
            a mask taken away :: umount :: umount -l /.signet && echo ESCAPED
            a control group of its own :: mount :: mkdir -p /tmp/g; mount -t cgroup2 none /tmp/g && echo ESCAPED
            # processes
            the server's process :: kill :: kill -9 @SERVER && echo ESCAPED
            the neighbour's process :: kill :: kill -9 @NEIGHBOUR && echo ESCAPED
            the neighbour's environment :: cat :: cat /proc/@NEIGHBOUR/environ && echo ESCAPED
            tracing the neighbour :: perl :: perl -e 'exit(syscall(101, 16, @NEIGHBOUR, 0, 0) != 0)' && echo ESCAPED
            a limit raised again :: prlimit :: prlimit --pid $$ --nproc=100000:100000 && echo ESCAPED
            a better place in the scheduler :: nice :: test "$(nice -n -10 nice 2>/dev/null)" = -10 && echo ESCAPED
            shared memory of the host :: cat :: test "$(wc -l </proc/sysvipc/shm)" -gt 1 && echo ESCAPED
            """)
    void itFails(String attempt, String program, String script) throws Exception {
        Assumptions.assumeTrue(
                Instances.sh(attacker, "command -v " + program).status() == 0, program + " is not on this host");

        Instances.Outcome outcome = Instances.sh(attacker, fill(script));

        assertFalse(outcome.output().contains("ESCAPED"), attempt + " → " + outcome);
        assertFalse(outcome.output().contains(SECRET), attempt + " → " + outcome);
        assertFalse(outcome.errors().contains("yntax error"), attempt + " → " + outcome);
        assertEquals("attacker", Instances.ask(attacker, "curl -s http://169.254.169.254/"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " :: ", quoteCharacter = '`', textBlock = """
            every process by kill -9 -1 :: kill -9 -1
            more processes than it may have :: for i in $(seq 300); do sleep 1000 >/dev/null 2>&1 & done
            zombies :: perl -e 'for (1..300) { fork // last or exit } sleep 1'
            a file larger than it may be :: head -c 100000000 /dev/zero >/tmp/large
            more files than its disk holds :: for i in $(seq 20); do head -c 30000000 /dev/zero >/tmp/$i || exit 1; done
            more names than its disk holds :: mkdir /tmp/e; cd /tmp/e; seq 150000 | xargs touch
            more reserved space than its disk has :: for i in $(seq 20); do fallocate -l 50M /var/tmp/$i; done
            removed files that stay open :: perl -e 'for (1..20) { open $f[$_], ">", "/tmp/f"; unlink "/tmp/f"; print {$f[$_]} "x" x 20000000 }'
            more shared memory than there is :: for i in 1 2 3; do head -c 50000000 /dev/zero >/dev/shm/$i || exit 1; done
            more memory than it has :: head -c 600000000 /dev/zero | tail -c 500000000 | wc -c
            more descriptors than it may have :: perl -e 'my @f; for (1..1000) { open(my $h, "<", "/dev/null") or exit 1; push @f, $h }'
            a flood of datagrams to everyone :: python3 -c 'import socket, time; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); end = time.time() + 2; [s.sendto(b"x" * 1400, ("172.31.0.%d" % (i % 9), 9)) for i in iter(lambda: int(time.time() * 1e6) if time.time() < end else None, None)]'
            a flood of raw packets :: python3 -c 'import os, socket; s = socket.socket(socket.AF_PACKET, socket.SOCK_DGRAM, 0); s.bind(("eth0", 0x0800)); [s.send(os.urandom(60)) for i in range(20000)]'
            a scan of the whole VPC :: python3 -c 'import socket; s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); [s.sendto(b"x", ("172.31.%d.%d" % (i // 250, i % 250 + 1), 1 + i % 65535)) for i in range(60000)]'
            many metadata connections :: for i in $(seq 100); do curl -s --max-time 5 http://169.254.169.254/ >/dev/null & done; wait
            """)
    void theAttackHurtsItselfOnly(String attempt, String script) throws Exception {
        RunningInstance victim = start(3, "victim");
        try {
            var _ = Instances.sh(victim, fill(script));

            theNeighbourNoticesNothing();
            assertEquals("attacker", Instances.ask(attacker, "curl -s http://169.254.169.254/"));
        } finally {
            victim.stop(InstanceRunnerContract.GRACE);
        }
    }

    @Test
    void anAttackThatIsAllowedIsSeen() throws Exception {
        String mine = Instances.sh(attacker, "echo x >/tmp/mine && cat /tmp/mine && kill -0 $$ && echo ESCAPED")
                .output();

        assertTrue(mine.contains("ESCAPED"), mine);
        assertNotEquals(0, Instances.sh(attacker, "false").status());
    }
}
