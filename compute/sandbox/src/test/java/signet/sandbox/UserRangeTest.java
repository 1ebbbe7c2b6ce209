package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.instance.DirectoryTree;

final class UserRangeTest {

    @TempDir
    Path parent = Path.of("");

    private UserRange of(String name) throws IOException {
        return UserRange.of(Files.createDirectories(parent.resolve(name)));
    }

    @Test
    void rangesNeverOverlap() throws IOException {
        Set<Long> seen = new HashSet<>();
        for (int i = 0; i < 50; i++) {
            UserRange range = of("i-" + i);
            assertEquals(65_536, range.count());
            assertEquals(0, (range.first() - 1_000_000_000L) % 65_536);
            assertTrue(seen.add(range.first()));
        }
    }

    @Test
    void anInstanceKeepsItsRange() throws IOException {
        UserRange first = of("one");
        of("two");

        assertEquals(first, of("one"));
    }

    @Test
    void theRangeOfADeletedInstanceIsFree() throws IOException {
        UserRange first = of("one");
        of("two");
        DirectoryTree.delete(parent.resolve("one"));

        assertEquals(first, of("three"));
    }

    @Test
    void aRangeThatReachesTheHostsUsersIsRefused() throws IOException {
        for (String bad : List.of("0", "", "-1", "1000000001", "99999999999999999999", "x")) {
            Path directory = Files.createDirectories(parent.resolve("bad"));
            Files.writeString(directory.resolve("users"), bad);

            assertThrows(IOException.class, () -> UserRange.of(directory), bad);
        }
    }

    @Test
    void onlyAServerThatOwnsTheUsersGivesThem() {
        assertTrue(UserRange.coversAll(List.of("         0          0 4294967295")));
        assertFalse(UserRange.coversAll(List.of("         0       1000          1")));
        assertFalse(UserRange.coversAll(List.of("0 100000 65536")));
        assertFalse(UserRange.coversAll(List.of()));
    }

    @Test
    void rootOfANameSpaceIsTheHostsRootOnlyIfItIsMappedSo() {
        assertTrue(UserRange.isHostsRoot(List.of("         0          0          1")));
        assertTrue(UserRange.isHostsRoot(List.of("1 100000 65536", "0 0 1")));
        assertFalse(UserRange.isHostsRoot(List.of("         0       1000          1")));
        assertFalse(UserRange.isHostsRoot(List.of("         0     100000      65536")));
        assertFalse(UserRange.isHostsRoot(List.of("1000 0 1")));
    }

    @Test
    void aServerWithUsersToGiveHasNoObstacle() throws IOException {
        Assumptions.assumeTrue(UserRange.hasPrivateRanges(), "this server has no users to give");

        assertEquals(Optional.empty(), UserRange.obstacle());
    }
}
