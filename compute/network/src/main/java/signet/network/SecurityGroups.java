package signet.network;

import java.util.List;

/** Who is in which security groups. It is asked anew about each flow, so that a change holds at once. */
@FunctionalInterface
public interface SecurityGroups {
    /** The groups of an instance's interface as they are now; none if there is no such instance. Must not block. */
    List<SecurityGroup> of(String instanceId);
}
