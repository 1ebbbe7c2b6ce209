package signet.iam;

final class Seed {
    private Seed() {}
}
