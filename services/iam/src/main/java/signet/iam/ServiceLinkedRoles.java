package signet.iam;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service-linked roles that AWS's services have, read from a table of this module. */
final class ServiceLinkedRoles {
    private static final String FILE = "service-linked-roles.tsv";
    private static final String NONE = "-";

    /**
     * One service's role.
     *
     * @param service the service principal, such as {@code rds.amazonaws.com}
     * @param roleName without suffix
     * @param policyArn the one managed policy that it has
     * @param suffix whether a custom suffix is allowed, so that there may be several
     * @param description what AWS describes it as, null where it does not
     */
    record Template(
            String service,
            String roleName,
            String policyArn,
            boolean suffix,
            @Nullable String description) {
        /** The role's name with a suffix. */
        String name(@Nullable String customSuffix) {
            return customSuffix == null ? roleName : roleName + "_" + customSuffix;
        }

        /** The path that the service's roles have. */
        String path() {
            return pathOf(service);
        }

        /** The trust policy, which is for the service alone. */
        String trust() {
            return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":\""
                    + service + "\"},\"Action\":\"sts:AssumeRole\"}]}";
        }
    }

    private final Map<String, Template> byService;

    private ServiceLinkedRoles(Map<String, Template> byService) {
        this.byService = Map.copyOf(byService);
    }

    static ServiceLinkedRoles load() {
        Map<String, Template> byService = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(ServiceLinkedRoles.class.getResourceAsStream(FILE), FILE)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(ServiceLinkedRoles::parse)
                    .forEach(template -> byService.put(template.service(), template));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ServiceLinkedRoles(byService);
    }

    private static Template parse(String line) {
        String[] cells = line.split("\t", -1);
        return new Template(
                cells[0],
                cells[1],
                "arn:aws:iam::aws:policy/aws-service-role/" + cells[2],
                !cells[3].equals(NONE),
                cells[4].equals(NONE) ? null : cells[4]);
    }

    Optional<Template> of(String service) {
        return Optional.ofNullable(byService.get(service));
    }

    Map<String, Template> all() {
        return byService;
    }

    static String pathOf(String service) {
        return "/aws-service-role/" + service + "/";
    }
}
