package signet.sigv4;

final class Seed {
    private Seed() {}
}
