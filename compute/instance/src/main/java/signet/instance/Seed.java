package signet.instance;

final class Seed {
    private Seed() {}
}
