package signet.autoscaling;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.InstanceMetadataOptions;
import signet.policy.Context;
import signet.snapshot.State;

/** Makes a launch configuration. The role inside its instance profile is passed now, and not when it is used. */
final class CreateLaunchConfiguration implements Operation<CreateLaunchConfigurationInput, Unit> {
    private final State state;
    private final Ids ids;

    CreateLaunchConfiguration(State state, Ids ids) {
        this.state = state;
        this.ids = ids;
    }

    @Override
    public OperationModel<CreateLaunchConfigurationInput, Unit> model() {
        return AutoScalingOperations.CREATE_LAUNCH_CONFIGURATION;
    }

    @Override
    public Accesses accesses(Call<CreateLaunchConfigurationInput> call) {
        Scope scope = Scope.of(call);
        CreateLaunchConfigurationInput asked = complete(scope, call.input());
        List<Access> all = new ArrayList<>();
        all.add(scope.onLaunchConfiguration(model().name(), asked.launchConfigurationName())
                .with(keys(asked)));
        Optional.ofNullable(asked.iamInstanceProfile()).ifPresent(profile -> all.add(PassedRoles.pass(scope, profile)));
        return Accesses.of(all);
    }

    @Override
    public Unit handle(Authorized<CreateLaunchConfigurationInput> request) {
        CreateLaunchConfigurationInput asked = complete(Scope.of(request), request.input());
        record(state, ids, request, asked);
        return Unit.VALUE;
    }

    static void record(State state, Ids ids, Authorized<?> request, CreateLaunchConfigurationInput asked) {
        LaunchConfigurationRecord made = new LaunchConfigurationRecord(
                request.account(),
                request.info().region(),
                asked.launchConfigurationName(),
                ids.uuid(),
                request.time().truncatedTo(ChronoUnit.MILLIS),
                asked);
        state.change(tx -> {
            if (tx.get(Tables.LAUNCH_CONFIGURATIONS, made.key()).isPresent()) {
                throw Errors.exists("Launch Configuration by this name already exists - A launch configuration already"
                        + " exists with the name " + made.name());
            }
            tx.put(Tables.LAUNCH_CONFIGURATIONS, made.key(), made);
        });
    }

    /** A request with what an instance gives where it says nothing itself. */
    static CreateLaunchConfigurationInput complete(Scope scope, CreateLaunchConfigurationInput asked) {
        Members.only(
                CreateLaunchConfigurationInput.SCHEMA,
                asked,
                "CreateLaunchConfiguration",
                "LaunchConfigurationName",
                "ImageId",
                "KeyName",
                "SecurityGroups",
                "UserData",
                "InstanceId",
                "InstanceType",
                "BlockDeviceMappings",
                "InstanceMonitoring",
                "SpotPrice",
                "IamInstanceProfile",
                "EbsOptimized",
                "PlacementTenancy",
                "MetadataOptions");
        Members.value(asked.placementTenancy(), "PlacementTenancy", "default");
        String instanceId = asked.instanceId();
        if (instanceId == null && (asked.imageId() == null || asked.instanceType() == null)) {
            throw Errors.validation(
                    "Valid requests must contain either the InstanceID parameter or both the ImageId and"
                            + " InstanceType parameters.");
        }
        return instanceId == null ? asked : like(scope, asked, instanceId);
    }

    private static CreateLaunchConfigurationInput like(
            Scope scope, CreateLaunchConfigurationInput asked, String instanceId) {
        Instance instance = Roster.instance(scope.view(), scope.account(), instanceId)
                .filter(found -> found.launch().region().equals(scope.region()))
                .orElseThrow(() -> Errors.validation("The instance ID '" + instanceId + "' does not exist"));
        return CreateLaunchConfigurationInput.builder()
                .launchConfigurationName(asked.launchConfigurationName())
                .imageId(first(asked.imageId(), instance.launch().imageId()))
                .instanceType(first(asked.instanceType(), instance.launch().instanceType()))
                .keyName(first(asked.keyName(), instance.launch().keyName()))
                .securityGroups(first(asked.securityGroups(), instance.network().securityGroups()))
                .userData(first(asked.userData(), instance.launch().userData()))
                .iamInstanceProfile(first(asked.iamInstanceProfile(), profile(scope, instance)))
                .instanceMonitoring(asked.instanceMonitoring())
                .ebsOptimized(first(asked.ebsOptimized(), instance.settings().ebsOptimized()))
                .spotPrice(asked.spotPrice())
                .metadataOptions(asked.metadataOptions())
                .blockDeviceMappings(asked.blockDeviceMappings())
                .build();
    }

    private static @Nullable String profile(Scope scope, Instance instance) {
        return scope.view().find(signet.fleet.Tables.ASSOCIATIONS_BY_INSTANCE, instance.id()).stream()
                .filter(association -> !association.state().equals("disassociating"))
                .findFirst()
                .map(association -> association.profileArn())
                .orElse(null);
    }

    private static Context keys(CreateLaunchConfigurationInput asked) {
        Context.Builder keys = Context.builder();
        Scope.put(keys, "autoscaling:ImageId", asked.imageId());
        Scope.put(keys, "autoscaling:InstanceType", asked.instanceType());
        Scope.put(keys, "autoscaling:SpotPrice", asked.spotPrice());
        InstanceMetadataOptions metadata = asked.metadataOptions();
        if (metadata != null) {
            Scope.put(keys, "autoscaling:MetadataHttpEndpoint", metadata.httpEndpoint());
            Scope.put(keys, "autoscaling:MetadataHttpPutResponseHopLimit", metadata.httpPutResponseHopLimit());
            Scope.put(keys, "autoscaling:MetadataHttpTokens", metadata.httpTokens());
        }
        return keys.build();
    }

    private static <T> @Nullable T first(@Nullable T asked, @Nullable T otherwise) {
        return asked == null ? otherwise : asked;
    }
}
