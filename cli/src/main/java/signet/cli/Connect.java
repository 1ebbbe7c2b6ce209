package signet.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code signet connect}: a shell, or one command, in an instance. */
@Command(
        name = "connect",
        mixinStandardHelpOptions = true,
        description = "Open a shell in an instance, or run a command there. Input, output and exit status are the"
                + " command's.",
        footer = {
            "",
            "It is asked for with the usual AWS credentials (environment, AWS_PROFILE, ~/.aws) and needs"
                    + " ec2-instance-connect:SendSSHPublicKey on the instance. The server is at --endpoint,"
                    + " AWS_ENDPOINT_URL or the profile's endpoint_url, else http://127.0.0.1:4566.",
            "Exit status 255: there was no connection, or it broke."
        })
final class Connect implements Callable<Integer> {
    static final int NO_CONNECTION = 255;

    private static final List<String> LOGIN_SHELL =
            List.of("/bin/sh", "-c", "[ -x /bin/bash ] && exec /bin/bash -l; exec /bin/sh -l");

    @Parameters(index = "0", paramLabel = "INSTANCE", description = "The instance's id, such as i-0123456789abcdef0.")
    private String instance = "";

    @Parameters(
            index = "1..*",
            paramLabel = "COMMAND",
            description = "After --: what to run there, with its arguments (default: a login shell).")
    private List<String> command = List.of();

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Override
    public Integer call() {
        try {
            AwsSettings settings = client.settings();
            ConnectAddress address =
                    ConnectAddress.sign(settings, instance, Clock.systemUTC().instant());
            return run(address, command.isEmpty() ? LOGIN_SHELL : command);
        } catch (ConnectionFailure e) {
            System.err.println("signet: " + e.getMessage());
            return NO_CONNECTION;
        }
    }

    private static int run(ConnectAddress address, List<String> argv) {
        Streams streams = new Streams(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err));
        Connection connection = new Connection(streams);
        if (!LocalTerminal.present()) {
            return connection.run(address, argv, null);
        }
        // Connected first: a refusal is printed on a terminal that is still as it was.
        connection.open(address);
        try (LocalTerminal terminal = LocalTerminal.open()) {
            terminal.onResize(() -> connection.resize(terminal.rows(), terminal.columns()));
            return connection.run(argv, terminal.request());
        }
    }
}
