package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.instance.DirectoryTree;
import signet.instance.Limits;
import signet.instance.RunningInstance;
import signet.instance.contract.InstanceRunnerContract;
import signet.instance.contract.Instances;

/** An instance fills no more of the host's disk than its own, whatever it tries; its neighbour and the host don't notice. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class DiskLimitsTest {

    private static final long MIB = 1 << 20;
    private static final long DISK = 96 * MIB;
    private static final Limits LIMITS = new Limits(200, 1024, 1 << 30, 1 << 30, DISK);
    /** What a hog may write between two looks on any disk that these tests meet. */
    private static final long OVERSHOOT = 1536 * MIB;

    private Path parent = Path.of("");
    private @Nullable SandboxRunner runner;

    @BeforeEach
    void open() throws Exception {
        var obstacle = InstanceRunners.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> "no sandbox on this host: " + obstacle.orElse(""));
        parent = Files.createTempDirectory("signet-disks");
    }

    @AfterEach
    void close() throws Exception {
        if (runner != null) {
            runner.close();
        }
        DirectoryTree.delete(parent);
    }

    private void use(DiskImage images) throws IOException {
        runner =
                new SandboxRunner(HostPrograms.find(System.getenv().getOrDefault("PATH", ""), List.of()), null, images);
    }

    private RunningInstance boot(int number) throws Exception {
        return Objects.requireNonNull(runner)
                .start(new Instances.Recipe(parent, number).limits(LIMITS).spec());
    }

    private RunningInstance bootWithImage() throws Exception {
        use(new DiskImage());
        RunningInstance instance = boot(1);
        Assumptions.assumeTrue(
                Files.exists(parent.resolve("i-00000001").resolve(DiskImage.NAME)), "no loop devices on this host");
        return instance;
    }

    private RunningInstance bootWithDirectory() throws Exception {
        use(DiskImage.none());
        return boot(1);
    }

    /** What the instance's directory fills of the host's disk. */
    private long filled() throws IOException {
        return new DiskUse(parent.resolve("i-00000001"), false).measure(List.of());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " :: ", quoteCharacter = '`', textBlock = """
            one large file :: head -c 500000000 /dev/zero >~root/large
            many files :: for i in $(seq 300); do head -c 1000000 /dev/zero >/srv/$i || exit 1; done
            many empty files :: mkdir /srv/e; cd /srv/e; seq 200000 | xargs touch
            the temporary directories :: head -c 60000000 /dev/zero >/tmp/a && head -c 60000000 /dev/zero >/var/tmp/b
            reserved space :: fallocate -l 500M ~root/reserved
            reserved space beyond the end :: touch ~root/r; fallocate --keep-size -l 500M ~root/r
            the log of the system :: head -c 500000000 /dev/zero >>/var/log/cloud-init-output.log
            """)
    void aDiskOfItsOwnEndsWithTheErrorOfAFullDisk(String attempt, String script) throws Exception {
        RunningInstance instance = bootWithImage();

        Instances.Outcome outcome = Instances.sh(instance, script);

        assertTrue(outcome.errors().contains("No space left on device"), attempt + " → " + outcome);
        assertTrue(filled() <= DISK + MIB, attempt + " filled " + filled());
        Instances.ask(instance, "rm -rf ~root/* /srv/* /tmp/* /var/tmp/* && echo x >~root/again && cat ~root/again");
    }

    @Test
    void aDiskOfItsOwnHasItsSizeAndGivesBackWhatIsRemoved() throws Exception {
        RunningInstance instance = bootWithImage();
        long before = filled();
        Instances.ask(instance, "head -c 40000000 /dev/urandom >~root/file && sync ~root/file");
        long with = filled();
        Instances.ask(instance, "rm ~root/file && sync -f /root");

        long size = Long.parseLong(Instances.ask(instance, "df -B1 --output=size / /root | tail -1"));
        assertTrue(size > DISK * 3 / 4 && size <= DISK, "size " + size);
        assertTrue(with - before > 30_000_000, before + " → " + with);
        while (filled() - before > 20_000_000) {
            Instances.ask(instance, "sync -f /root");
        }
    }

    @Test
    void aDiskOfItsOwnStaysOverStopStartAndACut() throws Exception {
        RunningInstance first = bootWithImage();
        Instances.ask(first, "echo kept >~root/file && ln -s /etc/shadow ~root/link");
        first.stop(InstanceRunnerContract.GRACE);
        RunningInstance second = boot(1);
        assertEquals("kept", Instances.ask(second, "cat ~root/file; head -c 40000000 /dev/zero >~root/large"));
        Objects.requireNonNull(runner).close();

        use(new DiskImage());
        RunningInstance third = boot(1);

        assertEquals("kept", Instances.ask(third, "cat ~root/file"));
        Instances.Outcome more = Instances.sh(third, "head -c 500000000 /dev/zero >~root/more");
        assertTrue(more.errors().contains("No space left on device"), more.toString());
    }

    @Test
    void noDeviceIsLeftWhenInstancesHaveEnded() throws Exception {
        RunningInstance instance = bootWithImage();
        String image = parent.resolve("i-00000001").resolve(DiskImage.NAME).toString();
        assertTrue(devices(image).contains(image));

        instance.stop(InstanceRunnerContract.GRACE);

        while (devices(image).contains(image)) {
            Thread.onSpinWait();
        }
    }

    private static String devices(String image) throws IOException {
        Process losetup = new ProcessBuilder("losetup", "--associated", image).start();
        return new String(losetup.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiterString = " :: ", quoteCharacter = '`', textBlock = """
            one large file :: while :; do head -c 900000000 /dev/zero >>~root/large; done
            many files :: i=0; while :; do i=$((i+1)); head -c 300000 /dev/zero >/srv/$i; done
            a removed file that stays open :: perl -e 'open F, ">", "/srv/f"; unlink "/srv/f"; print F "x" x 1000000 while 1'
            many writers :: for i in 1 2 3 4 5 6; do (while :; do head -c 90000000 /dev/zero >>/tmp/$i; done) & done; wait
            reserved space :: i=0; while :; do i=$((i+1)); fallocate -l 40M ~root/$i; sleep 0.2; done
            hidden directories :: mkdir ~root/d; cd ~root/d; chmod 000 .; while :; do head -c 900000000 /dev/zero >>./large; done
            """)
    void aDirectoryIsWatchedAndWhatWritesBeyondItIsKilled(String attempt, String script) throws Exception {
        RunningInstance instance = bootWithDirectory();
        RunningInstance neighbour = boot(2);

        Instances.Outcome outcome = Instances.sh(instance, script);

        assertEquals(137, outcome.status(), attempt + " → " + outcome);
        assertTrue(InstanceRunnerContract.console(instance, "No space left on device: Killed")
                        .length()
                > 0);
        assertTrue(filled() <= DISK + OVERSHOOT, attempt + " filled " + filled());
        assertEquals("alive", Instances.ask(neighbour, "echo alive >~root/x; cat ~root/x"));
        assertEquals("", Instances.ask(instance, "rm -rf ~root/* /srv/* /tmp/*"));
        assertEquals("alive", Instances.ask(instance, "echo alive >~root/x; cat ~root/x"));
    }

    @Test
    void aFullDirectoryLetsItselfBeEmptiedAfterARestart() throws Exception {
        RunningInstance first = bootWithDirectory();
        var _ = Instances.sh(first, "while :; do head -c 900000000 /dev/zero >>~root/large; done");
        first.stop(InstanceRunnerContract.GRACE);

        RunningInstance again = boot(1);

        assertEquals("reading", Instances.ask(again, "sleep 1; echo reading"));
        assertEquals(
                137,
                Instances.sh(again, "while :; do head -c 90000000 /dev/zero >>~root/more; done")
                        .status());
        assertEquals("", Instances.ask(again, "rm ~root/large ~root/more"));
    }

    @Test
    void blocksAreCountedNotSizesAndHardLinksOnce() throws Exception {
        RunningInstance instance = bootWithDirectory();
        long before = filled();

        Instances.ask(
                instance,
                "truncate -s 900M ~root/sparse; head -c 20000000 /dev/zero >~root/a; for i in 1 2 3 4 5 6 7 8 9;"
                        + " do ln ~root/a ~root/b$i; done; ln -s / ~root/host");

        assertTrue(filled() - before < 30_000_000, before + " → " + filled());
        assertEquals("943718400", Instances.ask(instance, "sleep 1; stat -c %s ~root/sparse"));
    }

    @Test
    void aMappedFileThatIsRemovedIsCounted() throws Exception {
        RunningInstance instance = bootWithDirectory();
        Assumptions.assumeTrue(Instances.sh(instance, "command -v python3").status() == 0, "no python3");

        Instances.Outcome outcome = Instances.sh(
                instance,
                "python3 -c 'import mmap,os,time\nf=open(\"/srv/m\",\"w+b\"); f.truncate(400<<20);"
                        + " m=mmap.mmap(f.fileno(),0); os.unlink(\"/srv/m\"); f.close()\n"
                        + "for i in range(0,400<<20,4096): m[i]=1\ntime.sleep(60)'");

        assertEquals(137, outcome.status(), outcome.toString());
    }

    @Test
    void aConsoleIsCutToItsEnd() throws Exception {
        use(DiskImage.none());
        RunningInstance instance = Objects.requireNonNull(runner)
                .start(new Instances.Recipe(parent, 1)
                        .userData("#!/bin/sh\nhead -c 60000000 /dev/zero | tr '\\0' x\nsleep 1\necho\necho the-end\n")
                        .spec());

        InstanceRunnerContract.console(instance, "the-end");

        assertTrue(Files.size(instance.consoleLog()) < 10 * MIB, "console of " + Files.size(instance.consoleLog()));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void onAHostThatIsNearlyFullNoInstanceStarts(boolean full) throws Exception {
        long free = Reserve.free(parent);
        Reserve reserve = new Reserve(full ? free + (4L << 30) : 0, 0);

        if (full) {
            IOException e = assertThrows(IOException.class, () -> reserve.require(parent.resolve("not/there/yet")));
            assertTrue(String.valueOf(e.getMessage()).contains("MiB that are kept for the server's own data"));
        } else {
            reserve.require(parent);
        }
    }

    @Test
    void whatWritesMostIsKilledWhenTheHostIsNearlyFull() throws Exception {
        use(DiskImage.none());
        SandboxInstance quiet = (SandboxInstance) boot(2);
        SandboxInstance hog = (SandboxInstance) boot(1);
        InstanceDirectory directory = new InstanceDirectory(
                new Instances.Recipe(parent, 1).limits(LIMITS).spec());
        try (DiskWatch watch = new DiskWatch(new Reserve(0, Long.MAX_VALUE))) {
            watch.watch(quiet, directory, Long.MAX_VALUE);
            watch.watch(hog, directory, Long.MAX_VALUE);

            int status = Instances.sh(
                            hog, "i=0; while :; do i=$((i+1)); head -c 3000000 /dev/zero >~root/$((i%20)); done")
                    .status();

            assertEquals(137, status);
        }
        assertFalse(Files.readString(quiet.consoleLog()).contains("Killed"));
        assertEquals("alive", Instances.ask(hog, "echo alive"));
    }
}
