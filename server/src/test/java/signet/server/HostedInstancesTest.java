package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.fleet.Instance;
import signet.identity.Ids;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.RunningInstance;
import signet.snapshot.State;
import signet.store.embedded.EmbeddedStore;

/** Instances as plain processes, which every host can run. */
@Timeout(120)
class HostedInstancesTest {
    @TempDir
    Path directory;

    private State state;
    private Listener listener;
    private HostedInstances instances;

    @BeforeEach
    void open() {
        DataDirectory data = DataDirectory.open(directory.resolve("data"));
        state = State.open(EmbeddedStore.open(data.controlPlane()), signet.fleet.Tables.all());
        listener = new Listener("127.0.0.1", 0);
        Configuration configuration = new Configuration(
                "127.0.0.1",
                0,
                data.root(),
                null,
                "eu-west-1",
                null,
                Configuration.Instances.PROCESS,
                List.of(),
                List.of());
        instances = HostedInstances.open(
                configuration, data, state, new Ids(new SecureRandom()::nextBytes), Clock.systemUTC(), listener);
    }

    @AfterEach
    void close() {
        instances.close();
        listener.close();
        state.close();
    }

    @Test
    void theOperatorIsToldThatProcessesAreNotKeptApart() {
        assertEquals(
                "process: not kept apart from this host, since plain processes were asked for", instances.describe());
    }

    @Test
    void anInstanceFindsRegionAndDoorsByItsEnvironment() throws Exception {
        RunningInstance running = started();

        assertEquals("eu-west-1 eu-west-1", run(running, "echo $AWS_REGION $AWS_DEFAULT_REGION"));
        assertTrue(run(running, "echo $AWS_EC2_METADATA_SERVICE_ENDPOINT").matches("http://127\\.0\\.0\\.1:[0-9]+"));
        assertTrue(run(running, "echo $AWS_ENDPOINT_URL").matches("http://127\\.0\\.0\\.1:[0-9]+"));
        assertTrue(run(running, "cat $AWS_CA_BUNDLE").startsWith("-----BEGIN CERTIFICATE-----"));
    }

    private RunningInstance started() {
        Instance instance = new Instance(
                "123456789012",
                "i-00000000000000001",
                new Instance.Launch(
                        "r-01",
                        0,
                        "ami-01",
                        "t3.micro",
                        "eu-west-1",
                        "eu-west-1a",
                        null,
                        null,
                        null,
                        null,
                        Instant.now()),
                new Instance.State(Instance.Code.PENDING, null, null, Instant.now()),
                new Instance.Network(
                        "vpc-01", "subnet-01", "eni-01", "172.31.0.10", "06:00:00:00:00:01", List.of(), "vol-01"),
                Instance.MetadataOptions.DEFAULT,
                Map.of(),
                false,
                false);
        state.change(tx -> tx.put(signet.fleet.Tables.INSTANCES, instance.key(), instance));
        instances.fleet().start(instance);
        instances.fleet().awaitIdle();
        return instances.fleet().running(instance.id()).orElseThrow();
    }

    private static String run(RunningInstance instance, String script) throws IOException {
        try (ExecHandle handle = instance.exec(ExecRequest.of("sh", "-c", script))) {
            return new String(handle.stdout().readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
