package signet.managedpolicies;

final class Seed {
    private Seed() {}
}
