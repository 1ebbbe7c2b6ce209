package signet.lambda;

import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** A runner with no room for anything. */
final class IdleRunner implements InstanceRunner {
    volatile String name = "sandbox";

    @Override
    public String name() {
        return name;
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        throw new InstanceStartException("nothing runs here", null);
    }

    @Override
    public void close() {}
}
