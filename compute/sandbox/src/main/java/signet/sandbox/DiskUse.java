package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What the files of an instance fill on the host's disk: blocks, not sizes, hard links once, and with them the files that are
 * in no directory any more but that a process has open or mapped.
 */
final class DiskUse {

    private static final int LIMIT_SECONDS = 60;
    private static final String GONE = " (deleted)";

    private final Path disk;
    private final boolean asInstance;

    /** {@code asInstance}: whether only the instance's own root may enter all of its directories. */
    DiskUse(Path disk, boolean asInstance) {
        this.disk = disk;
        this.asInstance = asInstance;
    }

    /** In bytes. {@code pids} are the instance's processes. */
    long measure(List<Long> pids) throws IOException {
        String tree = output(pids, List.of("du", "-sx", "--block-size=1", disk.toString()));
        return number(tree.replaceAll("\\s.*", "")) + removed(pids);
    }

    private long removed(List<Long> pids) throws IOException {
        List<String> open = new ArrayList<>(List.of("stat", "-L", "-c", "%d %i %h %b %B", disk.toString()));
        int asked = open.size();
        Map<String, Long> mapped = new HashMap<>();
        for (long pid : pids) {
            try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
                for (Path descriptor : descriptors) {
                    if (isRemoved(descriptor)) {
                        open.add(descriptor.toString());
                    }
                }
            } catch (IOException e) {
                // The process has ended, and with it what it alone had open.
                continue;
            }
            mappings(pid, mapped);
        }
        if (open.size() == asked && mapped.isEmpty()) {
            return 0;
        }
        return sum(output(List.of(), open).lines().toList(), mapped);
    }

    private static boolean isRemoved(Path descriptor) {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("/") && target.endsWith(GONE) && !target.startsWith("/memfd:");
        } catch (IOException e) {
            return false;
        }
    }

    /** Adds up what is mapped of removed files, by device and inode: a bound, as what is in it can't be asked. */
    private static void mappings(long pid, Map<String, Long> mapped) {
        try {
            for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/maps"), StandardCharsets.ISO_8859_1)) {
                String[] fields = line.split("\\s+", 6);
                if (line.endsWith(GONE) && fields.length == 6 && fields[5].startsWith("/")) {
                    String[] range = fields[0].split("-", 2);
                    long length = Long.parseUnsignedLong(range[1], 16) - Long.parseUnsignedLong(range[0], 16);
                    mapped.merge(device(fields[3]) + " " + fields[4], length, Math::max);
                }
            }
        } catch (IOException | NumberFormatException e) {
            // Ended meanwhile.
            return;
        }
    }

    /** A device {@code fd:01} as the number that {@code stat} prints. */
    private static long device(String hex) {
        String[] parts = hex.split(":", 2);
        long major = Long.parseLong(parts[0], 16);
        long minor = Long.parseLong(parts[1], 16);
        return (minor & 0xff) | (major & 0xfff) << 8 | (minor & ~0xffL) << 12 | (major & ~0xfffL) << 32;
    }

    /** The first line is the disk itself, and what is on another device doesn't count. */
    private static long sum(List<String> lines, Map<String, Long> mapped) {
        if (lines.isEmpty()) {
            return 0;
        }
        String device = lines.getFirst().replaceAll(" .*", " ");
        Map<String, Long> files = new HashMap<>();
        mapped.forEach((file, bytes) -> {
            if (file.startsWith(device)) {
                files.put(file, bytes);
            }
        });
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(" ", -1);
            if (fields.length == 5 && line.startsWith(device) && fields[2].equals("0")) {
                files.put(fields[0] + " " + fields[1], number(fields[3]) * number(fields[4]));
            }
        }
        return files.values().stream().mapToLong(Long::longValue).sum();
    }

    private static long number(String digits) {
        return digits.matches("[0-9]{1,18}") ? Long.parseLong(digits) : 0;
    }

    private String output(List<Long> pids, List<String> command) throws IOException {
        List<String> all = new ArrayList<>();
        if (asInstance && !pids.isEmpty()) {
            all.addAll(List.of("nsenter", "--target", pids.getFirst().toString(), "--user", "--preserve-credentials"));
        }
        all.addAll(command);
        Process process = CleanProcess.builder(all, Map.of("PATH", SandboxInstance.PATH))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        return output;
    }
}
