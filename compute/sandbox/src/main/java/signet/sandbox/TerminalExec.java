package signet.sandbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import signet.instance.ExecHandle;

/** A program on a terminal. One platform thread reads the terminal, so that no virtual thread waits in a system call. */
final class TerminalExec implements ExecHandle {

    private static final byte[] END = {};
    private static final byte END_OF_FILE = 4;

    private final PseudoTerminal terminal;
    private final ExecProcess process;
    private final BlockingQueue<byte[]> output = new ArrayBlockingQueue<>(16);
    private final Thread reader;

    private TerminalExec(PseudoTerminal terminal, ExecProcess process, String name) {
        this.terminal = terminal;
        this.process = process;
        this.reader = Thread.ofPlatform().daemon().name("terminal-" + name).unstarted(this::readTerminal);
    }

    static TerminalExec of(PseudoTerminal terminal, ExecProcess process, String name) {
        TerminalExec exec = new TerminalExec(terminal, process, name);
        process.closePipes();
        exec.reader.start();
        var _ = process.process().onExit().thenRun(terminal::programEnded);
        return exec;
    }

    private void readTerminal() {
        byte[] buffer = new byte[8192];
        try {
            for (int count = terminal.read(buffer); count > 0; count = terminal.read(buffer)) {
                output.put(Arrays.copyOf(buffer, count));
            }
            output.put(END);
        } catch (IOException | InterruptedException e) {
            output.clear();
            boolean ignored = output.offer(END);
        } finally {
            terminal.close();
        }
    }

    @Override
    public OutputStream stdin() {
        return new TerminalInput();
    }

    @Override
    public InputStream stdout() {
        return new TerminalOutput();
    }

    @Override
    public InputStream stderr() {
        return InputStream.nullInputStream();
    }

    @Override
    public void resize(int rows, int columns) throws IOException {
        terminal.resize(rows, columns);
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
        terminal.programEnded();
        reader.interrupt();
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private final class TerminalInput extends OutputStream {
        private static final int FULL_WAIT_MILLIS = 10;

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int at = offset;
            while (at < offset + length) {
                int written = terminal.write(Arrays.copyOfRange(bytes, at, offset + length));
                at += written;
                if (written == 0) {
                    awaitRoom();
                }
            }
        }

        /** The terminal's input is full until its program reads. */
        private void awaitRoom() throws IOException {
            try {
                process.process().onExit().get(FULL_WAIT_MILLIS, TimeUnit.MILLISECONDS);
                throw new IOException("The program has ended");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            } catch (java.util.concurrent.TimeoutException e) {
                return;
            } catch (java.util.concurrent.ExecutionException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            if (process.process().isAlive()) {
                write(END_OF_FILE);
            }
        }
    }

    private final class TerminalOutput extends InputStream {
        private byte[] chunk = {};
        private int at;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            Objects.checkFromIndexSize(offset, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            while (at == chunk.length) {
                if (!next()) {
                    return -1;
                }
            }
            int count = Math.min(length, chunk.length - at);
            System.arraycopy(chunk, at, bytes, offset, count);
            at += count;
            return count;
        }

        private boolean next() throws IOException {
            try {
                byte[] taken = output.take();
                if (taken.length == 0) {
                    output.put(END);
                    return false;
                }
                chunk = taken;
                at = 0;
                return true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException();
            }
        }
    }
}
