package signet.identity;

final class Seed {
    private Seed() {}
}
