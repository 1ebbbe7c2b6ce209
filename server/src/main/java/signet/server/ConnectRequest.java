package signet.server;

import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Caller;
import signet.fleet.Instance;
import signet.fleet.Tables;
import signet.model.AwsError;
import signet.policy.Context;
import signet.snapshot.View;

/**
 * Somebody wants to run a program in an instance. It needs what EC2 Instance Connect needs for the same:
 * {@code ec2-instance-connect:SendSSHPublicKey} on the instance, with the user in {@code ec2:osuser} (Service
 * Authorization Reference, "Amazon EC2 Instance Connect").
 */
record ConnectRequest(String instanceId) {
    static final String SERVICE = "ec2-instance-connect";
    static final String OPERATION = "SendSSHPublicKey";
    private static final String OS_USER = "root";

    /**
     * The instance, if it is the caller's account's and runs.
     *
     * @throws AwsError in EC2's words, if it is not
     */
    Instance instance(View view, Caller caller) {
        Instance instance = find(view, caller)
                .orElseThrow(() -> AwsError.of(
                        "InvalidInstanceID.NotFound", 400, "The instance ID '" + instanceId + "' does not exist"));
        if (instance.state().code() != Instance.Code.RUNNING) {
            throw AwsError.of(
                    "IncorrectInstanceState",
                    400,
                    "The instance '" + instanceId + "' is not in the 'running' state, it is "
                            + instance.state().code().label() + ".");
        }
        return instance;
    }

    /** What it needs, which for an instance that is not there is the same on the ARN that it would have. */
    Accesses accesses(View view, Caller caller, String region) {
        Context.Builder keys = Context.builder().put("ec2:osuser", OS_USER);
        Optional<Instance> instance = find(view, caller);
        instance.ifPresent(found -> found.tags().forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("ec2:ResourceTag/" + key, value);
        }));
        String arn = instance.map(Instance::arn)
                .orElse("arn:aws:ec2:" + region + ":" + caller.account() + ":instance/" + instanceId);
        return Accesses.of(Access.to(SERVICE + ":" + OPERATION, arn).with(keys.build()));
    }

    private Optional<Instance> find(View view, Caller caller) {
        return view.findOne(Tables.INSTANCES_BY_ID, instanceId)
                .filter(found -> found.account().equals(caller.account()));
    }
}
