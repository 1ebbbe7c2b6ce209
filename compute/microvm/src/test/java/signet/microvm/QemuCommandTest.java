package signet.microvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.instance.InstanceSpec;
import signet.instance.Limits;
import signet.instance.contract.Instances;
import signet.sandbox.RunnerParts;
import signet.sandbox.RunnerSettings;

final class QemuCommandTest {

    private static final Path KERNEL = Path.of("/kernel-of-the-runner");

    @TempDir
    Path parent;

    private List<String> command(boolean hardware, OptionalInt user) throws Exception {
        HostTools tools = new HostTools(
                Path.of("/usr/bin/qemu-system-x86_64"),
                Path.of("/sbin/mkfs.ext4"),
                Path.of("/bin/busybox"),
                new GuestKernel(Path.of("/boot/vmlinuz"), Path.of("/lib/modules")),
                hardware);
        RunnerParts parts = new RunnerParts(new RunnerSettings(RunnerSettings.Mode.SANDBOX, "", List.of(parent)));
        InstanceSpec spec = new Instances.Recipe(parent, 1)
                .limits(new Limits(64, 256, 1L << 30, 768L << 20))
                .spec();
        return new QemuCommand(tools, parts, KERNEL).of(spec, new MicrovmDirectory(spec), user);
    }

    private static String after(List<String> command, String option) {
        return command.get(command.indexOf(option) + 1);
    }

    @Test
    void theMachineHasItsTypesMemoryAndNoDevicesByDefault() throws Exception {
        List<String> command = command(false, OptionalInt.empty());

        assertEquals("768", after(command, "-m"));
        assertTrue(command.containsAll(List.of("-nodefaults", "-no-user-config", "-no-reboot")));
        assertTrue(after(command, "-sandbox").startsWith("on,"));
        assertTrue(after(command, "-sandbox").contains("spawn=deny"));
    }

    @Test
    void whatTheHostSharesIsReadOnly() throws Exception {
        List<String> command = command(false, OptionalInt.empty());

        List<String> shares =
                command.stream().filter(word -> word.startsWith("local,id=")).toList();
        assertEquals(2, shares.size());
        assertTrue(shares.stream().allMatch(share -> share.contains("readonly=on")), shares.toString());
    }

    @Test
    void itsNetworkIsAnEmptyNameSpace() throws Exception {
        List<String> command = command(false, OptionalInt.empty());

        assertTrue(command.subList(0, command.indexOf("sh")).contains("--net"));
        assertFalse(after(command, "-netdev").contains("hostfwd"));
    }

    @Test
    void itDiesWithTheServerAlsoAfterItHasBecomeAnotherUser() throws Exception {
        List<String> command = command(false, OptionalInt.of(1_000_000_000));

        assertEquals(List.of("setpriv", "--pdeathsig", "KILL"), command.subList(0, 3));
        int qemu = command.indexOf("/usr/bin/qemu-system-x86_64");
        assertEquals(List.of("setpriv", "--pdeathsig", "KILL"), command.subList(qemu - 3, qemu));
        assertTrue(command.indexOf("--reuid") < qemu - 3);
    }

    @Test
    void itHasNoPrivileges() throws Exception {
        List<String> command = command(false, OptionalInt.of(1_000_000_000));

        assertEquals("1000000000", after(command, "--reuid"));
        assertEquals("1000000000", after(command, "--regid"));
        assertEquals("1000000000", after(command, "--groups"));
        assertEquals("-all", after(command, "--bounding-set"));
        assertEquals("-all", after(command, "--inh-caps"));
        assertTrue(command.contains("--no-new-privs"));
        assertFalse(command(false, OptionalInt.empty()).contains("--reuid"));
    }

    @Test
    void itSeesTheDeviceOfTheHardwareOnlyIfItUsesIt() throws Exception {
        List<String> emulated = command(false, OptionalInt.empty());
        List<String> hardware = command(true, OptionalInt.empty());

        assertFalse(emulated.contains("/dev/kvm"));
        assertTrue(after(emulated, "-accel").startsWith("tcg"));
        assertTrue(hardware.contains("/dev/kvm"));
        assertEquals("kvm", after(hardware, "-accel"));
        assertTrue(after(emulated, "-append").contains("clocksource=hpet"));
        assertFalse(after(hardware, "-append").contains("clocksource"));
    }

    @Test
    void furtherDirectoriesAreShownToTheInstanceAndNotToQemu() throws Exception {
        List<String> command = command(false, OptionalInt.empty());

        int at = command.indexOf(parent.toString());
        assertEquals("extra", command.get(at - 1));
    }
}
