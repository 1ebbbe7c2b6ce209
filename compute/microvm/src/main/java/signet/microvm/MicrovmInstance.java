package signet.microvm;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import signet.instance.Door;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceSpec;
import signet.instance.RunningInstance;
import signet.sandbox.RunnerParts;

/** One microVM. */
final class MicrovmInstance implements RunningInstance {

    private final InstanceSpec spec;
    private final Process process;
    private final GuestLink link;
    private final CompletableFuture<Integer> exit;
    private final ReentrantLock lock = new ReentrantLock();
    private List<NetworkChannel> doors = List.of();
    private boolean ended;
    private volatile @Nullable ProcessHandle machine;

    MicrovmInstance(InstanceSpec spec, Process process, GuestLink link) {
        this.spec = spec;
        this.process = process;
        this.link = link;
        this.exit = process.onExit().thenApply(this::ended);
    }

    /** Finds the process that becomes QEMU, opens the doors in its network and shows them to the server. */
    void open(InstanceSpec all) throws IOException {
        ProcessHandle found = process.children().findFirst().orElseThrow(() -> new IOException("it has ended"));
        machine = found;
        List<NetworkChannel> channels = RunnerParts.openDoors(found.pid(), all);
        lock.lock();
        try {
            if (ended) {
                RunnerParts.closeDoors(channels);
                throw new IOException("it has ended");
            }
            doors = channels;
        } finally {
            lock.unlock();
        }
        for (int i = 0; i < channels.size(); i++) {
            Door door = all.doors().get(i);
            door.opened().opened(channels.get(i));
        }
    }

    private int ended(Process gone) {
        lock.lock();
        try {
            ended = true;
            RunnerParts.closeDoors(doors);
        } finally {
            lock.unlock();
        }
        link.close();
        return gone.exitValue();
    }

    @Override
    public String instanceId() {
        return spec.instanceId();
    }

    @Override
    public long pid() {
        ProcessHandle found = machine;
        return found == null ? process.pid() : found.pid();
    }

    @Override
    public ExecHandle exec(ExecRequest request) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The instance " + spec.instanceId() + " is not running");
        }
        return GuestExec.start(link, request);
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    @Override
    public void stop(Duration grace) {
        link.hangUp();
        try {
            exit.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            kill();
        }
    }

    /** Switches the machine off, at once. */
    void kill() {
        ProcessHandle found = machine;
        if (found != null) {
            found.destroyForcibly();
        } else {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        exit.join();
    }

    @Override
    public Path consoleLog() {
        return MicrovmDirectory.consoleLog(spec);
    }
}
