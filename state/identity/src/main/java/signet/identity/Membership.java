package signet.identity;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.snapshot.View;

/**
 * Where an account stands in its organization.
 *
 * @param path the root, the units below it and the account itself: every level whose policies concern the account
 */
public record Membership(Organization organization, List<PolicyTarget> path) {
    /** Organizations User Guide, "Quotas": an organization's tree has so many levels of units under the root. */
    private static final int DEEPEST = 5;

    public Membership {
        path = List.copyOf(path);
    }

    /**
     * The account's place; empty when it is in no organization.
     *
     * @throws IllegalStateException if the tree is broken: whoever asks must deny, for what is missing might hold a Deny
     */
    public static Optional<Membership> of(View view, String account) {
        return view.get(Tables.MEMBER_ACCOUNTS, account).map(member -> of(view, member));
    }

    private static Membership of(View view, MemberAccount member) {
        Organization organization = view.get(Tables.ORGANIZATIONS, member.organization())
                .orElseThrow(() -> broken(member, "its organization does not exist"));
        List<PolicyTarget> path = new ArrayList<>(List.of(member));
        @Nullable String next = member.parent();
        while (next != null) {
            String id = next;
            OrganizationalUnit unit = view.get(Tables.ORGANIZATIONAL_UNITS, organization.id() + "/" + id)
                    .orElseThrow(() -> broken(member, id + " does not exist"));
            path.add(unit);
            next = unit.parent();
            if (path.size() > DEEPEST + 2) {
                throw broken(member, "its tree is too deep");
            }
        }
        if (!path.getLast().id().equals(organization.root())) {
            throw broken(member, "it is not under the root");
        }
        Collections.reverse(path);
        return new Membership(organization, path);
    }

    private static IllegalStateException broken(MemberAccount member, String why) {
        return new IllegalStateException("account " + member.id() + " of " + member.organization() + ": " + why);
    }

    /** Whether policies of a type limit the account: they never limit the management account. */
    public boolean limitedBy(OrganizationPolicy.Type type) {
        return organization.enabled().contains(type) && !path.getLast().id().equals(organization.managementAccount());
    }

    /** The path without the account, as condition keys have it: {@code o-…/r-…/ou-…/}. */
    public String unitPath() {
        return path.subList(0, path.size() - 1).stream()
                .map(PolicyTarget::id)
                .collect(Collectors.joining("/", organization.id() + "/", "/"));
    }
}
