package signet.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A unit of an organization's tree. The root is the unit that has no parent.
 *
 * @param organization the organization's id
 * @param id {@code ou-…}, or {@code r-…} for the root
 * @param parent the id of the unit that it is in, null for the root
 * @param name as given; {@code Root} for the root
 * @param policies the ids of the attached policies, in the order of attachment
 */
public record OrganizationalUnit(
        String organization, String id, @Nullable String parent, String name, List<String> policies)
        implements PolicyTarget {
    static final String ROOT = "r-[0-9a-z]{4,32}";
    private static final String UNIT = "ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}";

    public OrganizationalUnit {
        Forms.require(parent == null ? ROOT : UNIT, id);
        policies = List.copyOf(policies);
    }

    /** The key in {@link Tables#ORGANIZATIONAL_UNITS}. */
    public String key() {
        return organization + "/" + id;
    }

    @Override
    public OrganizationalUnit withPolicies(List<String> changed) {
        return new OrganizationalUnit(organization, id, parent, name, changed);
    }
}
