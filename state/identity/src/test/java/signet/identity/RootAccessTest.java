package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.identity.RootAccess.Feature;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

class RootAccessTest {
    private static final String ID = "o-a1b2c3d4e5";

    @Test
    void nothingIsEnabledUntilSomethingIs() {
        try (State state = State.open(new ReferenceStore(), Tables.all())) {
            assertEquals(new RootAccess(ID, List.of()), RootAccess.of(state.current(), ID));

            RootAccess enabled = RootAccess.of(state.current(), ID).with(Feature.ROOT_SESSIONS, true);
            state.change(tx -> tx.put(Tables.ROOT_ACCESS, ID, enabled));

            assertEquals(enabled, RootAccess.of(state.current(), ID));
            assertEquals(new RootAccess("o-ffffffffff", List.of()), RootAccess.of(state.current(), "o-ffffffffff"));
        }
    }

    @Test
    void featuresAreKeptOnceInTheOrderOfTheirNames() {
        RootAccess both = new RootAccess(ID, List.of())
                .with(Feature.ROOT_SESSIONS, true)
                .with(Feature.ROOT_CREDENTIALS_MANAGEMENT, true)
                .with(Feature.ROOT_SESSIONS, true);

        assertEquals(List.of("RootCredentialsManagement", "RootSessions"), both.titles());
        assertEquals(
                List.of("RootCredentialsManagement"),
                both.with(Feature.ROOT_SESSIONS, false).titles());
        assertEquals(both, both.with(Feature.ROOT_SESSIONS, false).with(Feature.ROOT_SESSIONS, true));
    }
}
