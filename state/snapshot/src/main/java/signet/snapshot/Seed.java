package signet.snapshot;

final class Seed {
    private Seed() {}
}
