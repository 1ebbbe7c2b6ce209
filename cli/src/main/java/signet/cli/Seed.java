package signet.cli;

final class Seed {
    private Seed() {}
}
