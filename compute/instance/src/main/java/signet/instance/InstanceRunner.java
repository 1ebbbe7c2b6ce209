package signet.instance;

import java.net.Inet4Address;

/**
 * What starts instances: each one in a sandbox of its own, or as a plain process where the host allows no sandbox. Safe for
 * use by several threads.
 */
public interface InstanceRunner extends AutoCloseable {

    /** {@code sandbox}, {@code microvm} or {@code process}: the last isolates nothing, which the user has to be told. */
    String name();

    /**
     * Where {@link InstanceSpec#hostNames} lead inside, and so where doors for those names are opened: 127.0.0.1, or an address
     * of its own where an instance's 127.0.0.1 is out of the server's reach.
     */
    default Inet4Address inside() {
        return Inet4Address.ofLiteral("127.0.0.1");
    }

    /**
     * Boots an instance. Every door of {@code spec} is open, and its {@link DoorOpened} has returned, before the first
     * program of the instance runs. Returns without waiting for user data.
     *
     * @throws InstanceStartException if it could not be started; nothing of it is left running
     */
    RunningInstance start(InstanceSpec spec) throws InstanceStartException;

    /** Ends every instance that is still running and returns once no process of theirs is left. */
    @Override
    void close();
}
