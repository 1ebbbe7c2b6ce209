package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.policy.Context;
import signet.snapshot.Transaction;

/**
 * Roles that somebody may hand to EC2 inside an instance profile, with an instance that they launch: EC2 gives the role's
 * credentials to whoever runs code there.
 */
final class Launching {
    private static final String EC2 = PassMethods.EC2;
    private static final String RUN = "ec2:RunInstances";
    private static final String SPOT = "ec2:RequestSpotInstances";
    private static final String ASSOCIATE = "ec2:AssociateIamInstanceProfile";
    private static final String CONFIGURE = "autoscaling:CreateLaunchConfiguration";
    private static final String GROUP = "autoscaling:CreateAutoScalingGroup";
    private static final String LINKED = "iam:CreateServiceLinkedRole";
    private static final String MAKE = "iam:CreateInstanceProfile";
    private static final String ADD = "iam:AddRoleToInstanceProfile";
    private static final String PROFILE_ID = "AIPASIGNETPATHSPROF00";

    private final World world;
    private final Power actor;

    Launching(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        if (!actor.covers(Passing.PASS) || !(actor.covers(RUN) || actor.covers(SPOT) || actor.covers(CONFIGURE))) {
            return;
        }
        for (Role role : world.trusting(EC2)) {
            Optional<InstanceProfile> profile = world.profile(role);
            if (profile.isPresent()) {
                inProfile(role, profile.get(), consumer);
            } else {
                newProfile(role, consumer);
            }
        }
    }

    private void inProfile(Role role, InstanceProfile profile, Consumer<Way> consumer) {
        for (String action : List.of(RUN, SPOT)) {
            if (actor.covers(action)) {
                consumer.accept(way(
                        Passing.PASS + " + " + action,
                        role,
                        profile,
                        "launches an instance with " + profile.name(),
                        in -> launch(in, action, role, profile)));
            }
        }
        if (actor.covers(RUN) && actor.covers(ASSOCIATE)) {
            consumer.accept(way(
                    Passing.PASS + " + " + RUN + " + " + ASSOCIATE,
                    role,
                    profile,
                    "launches an instance and gives it " + profile.name(),
                    in -> later(in, role, profile)));
        }
        if (actor.covers(CONFIGURE) && actor.covers(GROUP)) {
            consumer.accept(way(
                    Passing.PASS + " + " + CONFIGURE + " + " + GROUP,
                    role,
                    profile,
                    "has Auto Scaling launch instances with " + profile.name(),
                    in -> scaled(in, role)));
        }
    }

    private void newProfile(Role role, Consumer<Way> consumer) {
        if (actor.covers(RUN) && actor.covers(MAKE) && actor.covers(ADD)) {
            for (String name :
                    Names.of(actor, List.of("arn:aws:iam::" + world.account() + ":instance-profile/{name}"))) {
                InstanceProfile profile = new InstanceProfile(
                        world.account(),
                        "/",
                        name,
                        PROFILE_ID,
                        world.survey().inquiry().info().time(),
                        role.id(),
                        Map.of());
                consumer.accept(way(
                        Passing.PASS + " + " + MAKE + " + " + ADD + " + " + RUN,
                        role,
                        profile,
                        "makes instance profile " + name + " of " + role.name() + " and launches an instance with it",
                        in -> inNewProfile(in, role, profile)));
            }
        }
    }

    private Way way(String method, Role role, InstanceProfile profile, String what, Way.Check check) {
        return Becoming.way(
                method,
                actor,
                role.arn(),
                what,
                Map.of("service", EC2, "profile", profile.name()),
                in -> Becoming.together(
                        () -> check.in(in),
                        () -> in.trusted(role, EC2, Context.EMPTY).map(List::of)));
    }

    private Power power(World in) {
        return in.power(actor.arn());
    }

    private Optional<List<Step>> launch(World in, String action, Role role, InstanceProfile profile) {
        return Becoming.together(() -> pass(in, role, instances(in)), () -> launch(in, action, profile.arn()));
    }

    private Optional<List<Step>> launch(World in, String action, @Nullable String profile) {
        List<Access> needed = launching(in, action, profile);
        return needed.isEmpty() ? Optional.empty() : power(in).mayAllOf(needed);
    }

