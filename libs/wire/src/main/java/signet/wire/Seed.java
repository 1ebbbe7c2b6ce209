package signet.wire;

final class Seed {
    private Seed() {}
}
