package signet.sandbox;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The few system calls that Java has no class for. Numbers are those of Linux on x86-64 and AArch64. */
final class Libc {

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_NOCTTY = 0x100;
    static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;
    static final int EINTR = 4;
    static final int EIO = 5;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_FIELD = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPENAT = find(
            "openat",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT),
            ERRNO,
            Linker.Option.firstVariadicArg(3));
    private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle SETNS = find("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle UNSHARE = find("unshare", FunctionDescriptor.of(JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle SETHOSTNAME =
            find("sethostname", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private static final MethodHandle SOCKET =
            find("socket", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle IOCTL = find(
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            ERRNO,
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle GETSOCKOPT =
            find("getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS), ERRNO);
    private static final MethodHandle SETSOCKOPT =
            find("setsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT), ERRNO);
    private static final MethodHandle KILL = find("kill", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);
    private static final MethodHandle READ =
            find("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private static final MethodHandle WRITE =
            find("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG), ERRNO);
    private static final MethodHandle POLL =
            find("poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), ERRNO);
    private static final MethodHandle EVENTFD =
            find("eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), ERRNO);

    private Libc() {}

    /** A failed call, with the C library's error number. */
    static final class CallFailed extends IOException {
        private static final long serialVersionUID = 1L;
        private final int errno;

        CallFailed(String call, int errno) {
            super(call + ": error " + errno);
            this.errno = errno;
        }

        int errno() {
            return errno;
        }
    }

    /** Opens {@code path}, relative to the directory {@code directory} (a file descriptor, or -100 for none). */
    static int openat(int directory, String path, int flags) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment name = arena.allocateFrom(path);
            return (int) checked("open " + path, (int) OPENAT.invokeExact(state, directory, name, flags), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static int open(String path, int flags) throws IOException {
        return openat(-100, path, flags);
    }

    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int ignored = (int) CLOSE.invokeExact(arena.allocate(STATE), descriptor);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Moves the calling thread, which must be a platform thread that ends soon, to another name space. */
    static void setns(int descriptor, int kind) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("setns", (int) SETNS.invokeExact(state, descriptor, kind), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Moves the calling thread, which must be a platform thread that ends soon, to a new name space. */
    static void unshare(int kind) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("unshare", (int) UNSHARE.invokeExact(state, kind), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void sethostname(String name) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment text = arena.allocateFrom(name);
            checked("sethostname", (int) SETHOSTNAME.invokeExact(state, text, text.byteSize() - 1), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static int socket(int domain, int type) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return (int) checked("socket", (int) SOCKET.invokeExact(state, domain, type, 0), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** {@code ioctl} with a structure, which the call may change. */
    static void ioctl(int descriptor, long request, byte[] structure) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, structure);
            int result = (int) IOCTL.invokeExact(state, descriptor, request, memory);
            checked("ioctl 0x" + Long.toHexString(request), result, state);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, structure, 0, structure.length);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** A socket's option that is some numbers. */
    static int[] getsockopt(int descriptor, int level, int option, int count) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment value = arena.allocate(JAVA_INT, count);
            MemorySegment size = arena.allocateFrom(JAVA_INT, (int) value.byteSize());
            checked("getsockopt", (int) GETSOCKOPT.invokeExact(state, descriptor, level, option, value, size), state);
            return value.toArray(JAVA_INT);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void setsockopt(int descriptor, int level, int option, int number) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment value = arena.allocateFrom(JAVA_INT, number);
            int size = (int) value.byteSize();
            checked("setsockopt", (int) SETSOCKOPT.invokeExact(state, descriptor, level, option, value, size), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static void kill(long pid, int signal) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            checked("kill", (int) KILL.invokeExact(state, Math.toIntExact(pid), signal), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Reads what is there, waiting for the first byte; 0 at the end. */
    static int read(int descriptor, byte[] buffer) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment memory = arena.allocate(buffer.length);
            long count =
                    checked("read", (long) READ.invokeExact(state, descriptor, memory, (long) buffer.length), state);
            MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, buffer, 0, (int) count);
            return (int) count;
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static int write(int descriptor, byte[] bytes) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment memory = arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes);
            return (int)
                    checked("write", (long) WRITE.invokeExact(state, descriptor, memory, (long) bytes.length), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Waits until either can be read (or is at its end), {@code timeout} milliseconds or, if negative, without limit. */
    static boolean awaitReadable(int first, int second, int timeout) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment polled = arena.allocate(16);
            polled.setAtIndex(JAVA_INT, 0, first);
            polled.setAtIndex(JAVA_INT, 1, 1);
            polled.setAtIndex(JAVA_INT, 2, second);
            polled.setAtIndex(JAVA_INT, 3, 1);
            long ready = checked("poll", (int) POLL.invokeExact(state, polled, 2L, timeout), state);
            return ready > 0 && (polled.getAtIndex(JAVA_INT, 1) >>> 16) != 0;
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Room for the error number of a call, for those that are made too often to make room each time. */
    static MemorySegment state(Arena arena) {
        return arena.allocate(STATE);
    }

    /** Reads into {@code memory}; negative if nothing could be read. */
    static int read(int descriptor, MemorySegment memory, MemorySegment state) throws IOException {
        try {
            return (int) (long) READ.invokeExact(state, descriptor, memory, memory.byteSize());
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Writes {@code length} bytes of {@code memory}; negative if they could not be written. */
    static int write(int descriptor, MemorySegment memory, int length, MemorySegment state) throws IOException {
        try {
            return (int) (long) WRITE.invokeExact(state, descriptor, memory, (long) length);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    /** Waits until one of {@code count} {@code struct pollfd} is ready, without limit; false if a signal came first. */
    static boolean poll(MemorySegment polled, int count, MemorySegment state) throws IOException {
        try {
            checked("poll", (int) POLL.invokeExact(state, polled, (long) count, -1), state);
            return true;
        } catch (CallFailed e) {
            if (e.errno() == EINTR) {
                return false;
            }
            throw e;
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    static int eventfd() throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            return (int) checked("eventfd", (int) EVENTFD.invokeExact(state, 0, O_CLOEXEC), state);
        } catch (Throwable e) {
            throw failure(e);
        }
    }

    // The only place that makes native calls possible: their signatures stand above, next to each other.
    @SuppressWarnings("restricted")
    private static MethodHandle find(String name, FunctionDescriptor descriptor, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), descriptor, options);
    }

    private static long checked(String call, long result, MemorySegment state) throws CallFailed {
        if (result < 0) {
            throw new CallFailed(call, (int) ERRNO_FIELD.get(state, 0L));
        }
        return result;
    }

    private static IOException failure(@Nullable Throwable e) {
        if (e instanceof IOException io) {
            return io;
        }
        if (e instanceof Error error) {
            throw error;
        }
        return new IOException(e);
    }
}
