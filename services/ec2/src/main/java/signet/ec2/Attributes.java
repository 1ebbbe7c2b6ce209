package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.policy.Context;

/** The condition keys {@code ec2:Attribute} and {@code ec2:Attribute/NAME} of operations that set attributes. */
final class Attributes {
    private Attributes() {}

    /** An access with the keys of the attributes that are set; null is one that isn't. */
    static Access keys(Access access, Map<String, @Nullable Object> attributes) {
        Context.Builder keys = Context.builder();
        List<String> names = new ArrayList<>();
        attributes.forEach((name, value) -> {
            if (value != null) {
                names.add(name);
                keys.put("ec2:Attribute/" + name, value.toString());
            }
        });
        if (!names.isEmpty()) {
            keys.put("ec2:Attribute", names);
        }
        return access.with(keys.build());
    }
}
