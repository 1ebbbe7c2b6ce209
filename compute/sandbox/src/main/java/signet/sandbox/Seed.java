package signet.sandbox;

final class Seed {
    private Seed() {}
}
