package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Call;
import signet.identity.Group;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/** The user, group or role whose policies a request names by {@code PolicySourceArn}. */
record PolicySource(View view, Permissions permissions, PolicyHolder holder) {
    /**
     * The entity that an ARN names in the account.
     *
     * @throws AwsError InvalidInput or NoSuchEntity
     */
    static PolicySource of(View view, Permissions permissions, String account, String arn) {
        return new PolicySource(view, permissions, find(view, account, arn));
    }

    /** Access to the entity of an ARN, whether it is there or not. */
    static Access access(Call<?> call, String action, String arn) {
        Kind<?> kind = kindOf(arn);
        return Access.to(action, arn).with(keys(call, kind, action, arn));
    }

    private static <T> Context keys(Call<?> call, Kind<T> kind, String action, String arn) {
        return kind.find(call.view(), call.caller().account(), PolicyArn.name(arn))
                .filter(entity -> kind.arn().apply(entity).equals(arn))
                .map(entity -> kind.keys().of(entity, action))
                .orElse(Context.EMPTY);
    }

    private static Kind<? extends PolicyHolder> kindOf(String arn) {
        String[] parts = arn.split(":", 6);
        String type = parts.length == 6 && arn.startsWith("arn:aws:iam::") ? parts[5].split("/", 2)[0] : "";
        return switch (type) {
            case "user" -> Kind.USER;
            case "group" -> Kind.GROUP;
            case "role" -> Kind.ROLE;
            default -> throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        };
    }

    private static PolicyHolder find(View view, String account, String arn) {
        PolicyHolder holder = kindOf(arn).get(view, account, PolicyArn.name(arn));
        if (!holder.arn().equals(arn)) {
            throw IamErrors.noSuchEntity(kindOf(arn).missing().apply(PolicyArn.name(arn)));
        }
        return holder;
    }

    /** The entity's policies and, for a user, its groups', but for those that are excluded. */
    List<SourcedPolicy> identity(Exclusions excluded) {
        List<SourcedPolicy> result = new ArrayList<>();
        own(holder, excluded, result);
        if (holder instanceof User user) {
            ListGroupsForUser.groups(view, user).forEach(group -> own(group, excluded, result));
        }
        return result;
    }

    /** The permissions boundary, null when there is none. */
    @Nullable
    SourcedPolicy boundary() {
        String arn = switch (holder) {
            case User user -> user.boundary();
            case Role role -> role.boundary();
            case Group group -> null;
        };
        return arn == null ? null : permissions.boundary(view, holder.account(), arn);
    }

    /** The caller that the entity would be; empty for a group. */
    Optional<Principal> principal() {
        return switch (holder) {
            case User user -> Optional.of(new Principal.User(user.account(), user.arn(), user.id()));
            case Role role ->
                Optional.of(SimulationTexts.role(role.account(), role.arn(), role.id(), role.serviceLinked()));
            case Group group -> Optional.empty();
        };
    }

    /** The condition keys that go with being the entity. */
    Context keys() {
        return switch (holder) {
            case User user ->
                Context.builder()
                        .put("aws:username", user.name())
                        .put("aws:userid", user.id())
                        .put("aws:PrincipalArn", user.arn())
                        .build()
                        .with(tags(user.tags()));
            case Role role ->
                Context.builder().put("aws:PrincipalArn", role.arn()).build().with(tags(role.tags()));
            case Group group -> Context.EMPTY;
        };
    }

    private static Context tags(java.util.Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:PrincipalTag/" + key, value));
        return keys.build();
    }

    private void own(PolicyHolder owner, Exclusions excluded, List<SourcedPolicy> result) {
        String type = kindOf(owner.arn()).noun();
        owner.inline().forEach((name, text) -> {
            if (!excluded.inline(type, owner.name(), name)) {
                result.add(new SourcedPolicy(
                        type + "_" + owner.name() + "_" + name, true, permissions.compiled(PolicyKind.IDENTITY, text)));
            }
        });
        for (String arn : owner.attached()) {
            if (!excluded.managed(arn)) {
                String text = permissions.document(view, owner.account(), arn).orElseThrow();
                result.add(new SourcedPolicy(arn, false, permissions.compiled(PolicyKind.IDENTITY, text)));
            }
        }
    }
}
