package signet.instance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A program that {@link RunningInstance#exec} runs in an instance. */
public interface ExecHandle extends AutoCloseable {

    /** What the program reads. Closing it is the end of its input (on a terminal: the end-of-file character). */
    OutputStream stdin();

    /** What the program writes; on a terminal its errors too. */
    InputStream stdout();

    /** What the program writes as errors; empty on a terminal. */
    InputStream stderr();

    /**
     * Tells the program's terminal its new size.
     *
     * @throws IOException if the program has no terminal or it is closed
     */
    void resize(int rows, int columns) throws IOException;

    /** The program's exit status, 0 to 255: 128 + n if signal n ended it. */
    CompletableFuture<Integer> exitStatus();

    /** Sends a signal, for example 2 (SIGINT) or 15 (SIGTERM), to the program; does nothing once it has ended. */
    void signal(int number);

    /** Kills the program and what it started, if it still runs, and frees its streams. */
    @Override
    void close();
}
