package signet.microvm;

import java.nio.file.Path;
import signet.instance.RunningInstance;
import signet.instance.contract.Instances;

/** A server with one microVM, in a process of its own. */
final class ServerToKill {

    private ServerToKill() {}

    /** Starts it below the directory that is the only argument, prints its process id and waits. */
    public static void main(String[] arguments) throws Exception {
        var runner = Microvms.open(MicrovmRunnerTest.settings());
        RunningInstance instance = runner.start(new Instances.Recipe(Path.of(arguments[0]), 1)
                .limits(MicrovmRunnerTest.LIMITS)
                .spec());
        System.out.println(instance.pid());
        Thread.currentThread().join();
    }
}
