package signet.instance;

import java.util.Objects;

/**
 * Where an instance's private address belongs: instances of one VPC may reach each other, and no others.
 *
 * @param vpcId for example {@code vpc-0123456789abcdef0}
 * @param subnetBits how many leading bits of the private address are its subnet's, 1 to 30
 * @param vpcBits how many are its VPC's; not more
 */
public record NetworkPlace(String vpcId, int subnetBits, int vpcBits) {
    public NetworkPlace {
        Objects.requireNonNull(vpcId);
        if (vpcBits < 1 || subnetBits < vpcBits || subnetBits > 30) {
            throw new IllegalArgumentException("No subnet of " + subnetBits + " bits in a VPC of " + vpcBits);
        }
    }
}
