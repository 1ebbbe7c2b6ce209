package signet.model;

final class Seed {
    private Seed() {}
}
