package signet.microvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of this host makes microVMs.
 *
 * @param qemu the emulator
 * @param makeDisk {@code mkfs.ext4}
 * @param busybox the programs of the first file system, in one file that needs no library
 * @param kernel the instances' kernel
 * @param hardware whether the processor's own virtualization may be used; else QEMU translates
 */
record HostTools(Path qemu, Path makeDisk, Path busybox, GuestKernel kernel, boolean hardware) {

    private static final Path KVM = Path.of("/dev/kvm");
    private static final int PT_INTERP = 3;
    private static final int PROGRAM_HEADER = 56;

    /**
     * Looks for all.
     *
     * @throws IOException if something is missing: one line that names everything that is, and what to install
     */
    static HostTools find(MicrovmSettings settings) throws IOException {
        List<String> missing = new ArrayList<>();
        List<Path> folders = settings.folders();
        if (!System.getProperty("os.name", "").equals("Linux")
                || !System.getProperty("os.arch", "").equals("amd64")) {
            throw new IOException("microVMs need Linux on x86-64, this is " + System.getProperty("os.name") + " on "
                    + System.getProperty("os.arch"));
        }
        Path qemu = program("qemu-system-x86_64", folders);
        if (qemu == null) {
            missing.add("qemu-system-x86_64 (Debian: apt-get install qemu-system-x86)");
        }
        Path makeDisk = program("mkfs.ext4", folders);
        if (makeDisk == null) {
            missing.add("mkfs.ext4 (Debian: apt-get install e2fsprogs)");
        }
        Path busybox = program("busybox", folders);
        if (busybox == null || !isStatic(Files.readAllBytes(busybox))) {
            missing.add("a static busybox (Debian: apt-get install busybox-static)");
        }
        GuestKernel kernel = GuestKernel.find(settings.kernels());
        if (kernel == null) {
            missing.add("a kernel with 9p, ext4, overlay and virtio that this user may read (Debian: apt-get install"
                    + " linux-image-amd64, or unpack that package and name the folder in SIGNET_KERNEL)");
        }
        if (qemu == null || makeDisk == null || busybox == null || kernel == null || !missing.isEmpty()) {
            throw new IOException("microVMs need " + String.join("; ", missing));
        }
        return new HostTools(qemu, makeDisk, busybox, kernel, hasHardware());
    }

    private static @Nullable Path program(String name, List<Path> folders) {
        return folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }

    /** Whether a program needs no other to be loaded: a 64-bit ELF file without an interpreter. */
    static boolean isStatic(byte[] program) {
        ByteBuffer elf = ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN);
        if (program.length < 64 || elf.getInt(0) != 0x464c457f || elf.get(4) != 2) {
            return false;
        }
        long table = elf.getLong(32);
        int size = Short.toUnsignedInt(elf.getShort(54));
        int count = Short.toUnsignedInt(elf.getShort(56));
        if (table < 0 || table > program.length - (long) size * count || (count > 0 && size < PROGRAM_HEADER)) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (elf.getInt((int) table + i * size) == PT_INTERP) {
                return false;
            }
        }
        return true;
    }

    /**
     * KVM on the processor's extensions. There is a KVM without them, for kernels that are made for it, on which Debian's hangs:
     * the device alone says nothing.
     */
    private static boolean hasHardware() throws IOException {
        return Files.isReadable(KVM)
                && Files.isWritable(KVM)
                && Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                        .filter(line -> line.startsWith("flags"))
                        .limit(1)
                        .anyMatch(line -> line.matches(".*\\b(vmx|svm)\\b.*"));
    }
}
