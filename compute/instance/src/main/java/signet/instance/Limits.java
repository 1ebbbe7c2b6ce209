package signet.instance;

/**
 * What an instance may use of the host, by resource limits of its processes.
 *
 * @param processes processes and threads at a time, in the whole instance
 * @param openFiles open files of each process
 * @param fileBytes size of a file that it writes
 */
public record Limits(int processes, int openFiles, long fileBytes) {

    /** 1,024 processes and threads, 65,536 open files a process, files to 8 GiB. */
    public static final Limits DEFAULT = new Limits(1024, 65_536, 8L << 30);

    public Limits {
        if (processes < 16 || openFiles < 64 || fileBytes < 1 << 20) {
            throw new IllegalArgumentException(
                    "Too little to boot: " + processes + ", " + openFiles + ", " + fileBytes);
        }
    }
}
