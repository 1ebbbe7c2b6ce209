package signet.store.contract;

import signet.store.Store;

final class ReferenceStoreTest extends StoreContract {
    @Override
    protected Store emptyStore() {
        return new ReferenceStore();
    }
}
