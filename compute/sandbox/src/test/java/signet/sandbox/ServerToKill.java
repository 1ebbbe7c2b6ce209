package signet.sandbox;

import java.nio.file.Path;
import java.util.List;
import signet.instance.RunningInstance;
import signet.instance.contract.Instances;

/** A server with one instance, in a process of its own. */
final class ServerToKill {

    private ServerToKill() {}

    /** Starts it below the directory that is the only argument, prints the instance's process id and waits. */
    public static void main(String[] arguments) throws Exception {
        RunnerSettings settings = new RunnerSettings(RunnerSettings.Mode.SANDBOX, "", List.of());
        var runner = InstanceRunners.choose(settings).runner();
        RunningInstance instance = runner.start(new Instances.Recipe(Path.of(arguments[0]), 1).spec());
        Instances.ask(instance, "trap '' TERM HUP; setsid sleep 1000 >/dev/null 2>&1 &");
        System.out.println(instance.pid());
        Thread.currentThread().join();
    }
}
