package signet.ec2;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.AttributeBooleanValue;
import signet.model.ec2.AttributeValue;
import signet.model.ec2.DescribeInstanceAttributeInput;
import signet.model.ec2.EbsInstanceBlockDevice;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.EnclaveOptions;
import signet.model.ec2.InstanceAttribute;
import signet.model.ec2.InstanceBlockDeviceMapping;

/** Shows one attribute of an instance. */
final class DescribeInstanceAttribute implements Operation<DescribeInstanceAttributeInput, InstanceAttribute> {
    private static final Map<String, BiConsumer<InstanceAttribute.Builder, Instance>> ATTRIBUTES = attributes();

    @Override
    public OperationModel<DescribeInstanceAttributeInput, InstanceAttribute> model() {
        return Ec2Operations.DESCRIBE_INSTANCE_ATTRIBUTE;
    }

    @Override
    public Accesses accesses(Call<DescribeInstanceAttributeInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        return Accesses.of(Instances.access(
                ec2, model().name(), Instances.find(ec2, call.input().instanceId())));
    }

    @Override
    public InstanceAttribute handle(Authorized<DescribeInstanceAttributeInput> request) {
        Instance instance = Instances.find(Ec2Call.of(request), request.input().instanceId());
        String attribute = request.input().attribute();
        if (attribute.equals("groupSet")) {
            return InstanceAttribute.builder()
                    .instanceId(instance.id())
                    .groups(InstanceAnswers.groups(request.view(), instance))
                    .build();
        }
        BiConsumer<InstanceAttribute.Builder, Instance> shown = ATTRIBUTES.get(attribute);
        if (shown == null) {
            throw Errors.invalidValue(
                    "Value (" + attribute + ") for parameter attribute is invalid. Unknown attribute.");
        }
        InstanceAttribute.Builder answer = InstanceAttribute.builder().instanceId(instance.id());
        shown.accept(answer, instance);
        return answer.build();
    }

    private static Map<String, BiConsumer<InstanceAttribute.Builder, Instance>> attributes() {
        Map<String, BiConsumer<InstanceAttribute.Builder, Instance>> known = new LinkedHashMap<>();
        known.put(
                "instanceType",
                (answer, of) -> answer.instanceType(text(of.launch().instanceType())));
        known.put("kernel", (answer, of) -> answer.kernelId(new AttributeValue(null)));
        known.put("ramdisk", (answer, of) -> answer.ramdiskId(new AttributeValue(null)));
        known.put(
                "userData",
                (answer, of) -> answer.userData(new AttributeValue(of.launch().userData())));
        known.put(
                "disableApiTermination", (answer, of) -> answer.disableApiTermination(flag(of.terminationProtected())));
        known.put(
                "disableApiStop",
                (answer, of) -> answer.disableApiStop(flag(of.settings().stopProtected())));
        known.put(
                "instanceInitiatedShutdownBehavior",
                (answer, of) -> answer.instanceInitiatedShutdownBehavior(
                        text(of.settings().terminatesOnShutdown() ? "terminate" : "stop")));
        known.put(
                "rootDeviceName",
                (answer, of) -> answer.rootDeviceName(text(of.settings().disk().device())));
        known.put("blockDeviceMapping", (answer, of) -> answer.blockDeviceMappings(List.of(mapping(of))));
        known.put("productCodes", (answer, of) -> answer.productCodes(List.of()));
        known.put("sourceDestCheck", (answer, of) -> answer.sourceDestCheck(flag(true)));
        known.put(
                "ebsOptimized",
                (answer, of) -> answer.ebsOptimized(flag(of.settings().ebsOptimized())));
        known.put("sriovNetSupport", (answer, of) -> answer.sriovNetSupport(new AttributeValue(null)));
        known.put("enaSupport", (answer, of) -> answer.enaSupport(flag(true)));
        known.put("enclaveOptions", (answer, of) -> answer.enclaveOptions(new EnclaveOptions(false)));
        return known;
    }

    private static AttributeValue text(String value) {
        return new AttributeValue(value);
    }

    private static AttributeBooleanValue flag(boolean value) {
        return new AttributeBooleanValue(value);
    }

    private static InstanceBlockDeviceMapping mapping(Instance instance) {
        return new InstanceBlockDeviceMapping(
                instance.settings().disk().device(),
                EbsInstanceBlockDevice.builder()
                        .attachTime(instance.launch().launched())
                        .deleteOnTermination(true)
                        .status("attached")
                        .volumeId(instance.network().volumeId())
                        .build());
    }
}
