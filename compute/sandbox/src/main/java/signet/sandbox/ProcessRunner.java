package signet.sandbox;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import signet.instance.Door;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;
import signet.instance.UserData;

/**
 * Runs instances as plain processes of the server's user, for hosts without name spaces. An instance finds the server's doors
 * by environment variables; nothing keeps it from the host's files or from its neighbours' doors.
 */
final class ProcessRunner implements InstanceRunner {

    private static final String NOT_DONE =
            "cloud-init: not done: user data (instances that are plain processes run scripts only)\n";

    private final String searchPath;
    private final Set<ProcessInstance> running = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    /** {@code searchPath}: the {@code PATH} of the instances. */
    ProcessRunner(String searchPath) {
        this.searchPath = searchPath;
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        List<NetworkChannel> doors = new ArrayList<>();
        try {
            Path home = Files.createDirectories(spec.directory().resolve("home"));
            Files.createDirectories(spec.directory().resolve("tmp"));
            Files.writeString(spec.directory().resolve("ca.pem"), spec.caCertificatePem());
            Files.writeString(spec.directory().resolve("init.sh"), Resource.read("process-init.sh"));
            Map<String, String> environment = environment(spec, home);
            for (Door door : spec.doors()) {
                if (door.address().getAddress() instanceof Inet6Address) {
                    // a second way to what the IPv4 door leads to, and no name or variable tells of it
                    continue;
                }
                NetworkChannel channel =
                        InstanceNetwork.bind(door, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                doors.add(channel);
                tell(door, channel, environment);
                door.opened().opened(channel);
            }
            ProcessInstance instance = ProcessInstance.boot(spec, home, environment, doors, userData(spec));
            running.add(instance);
            var _ = instance.exit().thenRun(() -> running.remove(instance));
            if (closing) {
                instance.kill();
                throw new IOException("the server is ending");
            }
            return instance;
        } catch (IOException e) {
            InstanceNetwork.closeAll(doors);
            throw new InstanceStartException("The instance could not be started: " + e.getMessage(), e);
        }
    }

    private static @Nullable Path userData(InstanceSpec spec) throws IOException {
        Path script = spec.directory().resolve("user-data");
        Path ran = spec.directory().resolve("user-data-ran");
        UserData userData = spec.userData();
        if (userData == null || !spec.firstBoot() || Files.exists(ran)) {
            return null;
        }
        if (!userData.isScript()) {
            Files.writeString(
                    ProcessInstance.consoleLog(spec), NOT_DONE, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return null;
        }
        Files.write(script, userData.bytes());
        if (!script.toFile().setExecutable(true, true)) {
            throw new IOException("User data can't be made executable in " + spec.directory());
        }
        Files.createFile(ran);
        return script;
    }

    private Map<String, String> environment(InstanceSpec spec, Path home) {
        Map<String, String> all = new TreeMap<>();
        all.put("PATH", searchPath);
        all.put("HOME", home.toString());
        all.put("TMPDIR", spec.directory().resolve("tmp").toString());
        all.put("LANG", "C.UTF-8");
        all.put("SHELL", "/bin/sh");
        all.put("AWS_CA_BUNDLE", spec.directory().resolve("ca.pem").toString());
        all.put("SIGNET_INSTANCE_ID", spec.instanceId());
        all.putAll(spec.environment());
        return all;
    }

    private static void tell(Door door, NetworkChannel channel, Map<String, String> environment) throws IOException {
        int port = channel.getLocalAddress() instanceof InetSocketAddress address ? address.getPort() : 0;
        switch (door.purpose()) {
            case IMDS -> environment.putIfAbsent("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:" + port);
            case API_PLAIN -> environment.putIfAbsent("AWS_ENDPOINT_URL", "http://127.0.0.1:" + port);
            case API_TLS, DNS, RUNTIME -> {
                // By Amazon's host names only, which a plain process has resolved by the host.
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        List.copyOf(running).forEach(ProcessInstance::kill);
    }
}
