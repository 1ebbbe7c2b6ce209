package signet.autoscaling;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DeleteLaunchConfigurationInput;
import signet.snapshot.State;

/** Deletes a launch configuration that no group uses. */
final class DeleteLaunchConfiguration implements Operation<DeleteLaunchConfigurationInput, Unit> {
    private final State state;

    DeleteLaunchConfiguration(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteLaunchConfigurationInput, Unit> model() {
        return AutoScalingOperations.DELETE_LAUNCH_CONFIGURATION;
    }

    @Override
    public Accesses accesses(Call<DeleteLaunchConfigurationInput> call) {
        return Accesses.of(Scope.of(call)
                .onLaunchConfiguration(model().name(), call.input().launchConfigurationName()));
    }

    @Override
    public Unit handle(Authorized<DeleteLaunchConfigurationInput> request) {
        String name = request.input().launchConfigurationName();
        return state.write(tx -> {
            Scope scope = Scope.of(request).on(tx);
            LaunchConfigurationRecord found = scope.findLaunchConfiguration(name)
                    .orElseThrow(() -> Errors.validation(
                            "Launch configuration name not found - Launch configuration " + name + " not found"));
            scope.groups().stream()
                    .filter(group -> name.equals(group.source().launchConfiguration()))
                    .findFirst()
                    .ifPresent(group -> {
                        throw Errors.inUse("Cannot delete launch configuration " + name
                                + " because it is attached to AutoScalingGroup " + group.name());
                    });
            tx.delete(Tables.LAUNCH_CONFIGURATIONS, found.key());
            return Unit.VALUE;
        });
    }
}
