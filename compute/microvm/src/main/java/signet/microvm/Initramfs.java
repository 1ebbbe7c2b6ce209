package signet.microvm;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A kernel's first file system: an archive in cpio's "newc" format (Linux, Documentation/driver-api/early-userspace). */
final class Initramfs {

    private static final int DIRECTORY = 0040755;
    private static final int PROGRAM = 0100755;
    private static final int ALIGNMENT = 4;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int entries;

    Initramfs directory(String name) {
        return entry(name, DIRECTORY, new byte[0]);
    }

    Initramfs program(String name, byte[] content) {
        return entry(name, PROGRAM, content);
    }

    /** The archive; nothing may be added afterwards. */
    byte[] bytes() {
        entry("TRAILER!!!", 0, new byte[0]);
        return out.toByteArray();
    }

    private Initramfs entry(String name, int mode, byte[] content) {
        byte[] text = (name + '\0').getBytes(StandardCharsets.US_ASCII);
        StringBuilder header = new StringBuilder("070701");
        int[] fields = {++entries, mode, 0, 0, 1, 0, content.length, 0, 0, 0, 0, text.length, 0};
        for (int field : fields) {
            header.append(String.format("%08x", field));
        }
        out.writeBytes(header.toString().getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(text);
        align();
        out.writeBytes(content);
        align();
        return this;
    }

    private void align() {
        while (out.size() % ALIGNMENT != 0) {
            out.write(0);
        }
    }
}
