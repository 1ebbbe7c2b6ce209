package signet.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code signet demo}: the article's story, played by the real AWS CLI on a server of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Play the story of iam:PassRole on a fresh server with the real AWS CLI: who may hand which role"
                + " to an instance, and what the instance may do then. Nothing of it stays, and neither your AWS"
                + " settings nor your data are touched.",
        footer = {"", "Exit status 0: every outcome was as told."})
final class Demo implements Callable<Integer> {
    private static final int USAGE = 2;

    @Option(names = "--no-color", description = "Print without colours, as when the output is no terminal.")
    private boolean plain;

    @Override
    public Integer call() {
        if (!installed("aws", System.getenv().getOrDefault("PATH", ""))) {
            System.err.println("signet: the demo plays with the AWS CLI, and no aws is on PATH: pip install awscli, or"
                    + " https://aws.amazon.com/cli/");
            return USAGE;
        }
        boolean colours = LocalTerminal.present() && !plain && System.getenv("NO_COLOR") == null;
        Screen screen = new Screen(System.out, colours);
        try (Stage stage = Stage.set(Story.files())) {
            Thread ending = new Thread(stage::close, "end of the demo");
            Runtime.getRuntime().addShutdownHook(ending);
            return play(stage, screen) ? 0 : 1;
        }
    }

    private static boolean play(Stage stage, Screen screen) {
        long start = System.nanoTime();
        screen.say("A fresh Signet at " + stage.server().endpoint() + ", account "
                + stage.server().accountId() + ", instances: " + stage.server().instances() + ".");
        List<Result> results = new ArrayList<>();
        int number = 0;
        boolean possible = true;
        for (Chapter chapter : Story.chapters()) {
            number++;
            if (possible) {
                screen.chapter(number, chapter.title());
            }
            for (Step told : chapter.steps()) {
                Step step = stage.filled(told);
                results.add(new Result(step, possible && goesAsTold(stage, screen, step)));
                possible = possible && stage.hasKept(step);
            }
        }
        screen.summary(results);
        return conclude(results, Duration.ofNanos(System.nanoTime() - start), screen);
    }

    private static boolean goesAsTold(Stage stage, Screen screen, Step step) {
        screen.command(step.actor(), step.command());
        Outcome outcome = stage.play(step);
        List<String> differences = step.expectation().differences(outcome);
        screen.outcome(step, outcome, differences);
        return differences.isEmpty();
    }

    private static boolean conclude(List<Result> results, Duration took, Screen screen) {
        long wrong = results.stream().filter(result -> !result.asTold()).count();
        String seconds = " (" + took.toSeconds() + " s)";
        if (wrong == 0) {
            screen.say("All " + results.size() + " outcomes are as the article says." + seconds);
        } else {
            screen.say(wrong + " of " + results.size() + " outcomes are not as the article says." + seconds);
        }
        return wrong == 0;
    }

    static boolean installed(String program, String path) {
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(directory -> !directory.isEmpty())
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }
}
