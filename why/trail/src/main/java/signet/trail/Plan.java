package signet.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.model.MemberSchema;
import signet.model.Shape;
import signet.model.StructureSchema;

/** How the structures of one schema are written, worked out once. */
final class Plan {
    /**
     * One member.
     *
     * @param name in the record
     * @param secret whether its value is never written
     * @param substitute what stands in the place of a secret; null to leave the member out
     * @param resourceType of what its value names; null if it names no resource
     * @param itemKey around each text of a list
     */
    record Member(
            MemberSchema schema,
            String name,
            boolean secret,
            @Nullable String substitute,
            @Nullable String resourceType,
            @Nullable String itemKey) {
        Shape shape() {
            return schema.shape();
        }
    }

    private final List<Member> members;

    private Plan(List<Member> members) {
        this.members = members;
    }

    static Plan of(String service, StructureSchema<?> schema) {
        Style style = Style.of(service);
        List<Member> members = new ArrayList<>();
        for (MemberSchema member : schema.members()) {
            boolean secret = Secrets.isSecret(member);
            Optional<String> substitute = secret ? Secrets.substitute(service, member) : Optional.empty();
            members.add(new Member(
                    member,
                    style.name(member),
                    secret,
                    substitute.orElse(null),
                    secret ? null : ResourceTypes.ofParameter(service, member.name()),
                    style.itemKey(member)));
        }
        return new Plan(List.copyOf(members));
    }

    List<Member> members() {
        return members;
    }
}
