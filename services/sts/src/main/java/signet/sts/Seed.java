package signet.sts;

final class Seed {
    private Seed() {}
}
