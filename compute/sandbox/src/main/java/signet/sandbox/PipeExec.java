package signet.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import signet.instance.ExecHandle;

/** A program whose three streams are pipes. */
final class PipeExec implements ExecHandle {

    private final ExecProcess process;

    PipeExec(ExecProcess process) {
        this.process = process;
    }

    @Override
    public OutputStream stdin() {
        return process.process().getOutputStream();
    }

    @Override
    public InputStream stdout() {
        return process.process().getInputStream();
    }

    @Override
    public InputStream stderr() {
        return process.process().getErrorStream();
    }

    @Override
    public void resize(int rows, int columns) throws IOException {
        throw new IOException("The program has no terminal");
    }

    @Override
    public CompletableFuture<Integer> exitStatus() {
        return process.exitStatus();
    }

    @Override
    public void signal(int number) {
        process.signal(number);
    }

    @Override
    public void close() {
        process.kill();
        process.closePipes();
    }
}
