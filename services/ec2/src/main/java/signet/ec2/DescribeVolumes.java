package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.DescribeVolumesInput;
import signet.model.ec2.DescribeVolumesOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.OperatorResponse;
import signet.model.ec2.Volume;
import signet.model.ec2.VolumeAttachment;

/** Shows the root volumes of instances, from their launch to their end. */
final class DescribeVolumes implements Describe<DescribeVolumesInput, DescribeVolumesOutput> {
    private final Catalogue catalogue;

    DescribeVolumes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeVolumesInput, DescribeVolumesOutput> model() {
        return Ec2Operations.DESCRIBE_VOLUMES;
    }

    @Override
    public DescribeVolumesOutput handle(Authorized<DescribeVolumesInput> request) {
        DescribeVolumesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<Instance> present = Instances.all(call).stream()
                .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                .sorted(java.util.Comparator.comparing(DescribeVolumes::id))
                .toList();
        for (String id : input.volumeIds() == null ? List.<String>of() : input.volumeIds()) {
            if (present.stream().noneMatch(instance -> id(instance).equals(id))) {
                throw Errors.of("InvalidVolume.NotFound", "The volume '" + id + "' does not exist.");
            }
        }
        List<Instance> chosen =
                Select.named(present, input.volumeIds(), DescribeVolumes::id, "InvalidVolume", "volume");
        Paging.Page<Instance> page = Paging.page(
                filters(call).apply(input.filters(), chosen),
                DescribeVolumes::id,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeVolumesOutput.builder()
                .volumes(page.items().stream()
                        .map(instance -> answer(call, instance))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static String id(Instance instance) {
        return instance.network().volumeId();
    }

    private static Filters<Instance> filters(Ec2Call call) {
        return new Filters<Instance>()
                .on("volume-id", DescribeVolumes::id)
                .on("attachment.instance-id", Instance::id)
                .on("attachment.device", instance -> instance.settings().disk().device())
                .on("attachment.delete-on-termination", instance -> true)
                .on("attachment.status", instance -> "attached")
                .on("availability-zone", instance -> instance.launch().zone())
                .on("size", instance -> instance.settings().disk().gibibytes())
                .on("volume-type", instance -> instance.settings().disk().type())
                .on("encrypted", instance -> false)
                .on("status", instance -> "in-use")
                .tagged(instance -> Tags.of(call.view(), call.account(), id(instance)));
    }

    private Volume answer(Ec2Call call, Instance instance) {
        Instance.Disk disk = instance.settings().disk();
        return Volume.builder()
                .volumeId(id(instance))
                .availabilityZone(instance.launch().zone())
                .availabilityZoneId(catalogue.zoneId(
                        call.region(),
                        DefaultNetwork.of(call)
                                .zones()
                                .indexOf(instance.launch().zone())))
                .size(disk.gibibytes())
                .volumeType(disk.type())
                .iops(disk.iops())
                .throughput(disk.throughput())
                .encrypted(false)
                .multiAttachEnabled(false)
                .snapshotId("")
                .state("in-use")
                .createTime(instance.launch().launched())
                .attachments(List.of(VolumeAttachment.builder()
                        .attachTime(instance.launch().launched())
                        .deleteOnTermination(true)
                        .device(disk.device())
                        .instanceId(instance.id())
                        .state("attached")
                        .volumeId(id(instance))
                        .build()))
                .tags(Tags.list(Tags.of(call.view(), call.account(), id(instance))))
                .operator(OperatorResponse.builder().managed(false).build())
                .build();
    }
}
