package signet.iam;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Call;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.iam.IamErrors;
import signet.policy.Context;
import signet.snapshot.Table;
import signet.snapshot.View;

/**
 * A kind of entity with names that are unique in an account, ignoring case.
 *
 * @param noun how denials word it: {@code role NAME}
 * @param type the ARN's resource type
 * @param keys the condition keys that an existing entity brings into an access, by action
 * @param missing the text of NoSuchEntity, from the name
 */
record Kind<T>(
        Table<T> table, String noun, String type, Function<T, String> arn, Keys<T> keys, UnaryOperator<String> missing)
        implements Target<T> {

    /** The condition keys that an entity brings into an access. */
    interface Keys<T> {
        Context of(T entity, String action);
    }

    static final Kind<User> USER = new Kind<>(
            Tables.USERS,
            "user",
            "user",
            User::arn,
            (user, action) -> ConditionKeys.ofPrincipal(action, user.tags(), user.boundary()),
            name -> "The user with name " + name + " cannot be found.");

    static final Kind<Role> ROLE = new Kind<>(
            Tables.ROLES,
            "role",
            "role",
            Role::arn,
            (role, action) -> ConditionKeys.ofPrincipal(action, role.tags(), role.boundary()),
            name -> "The role with name " + name + " cannot be found.");

    static final Kind<Group> GROUP = new Kind<>(
            Tables.GROUPS,
            "group",
            "group",
            Group::arn,
            (group, action) -> ConditionKeys.ofResource(Map.of()),
            name -> "The group with name " + name + " cannot be found.");

    static final Kind<InstanceProfile> INSTANCE_PROFILE = new Kind<>(
            Tables.INSTANCE_PROFILES,
            "instance profile",
            "instance-profile",
            InstanceProfile::arn,
            (profile, action) -> ConditionKeys.ofResource(profile.tags()),
            name -> "Instance Profile " + name + " cannot be found.");

    static final Kind<StoredCertificate> SERVER_CERTIFICATE = new Kind<>(
            IamTables.SERVER_CERTIFICATES,
            "server certificate",
            "server-certificate",
            StoredCertificate::arn,
            (certificate, action) -> ConditionKeys.ofResource(certificate.tags()),
            name -> "The Server Certificate with name " + name + " cannot be found.");

    /** An action on the entity of any kind that has this ARN; empty if there is none. */
    static Optional<Access> accessTo(View view, String action, String resource) {
        return Stream.of(USER, ROLE, GROUP, INSTANCE_PROFILE, SERVER_CERTIFICATE)
                .flatMap(kind -> kind.ofArn(view, action, resource).stream())
                .findFirst();
    }

    private Optional<Access> ofArn(View view, String action, String resource) {
        String[] parts = resource.split(":", 6);
        if (parts.length < 6 || !parts[5].startsWith(type + "/")) {
            return Optional.empty();
        }
        return find(view, parts[4], PolicyArn.name(resource))
                .filter(entity -> arn.apply(entity).equals(resource))
                .map(entity -> Access.to(action, resource).with(keys.of(entity, action)));
    }

    /** The entity that the account calls so. */
    Optional<T> find(View view, String account, String name) {
        return view.get(table, Tables.key(account, name));
    }

    @Override
    public String keyOf(T entity) {
        String[] arnParts = arn.apply(entity).split(":", 6);
        return Tables.key(arnParts[4], arnParts[5].substring(arnParts[5].lastIndexOf('/') + 1));
    }

    @Override
    public T get(View view, String account, String name) {
        return find(view, account, name).orElseThrow(() -> IamErrors.noSuchEntity(missing.apply(name)));
    }

    @Override
    public Access access(Call<?> call, String action, String name) {
        return accessByArn(call, action, name).worded(noun + " " + name);
    }

    @Override
    public Access accessByArn(Call<?> call, String action, String name) {
        String account = call.caller().account();
        return find(call.view(), account, name)
                .map(entity -> Access.to(action, arn.apply(entity)).with(keys.of(entity, action)))
                .orElseGet(() -> Access.to(action, newArn(account, "/", name)));
    }

    /** Access to an entity that is yet to be made, under a path that may be left out. */
    Access creation(Call<?> call, String action, @Nullable String path, String name) {
        return Access.to(action, newArn(call.caller().account(), Objects.requireNonNullElse(path, "/"), name));
    }

    /** Access to all entities under a path, as listings need it. */
    Access listing(Call<?> call, String action, @Nullable String pathPrefix) {
        String path = Objects.requireNonNullElse(pathPrefix, "/");
        return Access.to(action, "arn:aws:iam::" + call.caller().account() + ":" + type + path);
    }

    private String newArn(String account, String path, String name) {
        return "arn:aws:iam::" + account + ":" + type + path + name;
    }
}
