package signet.sandbox;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import signet.network.Drop;
import signet.network.Nic;
import signet.network.Port;
import signet.network.Switch;
import signet.network.Verdict;

/**
 * Carries packets between the devices of instances, as a {@link Switch} decides. One thread does it for all of them: it sleeps
 * while there is nothing to carry, and takes turns when there is, so that a flood costs the others time but not their place.
 * Nothing queues up here: what an instance sends waits in its own device, which drops what is too much (500 packets), and what
 * another can't take at once is dropped.
 */
final class SwitchThread implements AutoCloseable {
    private static final int TURN = 64;
    private static final int LARGEST_PACKET = 65_536;
    private static final int POLLFD_INTS = 2;
    private static final int POLLIN = 1;
    private static final byte[] ONE = {1, 0, 0, 0, 0, 0, 0, 0};

    private final Switch decisions;
    private final int wake;
    private final Queue<Runnable> orders = new ConcurrentLinkedQueue<>();
    private final List<Cable> cables = new ArrayList<>();
    private final Map<Port, Cable> byPort = new HashMap<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final ReentrantLock lock = new ReentrantLock();
    private boolean closed;
    private boolean failed;
    private volatile boolean closing;

    /** A device and where it is plugged in. */
    private record Cable(Port port, int device) {}

    /** What the thread needs for its calls, made once. */
    private static final class Buffers {
        private final MemorySegment state;
        private final MemorySegment memory;
        private final ByteBuffer packet;

        Buffers(Arena arena) {
            state = Libc.state(arena);
            memory = arena.allocate(LARGEST_PACKET);
            packet = memory.asByteBuffer();
        }
    }

    SwitchThread(Switch decisions) throws IOException {
        this.decisions = decisions;
        this.wake = Libc.eventfd();
        Thread.ofPlatform().daemon().name("instance-network").start(this::run);
    }

    /**
     * Connects an instance's device, which this closes from now on, also if it fails.
     *
     * @return disconnects it
     * @throws IOException if another instance has its address
     */
    Runnable attach(Nic nic, int device) throws IOException {
        CompletableFuture<Cable> plugged = new CompletableFuture<>();
        boolean ordered = order(() -> {
            try {
                Cable cable = new Cable(decisions.attach(nic), device);
                cables.add(cable);
                byPort.put(cable.port(), cable);
                plugged.complete(cable);
            } catch (IllegalStateException e) {
                Libc.close(device);
                plugged.completeExceptionally(e);
            }
        });
        if (!ordered) {
            Libc.close(device);
            throw new IOException("the server is ending");
        }
        try {
            Cable cable = CompletableFuture.anyOf(plugged, ended)
                    .thenApply(ignored -> plugged.join())
                    .join();
            return () -> order(() -> unplug(cable));
        } catch (CompletionException e) {
            throw new IOException("The instance could not be connected: " + e.getCause(), e);
        }
    }

    /** Has the thread do something; false if it has been closed. */
    private boolean order(Runnable order) {
        lock.lock();
        try {
            if (closed) {
                return false;
            }
            orders.add(order);
            int ignored = Libc.write(wake, ONE);
            return true;
        } catch (IOException e) {
            throw new IllegalStateException("The network's thread can't be woken", e);
        } finally {
            lock.unlock();
        }
    }

    private void unplug(Cable cable) {
        decisions.detach(cable.port());
        byPort.remove(cable.port());
        cables.remove(cable);
        Libc.close(cable.device());
    }

    private void run() {
        try (Arena arena = Arena.ofConfined()) {
            Buffers buffers = new Buffers(arena);
            while (!closing) {
                carry(buffers);
            }
            ended.complete(null);
        } catch (IOException | RuntimeException e) {
            ended.completeExceptionally(e);
            System.getLogger(SwitchThread.class.getName())
                    .log(System.Logger.Level.ERROR, "instances don't reach each other any more", e);
        }
    }

    /** Until the set of cables changes. */
    private void carry(Buffers buffers) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            List<Cable> polledCables = List.copyOf(cables);
            int count = polledCables.size() + 1;
            MemorySegment polled = arena.allocate(ValueLayout.JAVA_INT, (long) count * POLLFD_INTS);
            set(polled, 0, wake);
            for (int i = 1; i < count; i++) {
                set(polled, i, polledCables.get(i - 1).device());
            }
            while (!isReady(polled, 0)) {
                if (Libc.poll(polled, count, buffers.state)) {
                    for (int i = 1; i < count; i++) {
                        if (isReady(polled, i) && !takeTurn(polledCables.get(i - 1), buffers)) {
                            // A negative descriptor is passed over.
                            set(polled, i, -1);
                        }
                    }
                }
            }
            Libc.read(wake, buffers.memory, buffers.state);
            for (Runnable order = orders.poll(); order != null; order = orders.poll()) {
                order.run();
            }
        }
    }

    private static void set(MemorySegment polled, int index, int descriptor) {
        polled.setAtIndex(ValueLayout.JAVA_INT, (long) index * POLLFD_INTS, descriptor);
        polled.setAtIndex(ValueLayout.JAVA_INT, (long) index * POLLFD_INTS + 1, POLLIN);
    }

    private static boolean isReady(MemorySegment polled, int index) {
        return polled.getAtIndex(ValueLayout.JAVA_INT, (long) index * POLLFD_INTS + 1) >>> 16 != 0;
    }

    /** Carries some packets of one instance; false if its device gave none though it was ready, as one that is gone. */
    private boolean takeTurn(Cable cable, Buffers buffers) throws IOException {
        for (int packets = 0; packets < TURN; packets++) {
            int length = Libc.read(cable.device(), buffers.memory, buffers.state);
            if (length <= 0) {
                return packets > 0;
            }
            if (route(cable, buffers, length) instanceof Port to) {
                Cable other = byPort.get(to);
                if (other != null) {
                    Libc.write(other.device(), buffers.memory, length, buffers.state);
                }
            }
        }
        return true;
    }

    /** What can't be decided is dropped, and is no reason to leave all the others without a network. */
    private Verdict route(Cable cable, Buffers buffers, int length) {
        try {
            return decisions.route(cable.port(), buffers.packet, length);
        } catch (RuntimeException e) {
            if (!failed) {
                failed = true;
                System.getLogger(SwitchThread.class.getName())
                        .log(System.Logger.Level.ERROR, "a packet could not be decided about; more are not logged", e);
            }
            return Drop.NOBODY;
        }
    }

    /** Ends the thread and disconnects what is still connected. */
    @Override
    public void close() {
        closing = true;
        order(() -> {});
        try {
            ended.join();
        } catch (CompletionException e) {
            // It was logged when it happened.
        }
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                cables.forEach(cable -> Libc.close(cable.device()));
                Libc.close(wake);
            }
        } finally {
            lock.unlock();
        }
    }
}