    private Optional<List<Step>> pass(World in, Role role, String associated) {
        return power(in).mayPass(role, EC2, associated).map(List::of);
    }

    private static String instances(World in) {
        return "arn:aws:ec2:" + in.region() + ":" + in.account() + ":instance/*";
    }

    /** What a launch needs besides PassRole: by EC2's own word or, where nobody here knows, on any resource of each kind. */
    private List<Access> launching(World in, String action, @Nullable String profile) {
        List<Access> needed = in.survey()
                .surroundings()
                .launch(new Surroundings.Launch(
                        in.view(), power(in).caller(), in.survey().inquiry().info(), action, profile))
                .orElseGet(() -> onAny(in, action, profile));
        return needed.stream()
                .filter(access -> !access.action().equals(Passing.PASS))
                .toList();
    }

    private static List<Access> onAny(World in, String action, @Nullable String profile) {
        Context.Builder keys = Context.builder().put("ec2:Region", in.region());
        if (profile != null) {
            keys.put("ec2:InstanceProfile", profile);
        }
        String first = action.equals(SPOT) ? "spot-instances-request" : "instance";
        List<Access> all = new ArrayList<>();
        Stream.of(first, "subnet", "network-interface", "security-group", "volume")
                .map(type -> "arn:aws:ec2:" + in.region() + ":" + in.account() + ":" + type + "/*")
                .forEach(arn -> all.add(Access.to(action, arn).with(keys.build())));
        all.add(Access.to(action, "arn:aws:ec2:" + in.region() + "::image/*").with(keys.build()));
        return all;
    }

    private Optional<List<Step>> later(World in, Role role, InstanceProfile profile) {
        return Becoming.together(
                () -> pass(in, role, instances(in)),
                () -> launch(in, RUN, null),
                () -> power(in)
                        .mayAll(List.of(Need.of(ASSOCIATE, instances(in))
                                .with("ec2:Region", in.region())
                                .with("ec2:NewInstanceProfile", profile.arn()))));
    }

    private Optional<List<Step>> scaled(World in, Role role) {
        String arn = "arn:aws:autoscaling:" + in.region() + ":" + in.account() + ":";
        List<String> names = Names.of(
                actor,
                List.of(
                        arn + "launchConfiguration:*:launchConfigurationName/{name}",
                        arn + "autoScalingGroup:*:autoScalingGroupName/{name}"));
        return names.stream()
                .flatMap(name -> Becoming.together(
                        () -> pass(in, role, instances(in)),
                        () -> power(in)
                                .mayAll(List.of(
                                        Need.of(
                                                CONFIGURE,
                                                arn + "launchConfiguration:*:launchConfigurationName/" + name),
                                        Need.of(GROUP, arn + "autoScalingGroup:*:autoScalingGroupName/" + name)
                                                .with("autoscaling:LaunchConfigurationName", name))),
                        () -> power(in).mayAll(serviceRole(in)))
                        .stream())
                .findFirst();
    }

    /** Auto Scaling launches in a role of its own, which whoever makes the first group makes with it. */
    private static List<Need> serviceRole(World in) {
        String service = "autoscaling.amazonaws.com";
        String name = "AWSServiceRoleForAutoScaling";
        boolean there =
                in.view().get(Tables.ROLES, Tables.key(in.account(), name)).isPresent();
        return there
                ? List.of()
                : List.of(Need.of(
                                LINKED,
                                "arn:aws:iam::" + in.account() + ":role/aws-service-role/" + service + "/" + name)
                        .with("iam:AWSServiceName", service));
    }

    private Optional<List<Step>> inNewProfile(World in, Role role, InstanceProfile profile) {
        Consumer<Transaction> change = tx -> tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile);
        return Becoming.together(
                () -> power(in).mayAll(List.of(Need.of(MAKE, profile.arn()), Need.of(ADD, profile.arn()))),
                () -> pass(in, role, "arn:aws:ec2:*:" + in.account() + ":instance/*"),
                () -> {
                    World after = in.supposing(change);
                    return new Launching(after, after.power(actor.arn())).launch(after, RUN, role, profile);
                });
    }
}
