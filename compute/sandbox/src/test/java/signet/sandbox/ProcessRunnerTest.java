package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.Door;
import signet.instance.InstanceRunner;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class ProcessRunnerTest extends InstanceRunnerContract {

    @Override
    protected InstanceRunner newRunner() {
        return new ProcessRunner("/usr/local/bin:/usr/bin:/bin");
    }

    @Override
    protected Set<Feature> lacks() {
        return Set.of(Feature.OWN_NETWORK);
    }

    @Test
    void itsNameTellsThatNothingIsIsolated() {
        assertEquals("process", runner().name());
    }

    @Test
    void theDoorsAreOnLoopbackAndInTheEnvironment() throws Exception {
        CompletableFuture<SocketAddress> bound = new CompletableFuture<>();
        InetSocketAddress asked = new InetSocketAddress(Instances.address("127.0.0.1"), 80);

        RunningInstance instance = boot(recipe(1).door(Instances.watched(Door.Purpose.API_PLAIN, asked, bound)));

        InetSocketAddress real = (InetSocketAddress) bound.get();
        assertTrue(real.getAddress().isLoopbackAddress());
        assertEquals("http://127.0.0.1:" + real.getPort(), Instances.ask(instance, "echo $AWS_ENDPOINT_URL"));
    }

    @Test
    void homeAndTemporaryFilesAreInTheInstancesDirectory() throws Exception {
        RunningInstance instance = boot(recipe(1));
        String directory = parent.resolve("i-00000001").toString();

        assertEquals(directory + "/home", Instances.ask(instance, "pwd"));
        assertEquals(directory + "/home " + directory + "/tmp", Instances.ask(instance, "echo $HOME $TMPDIR"));
    }
}
