package signet.managedpolicies;

/** Where a policy's blocks lie in the resources, in bytes. */
record Place(int documentStart, int documentLength, int historyStart, int historyLength) {
    int documentEnd() {
        return documentStart + documentLength;
    }

    int historyEnd() {
        return historyStart + historyLength;
    }
}
