package signet.network;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * An instance's interface in its VPC.
 *
 * @param address its private address, the only one from which it may send
 */
public record Nic(String instanceId, String vpcId, Inet4Address address) {
    public Nic {
        Objects.requireNonNull(instanceId);
        Objects.requireNonNull(vpcId);
        Objects.requireNonNull(address);
    }

    int number() {
        return ByteBuffer.wrap(address.getAddress()).getInt();
    }
}
