package signet.microvm;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import signet.instance.InstanceSpec;
import signet.sandbox.RunnerParts;

/**
 * How one microVM is started: in name spaces of its own with nothing in sight but the host's programs, its disk, its boot
 * files and an empty network, then as a user of its own without privileges, then QEMU.
 */
record QemuCommand(HostTools tools, RunnerParts parts, Path kernel) {

    /** The server's end of the microVM's one cable, as the microVM sees it; RFC 5737, so nobody's. */
    static final String GATEWAY = "192.0.2.1";

    private static final int MEGABYTE = 20;
    private static final List<String> DEVICES = List.of("/dev/null", "/dev/urandom");
    private static final String KVM = "/dev/kvm";
    /** Boots a kernel without asking any device first. */
    private static final String FIRMWARE = "qboot.rom";

    private static final String KERNEL_WORDS = "console=ttyS0 quiet panic=-1 audit=0 lsm= cryptomgr.notests";
    /** A busy host makes of a time stamp counter no clock and of a timer's test a failure; and nothing runs ahead that could leak. */
    private static final String EMULATED_WORDS = " tsc=unstable clocksource=hpet no_timer_check mitigations=off";

    private static final List<String> EMULATOR = List.of("-accel", "tcg,tb-size=64", "-cpu", "max,la57=off");

    private static final List<Path> FIRMWARE_FOLDERS =
            List.of(Path.of("/usr/share/qemu"), Path.of("/usr/share/qemu-firmware"), Path.of("/usr/local/share/qemu"));

    /** All words; the script {@code jail} waits for "go" before it becomes QEMU. */
    List<String> of(InstanceSpec spec, MicrovmDirectory directory, OptionalInt user) throws IOException {
        List<String> command = new ArrayList<>(List.of("setpriv", "--pdeathsig", "KILL"));
        command.addAll(List.of("unshare", "--mount", "--net", "--uts", "--ipc", "--pid", "--fork", "--kill-child"));
        command.addAll(List.of("sh", kernel.resolve("jail.sh").toString()));
        command.add(directory.place().toString());
        command.add(directory.boot().toString());
        command.add(kernel.toString());
        command.add(directory.disk().toString());
        for (Path path : parts.systemPrograms()) {
            boolean link = Files.isSymbolicLink(path);
            String target = link ? Files.readSymbolicLink(path).toString() : ".";
            command.addAll(List.of(link ? "link" : "system", path.toString(), target));
        }
        parts.extraPrograms().forEach(path -> command.addAll(List.of("extra", path.toString(), ".")));
        DEVICES.forEach(device -> command.addAll(List.of("device", device, ".")));
        if (tools.hardware()) {
            command.addAll(List.of("device", KVM, "."));
        }
        command.add("--");
        command.addAll(unprivileged(spec, user));
        command.addAll(machine(spec));
        return command;
    }

    private List<String> unprivileged(InstanceSpec spec, OptionalInt user) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("prlimit", "--core=0", "--fsize=" + MicrovmDirectory.bytes(spec)));
        command.add("setpriv");
        if (user.isPresent()) {
            command.addAll(List.of("--reuid", "" + user.getAsInt(), "--regid", "" + user.getAsInt()));
            Object group = tools.hardware() ? Files.getAttribute(Path.of(KVM), "unix:gid") : user.getAsInt();
            command.addAll(List.of("--groups", String.valueOf(group)));
        }
        command.addAll(List.of("--ambient-caps", "-all", "--inh-caps", "-all", "--bounding-set", "-all"));
        // A process that changes its user no longer dies with its parent, so that is asked for last.
        command.addAll(List.of("--no-new-privs", "setpriv", "--pdeathsig", "KILL"));
        return command;
    }

    private List<String> machine(InstanceSpec spec) {
        List<String> command = new ArrayList<>(List.of(tools.qemu().toString(), "-name", spec.instanceId()));
        command.addAll(List.of("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"));
        command.addAll(List.of("-M", "q35,usb=off,sata=off,smbus=off,vmport=off", "-smp", "1"));
        command.addAll(tools.hardware() ? List.of("-accel", "kvm", "-cpu", "host") : EMULATOR);
        command.addAll(List.of("-m", Long.toString(spec.limits().memoryBytes() >> MEGABYTE)));
        if (FIRMWARE_FOLDERS.stream().anyMatch(folder -> Files.exists(folder.resolve(FIRMWARE)))) {
            command.addAll(List.of("-bios", FIRMWARE));
        }
        command.addAll(List.of("-kernel", "/kernel/vmlinuz", "-initrd", "/kernel/initrd"));
        command.addAll(List.of("-append", KERNEL_WORDS + (tools.hardware() ? "" : EMULATED_WORDS)));
        command.addAll(List.of("-chardev", "stdio,id=console,signal=off", "-serial", "chardev:console"));
        command.addAll(List.of("-netdev", "user,id=net,ipv6=off,net=192.0.2.0/24,host=" + GATEWAY));
        command.addAll(List.of("-device", "virtio-net-pci,netdev=net,romfile="));
        command.addAll(
                List.of("-drive", "file=/disk,format=raw,if=none,id=disk", "-device", "virtio-blk-pci,drive=disk"));
        command.addAll(share("share"));
        command.addAll(share("boot"));
        command.addAll(List.of("-device", "virtio-rng-pci"));
        command.addAll(List.of("-sandbox", "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"));
        return command;
    }

    private static List<String> share(String name) {
        return List.of(
                "-fsdev",
                "local,id=" + name + ",path=/" + name + ",security_model=none,readonly=on,multidevs=remap",
                "-device",
                "virtio-9p-pci,fsdev=" + name + ",mount_tag=" + name);
    }
}
