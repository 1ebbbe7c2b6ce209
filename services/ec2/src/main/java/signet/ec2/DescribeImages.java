package signet.ec2;

import java.util.List;
import java.util.Set;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.BlockDeviceMapping;
import signet.model.ec2.DescribeImagesInput;
import signet.model.ec2.DescribeImagesOutput;
import signet.model.ec2.EbsBlockDevice;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Image;

/** Shows the images that instances can be launched from. */
final class DescribeImages implements Describe<DescribeImagesInput, DescribeImagesOutput> {
    private final Catalogue catalogue;

    DescribeImages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeImagesInput, DescribeImagesOutput> model() {
        return Ec2Operations.DESCRIBE_IMAGES;
    }

    private static final Set<String> OWNERS = Set.of("amazon", Catalogue.AMAZON);

    private static final Filters<Image> FILTERS = new Filters<Image>()
            .on("image-id", Image::imageId)
            .on("name", Image::name)
            .on("description", Image::description)
            .on("architecture", Image::architecture)
            .on("owner-alias", Image::imageOwnerAlias)
            .on("owner-id", Image::ownerId)
            .on("state", Image::state)
            .on("image-type", Image::imageType)
            .on("is-public", Image::publicValue)
            .on("hypervisor", Image::hypervisor)
            .on("virtualization-type", Image::virtualizationType)
            .on("root-device-type", Image::rootDeviceType)
            .on("root-device-name", Image::rootDeviceName)
            .on("ena-support", Image::enaSupport)
            .on("creation-date", Image::creationDate)
            .onAll("block-device-mapping.volume-type", image -> java.util.stream.Stream.of("gp3"))
            .onAll("platform", image -> java.util.stream.Stream.empty())
            .tagged(image -> java.util.Map.of());

    @Override
    public DescribeImagesOutput handle(Authorized<DescribeImagesInput> request) {
        DescribeImagesInput input = request.input();
        List<String> ids = input.imageIds();
        List<Catalogue.Image> chosen = ids == null || ids.isEmpty()
                ? catalogue.images()
                : ids.stream().map(id -> Images.find(catalogue, id)).distinct().toList();
        List<Image> shown = chosen.stream()
                .map(DescribeImages::answer)
                .filter(_ -> owned(input.owners()) && executable(input.executableUsers()))
                .sorted(java.util.Comparator.comparing(DescribeImages::id))
                .toList();
        Paging.Page<Image> page = Paging.page(
                FILTERS.apply(input.filters(), shown),
                DescribeImages::id,
                input.maxResults(),
                input.nextToken(),
                1,
                1000);
        return DescribeImagesOutput.builder()
                .images(page.items())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean owned(@org.jspecify.annotations.Nullable List<String> owners) {
        return owners == null || owners.isEmpty() || owners.stream().anyMatch(OWNERS::contains);
    }

    private static boolean executable(@org.jspecify.annotations.Nullable List<String> users) {
        return users == null || users.isEmpty() || users.contains("all");
    }

    private static String id(Image image) {
        return java.util.Objects.requireNonNullElse(image.imageId(), "");
    }

    private static Image answer(Catalogue.Image image) {
        return Image.builder()
                .imageId(image.id())
                .name(image.name())
                .description(image.description())
                .architecture(image.architecture())
                .creationDate(image.created())
                .imageLocation("amazon/" + image.name())
                .imageOwnerAlias("amazon")
                .ownerId(Catalogue.AMAZON)
                .imageType("machine")
                .publicValue(true)
                .state("available")
                .hypervisor("xen")
                .virtualizationType("hvm")
                .enaSupport(true)
                .rootDeviceName("/dev/xvda")
                .rootDeviceType("ebs")
                .bootMode("uefi-preferred")
                .imdsSupport(image.tokensRequired() ? "v2.0" : null)
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                        .deviceName("/dev/xvda")
                        .ebs(EbsBlockDevice.builder()
                                .deleteOnTermination(true)
                                .encrypted(false)
                                .volumeSize(8)
                                .volumeType("gp3")
                                .iops(3000)
                                .throughput(125)
                                .build())
                        .build()))
                .build();
    }
}
