package signet.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.store.KeyRange;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Write;

/** What is not a sound store is refused in one line, and left as it is. */
final class DamagedFileTest {
    @TempDir
    Path folder;

    @Test
    void anEmptyFileBecomesAStore() throws IOException {
        Files.createFile(file());
        EmbeddedStore.open(file()).close();
        EmbeddedStore.open(file()).close();
    }

    @Test
    void aStoreThatWasNeverFinishedIsMadeAnew() throws SQLException {
        sql("PRAGMA journal_mode = WAL");
        try (Store store = EmbeddedStore.open(file())) {
            assertEquals(0, store.revision());
        }
    }

    @Test
    void textIsNotAStore() throws IOException {
        Files.writeString(file(), "not a database at all");
        assertRefused("is not a Signet store, or is corrupt; it was left as it is");
    }

    @Test
    void aCutHeaderIsNotAStore() throws IOException {
        Files.writeString(file(), "SQLite");
        assertRefused("is not a Signet store, or is corrupt; it was left as it is");
    }

    @Test
    void anotherProgramsDatabaseIsNotAStore() throws Exception {
        sql("CREATE TABLE customers (id INTEGER)");
        assertRefused("is not a Signet store; it was left as it is");
    }

    @Test
    void aNewerFormatIsRefused() throws Exception {
        makeStore();
        sql("PRAGMA user_version = 7");
        assertRefused("has format 7 of a newer Signet; this one knows up to 1; it was left as it is");
    }

    @Test
    void anUnknownOldFormatIsRefused() throws Exception {
        makeStore();
        sql("PRAGMA user_version = 0");
        assertRefused("has format 0, which no Signet made; it was left as it is");
    }

    @Test
    void aTruncatedStoreIsCorrupt() throws IOException {
        makeStore();
        byte[] bytes = Files.readAllBytes(file());
        Files.write(file(), Arrays.copyOf(bytes, bytes.length / 2));
        assertRefused("it is corrupt; restore it from a backup");
    }

    @Test
    void aStoreWithAPageOfNoiseIsCorrupt() throws IOException {
        makeStore();
        byte[] bytes = Files.readAllBytes(file());
        byte[] noise = new byte[4096];
        new Random(5).nextBytes(noise);
        System.arraycopy(noise, 0, bytes, 4096, noise.length);
        Files.write(file(), bytes);
        assertRefused("it is corrupt; restore it from a backup");
    }

    @Test
    void aFolderInTheFilesPlaceIsRefused() throws IOException {
        Files.createDirectory(file());
        StoreException refused = assertThrows(StoreException.class, () -> EmbeddedStore.open(file()));
        assertEquals("cannot open " + file() + ": it is not a file", refused.getMessage());
    }

    @Test
    void aFileInTheFoldersPlaceIsRefused() throws IOException {
        Path inFile = Files.createFile(folder.resolve("data")).resolve("signet.db");
        StoreException refused = assertThrows(StoreException.class, () -> EmbeddedStore.open(inFile));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.startsWith("cannot lock " + inFile + ": "), message);
        assertEquals(1, message.lines().count());
    }

    @Test
    void aRefusedStoreIsNotKeptLocked() throws IOException {
        Files.writeString(file(), "not a database at all");
        assertThrows(StoreException.class, () -> EmbeddedStore.open(file()));
        Files.delete(file());
        EmbeddedStore.open(file()).close();
    }

    @Test
    void randomDamageIsReportedOrHarmlessAndNeverAnythingElse() throws IOException {
        makeStore();
        byte[] sound = Files.readAllBytes(file());
        Random random = new Random(11);
        int refused = 0;
        for (int round = 0; round < 150; round++) {
            byte[] damaged = sound.clone();
            for (int i = 1 + random.nextInt(40); i > 0; i--) {
                damaged[random.nextInt(random.nextBoolean() ? damaged.length : 200)] = (byte) random.nextInt();
            }
            Files.write(file(), damaged);
            Files.deleteIfExists(folder.resolve("signet.db-wal"));
            refused += opensOrIsRefused() ? 0 : 1;
        }
        assertTrue(refused > 50, "only " + refused);
    }

    private boolean opensOrIsRefused() {
        try (Store store = EmbeddedStore.open(file())) {
            store.range(KeyRange.ALL, Integer.MAX_VALUE);
            return true;
        } catch (StoreException e) {
            assertEquals(1, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
            return false;
        }
    }

    private void assertRefused(String reason) throws IOException {
        byte[] before = Files.readAllBytes(file());
        StoreException refused = assertThrows(StoreException.class, () -> EmbeddedStore.open(file()));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains(reason), message);
        assertTrue(message.contains(file().toString()), message);
        assertFalse(message.contains("\n"), message);
        assertArrayEquals(before, Files.readAllBytes(file()));
    }

    private void makeStore() {
        try (Store store = EmbeddedStore.open(file())) {
            for (int i = 0; i < 60; i++) {
                byte[] value = ("value " + i + " ").repeat(40).getBytes(UTF_8);
                store.commit(Transaction.of(new Write.Put("key" + i, value))).join();
            }
        }
    }

    private void sql(String statement) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement execution = connection.createStatement()) {
            execution.execute(statement);
        }
    }

    private Path file() {
        return folder.resolve("signet.db");
    }
}
