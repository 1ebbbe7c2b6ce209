package signet.autoscaling;

import java.time.Instant;
import signet.model.autoscaling.CreateLaunchConfigurationInput;

/**
 * A launch configuration; it never changes.
 *
 * @param id the UUID in its ARN
 * @param asked the request that made it, with what it left to an instance filled in
 */
record LaunchConfigurationRecord(
        String account, String region, String name, String id, Instant created, CreateLaunchConfigurationInput asked) {
    String key() {
        return account + "/" + region + "/" + name;
    }

    String arn() {
        return Scope.launchConfigurationArn(account, region, id, name);
    }
}
