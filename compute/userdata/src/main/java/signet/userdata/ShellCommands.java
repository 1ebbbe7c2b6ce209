package signet.userdata;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** {@code runcmd} and {@code bootcmd}: texts are lines of one shell script, lists are commands with their arguments. */
final class ShellCommands {

    private ShellCommands() {}

    static byte[] script(String key, Value commands) throws InvalidConfig {
        if (!(commands instanceof Value.Sequence(List<Value> items))) {
            throw new InvalidConfig(key + ": the commands are not a list, and none is run");
        }
        StringBuilder script = new StringBuilder("#!/bin/sh\n");
        for (Value item : items) {
            script.append(line(key, item));
        }
        return script.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String line(String key, Value item) throws InvalidConfig {
        return switch (item) {
            case Value.Sequence(List<Value> words)
            when words.stream().allMatch(Value.Scalar.class::isInstance) ->
                words.stream()
                        .map(word -> Words.quoted(((Value.Scalar) word).text()))
                        .collect(Collectors.joining(" ", "", "\n"));
            case Value.Scalar(Value.Kind kind, String text) when kind == Value.Kind.TEXT -> text + "\n";
            case Value.Scalar scalar when Value.isNull(scalar) -> "";
            case Value _ ->
                throw new InvalidConfig(key + ": a command is neither a text nor a list of texts, and none is run");
        };
    }
}
