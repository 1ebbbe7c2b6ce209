package signet.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/** What Jazzer calls; the system property {@value #TARGET} says which target that is. */
public final class Harness {
    static final String TARGET = "signet.fuzz.target";

    /** Far more than the slowest input of a target's size needs, and far less than a slowness that grows faster. */
    private static final Duration MOST = Duration.ofSeconds(3);

    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private static final class Chosen {
        static final Target TARGET_OF_THIS_PROCESS = Target.named(String.valueOf(System.getProperty(TARGET)));
    }

    private Harness() {}

    /** One input; anything thrown is a finding. */
    public static void fuzzerTestOneInput(byte[] data) {
        run(Chosen.TARGET_OF_THIS_PROCESS, data);
    }

    /** Counts the processor's time and not the clock's, as other programs run beside. */
    static void run(Target target, byte[] data) {
        long start = CPU.getCurrentThreadCpuTime();
        target.run().accept(data);
        Duration took = Duration.ofNanos(CPU.getCurrentThreadCpuTime() - start);
        if (took.compareTo(MOST) > 0) {
            throw new AssertionError(target.name() + " took " + took + " for " + data.length + " bytes");
        }
    }
}
