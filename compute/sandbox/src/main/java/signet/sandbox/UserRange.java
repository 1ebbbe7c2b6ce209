package signet.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The host's users that an instance's users are.
 *
 * @param first the host user (and group) that is root inside
 * @param count how many follow it
 */
record UserRange(long first, int count) {

    private static final long LOWEST = 1_000_000_000L;
    private static final int SIZE = 65_536;
    private static final int SLOTS = 8192;
    private static final String FILE = "users";

    /** The server's own user, which is all that a server without privileges can give. */
    static final UserRange SERVERS_OWN = new UserRange(0, 1);

    boolean isPrivate() {
        return count > 1;
    }

    String map() {
        return "0 " + first + " " + count;
    }

    /** Whether this server, by {@code /proc/self/uid_map} and {@code gid_map}, has users to give to instances. */
    static boolean hasPrivateRanges() throws IOException {
        return coversAll(Files.readAllLines(Path.of("/proc/self/uid_map")))
                && coversAll(Files.readAllLines(Path.of("/proc/self/gid_map")));
    }

    /**
     * Why instances of this server would be its host's root, in one line; empty if they would not. A server that has no users to
     * give makes them its own user, and where that is root they may write what root owns, such as
     * {@code /proc/sys/kernel/core_pattern}, though they have none of root's powers.
     */
    static Optional<String> obstacle() throws IOException {
        return hasPrivateRanges() || !isHostsRoot(Files.readAllLines(Path.of("/proc/self/uid_map")))
                ? Optional.empty()
                : Optional.of(
                        "instances would be the host's root: start the server outside the user name space in which"
                                + " root stands for root alone, or as another user");
    }

    /** Whether root here is root outside. */
    static boolean isHostsRoot(List<String> map) {
        return map.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .anyMatch(fields -> fields.length == 3 && fields[0].equals("0") && fields[1].equals("0"));
    }

    static boolean coversAll(List<String> map) {
        return map.stream()
                .map(line -> line.strip().split("\\s+", -1))
                .anyMatch(fields -> fields.length == 3
                        && Long.parseLong(fields[0]) <= LOWEST
                        && Long.parseLong(fields[0]) + Long.parseLong(fields[2]) >= LOWEST + (long) SIZE * SLOTS);
    }

    /**
     * The range that the instance's directory names or, if none yet, the lowest that no neighbouring directory names; it is then
     * written down, as the instance's files belong to it. Not for concurrent use on one parent directory.
     */
    static UserRange of(Path instanceDirectory) throws IOException {
        Path own = instanceDirectory.resolve(FILE);
        if (Files.exists(own)) {
            return new UserRange(read(own), SIZE);
        }
        Set<Long> taken = new HashSet<>();
        Path parent = instanceDirectory.getParent();
        if (parent != null) {
            try (DirectoryStream<Path> siblings = Files.newDirectoryStream(parent)) {
                for (Path sibling : siblings) {
                    Path file = sibling.resolve(FILE);
                    if (Files.isRegularFile(file)) {
                        taken.add(read(file));
                    }
                }
            }
        }
        for (int slot = 0; slot < SLOTS; slot++) {
            long first = LOWEST + (long) slot * SIZE;
            if (!taken.contains(first)) {
                Files.writeString(own, first + "\n");
                return new UserRange(first, SIZE);
            }
        }
        throw new IOException("All " + SLOTS + " ranges of users are taken by instances below " + parent);
    }

    private static long read(Path file) throws IOException {
        String text = Files.readString(file).strip();
        long first = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
        if (first < LOWEST || first >= LOWEST + (long) SIZE * SLOTS || (first - LOWEST) % SIZE != 0) {
            throw new IOException(file + " does not name a range of users: " + text);
        }
        return first;
    }
}
