package signet.lint;

import java.util.List;

/**
 * A Principal or NotPrincipal.
 *
 * @param everyone whether it is {@code "*"} itself
 */
record PrincipalElement(boolean not, boolean everyone, List<Named> principals, Location at) {
    PrincipalElement {
        principals = List.copyOf(principals);
    }

    /** A principal under its key, such as {@code AWS}. */
    record Named(String key, Entry name) {}

    boolean includesEveryone() {
        return everyone
                || principals.stream()
                        .anyMatch(principal -> principal.key().equals("AWS")
                                && principal.name().value().equals("*"));
    }

    List<Entry> of(String key) {
        return principals.stream()
                .filter(principal -> principal.key().equals(key))
                .map(Named::name)
                .toList();
    }
}
