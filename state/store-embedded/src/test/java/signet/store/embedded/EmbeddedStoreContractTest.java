package signet.store.embedded;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import signet.store.Store;
import signet.store.contract.StoreContract;

final class EmbeddedStoreContractTest extends StoreContract {
    @TempDir
    Path folder;

    @Override
    protected Store emptyStore() {
        return EmbeddedStore.open(folder.resolve("signet.db"));
    }
}
