package signet.sandbox;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;

/** The server's end of a pseudo terminal. Its calls never block but for {@link #read}, which {@link #programEnded} ends. */
final class PseudoTerminal {

    private static final long TIOCSWINSZ = 0x5414;
    private static final long TIOCGPTN = 0x80045430L;
    private static final long TIOCSPTLCK = 0x40045431L;
    private static final int O_NONBLOCK = 0x800;
    private static final int EAGAIN = 11;

    private final ReentrantLock lock = new ReentrantLock();
    private final int master;
    private final int ended;
    private final int number;
    private boolean closed;
    private volatile boolean programEnded;

    private PseudoTerminal(int master, int ended, int number) {
        this.master = master;
        this.ended = ended;
        this.number = number;
    }

    /** A terminal of the devpts file system whose open directory is {@code directory}. */
    static PseudoTerminal open(int directory, int rows, int columns) throws IOException {
        int master = Libc.openat(directory, "ptmx", Libc.O_RDWR | Libc.O_NOCTTY | Libc.O_CLOEXEC | O_NONBLOCK);
        try {
            byte[] value = new byte[4];
            Libc.ioctl(master, TIOCSPTLCK, value);
            Libc.ioctl(master, TIOCGPTN, value);
            int number = ByteBuffer.wrap(value).order(ByteOrder.nativeOrder()).getInt();
            PseudoTerminal terminal = new PseudoTerminal(master, Libc.eventfd(), number);
            terminal.resize(rows, columns);
            return terminal;
        } catch (IOException e) {
            Libc.close(master);
            throw e;
        }
    }

    /** The number of its device below {@code /dev/pts}. */
    int number() {
        return number;
    }

    void resize(int rows, int columns) throws IOException {
        ByteBuffer size = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder());
        size.putShort((short) rows).putShort((short) columns);
        lock.lock();
        try {
            requireOpen();
            Libc.ioctl(master, TIOCSWINSZ, size.array());
        } finally {
            lock.unlock();
        }
    }

    /** Writes some of the bytes: how many; 0 if the terminal takes none now. */
    int write(byte[] bytes) throws IOException {
        lock.lock();
        try {
            requireOpen();
            return Libc.write(master, bytes);
        } catch (Libc.CallFailed e) {
            if (e.errno() == EAGAIN || e.errno() == Libc.EINTR) {
                return 0;
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for output, for one platform thread only: how many bytes; -1 at the end. */
    int read(byte[] buffer) throws IOException {
        while (true) {
            boolean readable = Libc.awaitReadable(master, ended, programEnded ? 0 : -1);
            if (!readable && programEnded) {
                return -1;
            }
            try {
                int count = readable ? Libc.read(master, buffer) : 0;
                if (count > 0) {
                    return count;
                }
            } catch (Libc.CallFailed e) {
                boolean noProgramHasItOpen = e.errno() == Libc.EIO;
                if (noProgramHasItOpen && programEnded) {
                    return -1;
                } else if (noProgramHasItOpen) {
                    awaitProgramsEnd();
                } else if (e.errno() != EAGAIN && e.errno() != Libc.EINTR) {
                    throw e;
                }
            }
        }
    }

    private void awaitProgramsEnd() throws IOException {
        boolean ignored = Libc.awaitReadable(ended, ended, -1);
    }

    /** Lets {@link #read} end once it has read what is there. */
    void programEnded() {
        lock.lock();
        try {
            programEnded = true;
            if (!closed) {
                int ignored = Libc.write(ended, new byte[] {1, 0, 0, 0, 0, 0, 0, 0});
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    /** Hangs up; for the reading thread, when it has read its last. */
    void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                Libc.close(master);
                Libc.close(ended);
            }
        } finally {
            lock.unlock();
        }
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("The terminal is closed");
        }
    }
}
