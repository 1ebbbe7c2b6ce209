package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeInstanceTypesInput;
import signet.model.ec2.DescribeInstanceTypesOutput;
import signet.model.ec2.EbsInfo;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.InstanceTypeInfo;
import signet.model.ec2.MemoryInfo;
import signet.model.ec2.NetworkInfo;
import signet.model.ec2.PlacementGroupInfo;
import signet.model.ec2.ProcessorInfo;
import signet.model.ec2.VCpuInfo;

/** Shows instance types with AWS's figures. */
final class DescribeInstanceTypes implements Describe<DescribeInstanceTypesInput, DescribeInstanceTypesOutput> {
    private final Catalogue catalogue;

    DescribeInstanceTypes(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeInstanceTypesInput, DescribeInstanceTypesOutput> model() {
        return Ec2Operations.DESCRIBE_INSTANCE_TYPES;
    }

    private static final Filters<Catalogue.Type> FILTERS = new Filters<Catalogue.Type>()
            .on("instance-type", Catalogue.Type::name)
            .on("processor-info.supported-architecture", Catalogue.Type::architecture)
            .on("vcpu-info.default-vcpus", Catalogue.Type::vcpus)
            .on("vcpu-info.default-cores", Catalogue.Type::cores)
            .on("memory-info.size-in-mib", Catalogue.Type::memory)
            .on("hypervisor", Catalogue.Type::hypervisor)
            .on("burstable-performance-supported", Catalogue.Type::burstable)
            .on("current-generation", type -> true)
            .on("bare-metal", type -> false)
            .on("instance-storage-supported", type -> false)
            .on("supported-root-device-type", type -> "ebs")
            .on("supported-virtualization-type", type -> "hvm")
            .on("supported-usage-class", type -> "on-demand")
            .on("free-tier-eligible", DescribeInstanceTypes::free);

    @Override
    public DescribeInstanceTypesOutput handle(Authorized<DescribeInstanceTypesInput> request) {
        DescribeInstanceTypesInput input = request.input();
        List<String> asked = input.instanceTypes();
        if (asked != null) {
            List<String> unknown = asked.stream()
                    .filter(name -> catalogue.type(name).isEmpty())
                    .toList();
            if (!unknown.isEmpty()) {
                throw Errors.of(
                        "InvalidInstanceType",
                        "The following supplied instance types do not exist: [" + String.join(", ", unknown) + "]");
            }
        }
        List<Catalogue.Type> chosen =
                Select.named(catalogue.types(), asked, Catalogue.Type::name, "InvalidInstanceType", "type").stream()
                        .sorted(java.util.Comparator.comparing(Catalogue.Type::name))
                        .toList();
        Paging.Page<Catalogue.Type> page = Paging.page(
                FILTERS.apply(input.filters(), chosen),
                Catalogue.Type::name,
                input.maxResults(),
                input.nextToken(),
                5,
                100);
        return DescribeInstanceTypesOutput.builder()
                .instanceTypes(
                        page.items().stream().map(DescribeInstanceTypes::answer).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static boolean free(Catalogue.Type type) {
        return type.name().equals("t2.micro") || type.name().equals("t3.micro");
    }

    private static InstanceTypeInfo answer(Catalogue.Type type) {
        return InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(true)
                .freeTierEligible(free(type))
                .supportedUsageClasses(List.of("on-demand"))
                .supportedRootDeviceTypes(List.of("ebs"))
                .supportedVirtualizationTypes(List.of("hvm"))
                .bareMetal(false)
                .hypervisor(type.hypervisor())
                .processorInfo(ProcessorInfo.builder()
                        .supportedArchitectures(List.of(type.architecture()))
                        .build())
                .vCpuInfo(VCpuInfo.builder()
                        .defaultVCpus(type.vcpus())
                        .defaultCores(type.cores())
                        .defaultThreadsPerCore(type.vcpus() / type.cores())
                        .build())
                .memoryInfo(new MemoryInfo((long) type.memory()))
                .instanceStorageSupported(false)
                .ebsInfo(EbsInfo.builder()
                        .ebsOptimizedSupport(type.hypervisor().equals("nitro") ? "default" : "unsupported")
                        .encryptionSupport("unsupported")
                        .nvmeSupport("unsupported")
                        .build())
                .networkInfo(NetworkInfo.builder()
                        .networkPerformance(type.network())
                        .maximumNetworkInterfaces(type.interfaces())
                        .maximumNetworkCards(1)
                        .defaultNetworkCardIndex(0)
                        .ipv4AddressesPerInterface(type.addresses())
                        .ipv6AddressesPerInterface(0)
                        .ipv6Supported(false)
                        .enaSupport(type.hypervisor().equals("nitro") ? "required" : "unsupported")
                        .efaSupported(false)
                        .build())
                .placementGroupInfo(new PlacementGroupInfo(List.of()))
                .hibernationSupported(false)
                .burstablePerformanceSupported(type.burstable())
                .dedicatedHostsSupported(false)
                .autoRecoverySupported(false)
                .supportedBootModes(List.of("uefi"))
                .build();
    }
}
