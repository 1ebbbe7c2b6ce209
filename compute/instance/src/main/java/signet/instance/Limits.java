package signet.instance;

/**
 * What an instance may use of the host, by resource limits of its processes.
 *
 * @param processes processes and threads at a time, in the whole instance
 * @param openFiles open files of each process
 * @param fileBytes size of a file that it writes
 * @param memoryBytes memory that its processes together may fill; no process alone may ask for more either
 */
public record Limits(int processes, int openFiles, long fileBytes, long memoryBytes) {

    /** 1,024 processes and threads, 65,536 open files a process, files to 8 GiB, 8 GiB of memory. */
    public static final Limits DEFAULT = new Limits(1024, 65_536, 8L << 30, 8L << 30);

    public Limits {
        if (processes < 16 || openFiles < 64 || fileBytes < 1 << 20 || memoryBytes < 64 << 20) {
            throw new IllegalArgumentException(
                    "Too little to boot: " + processes + ", " + openFiles + ", " + fileBytes + ", " + memoryBytes);
        }
    }

    /** These limits with no more memory than {@code bytes}. */
    public Limits withMemoryAtMost(long bytes) {
        return new Limits(processes, openFiles, fileBytes, Math.min(memoryBytes, bytes));
    }
}
