package signet.instance;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;

/** Is told that a {@link Door} is open. */
@FunctionalInterface
public interface DoorOpened {

    /**
     * Starts to answer at {@code channel}: a bound, blocking {@link ServerSocketChannel}, or a {@link DatagramChannel} for
     * {@link Door.Purpose#DNS}. Must return at once (serve in other threads). The runner closes the channel when the instance
     * ends; closing it earlier is allowed.
     *
     * @throws IOException if it can't be served: the instance is then not started
     */
    void opened(NetworkChannel channel) throws IOException;
}
