package signet.microvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How microVMs are to be run.
 *
 * @param path the server's {@code PATH}: where {@code aws}, {@code busybox} and the programs below are looked for
 * @param readOnly further directories of the host that every instance sees, at the same place and read-only
 * @param kernels folders in which to look for a kernel, the first before the next: each with {@code boot/vmlinuz-VERSION} and
 *     {@code lib/modules/VERSION}, as a distribution's kernel package has them and this host's root directory
 */
public record MicrovmSettings(String path, List<Path> readOnly, List<Path> kernels) {

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    public MicrovmSettings {
        readOnly = List.copyOf(readOnly);
        kernels = List.copyOf(kernels);
    }

    /** Every folder in which a program may be, the system's first. */
    List<Path> folders() {
        List<Path> all = new ArrayList<>();
        for (String folder : (SYSTEM_PATH + ":" + path).split(":", -1)) {
            if (folder.startsWith("/")) {
                all.add(Path.of(folder));
            }
        }
        return all;
    }
}
