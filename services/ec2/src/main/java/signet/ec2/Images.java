package signet.ec2;

/** Finds images. */
final class Images {
    private Images() {}

    static Catalogue.Image find(Catalogue catalogue, String id) {
        if (id.startsWith("resolve:ssm:")) {
            throw Errors.unsupported("Images by Systems Manager parameters are not supported by Signet.");
        }
        if (!id.matches("ami-[0-9a-f]{8,17}")) {
            throw Errors.of("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\" (expecting \"ami-...\")");
        }
        return catalogue
                .image(id)
                .orElseThrow(() -> Errors.of("InvalidAMIID.NotFound", "The image id '[" + id + "]' does not exist"));
    }
}
