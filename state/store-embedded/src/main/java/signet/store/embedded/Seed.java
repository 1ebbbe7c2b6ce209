package signet.store.embedded;

final class Seed {
    private Seed() {}
}
