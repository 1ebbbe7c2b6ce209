package signet.ec2;

import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.fleet.Instance;

/** What an operation on the instances of a request needs. */
final class InstanceAccesses {
    private InstanceAccesses() {}

    static Accesses of(Ec2Call call, String action, @Nullable List<String> ids) {
        List<Instance> instances = Instances.find(call, ids);
        if (instances.isEmpty()) {
            throw Errors.missing("InstanceId");
        }
        return Accesses.of(Instances.accesses(call, action, instances));
    }
}
