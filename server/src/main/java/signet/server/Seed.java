package signet.server;

final class Seed {
    private Seed() {}
}
