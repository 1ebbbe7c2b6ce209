package signet.identity;

import java.util.List;
import java.util.SortedMap;

/** A user, group or role: what identity policies are attached to. */
public sealed interface PolicyHolder permits User, Group, Role {
    /** The account's id. */
    String account();

    /** The path, beginning and ending with a slash. */
    String path();

    /** The friendly name. */
    String name();

    /** The unique id. */
    String id();

    /** The ARN, with the path. */
    String arn();

    /** Inline policies: document by name. */
    SortedMap<String, String> inline();

    /** The ARNs of the attached managed policies. */
    List<String> attached();

    /** The same with other inline policies. */
    PolicyHolder withInline(SortedMap<String, String> changed);

    /** The same with other attached policies. */
    PolicyHolder withAttached(List<String> changed);
}
