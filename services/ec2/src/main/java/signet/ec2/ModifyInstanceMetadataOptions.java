package signet.ec2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.fleet.Tables;
import signet.model.OperationModel;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ModifyInstanceMetadataOptionsInput;
import signet.model.ec2.ModifyInstanceMetadataOptionsOutput;
import signet.snapshot.State;

/** Changes what an instance's metadata service answers, from its next request on. */
final class ModifyInstanceMetadataOptions
        implements Operation<ModifyInstanceMetadataOptionsInput, ModifyInstanceMetadataOptionsOutput> {
    private final State state;

    ModifyInstanceMetadataOptions(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<ModifyInstanceMetadataOptionsInput, ModifyInstanceMetadataOptionsOutput> model() {
        return Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS;
    }

    @Override
    public Accesses accesses(Call<ModifyInstanceMetadataOptionsInput> call) {
        Ec2Call ec2 = Ec2Call.of(call);
        Instance instance = Instances.find(ec2, call.input().instanceId());
        Access access =
                Instances.access(ec2, model().name(), instance).with(MetadataSettings.keys(asked(call.input())));
        return Accesses.of(Attributes.keys(access, attributes(call.input())));
    }

    @Override
    public ModifyInstanceMetadataOptionsOutput handle(Authorized<ModifyInstanceMetadataOptionsInput> request) {
        ModifyInstanceMetadataOptionsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        Instance changed = state.write(tx -> {
            Instance instance = Instances.find(call.on(tx), input.instanceId());
            Associations.requireRunningOrStopped(instance);
            Instance.MetadataOptions options = MetadataSettings.changed(instance.metadata(), asked(input));
            MetadataSettings.checkTagKeys(options, instance.tags().keySet());
            Instance next = instance.with(options);
            tx.put(Tables.INSTANCES, next.key(), next);
            return next;
        });
        return new ModifyInstanceMetadataOptionsOutput(
                changed.id(), MetadataSettings.answer(changed.metadata(), "pending"));
    }

    private static LaunchSettings.Metadata asked(ModifyInstanceMetadataOptionsInput input) {
        return new LaunchSettings.Metadata(
                input.httpTokens(),
                input.httpPutResponseHopLimit(),
                input.httpEndpoint(),
                input.httpProtocolIpv6(),
                input.instanceMetadataTags());
    }

    private static Map<String, @Nullable Object> attributes(ModifyInstanceMetadataOptionsInput input) {
        Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
        attributes.put("HttpTokens", input.httpTokens());
        attributes.put("HttpPutResponseHopLimit", input.httpPutResponseHopLimit());
        attributes.put("HttpEndpoint", input.httpEndpoint());
        attributes.put("HttpProtocolIpv6", input.httpProtocolIpv6());
        attributes.put("InstanceMetadataTags", input.instanceMetadataTags());
        return attributes;
    }
}
