package signet.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSpecTest {
    private static final PasswordVerifier VERIFIER = PasswordVerifier.of("secret", new byte[16]);

    @ParameterizedTest
    @ValueSource(strings = {"", "1user", "us er", "user\"; DROP ROLE x; --", "usér", "-D"})
    void aUserNameIsAPlainName(String name) {
        assertThrows(IllegalArgumentException.class, () -> new DatabaseSpec(Path.of("/d"), 5432, name, ""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1db", "d b", "d;b", "d\"b"})
    void aDatabaseNameIsAPlainNameOrNone(String name) {
        assertThrows(IllegalArgumentException.class, () -> new DatabaseSpec(Path.of("/d"), 5432, "user", name));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65536})
    void aPortIsAPort(int port) {
        assertThrows(IllegalArgumentException.class, () -> new DatabaseSpec(Path.of("/d"), port, "user", ""));
    }

    @Test
    void theDirectoryIsAbsolute() {
        assertTrue(new DatabaseSpec(Path.of("d/../e"), 5432, "user", "")
                .directory()
                .isAbsolute());
    }

    @Test
    void namesAreQuotedSoThatTheyKeepTheirCase() {
        List<String> all = Statements.create(new DatabaseSpec(Path.of("/d"), 5432, "Ada", "Shop"), VERIFIER);
        assertTrue(all.contains("CREATE DATABASE \"Shop\" OWNER \"Ada\""), all.toString());
        assertTrue(all.contains("GRANT rds_superuser TO \"Ada\""), all.toString());
    }

    @Test
    void theEnginesOwnDatabaseIsNotMadeAgain() {
        List<String> all = Statements.create(new DatabaseSpec(Path.of("/d"), 5432, "ada", "postgres"), VERIFIER);
        assertEquals(
                0,
                all.stream().filter(line -> line.startsWith("CREATE DATABASE")).count());
    }
}
