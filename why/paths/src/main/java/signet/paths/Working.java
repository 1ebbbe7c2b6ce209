package signet.paths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.policy.Context;

/**
 * Instances and functions that are there: somebody who may have them run other code acts as the role that they have, or as one
 * that they are given.
 */
final class Working {
    private final World world;
    private final Power actor;

    Working(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        for (Workplace place : world.workplaces()) {
            Map<String, List<Need>> entrances = entrances(place);
            if (!entrances.isEmpty()) {
                held(place).ifPresent(role -> inside(place, role, entrances, consumer));
                given(place, entrances, consumer);
            }
        }
    }

    private Optional<Role> held(Workplace place) {
        String arn = place.role();
        return arn == null
                ? Optional.empty()
                : world.view()
                        .get(Tables.ROLES, Tables.key(world.account(), arn.substring(arn.lastIndexOf('/') + 1)))
                        .filter(role -> role.arn().equals(arn));
    }

    private static String service(Workplace place) {
        return switch (place.kind()) {
            case INSTANCE -> PassMethods.EC2;
            case FUNCTION -> PassMethods.LAMBDA;
        };
    }

    /** The ways of having it run somebody's code, by what they do. */
    private Map<String, List<Need>> entrances(Workplace place) {
        Map<String, List<Need>> all = new LinkedHashMap<>();
        switch (place.kind()) {
            case FUNCTION -> intoFunction(place.arn(), all);
            case INSTANCE -> intoInstance(place, all);
        }
        // A function's own policy may allow what its caller's policies do not.
        all.values().removeIf(needs -> place.kind() == Workplace.Kind.INSTANCE && !actor.covers(needs));
        return all;
    }

    private static void intoFunction(String arn, Map<String, List<Need>> all) {
        Need code = Need.of("lambda:UpdateFunctionCode", arn);
        Need invoke = Need.of("lambda:InvokeFunction", arn);
        all.put("changes the code of " + arn + " and invokes it", List.of(code, invoke));
        all.put(
                "changes the code of " + arn + " and lets itself invoke it",
                List.of(code, Need.of("lambda:AddPermission", arn).with("lambda:Principal", arn.split(":", -1)[4])));
    }

    private void intoInstance(Workplace place, Map<String, List<Need>> all) {
        String arn = place.arn();
        List<Need> userData = new ArrayList<>();
        if (place.running()) {
            userData.add(Need.of("ec2:StopInstances", arn));
        }
        userData.add(Need.of("ec2:ModifyInstanceAttribute", arn).with("ec2:Attribute", "UserData"));
        userData.add(Need.of("ec2:StartInstances", arn));
        all.put("changes the user data of " + arn + " and starts it", userData);
        if (place.running()) {
            String document = "arn:aws:ssm:" + world.region() + "::document/AWS-RunShellScript";
            all.put(
                    "sends a command to " + arn,
                    List.of(Need.of("ssm:SendCommand", arn), Need.of("ssm:SendCommand", document)));
            all.put("starts a session on " + arn, List.of(Need.of("ssm:StartSession", arn)));
            all.put(
                    "connects to " + arn,
                    List.of(Need.of("ec2-instance-connect:SendSSHPublicKey", arn)
                            .with("ec2:osuser", "ec2-user")));
        }
    }

    /** Systems Manager reaches an instance only if the instance's own role lets the agent there talk to it. */
    private static List<Need> agent(List<Need> entrance) {
        boolean command = entrance.getFirst().action().equals("ssm:SendCommand");
        boolean session = entrance.getFirst().action().equals("ssm:StartSession");
        List<Need> needs = new ArrayList<>();
        if (command || session) {
            needs.add(Need.of("ssm:UpdateInstanceInformation", "*"));
        }
        if (command) {
            needs.add(Need.of("ec2messages:GetMessages", "*"));
        }
        if (session) {
            needs.add(Need.of("ssmmessages:CreateControlChannel", "*"));
            needs.add(Need.of("ssmmessages:OpenDataChannel", "*"));
        }
        return needs;
    }

    private void inside(Workplace place, Role role, Map<String, List<Need>> entrances, Consumer<Way> consumer) {
        entrances.forEach((what, needs) -> consumer.accept(Becoming.way(
                Becoming.method("", needs),
                actor,
                role.arn(),
                what,
                Map.of("resource", place.arn()),
                in -> enter(in, place, role, needs))));
    }

    private Optional<List<Step>> enter(World in, Workplace place, Role role, List<Need> needs) {
        return Becoming.together(
                () -> in.power(actor.arn()).mayAll(needs),
                () -> in.power(role.arn()).mayAll(agent(needs)),
                () -> in.trusted(role, service(place), Context.EMPTY).map(List::of));
    }

    /** Another role, for what is there already. */
    private void given(Workplace place, Map<String, List<Need>> entrances, Consumer<Way> consumer) {
        if (!actor.covers(Passing.PASS)) {
            return;
        }
        for (Role role : world.trusting(service(place))) {
            if (!role.arn().equals(place.role())) {
                switch (place.kind()) {
                    case FUNCTION ->
                        consumer.accept(handOver(
                                place,
                                role,
                                entrances,
                                List.of(Need.of("lambda:UpdateFunctionConfiguration", place.arn()))));
                    case INSTANCE ->
                        world.profile(role)
                                .flatMap(profile -> association(place, profile))
                                .ifPresent(need -> consumer.accept(handOver(place, role, entrances, List.of(need))));
                }
            }
        }
    }

    /** An instance that has a profile gets another only while it runs. */
    private Optional<Need> association(Workplace place, InstanceProfile profile) {
        if (place.associated() && !place.running()) {
            return Optional.empty();
        }
        String action =
                place.associated() ? "ec2:ReplaceIamInstanceProfileAssociation" : "ec2:AssociateIamInstanceProfile";
        return Optional.of(Need.of(action, place.arn()).with("ec2:NewInstanceProfile", profile.arn()));
    }

    private Way handOver(Workplace place, Role role, Map<String, List<Need>> entrances, List<Need> change) {
        return Becoming.way(
                Becoming.method(Passing.PASS, change),
                actor,
                role.arn(),
                "gives " + place.arn() + " the role " + role.name() + " and runs code there",
                Map.of("resource", place.arn(), "service", service(place)),
                in -> Becoming.together(
                        () -> in.power(actor.arn())
                                .mayPass(role, service(place), place.arn())
                                .map(List::of),
                        () -> in.power(actor.arn()).mayAll(change),
                        () -> entrances.values().stream()
                                .flatMap(needs -> enter(in, place, role, needs).stream())
                                .findFirst()));
    }
}
