package signet.autoscaling;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.model.autoscaling.Tag;
import signet.policy.Context;
import signet.snapshot.View;

/** The account and region that a request is about, and what is found and asked for there. */
record Scope(String account, String region, View view) {
    static Scope of(Call<?> call) {
        return new Scope(call.caller().account(), call.info().region(), call.view());
    }

    static Scope of(Authorized<?> request) {
        return new Scope(request.account(), request.info().region(), request.view());
    }

    Scope on(View other) {
        return new Scope(account, region, other);
    }

    String key(String name) {
        return account + "/" + region + "/" + name;
    }

    static String groupArn(String account, String region, String id, String name) {
        return "arn:aws:autoscaling:" + region + ":" + account + ":autoScalingGroup:" + id + ":autoScalingGroupName/"
                + name;
    }

    static String launchConfigurationArn(String account, String region, String id, String name) {
        return "arn:aws:autoscaling:" + region + ":" + account + ":launchConfiguration:" + id
                + ":launchConfigurationName/" + name;
    }

    Optional<GroupRecord> findGroup(String name) {
        return view.get(Tables.GROUPS, key(name));
    }

    GroupRecord group(String name) {
        return findGroup(name).orElseThrow(() -> Errors.noGroup(name));
    }

    List<GroupRecord> groups() {
        return List.copyOf(view.under(Tables.GROUPS, key("")).values());
    }

    Optional<LaunchConfigurationRecord> findLaunchConfiguration(String name) {
        return view.get(Tables.LAUNCH_CONFIGURATIONS, key(name));
    }

    /** An action on a group, which need not be there: then it has no id. */
    Access onGroup(String action, String name) {
        Optional<GroupRecord> found = findGroup(name);
        String arn = groupArn(account, region, found.map(GroupRecord::id).orElse("*"), name);
        Context.Builder keys = Context.builder();
        for (Tag tag : found.map(GroupRecord::tags).orElse(List.of())) {
            String value = Objects.requireNonNullElse(tag.value(), "");
            keys.put("aws:ResourceTag/" + tag.key(), value).put("autoscaling:ResourceTag/" + tag.key(), value);
        }
        return Access.to("autoscaling:" + action, arn).with(keys.build());
    }

    Access onLaunchConfiguration(String action, String name) {
        String id =
                findLaunchConfiguration(name).map(LaunchConfigurationRecord::id).orElse("*");
        return Access.to("autoscaling:" + action, launchConfigurationArn(account, region, id, name));
    }

    /** An action that knows no resources. */
    static Access everywhere(String action) {
        return Access.to("autoscaling:" + action, "*").worded("");
    }

    static Context.Builder put(Context.Builder keys, String key, @Nullable Object value) {
        return value == null ? keys : keys.put(key, value.toString());
    }
}
