package signet.userdata;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code users} and {@code groups}: see cloud-init's documentation, "Users and Groups". */
final class UsersAndGroups {

    private static final Pattern NAME = Pattern.compile("[^\\s:,/\\p{Cntrl}-][^\\s:,/\\p{Cntrl}]{0,31}");
    private static final String NO_PRIVILEGES = "programs of an instance can't gain privileges";

    /** Which option of {@code useradd} has the value of which key. */
    private static final Map<String, String> OPTIONS = Map.of(
            "gecos", "--comment=",
            "homedir", "--home-dir=",
            "primary_group", "--gid=",
            "uid", "--uid=",
            "shell", "--shell=",
            "expiredate", "--expiredate=",
            "inactive", "--inactive=",
            "passwd", "--password=");

    private static final Map<String, String> FLAGS = Map.of(
            "no_user_group", "--no-user-group",
            "system", "--system",
            "no_log_init", "--no-log-init");

    private static final Set<String> OTHERS = Set.of(
            "name", "groups", "no_create_home", "create_groups", "lock_passwd", "hashed_passwd", "ssh_authorized_keys");

    private static final Map<String, String> NOT_DONE = Map.of(
            "sudo", NO_PRIVILEGES,
            "doas", NO_PRIVILEGES,
            "plain_text_passwd", "nothing asks for passwords",
            "ssh_import_id", "nothing is fetched for user data",
            "ssh_redirect_user", "there is no SSH server",
            "selinux_user", "there is no SELinux in an instance",
            "snapuser", "there are no snaps");

    private final Draft draft;

    UsersAndGroups(Draft draft) {
        this.draft = draft;
    }

    /** Groups come first, then users, then the groups' members, who may be among those users. */
    void read(Value.Mapping config) {
        Map<String, List<String>> members = new LinkedHashMap<>();
        config.find("groups").ifPresent(groups -> groups(groups, members));
        members.keySet().forEach(group -> step("add_group", group));
        config.find("users").ifPresent(this::users);
        members.forEach((group, names) ->
                names.stream().filter(this::isName).forEach(member -> step("add_member", group, member)));
    }

    private void groups(Value groups, Map<String, List<String>> members) {
        switch (groups) {
            case Value.Mapping(Map<String, Value> named) ->
                named.forEach((name, value) -> {
                    if (isName(name)) {
                        members.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(Value.names(value));
                    }
                });
            case Value.Sequence(List<Value> values) -> values.forEach(value -> groups(value, members));
            case Value.Scalar scalar ->
                Value.names(scalar).stream()
                        .filter(this::isName)
                        .forEach(name -> members.computeIfAbsent(name, _ -> new ArrayList<>()));
        }
    }

    private void users(Value users) {
        switch (users) {
            case Value.Sequence(List<Value> values) -> values.forEach(this::users);
            case Value.Scalar scalar -> Value.names(scalar).forEach(name -> user(name, Map.of()));
            case Value.Mapping mapping -> {
                if (mapping.values().containsKey("name") || mapping.values().containsKey("snapuser")) {
                    user(mapping.text("name").orElse(""), mapping.values());
                } else {
                    mapping.values()
                            .forEach((name, value) -> user(
                                    name, value instanceof Value.Mapping(Map<String, Value> keys) ? keys : Map.of()));
                }
            }
        }
    }

    private void user(String name, Map<String, Value> given) {
        if (name.equals("default")) {
            draft.notDone("users: default", "instances have no user of the image's; their programs run as root");
            return;
        }
        Map<String, Value> keys = new LinkedHashMap<>();
        given.forEach((key, value) -> keys.put(key.replace('-', '_'), value));
        Value.Mapping user = new Value.Mapping(keys);
        report(name, user);
        if (!isName(name)) {
            return;
        }
        Set<String> groups = new LinkedHashSet<>();
        user.find("groups").ifPresent(value -> groups.addAll(Value.names(value)));
        groups.removeIf(group -> !isName(group));
        if (user.flag("create_groups", true)) {
            groups.forEach(group -> step("need_group", group));
            user.text("primary_group").filter(this::isName).ifPresent(group -> step("need_group", group));
        }
        draft.step(Module.USERS_GROUPS, "add_user", arguments(name, user, groups), null);
        user.text("hashed_passwd").ifPresent(hash -> step("set_password", name, hash));
        if (user.flag("lock_passwd", true)) {
            step("lock_password", name);
        }
        user.find("ssh_authorized_keys").ifPresent(value -> authorize(name, value));
    }

    private static List<String> arguments(String name, Value.Mapping user, Set<String> groups) {
        List<String> arguments = new ArrayList<>(List.of(name));
        OPTIONS.keySet().stream()
                .sorted()
                .forEach(key -> user.text(key).ifPresent(value -> arguments.add(OPTIONS.get(key) + value)));
        FLAGS.keySet().stream()
                .sorted()
                .filter(key -> user.flag(key, false))
                .forEach(key -> arguments.add(FLAGS.get(key)));
        if (!groups.isEmpty()) {
            arguments.add("--groups=" + String.join(",", groups));
        }
        boolean homeless = user.flag("no_create_home", false) || user.flag("system", false);
        arguments.add(homeless ? "--no-create-home" : "--create-home");
        return arguments;
    }

    private void report(String name, Value.Mapping user) {
        for (String key : user.values().keySet()) {
            boolean asked = user.find(key).filter(value -> !Value.isOff(value)).isPresent();
            if (asked && !OPTIONS.containsKey(key) && !FLAGS.containsKey(key) && !OTHERS.contains(key)) {
                draft.notDone("users: " + key + " of " + name, NOT_DONE.getOrDefault(key, "not known"));
            }
        }
    }

    private void authorize(String name, Value value) {
        StringBuilder lines = new StringBuilder();
        Value.each(value).stream()
                .flatMap(key -> Value.text(key).stream())
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .forEach(line -> lines.append(line).append('\n'));
        draft.step(
                Module.USERS_GROUPS,
                "authorize",
                List.of(name),
                lines.toString().getBytes(StandardCharsets.UTF_8));
    }

    private boolean isName(String name) {
        if (NAME.matcher(name).matches()) {
            return true;
        }
        draft.warn("users_groups: \"" + name + "\" is no name of a user or group");
        return false;
    }

    private void step(String function, String... arguments) {
        draft.step(Module.USERS_GROUPS, function, arguments);
    }
}
