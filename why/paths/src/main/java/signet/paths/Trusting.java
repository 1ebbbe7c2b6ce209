package signet.paths;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signet.identity.Role;

/**
 * Roles by whom their trust policies name, so that only those who may assume a role are asked about it. Within an account, a
 * trust policy that names the account leaves it to the caller's own policies; only where it names the caller, or everybody, do
 * these not have to allow.
 */
final class Trusting {
    private static final Pattern UNIQUE_ID = Pattern.compile("A[A-Z0-9]{15,}");
    private static final Pattern ROOT = Pattern.compile("arn:aws:iam::[0-9]{12}:root|[0-9]{12}");

    private final Map<String, List<Role>> byId = new HashMap<>();
    private final List<Role> byAccount = new ArrayList<>();
    private final List<Role> anybody = new ArrayList<>();

    Trusting(World world) {
        world.roles().forEach(role -> add(world, role));
    }

    private void add(World world, Role role) {
        boolean others = false;
        boolean account = false;
        for (String name : world.trust(role).awsPrincipals()) {
            if (UNIQUE_ID.matcher(name).matches()) {
                byId.computeIfAbsent(name, id -> new ArrayList<>()).add(role);
            } else if (ROOT.matcher(name).matches()) {
                account = true;
            } else {
                others = true;
            }
        }
        if (others || world.open(role)) {
            anybody.add(role);
        } else if (account) {
            byAccount.add(role);
        }
    }

    /**
     * The roles that somebody might assume.
     *
     * @param id the unique id of the user or role
     * @param allowed whether its own policies might allow it
     */
    Stream<Role> of(String id, boolean allowed) {
        List<Role> own = byId.getOrDefault(id, List.of());
        return Stream.of(own, allowed ? byAccount : List.<Role>of(), anybody)
                .flatMap(List::stream)
                .distinct();
    }
}
