package signet.network;

import java.util.List;
import java.util.Objects;

/**
 * A security group: what its members may receive and send. What no rule names is not let through.
 *
 * @param ingress what its members may be sent
 * @param egress what its members may send
 */
public record SecurityGroup(String id, List<Rule> ingress, List<Rule> egress) {
    public SecurityGroup {
        Objects.requireNonNull(id);
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
    }
}
