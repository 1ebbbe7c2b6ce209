package signet.imds;

/** The two addresses of the metadata service. */
public enum MetadataEndpoint {
    /** {@code 169.254.169.254}. */
    IPV4,
    /** {@code fd00:ec2::254}, which answers only where {@code HttpProtocolIpv6} is enabled. */
    IPV6
}
