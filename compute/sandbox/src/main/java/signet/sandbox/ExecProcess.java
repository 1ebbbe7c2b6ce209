package signet.sandbox;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The host's side of a program that runs in an instance.
 *
 * @param process what the server started
 * @param entered whether that is {@code nsenter}, whose only child is the program
 */
record ExecProcess(Process process, boolean entered) {

    private static final int SIGKILL = 9;
    private static final int KILL_ROUNDS = 100;

    CompletableFuture<Integer> exitStatus() {
        return process.onExit().thenApply(Process::exitValue);
    }

    void signal(int number) {
        Optional<ProcessHandle> program = entered ? process.children().findFirst() : Optional.of(process.toHandle());
        program.ifPresent(handle -> send(handle, number));
    }

    /** Kills the program and its children; {@code nsenter} goes last, as it would leave a program that it just started. */
    void kill() {
        for (int round = 0; round < KILL_ROUNDS && process.isAlive(); round++) {
            process.descendants().forEach(handle -> send(handle, SIGKILL));
            if (!entered) {
                process.destroyForcibly();
            }
            if (endsSoon()) {
                return;
            }
        }
        process.destroyForcibly();
    }

    private boolean endsSoon() {
        try {
            process.onExit().get(20, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void closePipes() {
        for (Closeable pipe : List.of(process.getOutputStream(), process.getInputStream(), process.getErrorStream())) {
            try {
                pipe.close();
            } catch (IOException e) {
                System.getLogger(ExecProcess.class.getName()).log(System.Logger.Level.DEBUG, "Already closed", e);
            }
        }
    }

    private static void send(ProcessHandle handle, int signal) {
        try {
            Libc.kill(handle.pid(), signal);
        } catch (IOException e) {
            System.getLogger(ExecProcess.class.getName()).log(System.Logger.Level.DEBUG, "Already ended", e);
        }
    }
}
