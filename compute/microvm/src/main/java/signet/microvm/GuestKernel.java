package signet.microvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A distribution's kernel and its drivers.
 *
 * @param image the kernel
 * @param modules the folder of its modules
 */
record GuestKernel(Path image, Path modules) {

    /** What a microVM's devices and file systems need. */
    static final List<String> DRIVERS =
            List.of("virtio_pci", "virtio_blk", "virtio_net", "virtio_rng", "9pnet_virtio", "9p", "ext4", "overlay");

    private static final String IMAGE = "vmlinuz-";
    private static final Pattern FILE = Pattern.compile("(.+)\\.ko(?:\\.xz|\\.zst|\\.gz)?");
    private static final Pattern DEPENDS = Pattern.compile("\0depends=([^\0]*)\0");

    /** The newest usable kernel of the first root folder that has one. */
    static @Nullable GuestKernel find(List<Path> roots) throws IOException {
        for (Path root : roots) {
            Path boot = root.resolve("boot");
            if (!Files.isDirectory(boot)) {
                continue;
            }
            Set<Path> images = new TreeSet<>(Comparator.<Path>reverseOrder());
            try (DirectoryStream<Path> found = Files.newDirectoryStream(boot, IMAGE + "*")) {
                found.forEach(images::add);
            }
            for (Path image : images) {
                String version = image.getFileName().toString().substring(IMAGE.length());
                for (String library : List.of("lib/modules", "usr/lib/modules")) {
                    GuestKernel kernel =
                            new GuestKernel(image, root.resolve(library).resolve(version));
                    if (kernel.isUsable()) {
                        return kernel;
                    }
                }
            }
        }
        return null;
    }

    private boolean isUsable() throws IOException {
        if (!Files.isReadable(image) || !Files.isDirectory(modules)) {
            return false;
        }
        Map<String, Path> files = files();
        Set<String> builtIn = builtIn();
        return DRIVERS.stream().allMatch(name -> files.containsKey(name) || builtIn.contains(name));
    }

    /** The drivers and what they depend on, in an order in which they can be loaded: names and modules. */
    Map<String, byte[]> drivers() throws IOException {
        Map<String, Path> files = files();
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        Set<String> seen = builtIn();
        for (String name : DRIVERS) {
            add(name, files, seen, ordered);
        }
        // ext4 asks for this one by name only, when it mounts
        if (files.containsKey("crc32c_generic")) {
            add("crc32c_generic", files, seen, ordered);
        }
        return ordered;
    }

    private static void add(String name, Map<String, Path> files, Set<String> seen, Map<String, byte[]> ordered)
            throws IOException {
        if (!seen.add(name)) {
            return;
        }
        Path file = files.get(name);
        if (file == null) {
            throw new IOException("the kernel has no module " + name);
        }
        byte[] module = KernelImage.unpacked(Files.readAllBytes(file));
        Matcher depends = DEPENDS.matcher(new String(module, StandardCharsets.ISO_8859_1));
        if (depends.find() && !depends.group(1).isEmpty()) {
            for (String needed : depends.group(1).split(",", -1)) {
                add(canonical(needed), files, seen, ordered);
            }
        }
        ordered.put(name, module);
    }

    /** Modules by name. */
    private Map<String, Path> files() throws IOException {
        Map<String, Path> all = new HashMap<>();
        try (Stream<Path> found = Files.walk(modules)) {
            found.forEach(path -> {
                Matcher name = FILE.matcher(path.getFileName().toString());
                if (name.matches()) {
                    all.put(canonical(name.group(1)), path);
                }
            });
        }
        return all;
    }

    private Set<String> builtIn() throws IOException {
        Path list = modules.resolve("modules.builtin");
        Set<String> all = new HashSet<>();
        if (Files.isReadable(list)) {
            for (String line : Files.readAllLines(list)) {
                Matcher name = FILE.matcher(line.substring(line.lastIndexOf('/') + 1));
                if (name.matches()) {
                    all.add(canonical(name.group(1)));
                }
            }
        }
        return all;
    }

    private static String canonical(String name) {
        return name.replace('-', '_');
    }
}
