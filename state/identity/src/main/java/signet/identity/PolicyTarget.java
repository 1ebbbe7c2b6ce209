package signet.identity;

import java.util.List;

/** A place of an organization's tree that policies are attached to. */
public sealed interface PolicyTarget permits OrganizationalUnit, MemberAccount {
    /** The organization's id. */
    String organization();

    /** The id of the root, unit or account. */
    String id();

    /** The ids of the attached policies, of every type. */
    List<String> policies();

    /** The same with other policies. */
    PolicyTarget withPolicies(List<String> changed);
}
