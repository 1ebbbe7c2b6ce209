package signet.paths;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of {@link PassMethod}s, from {@code pass-methods.tsv}. */
final class PassMethods {
    static final String EC2 = "ec2.amazonaws.com";
    static final String LAMBDA = "lambda.amazonaws.com";

    private static final List<PassMethod> ALL = read();

    private PassMethods() {}

    static List<PassMethod> all() {
        return ALL;
    }

    /** Every service principal that a role may have to trust. */
    static Set<String> services() {
        Set<String> services = new LinkedHashSet<>();
        services.add(EC2);
        services.add(LAMBDA);
        ALL.forEach(method -> services.add(method.trusted()));
        return services;
    }

    private static List<PassMethod> read() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PassMethods.class.getResourceAsStream("pass-methods.tsv")),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(PassMethods::method)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static PassMethod method(String line) {
        String[] columns = line.split("\t", -1);
        if (columns.length < 5) {
            throw new IllegalStateException("not a method: " + line);
        }
        return new PassMethod(
                columns[0],
                columns[1],
                columns[2].equals("-") ? "" : columns[2],
                columns[3].equals("account"),
                Stream.of(columns).skip(4).map(PassMethods::template).toList());
    }

    private static PassMethod.Template template(String text) {
        String[] words = text.split(" ", -1);
        Map<String, String> keys = Stream.of(words)
                .skip(2)
                .map(word -> word.split("=", 2))
                .collect(Collectors.toMap(word -> word[0], word -> word[1], (a, b) -> a, LinkedHashMap::new));
        return new PassMethod.Template(words[0], words[1], keys);
    }
}
