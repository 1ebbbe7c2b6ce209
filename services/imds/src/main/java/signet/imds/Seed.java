package signet.imds;

final class Seed {
    private Seed() {}
}
