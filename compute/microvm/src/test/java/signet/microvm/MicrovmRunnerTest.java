package signet.microvm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import signet.instance.InstanceRunner;
import signet.instance.Limits;
import signet.instance.contract.InstanceRunnerContract;

@Tag("slow")
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class MicrovmRunnerTest extends InstanceRunnerContract {

    static final Limits LIMITS = new Limits(1024, 65_536, 1L << 30, 512L << 20);

    @BeforeAll
    static void qemuIsNeeded() {
        Microvms.obstacle(settings()).ifPresent(obstacle -> Assumptions.abort("no microVMs on this host: " + obstacle));
    }

    @Override
    protected InstanceRunner newRunner() throws Exception {
        return Microvms.open(settings());
    }

    @Override
    protected Limits limits() {
        return LIMITS;
    }

    /** This host's kernel, or the one that {@code ./signet test} fetched. */
    static MicrovmSettings settings() {
        List<Path> kernels = new ArrayList<>();
        String named = System.getenv("SIGNET_KERNEL");
        if (named != null) {
            kernels.add(Path.of(named));
        }
        kernels.add(Path.of("../../.signet/clients/kernel"));
        kernels.add(Path.of("/"));
        return new MicrovmSettings(System.getenv().getOrDefault("PATH", ""), List.of(), kernels);
    }
}
