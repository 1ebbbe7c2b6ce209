package signet.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import signet.server.InvalidSettingException;

/** The {@code signet} command. */
@Command(
        name = "signet",
        mixinStandardHelpOptions = true,
        version = "signet 0.1.0",
        description = "AWS access control that anyone can run: IAM, STS, EC2 instance roles and S3.",
        subcommands = {
            Up.class,
            AccountCommand.class,
            ImportAccount.class,
            Can.class,
            Check.class,
            Connect.class,
            Demo.class,
            Evaluate.class,
            Explain.class,
            Lint.class,
            MapCommand.class,
            PassCheck.class,
            PathsCommand.class,
            WhoCan.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "The launcher adds: signet build, signet test [--quick | --differential | --mutation], signet bench,"
                    + " signet fuzz.",
            "Each command explains itself with --help."
        })
public final class Main implements Runnable {
    private static final int USAGE = 2;

    @Spec
    private CommandSpec spec;

    /** Called by picocli. */
    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls run
    public Main() {
        // nothing to do before the options are known
    }

    /** Runs the command and ends the program with its exit status: 2 for a bad flag or setting. */
    public static void main(String[] arguments) {
        Logs.quieten();
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler(Main::report)
                .setParameterExceptionHandler(Main::usage)
                .execute(arguments));
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }

    private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (failure instanceof InvalidSettingException) {
            System.err.println("signet: " + failure.getMessage());
            return USAGE;
        }
        throw failure;
    }

    private static int usage(CommandLine.ParameterException failure, String[] arguments) {
        System.err.println("signet: " + failure.getMessage() + "; see "
                + failure.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return USAGE;
    }
}
