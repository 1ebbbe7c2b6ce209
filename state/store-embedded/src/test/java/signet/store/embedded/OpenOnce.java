package signet.store.embedded;

import java.nio.file.Path;
import signet.store.Store;
import signet.store.StoreException;

/** Opens a store, says how that went and, if it went well, keeps it open until its input ends. */
final class OpenOnce {
    private OpenOnce() {}

    public static void main(String[] arguments) throws Exception {
        try (Store _ = EmbeddedStore.open(Path.of(arguments[0]))) {
            System.out.println("open");
            int end = System.in.read();
            System.out.println("closing " + end);
        } catch (StoreException e) {
            System.out.println(e.getMessage());
        }
    }
}
