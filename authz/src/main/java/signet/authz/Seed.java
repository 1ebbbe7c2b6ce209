package signet.authz;

final class Seed {
    private Seed() {}
}
