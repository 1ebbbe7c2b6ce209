package signet.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code signet account}: the accounts of an installation. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        description = "Make and list the accounts of a running server, as its operator: whoever can read its data"
                + " directory.",
        subcommands = {CreateAccount.class, ListAccounts.class},
        synopsisSubcommandLabel = "COMMAND")
final class AccountCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls run
    AccountCommand() {
        // nothing to do before the options are known
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
