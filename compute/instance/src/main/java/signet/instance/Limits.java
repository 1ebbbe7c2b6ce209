package signet.instance;

/**
 * What an instance may use of the host.
 *
 * @param processes processes and threads at a time, in the whole instance
 * @param openFiles open files of each process
 * @param fileBytes size of a file that it writes
 * @param memoryBytes memory that its processes together may fill; no process alone may ask for more either
 * @param diskBytes what all of its files together may fill; a disk that is there already keeps its size
 */
public record Limits(int processes, int openFiles, long fileBytes, long memoryBytes, long diskBytes) {

    private static final long DISK = 8L << 30;

    /** 1,024 processes and threads, 65,536 open files a process, files to 8 GiB, 8 GiB of memory, 8 GiB of disk. */
    public static final Limits DEFAULT = new Limits(1024, 65_536, 8L << 30, 8L << 30);

    public Limits {
        if (processes < 16 || openFiles < 64 || fileBytes < 1 << 20 || memoryBytes < 64 << 20 || diskBytes < 32 << 20) {
            throw new IllegalArgumentException("Too little to boot: " + processes + ", " + openFiles + ", " + fileBytes
                    + ", " + memoryBytes + ", " + diskBytes);
        }
    }

    /** Limits with a disk of 8 GiB. */
    public Limits(int processes, int openFiles, long fileBytes, long memoryBytes) {
        this(processes, openFiles, fileBytes, memoryBytes, DISK);
    }

    /** These limits with no more memory than {@code bytes}. */
    public Limits withMemoryAtMost(long bytes) {
        return new Limits(processes, openFiles, fileBytes, Math.min(memoryBytes, bytes), diskBytes);
    }

    /** These limits with a disk of {@code bytes}, which one file may fill. */
    public Limits withDisk(long bytes) {
        return new Limits(processes, openFiles, bytes, memoryBytes, bytes);
    }
}
