package signet.fleet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.fleet.Instance.Code;
import signet.instance.InstanceSpec;
import signet.instance.Limits;
import signet.instance.NetworkPlace;
import signet.instance.RunningInstance;
import signet.snapshot.State;
import signet.store.embedded.EmbeddedStore;

class FleetTest {
    private static final String ACCOUNT = "123456789012";
    private static final int BOOTS = 2;
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path directory;

    private final RecordingRunner runner = new RecordingRunner();
    private final MovingClock clock = new MovingClock();
    private State state;
    private Fleet fleet;

    @BeforeEach
    void open() {
        state = State.open(EmbeddedStore.open(directory.resolve("store")), Tables.all());
        fleet = newFleet();
    }

    @AfterEach
    void close() {
        fleet.close();
        state.close();
    }

    @Test
    void aPendingInstanceBecomesRunning() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);

        fleet.start(instance);
        fleet.awaitIdle();

        assertEquals(Code.RUNNING, now(instance).state().code());
        assertTrue(now(instance).booted());
        assertEquals(
                "i-0000000000000001", fleet.running(instance.id()).orElseThrow().instanceId());
    }

    @Test
    void theRunnerIsToldAllThatTheRecordSays() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);

        fleet.start(instance);
        fleet.awaitIdle();

        InstanceSpec spec = runner.started.getFirst();
        assertEquals("ip-172-31-0-10", spec.hostname());
        assertEquals("172.31.0.10", spec.privateAddress().getHostAddress());
        assertTrue(spec.firstBoot());
        assertArrayEquals(
                "#!/bin/sh".getBytes(StandardCharsets.UTF_8),
                Objects.requireNonNull(spec.userData()).bytes());
        assertEquals(List.of("sts.amazonaws.com"), spec.hostNames());
        assertEquals(Map.of("AWS_REGION", "us-east-1"), spec.environment());
        assertEquals(directory.resolve("instances").resolve(instance.id()), spec.directory());
    }

    @Test
    void nothingIsStartedThatIsNotRecorded() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);
        state.write(tx -> {
            tx.delete(Tables.INSTANCES, instance.key());
            return true;
        });

        fleet.start(instance);
        fleet.awaitIdle();

        assertTrue(runner.started.isEmpty());
    }

    @Test
    void anInstanceThatCannotBeLaunchedIsTerminatedWithItsReason() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);
        runner.failure = "no user namespaces";

        fleet.start(instance);
        fleet.awaitIdle();

        assertEquals(Code.TERMINATED, now(instance).state().code());
        assertEquals("Server.InternalError", now(instance).state().reasonCode());
        assertEquals(
                "Server.InternalError: Internal error on launch",
                now(instance).state().reason());
    }

    @Test
    void anInstanceThatRanBeforeAndCannotBeStartedIsStopped() {
        Instance instance = put(instance("i-0000000000000001", Code.PENDING).afterBoot());
        runner.failure = "no user namespaces";

        fleet.start(instance);
        fleet.awaitIdle();

        assertEquals(Code.STOPPED, now(instance).state().code());
        assertEquals("Server.InternalError", now(instance).state().reasonCode());
        assertTrue(fleet.running(instance.id()).isEmpty());
    }

    @Test
    void aStoppedInstanceKeepsItsDiskAndStartsWithoutItsUserData() throws Exception {
        Instance instance = running("i-0000000000000001");
        Files.writeString(disk(instance).resolve("kept"), "x");

        fleet.stop(move(instance, Code.STOPPING));
        fleet.awaitIdle();
        assertEquals(Code.STOPPED, now(instance).state().code());
        assertTrue(fleet.running(instance.id()).isEmpty());
        fleet.start(move(instance, Code.PENDING));
        fleet.awaitIdle();

        assertEquals(Code.RUNNING, now(instance).state().code());
        assertTrue(Files.exists(disk(instance).resolve("kept")));
        assertEquals(2, runner.started.size());
        assertFalse(runner.started.getLast().firstBoot());
    }

    @Test
    void aTerminatedInstanceLosesItsDiskItsAssociationAndItsVolumesTags() throws Exception {
        Instance instance = running("i-0000000000000001");
        Path locked = Files.createDirectories(disk(instance).resolve("work/work"));
        Files.writeString(locked.resolve("file"), "x");
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        ProfileAssociation association = associate(instance, "associated");
        state.write(tx -> {
            tx.put(Tables.RESOURCE_TAGS, ACCOUNT + "/vol-1", new ResourceTags(ACCOUNT, "vol-1", Map.of("a", "b")));
            return true;
        });

        fleet.terminate(move(instance, Code.SHUTTING_DOWN));
        fleet.awaitIdle();

        assertEquals(Code.TERMINATED, now(instance).state().code());
        assertFalse(Files.exists(disk(instance)));
        assertTrue(state.current().get(Tables.ASSOCIATIONS, association.key()).isEmpty());
        assertTrue(state.current().under(Tables.RESOURCE_TAGS, "").isEmpty());
        assertEquals(List.of(instance.id()), runner.stopped);
    }

    @Test
    void aLinkInAnInstancesDiskIsNotFollowedWhenItIsRemoved() throws Exception {
        Instance instance = running("i-0000000000000001");
        Path outside = Files.createDirectories(directory.resolve("outside"));
        Files.writeString(outside.resolve("mine"), "x");
        Files.createSymbolicLink(disk(instance).resolve("link"), outside);

        fleet.terminate(move(instance, Code.SHUTTING_DOWN));
        fleet.awaitIdle();

        assertFalse(Files.exists(disk(instance)));
        assertTrue(Files.exists(outside.resolve("mine")));
    }

    @Test
    void aTerminatedInstanceIsForgottenAfterAnHour() {
        Instance instance = running("i-0000000000000001");
        fleet.terminate(move(instance, Code.SHUTTING_DOWN));
        fleet.awaitIdle();

        clock.now = NOW.plus(Duration.ofMinutes(59));
        fleet.sweep();
        assertTrue(state.current().get(Tables.INSTANCES, instance.key()).isPresent());
        clock.now = NOW.plus(Duration.ofMinutes(60));
        fleet.sweep();

        assertTrue(state.current().get(Tables.INSTANCES, instance.key()).isEmpty());
        assertTrue(fleet.console(instance.id()).isEmpty());
    }

    @Test
    void aRebootStartsAnotherProcessAndChangesNoRecord() {
        Instance instance = running("i-0000000000000001");
        RunningInstance before = fleet.running(instance.id()).orElseThrow();
        Instance recorded = now(instance);

        fleet.reboot(instance);
        fleet.awaitIdle();

        assertNotSame(before, fleet.running(instance.id()).orElseThrow());
        assertEquals(recorded, now(instance));
        assertFalse(runner.started.getLast().firstBoot());
    }

    @Test
    void aRebootOfAStoppedInstanceDoesNothing() {
        Instance instance = recorded("i-0000000000000001", Code.STOPPED);

        fleet.reboot(instance);
        fleet.awaitIdle();

        assertTrue(runner.started.isEmpty());
    }

    @Test
    void anInstanceTerminatedWhileItBootsEndsTerminated() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);
        CountDownLatch booting = new CountDownLatch(1);
        runner.gate = booting;
        fleet.start(instance);

        fleet.terminate(move(instance, Code.SHUTTING_DOWN));
        booting.countDown();
        fleet.awaitIdle();

        assertEquals(Code.TERMINATED, now(instance).state().code());
        assertTrue(fleet.running(instance.id()).isEmpty());
    }

    @Test
    void onlySoManyInstancesBootAtATime() {
        CountDownLatch booting = new CountDownLatch(1);
        runner.gate = booting;
        List<Instance> all = recordMany(3 * BOOTS);
        all.forEach(fleet::start);

        awaitTrue(() -> runner.started.size() >= BOOTS);
        int atOnce = runner.started.size();
        booting.countDown();
        fleet.awaitIdle();

        assertEquals(BOOTS, atOnce);
        assertEquals(
                List.of(Code.RUNNING),
                all.stream().map(each -> now(each).state().code()).distinct().toList());
    }

    @Test
    void anInstanceTerminatedBeforeItsTurnIsNeverBooted() {
        CountDownLatch booting = new CountDownLatch(1);
        runner.gate = booting;
        List<Instance> all = recordMany(BOOTS + 1);
        all.subList(0, BOOTS).forEach(fleet::start);
        awaitTrue(() -> runner.started.size() == BOOTS);
        Instance last = all.getLast();
        fleet.start(last);

        fleet.terminate(move(last, Code.SHUTTING_DOWN));
        booting.countDown();
        fleet.awaitIdle();

        assertEquals(Code.TERMINATED, now(last).state().code());
        assertEquals(BOOTS, runner.started.size());
    }

    @Test
    void aServerThatEndsBootsNoneOfThoseThatWait() throws InterruptedException {
        CountDownLatch booting = new CountDownLatch(1);
        runner.gate = booting;
        recordMany(3 * BOOTS).forEach(fleet::start);
        awaitTrue(() -> runner.started.size() == BOOTS);

        Thread end = Thread.ofVirtual().start(fleet::close);
        awaitTrue(() -> end.getState() == Thread.State.WAITING);
        booting.countDown();
        end.join();

        assertEquals(BOOTS, runner.started.size());
        fleet = newFleet();
    }

    private List<Instance> recordMany(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> recorded("i-000000000000001" + i, Code.PENDING))
                .toList();
    }

    private static void awaitTrue(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void anInstanceThatPowersItselfOffIsStopped() {
        Instance instance = running("i-0000000000000001");

        ((RecordingRunner.Entry) fleet.running(instance.id()).orElseThrow()).powersOff();
        fleet.awaitIdle();

        assertEquals(Code.STOPPED, now(instance).state().code());
        assertEquals(
                "Client.InstanceInitiatedShutdown: Instance initiated shutdown",
                now(instance).state().reason());
    }

    @Test
    void anInstanceThatRestartsItselfRunsOnAndItsRecordDoesNotChange() {
        Instance instance = running("i-0000000000000001");
        RunningInstance before = fleet.running(instance.id()).orElseThrow();
        Instance recorded = now(instance);

        ((RecordingRunner.Entry) before).restarts();
        fleet.awaitIdle();

        assertNotSame(before, fleet.running(instance.id()).orElseThrow());
        assertEquals(recorded, now(instance));
        assertFalse(runner.started.getLast().firstBoot());
    }

    @Test
    void aRestartThatWasAskedForWhileItStopsIsAStop() {
        Instance instance = running("i-0000000000000001");
        RunningInstance process = fleet.running(instance.id()).orElseThrow();
        Instance stopping = move(instance, Code.STOPPING);

        ((RecordingRunner.Entry) process).restarts();
        fleet.stop(stopping);
        fleet.awaitIdle();

        assertEquals(Code.STOPPED, now(instance).state().code());
        assertTrue(fleet.running(instance.id()).isEmpty());
    }

    @Test
    void anInstanceMayFillItsVolumeAndOneFileAllOfIt() {
        Instance.Disk disk = new Instance.Disk("/dev/xvda", 20, "gp3", 3000, 125);
        Instance.Settings settings = new Instance.Settings(false, false, false, true, null, disk);
        Instance instance = put(instance("i-0000000000000001", Code.PENDING).with(settings));

        fleet.start(instance);
        fleet.awaitIdle();

        assertEquals(20L << 30, runner.started.getFirst().limits().diskBytes());
        assertEquals(20L << 30, runner.started.getFirst().limits().fileBytes());
    }

    @Test
    void theConsoleOfAStoppedInstanceIsShownAfterARestartOfTheServer() {
        Instance instance = running("i-0000000000000001");
        fleet.stop(move(instance, Code.STOPPING));
        fleet.awaitIdle();
        fleet.close();

        fleet = newFleet();
        fleet.resume();
        fleet.awaitIdle();

        assertEquals(
                "booted i-0000000000000001\n",
                new String(fleet.console(instance.id()).orElseThrow().bytes(), StandardCharsets.UTF_8));
    }

    @Test
    void anInstanceThatIsToTerminateOnShutdownDoes() {
        Instance.Settings settings = new Instance.Settings(false, false, false, true, null, Instance.Disk.DEFAULT);
        Instance instance = put(instance("i-0000000000000001", Code.PENDING).with(settings));
        fleet.start(instance);
        fleet.awaitIdle();

        ((RecordingRunner.Entry) fleet.running(instance.id()).orElseThrow()).powersOff();
        fleet.awaitIdle();

        assertEquals(Code.TERMINATED, now(instance).state().code());
        assertEquals("Client.InstanceInitiatedShutdown", now(instance).state().reasonCode());
        assertFalse(Files.exists(disk(instance)));
    }

    @Test
    void closingEndsTheProcessesButNotTheRecordsAndResumingStartsThemAgain() {
        Instance instance = running("i-0000000000000001");

        fleet.close();
        assertEquals(Code.RUNNING, now(instance).state().code());
        assertEquals(List.of(instance.id()), runner.stopped);
        fleet = newFleet();
        fleet.resume();
        fleet.awaitIdle();

        assertEquals(Code.RUNNING, now(instance).state().code());
        assertTrue(fleet.running(instance.id()).isPresent());
        assertFalse(runner.started.getLast().firstBoot());
    }

    @Test
    void whatWasUnderWayWhenTheServerDiedIsFinished() {
        Instance pending = recorded("i-0000000000000001", Code.PENDING);
        Instance stopping = recorded("i-0000000000000002", Code.STOPPING);
        Instance ending = recorded("i-0000000000000003", Code.SHUTTING_DOWN);
        Instance stopped = recorded("i-0000000000000004", Code.STOPPED);

        fleet.resume();
        fleet.awaitIdle();

        assertEquals(Code.RUNNING, now(pending).state().code());
        assertTrue(runner.started.getFirst().firstBoot());
        assertEquals(Code.STOPPED, now(stopping).state().code());
        assertEquals(Code.TERMINATED, now(ending).state().code());
        assertEquals(Code.STOPPED, now(stopped).state().code());
        assertEquals(1, runner.started.size());
    }

    @Test
    void associationsThatWereUnderWayAreFinished() {
        Instance instance = recorded("i-0000000000000001", Code.STOPPED);
        ProfileAssociation coming = associate(instance, "associating");
        ProfileAssociation going = put(new ProfileAssociation(
                ACCOUNT, "iip-assoc-2", "i-0000000000000002", "arn", "AIPA2", "disassociating", NOW));

        fleet.resume();
        fleet.awaitIdle();

        assertEquals(
                "associated",
                state.current()
                        .get(Tables.ASSOCIATIONS, coming.key())
                        .orElseThrow()
                        .state());
        assertTrue(state.current().get(Tables.ASSOCIATIONS, going.key()).isEmpty());
    }

    @Test
    void anInstanceHasItsProfileBeforeItsFirstProgramRuns() {
        Instance instance = recorded("i-0000000000000001", Code.PENDING);
        ProfileAssociation association = associate(instance, "associating");
        runner.failure = "stop here";

        fleet.start(instance);
        fleet.awaitIdle();

        assertTrue(state.current().get(Tables.ASSOCIATIONS, association.key()).isEmpty());
        assertEquals(1, runner.started.size());
    }

    @Test
    void theConsoleShowsTheLast64KibibytesAlsoAfterTermination() throws Exception {
        Instance instance = running("i-0000000000000001");
        byte[] written = new byte[100_000];
        new Random(1).nextBytes(written);
        Files.write(disk(instance).resolve("console.log"), written);

        byte[] shown = fleet.console(instance.id()).orElseThrow().bytes();
        fleet.terminate(move(instance, Code.SHUTTING_DOWN));
        fleet.awaitIdle();

        assertArrayEquals(java.util.Arrays.copyOfRange(written, 100_000 - 65_536, 100_000), shown);
        assertArrayEquals(shown, fleet.console(instance.id()).orElseThrow().bytes());
    }

    @Test
    void anyOrderOfRequestsEndsWhereTheLastRecordSays() {
        Random random = new Random(42);
        for (int round = 0; round < 20; round++) {
            Instance instance = recorded("i-00000000000001" + String.format("%02d", round), Code.PENDING);
            fleet.start(instance);
            for (int step = 0; step < 6; step++) {
                Code next = random.nextBoolean() ? Code.STOPPING : Code.PENDING;
                fleet.stop(move(instance, next));
            }
            Code last = now(instance).state().code();
            fleet.awaitIdle();

            boolean wantsToRun = last == Code.PENDING || last == Code.RUNNING;
            assertEquals(
                    wantsToRun ? Code.RUNNING : Code.STOPPED,
                    now(instance).state().code());
            assertEquals(wantsToRun, fleet.running(instance.id()).isPresent());
        }
    }

    private Fleet newFleet() {
        FleetSettings settings = new FleetSettings(
                directory.resolve("instances"),
                instance -> List.of(),
                List.of("sts.amazonaws.com"),
                "certificate",
                instance -> Map.of("AWS_REGION", instance.launch().region()),
                Limits.DEFAULT,
                instance -> new NetworkPlace(instance.network().vpcId(), 20, 16),
                BOOTS,
                Duration.ofSeconds(1));
        return new Fleet(state, runner, settings, clock);
    }

    private Path disk(Instance instance) {
        return directory.resolve("instances").resolve(instance.id());
    }

    private Instance running(String id) {
        Instance instance = recorded(id, Code.PENDING);
        fleet.start(instance);
        fleet.awaitIdle();
        return now(instance);
    }

    private Instance now(Instance instance) {
        return state.current().get(Tables.INSTANCES, instance.key()).orElseThrow();
    }

    private Instance move(Instance instance, Code code) {
        return state.write(tx -> {
            Instance moved = tx.get(Tables.INSTANCES, instance.key())
                    .orElseThrow()
                    .in(new Instance.State(code, "Client.UserInitiatedShutdown", "User", NOW));
            tx.put(Tables.INSTANCES, moved.key(), moved);
            return moved;
        });
    }

    private Instance recorded(String id, Code code) {
        return put(instance(id, code));
    }

    private Instance put(Instance instance) {
        return state.write(tx -> {
            tx.put(Tables.INSTANCES, instance.key(), instance);
            return instance;
        });
    }

    private ProfileAssociation associate(Instance instance, String phase) {
        return put(new ProfileAssociation(ACCOUNT, "iip-assoc-1", instance.id(), "arn", "AIPA1", phase, NOW));
    }

    private ProfileAssociation put(ProfileAssociation association) {
        return state.write(tx -> {
            tx.put(Tables.ASSOCIATIONS, association.key(), association);
            return association;
        });
    }

    private static Instance instance(String id, Code code) {
        return new Instance(
                ACCOUNT,
                id,
                new Instance.Launch(
                        "r-1",
                        0,
                        "ami-1",
                        "t3.micro",
                        "us-east-1",
                        "us-east-1a",
                        null,
                        null,
                        "IyEvYmluL3No",
                        null,
                        NOW),
                new Instance.State(code, null, null, NOW),
                new Instance.Network(
                        "vpc-1", "subnet-1", "eni-1", "172.31.0.10", "0a:00:00:00:00:01", List.of("sg-1"), "vol-1"),
                Instance.MetadataOptions.DEFAULT,
                Map.of(),
                false,
                false);
    }

    private static final class MovingClock extends Clock {
        private volatile Instant now = NOW;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
