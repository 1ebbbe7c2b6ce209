package signet.microvm;

import java.io.IOException;
import java.util.Optional;
import signet.instance.InstanceRunner;
import signet.sandbox.RunnerParts;
import signet.sandbox.RunnerSettings;

/** Makes the runner on QEMU. */
public final class Microvms {

    /** What the runner calls itself. */
    public static final String NAME = "microvm";

    private Microvms() {}

    /**
     * A runner of microVMs.
     *
     * @throws IOException if this host lacks something; the message says, in one line, what and how to install it
     */
    public static InstanceRunner open(MicrovmSettings settings) throws IOException {
        HostTools tools = HostTools.find(settings);
        return new MicrovmRunner(
                tools,
                new RunnerParts(new RunnerSettings(RunnerSettings.Mode.SANDBOX, settings.path(), settings.readOnly())));
    }

    /** What this host lacks, in one line; empty if microVMs can be run. */
    public static Optional<String> obstacle(MicrovmSettings settings) {
        try {
            HostTools ignored = HostTools.find(settings);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
