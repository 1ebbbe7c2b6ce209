package signet.instance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** An instance that {@link InstanceRunner#start} booted. */
public interface RunningInstance {

    /** The exit status of an instance whose root has asked for a restart, as by {@code reboot}. */
    int RESTART = 64;

    /** The instance's id, as in {@link InstanceSpec#instanceId()}. */
    String instanceId();

    /** The host's process id of the instance's first process. */
    long pid();

    /**
     * Runs a program in the instance as its root user, in no environment but the instance's own and the request's.
     *
     * @throws IOException if the instance has ended or the program could not be handed to it; a program that is not found
     *     there is an exit status (127), as in a shell
     */
    ExecHandle exec(ExecRequest request) throws IOException;

    /** Completes, with the first process's exit status, when the instance has ended and no process of it is left. */
    CompletableFuture<Integer> exit();

    /**
     * Asks every process to end (SIGTERM), kills what is left after {@code grace}, and returns when nothing is left. Its
     * directory stays, so that it may be started again; its doors are closed.
     */
    void stop(Duration grace);

    /** The file on the host that its console, with user data's output, is written to: {@code console.log} in its directory. */
    Path consoleLog();
}
