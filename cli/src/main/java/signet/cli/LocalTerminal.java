package signet.cli;

import java.io.Console;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.InputFlag;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The terminal that the user sits at, in raw mode until closed: every key, Ctrl-C too, goes to the program in the
 * instance, and what that prints is shown as it comes.
 */
final class LocalTerminal implements AutoCloseable {
    private static final int ROWS = 24;
    private static final int COLUMNS = 80;

    private final Terminal terminal;
    private final Attributes before;

    private LocalTerminal(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.getAttributes();
    }

    /** Whether both input and output are a terminal. */
    static boolean present() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    static LocalTerminal open() {
        try {
            LocalTerminal opened = new LocalTerminal(
                    TerminalBuilder.builder().system(true).dumb(false).build());
            opened.raw();
            return opened;
        } catch (IOException e) {
            throw new ConnectionFailure("the terminal cannot be used: " + e.getMessage(), e);
        }
    }

    int rows() {
        int rows = terminal.getHeight();
        return rows > 0 ? rows : ROWS;
    }

    int columns() {
        int columns = terminal.getWidth();
        return columns > 0 ? columns : COLUMNS;
    }

    TerminalRequest request() {
        return new TerminalRequest(terminal.getType(), rows(), columns());
    }

    void onResize(Runnable action) {
        terminal.handle(Terminal.Signal.WINCH, signal -> action.run());
    }

    @Override
    public void close() {
        terminal.setAttributes(before);
        try {
            terminal.close();
        } catch (IOException e) {
            throw new ConnectionFailure("the terminal cannot be given back: " + e.getMessage(), e);
        }
    }

    /** As cfmakeraw(3) does. */
    private void raw() {
        Attributes raw = new Attributes(before);
        raw.setLocalFlags(
                EnumSet.of(LocalFlag.ICANON, LocalFlag.ECHO, LocalFlag.ECHONL, LocalFlag.IEXTEN, LocalFlag.ISIG),
                false);
        raw.setInputFlags(
                EnumSet.of(
                        InputFlag.IXON,
                        InputFlag.ICRNL,
                        InputFlag.INLCR,
                        InputFlag.IGNCR,
                        InputFlag.BRKINT,
                        InputFlag.ISTRIP),
                false);
        raw.setOutputFlag(OutputFlag.OPOST, false);
        raw.setControlChar(ControlChar.VMIN, 1);
        raw.setControlChar(ControlChar.VTIME, 0);
        terminal.setAttributes(raw);
    }
}
