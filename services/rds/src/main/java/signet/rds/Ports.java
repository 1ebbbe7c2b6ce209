package signet.rds;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.snapshot.View;

/** The ports of 127.0.0.1 where instances listen: all of them share this host, so no two have the same. */
final class Ports {
    /** Where ports are looked for, below those that Linux gives to outgoing connections. */
    private static final int FIRST = 20_000;

    private static final int COUNT = 10_000;
    private static final int TRIES = 200;

    private final IntUnaryOperator random;

    /** @param random a random number from 0 on, below its argument */
    Ports(IntUnaryOperator random) {
        this.random = random;
    }

    /**
     * A port that nothing listens at and no instance has.
     *
     * @param asked the one that a client wants, null for any
     */
    int choose(View view, @Nullable Integer asked) {
        Set<Integer> taken = view.under(Tables.INSTANCES, "").values().stream()
                .map(instance -> instance.shape().port())
                .collect(Collectors.toSet());
        if (asked != null) {
            if (taken.contains(asked) || !isFree(asked)) {
                throw Errors.value("Port " + asked + " of 127.0.0.1, where Signet's DB instances listen, is in use on"
                        + " this host; choose another or none.");
            }
            return asked;
        }
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + random.applyAsInt(COUNT);
            if (!taken.contains(port) && isFree(port)) {
                return port;
            }
        }
        throw Errors.internal("No port is free on this host.");
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
