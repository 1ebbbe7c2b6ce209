package signet.ec2;

final class Seed {
    private Seed() {}
}
