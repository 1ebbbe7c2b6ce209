package signet.instance;

import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * A listening socket of the server inside an instance's network. What connects to it is that instance and nothing else, so the
 * server needs no header or address to know whom it answers.
 *
 * @param purpose what is answered there
 * @param address the address inside the instance; a door at an IPv6 address is left out where there is no IPv6. A runner
 *     without networks of its own opens the door on 127.0.0.1 and a free port instead, and tells the instance by environment
 *     variables
 * @param opened is given the socket
 */
public record Door(Purpose purpose, InetSocketAddress address, DoorOpened opened) {

    /** What the server answers at a door. */
    public enum Purpose {
        /** The instance metadata service: HTTP on TCP. */
        IMDS,
        /** The AWS APIs by Amazon's host names: HTTPS on TCP. */
        API_TLS,
        /** The AWS APIs: HTTP on TCP. */
        API_PLAIN,
        /** Names: DNS on UDP. */
        DNS,
        /** The runtime API of a function: HTTP on TCP. */
        RUNTIME
    }

    public Door {
        Objects.requireNonNull(purpose);
        Objects.requireNonNull(opened);
        if (address.isUnresolved()) {
            throw new IllegalArgumentException("A door's address is an IP address, not " + address);
        }
    }
}
