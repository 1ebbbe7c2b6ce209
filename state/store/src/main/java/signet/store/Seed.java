package signet.store;

final class Seed {
    private Seed() {}
}
