package signet.policy;

final class Seed {
    private Seed() {}
}
