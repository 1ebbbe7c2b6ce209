package signet.paths;

import java.util.List;

/**
 * How somebody comes to act as somebody else.
 *
 * @param from the ARN of the user or role that begins
 * @param to the ARN of the user or role that is reached; that of {@code from} if it only gets more power
 * @param administrator whether it is an administrator then
 * @param hops in the order in which they are to be taken; empty if it is so from the beginning
 */
public record Path(String from, String to, boolean administrator, List<Hop> hops) {
    public Path {
        hops = List.copyOf(hops);
    }
}
