package signet.s3;

final class Seed {
    private Seed() {}
}
