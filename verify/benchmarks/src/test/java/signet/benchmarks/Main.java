package signet.benchmarks;

import java.util.Collection;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks with JMH's own arguments, and ends with one table. */
public final class Main {
    private Main() {}

    /** Takes JMH's arguments, such as {@code -f 1 -wi 2 -i 3} and a pattern of names; or {@code --paths} alone. */
    public static void main(String[] arguments) throws CommandLineOptionException, RunnerException {
        if (arguments.length == 1 && arguments[0].equals("--paths")) {
            PathSearch.run(System.out);
            return;
        }
        CommandLineOptions given = new CommandLineOptions(arguments);
        if (given.shouldHelp()) {
            System.out.println(
                    "./signet bench takes JMH's arguments: a pattern of names (Decisions, Peers, Compilation),");
            System.out.println(
                    "-f FORKS, -wi WARM-UPS, -i MEASUREMENTS, -p scenario=ARTICLE,MANAGED, -rff FILE and the like.");
            return;
        }
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .parent(given)
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
        System.out.println();
        new Table(results).lines().forEach(System.out::println);
    }
}
