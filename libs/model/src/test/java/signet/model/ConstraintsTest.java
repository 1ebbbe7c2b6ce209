package signet.model;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ConstraintsTest {
    @Test
    void noConstraintsAllowEverything() {
        assertTrue(Constraints.NONE.matches("") && Constraints.NONE.lists("x"));
        assertTrue(Constraints.NONE.reachesMinimum(Long.MIN_VALUE) && Constraints.NONE.keepsMaximum(Long.MAX_VALUE));
    }

    @Test
    void boundsAreInclusive() {
        Constraints limits = Constraints.of(2L, 4L, null);

        assertTrue(limits.reachesMinimum(2) && limits.keepsMaximum(4));
        assertFalse(limits.reachesMinimum(1));
        assertFalse(limits.keepsMaximum(5));
    }

    @Test
    void thePatternIsOfTheWholeText() {
        Constraints limits = Constraints.of(null, null, "[a-z]+");

        assertTrue(limits.matches("abc"));
        assertFalse(limits.matches("abc1"));
        assertFalse(limits.matches("abc\n"));
    }

    @Test
    void anEnumerationListsItsValues() {
        Constraints limits = Constraints.of(null, null, null, "Active", "Inactive");

        assertTrue(limits.lists("Active"));
        assertFalse(limits.lists("active"));
    }
}
