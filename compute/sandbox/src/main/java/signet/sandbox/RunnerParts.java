package signet.sandbox;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import signet.instance.InstanceSpec;

/**
 * What runners of other kinds have in common with the sandbox: the host's programs that instances see, an instance's first
 * disk and its files at each boot, a user of its own, and doors in a network name space. Safe for use by several threads,
 * but for one instance's directory by one at a time.
 */
public final class RunnerParts {

    private final HostPrograms programs;
    private final boolean privateUsers;

    /** The parts on this host; of {@code settings} all but the mode counts. */
    public RunnerParts(RunnerSettings settings) throws IOException {
        this.programs = HostPrograms.find(settings.path(), settings.readOnly());
        this.privateUsers = UserRange.hasPrivateRanges();
    }

    /** The top-level directories of the host, or links to them, that programs need. */
    public List<Path> systemPrograms() {
        return programs.system();
    }

    /** Folders and files beside those; none is below another. */
    public List<Path> extraPrograms() {
        return programs.extra();
    }

    /**
     * Writes what an instance's disk is to begin with: its {@code /etc} and the empty directories of its own.
     *
     * @return the folder, whose content belongs at the instance's root
     */
    public Path writeFirstDisk(InstanceSpec spec) throws IOException {
        new InstanceDirectory(spec).prepare(false, DiskImage.none());
        return spec.directory().resolve("disk");
    }

    /**
     * Writes anew what an instance is given at this boot, which in it has to be at {@code /.signet}.
     *
     * @param limits shell text for the file {@code limits}
     * @return the folder
     */
    public Path writeBoot(InstanceSpec spec, String limits) throws IOException {
        InstanceDirectory directory = new InstanceDirectory(spec);
        directory.writeBoot(List.of(), limits, directory.environment(programs));
        return directory.boot();
    }

    /**
     * A user (and group) of the host that is nobody else's, for what runs {@code instanceDirectory}'s instance; empty where the
     * server has no users to give. Not for concurrent use on one parent directory.
     */
    public OptionalInt privateUser(Path instanceDirectory) throws IOException {
        return privateUsers
                ? OptionalInt.of(Math.toIntExact(UserRange.of(instanceDirectory).first()))
                : OptionalInt.empty();
    }

    /** Makes a directory and all in it another user's. */
    public static void give(Path tree, int user) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                Files.setAttribute(path, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
            }
        }
    }

    /**
     * Sets up the network name space of process {@code pid} for the instance and opens its doors there. The server is not told
     * yet.
     *
     * @return the sockets, in the order of the specification's doors; all of these have to be at IPv4 addresses
     */
    public static List<NetworkChannel> openDoors(long pid, InstanceSpec spec) throws IOException {
        return InstanceNetwork.channels(InstanceNetwork.open(pid, spec, false).doors());
    }

    /** Closes sockets. */
    public static void closeDoors(List<NetworkChannel> doors) {
        InstanceNetwork.closeAll(doors);
    }

    /** How to start a program with this environment, found by its {@code PATH}, and with no signal ignored. */
    public static ProcessBuilder program(List<String> command, Map<String, String> environment) {
        return CleanProcess.builder(command, environment);
    }
}
