package signet.ec2;

import org.jspecify.annotations.Nullable;
import signet.model.ec2.RequestLaunchTemplateData;
import signet.model.ec2.RunInstancesInput;

/** Reads {@link LaunchSettings} from a launch template: its data are those of a RunInstances request. */
final class TemplateSettings {
    private TemplateSettings() {}

    /**
     * The settings.
     *
     * @throws signet.model.AwsError if it asks for what RunInstances would refuse
     */
    static LaunchSettings of(RequestLaunchTemplateData data) {
        @Nullable Object[] values = Shapes.values(RequestLaunchTemplateData.SCHEMA, data, RunInstancesInput.SCHEMA);
        values[Shapes.indexOf(RunInstancesInput.SCHEMA, "MinCount")] = 1;
        values[Shapes.indexOf(RunInstancesInput.SCHEMA, "MaxCount")] = 1;
        RunInstancesInput input = RunInstancesInput.SCHEMA.create(values);
        Gate.refuse(RunInstancesInput.SCHEMA, input, "RunInstances");
        return RunSettings.of(input);
    }
}
