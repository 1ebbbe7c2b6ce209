package signet.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RecordsTest {
    private static final byte[] SECRET = "secret".getBytes(UTF_8);

    @Test
    void valuesAreCopiedInAndOut() {
        byte[] given = SECRET.clone();
        Write.Put put = new Write.Put("k", given);
        Entry entry = new Entry("k", given, 1);
        given[0] = 'x';
        put.value()[1] = 'x';
        entry.value()[1] = 'x';
        assertArrayEquals(SECRET, put.value());
        assertArrayEquals(SECRET, entry.value());
    }

    @Test
    void equalityLooksAtTheBytes() {
        assertEquals(new Write.Put("k", SECRET), new Write.Put("k", SECRET));
        assertEquals(new Write.Put("k", SECRET).hashCode(), new Write.Put("k", SECRET).hashCode());
        assertNotEquals(new Write.Put("k", SECRET), new Write.Put("k", new byte[6]));
        assertNotEquals(new Write.Put("k", SECRET), new Write.Put("l", SECRET));
        assertEquals(new Entry("k", SECRET, 1), new Entry("k", SECRET, 1));
        assertEquals(new Entry("k", SECRET, 1).hashCode(), new Entry("k", SECRET, 1).hashCode());
        assertNotEquals(new Entry("k", SECRET, 1), new Entry("k", SECRET, 2));
        assertNotEquals(new Entry("k", SECRET, 1), new Entry("k", new byte[6], 1));
    }

    @Test
    void valuesAreNeverPrinted() {
        Transaction transaction = Transaction.of(new Write.Put("k", SECRET));
        String printed = transaction + " " + new Entry("k", SECRET, 1) + " " + new Change(1, transaction.writes());
        assertFalse(printed.contains("secret"), printed);
        assertFalse(printed.contains("115"), printed);
    }

    @Test
    void listsAreCopied() {
        List<Write> writes = new ArrayList<>(List.of(new Write.Delete("a")));
        Transaction transaction = new Transaction(List.of(), writes);
        Change change = new Change(1, writes);
        writes.clear();
        assertEquals(1, transaction.writes().size());
        assertEquals(1, change.writes().size());
        assertThrows(
                UnsupportedOperationException.class, () -> transaction.writes().clear());
    }

    @Test
    void aTransactionWritesAKeyOnce() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Transaction.of(new Write.Put("k", SECRET), new Write.Delete("k")));
    }

    @Test
    void revisionsArePositive() {
        assertThrows(IllegalArgumentException.class, () -> new Entry("k", SECRET, 0));
        assertThrows(IllegalArgumentException.class, () -> new Change(0, List.of()));
        assertThrows(IllegalArgumentException.class, () -> new Condition("k", -1));
    }

    @Test
    void conditionsSayAbsentAsZeroAndUnchangedAsTheRevision() {
        assertEquals(new Condition("k", 0), Condition.absent("k"));
        assertEquals(new Condition("k", 9), Condition.unchanged(new Entry("k", SECRET, 9)));
    }

    @Test
    void aConflictSaysWhatItFound() {
        StoreConflictException conflict = new StoreConflictException(new Condition("k", 3), 5);
        assertEquals("k", conflict.key());
        assertEquals(5, conflict.actualRevision());
        assertEquals("key k is at revision 5, not 3", conflict.getMessage());
    }
}
