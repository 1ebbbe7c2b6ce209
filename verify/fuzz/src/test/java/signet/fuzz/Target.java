package signet.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/**
 * What can be fuzzed.
 *
 * @param name as on the command line; its seeds are in the resource {@code seeds/NAME.txt}
 * @param run tries one input; throws what is a finding
 * @param maxBytes the longest input tried
 */
record Target(String name, Consumer<byte[]> run, int maxBytes) {
    static final List<Target> ALL = List.of(
            new Target("policies", PolicyTarget::run, 16_384),
            new Target("strings", StringTarget::run, 512),
            new Target("arns", ArnTarget::run, 512),
            new Target("resources", ResourceTarget::run, 512),
            new Target("addresses", AddressTarget::run, 128),
            new Target("dates", DateTarget::run, 128),
            new Target("numbers", NumberTarget::run, 256),
            new Target("signatures", SignatureTarget::run, 2_048),
            new Target("saml", SamlTarget::run, 8_192),
            new Target("chunks", ChunkTarget::run, 2_048),
            new Target("requests", RequestTarget::run, 4_096),
            new Target("json-requests", JsonTarget::run, 4_096),
            new Target("user-data", UserDataTarget::run, 4_096),
            new Target("imports", ImportTarget::run, 8_192),
            new Target("tokens", TokenTarget::run, 4_096));

    static Target named(String name) {
        return ALL.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no target " + name + ", only "
                        + ALL.stream().map(Target::name).toList()));
    }

    /** One seed a line of the resource; ↵ stands for a line feed and ␍ for a carriage return inside it. */
    List<byte[]> seeds() {
        try (InputStream in = Target.class.getResourceAsStream("/seeds/" + name + ".txt")) {
            if (in == null) {
                throw new IllegalStateException("no seeds for " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replace('↵', '\n').replace('␍', '\r').getBytes(StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
