package signet.network;

import java.util.Objects;

/** The other side that a {@link Rule} speaks of. */
public sealed interface Peer {

    /** Whoever has an address of a range. */
    record Range(Ipv4Range range) implements Peer {
        public Range {
            Objects.requireNonNull(range);
        }
    }

    /** Whoever is a member of a security group. */
    record Members(String groupId) implements Peer {
        public Members {
            Objects.requireNonNull(groupId);
        }
    }
}
