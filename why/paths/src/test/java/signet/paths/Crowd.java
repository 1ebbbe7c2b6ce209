package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import signet.identity.Group;
import signet.identity.Role;
import signet.identity.User;

/** Random accounts: the same for the same seed of chance. */
final class Crowd {
    private static final List<String> SERVICES =
            List.of("ec2.amazonaws.com", "lambda.amazonaws.com", "glue.amazonaws.com", "ecs-tasks.amazonaws.com");
    private static final List<String> ACTIONS = List.of(
            "iam:PassRole",
            "iam:*",
            "iam:Put*Policy",
            "iam:Attach*",
            "iam:CreateAccessKey",
            "iam:UpdateAssumeRolePolicy",
            "iam:CreatePolicyVersion",
            "iam:AddUserToGroup",
            "iam:Create*",
            "iam:*PermissionsBoundary",
            "iam:DetachUserPolicy",
            "sts:AssumeRole",
            "sts:*",
            "ec2:RunInstances",
            "ec2:*",
            "ec2-instance-connect:*",
            "autoscaling:*",
            "lambda:*",
            "lambda:UpdateFunctionCode",
            "glue:*",
            "ecs:*",
            "ssm:*",
            "s3:GetObject",
            "s3:*");

    private final Random random;
    private final Seed seed = new Seed();
    private final List<User> users = new ArrayList<>();
    private final List<Role> roles = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();

    private Crowd(long chance) {
        this.random = new Random(chance);
    }

    /** A small account in which much is possible. */
    static Seed small(long chance) {
        return new Crowd(chance).filled(3, 4);
    }

    private Seed filled(int someUsers, int someRoles) {
        seed.addPolicy("limit", Seed.allow("s3:* *", "iam:PutUserPolicy *", "sts:AssumeRole *"));
        seed.addPolicy("shared", policy());
        for (int i = 0; i < 2; i++) {
            groups.add(seed.addGroup("g" + i, policy()));
        }
        for (int i = 0; i < someUsers; i++) {
            users.add(user("u" + i));
        }
        for (int i = 0; i < someRoles; i++) {
            roles.add(role("r" + i));
        }
        seed.addAdmin(trust());
        place();
        return seed;
    }

    private User user(String name) {
        User made = seed.addUser(name, policy());
        if (random.nextInt(3) == 0) {
            made = made.withGroups(
                    List.of(groups.get(random.nextInt(groups.size())).id()));
        }
        if (random.nextInt(3) == 0) {
            made = made.withAttached(List.of(Seed.policy("shared")));
        }
        if (random.nextInt(4) == 0) {
            made = made.withBoundary(Seed.policy("limit"));
        }
        seed.put(made);
        return made;
    }

    private Role role(String name) {
        Role made = seed.addRole(name, trust(), policy());
        if (random.nextBoolean()) {
            seed.addProfile(name, made);
        }
        return made;
    }

    private void place() {
        Role role = roles.get(random.nextInt(roles.size()));
        seed.workplaces.add(new Workplace(
                Workplace.Kind.INSTANCE,
                "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0",
                role.arn(),
                random.nextBoolean(),
                true));
        seed.workplaces.add(new Workplace(
                Workplace.Kind.FUNCTION, "arn:aws:lambda:us-east-1:123456789012:function:old", role.arn(), true, true));
    }

    private String trust() {
        return switch (random.nextInt(5)) {
            case 0 -> "arn:aws:iam::123456789012:root";
            case 1 ->
                users.isEmpty() ? "*" : users.get(random.nextInt(users.size())).id();
            case 2 ->
                roles.isEmpty() ? "*" : roles.get(random.nextInt(roles.size())).id();
            default -> SERVICES.get(random.nextInt(SERVICES.size()));
        };
    }

    private String policy() {
        List<String> statements = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            statements.add(Seed.statement(
                    "S" + i,
                    random.nextInt(8) == 0 ? "Deny" : "Allow",
                    ACTIONS.get(random.nextInt(ACTIONS.size())),
                    resource(),
                    condition()));
        }
        return Seed.document(statements.toArray(new String[0]));
    }

    private String resource() {
        return switch (random.nextInt(6)) {
            case 0 -> Seed.role("r*");
            case 1 -> Seed.user("u" + random.nextInt(3));
            case 2 -> Seed.role("admin");
            default -> "*";
        };
    }

    private String condition() {
        return switch (random.nextInt(8)) {
            case 0 ->
                "{\"StringEquals\":{\"iam:PassedToService\":\"" + SERVICES.get(random.nextInt(SERVICES.size()))
                        + "\"}}";
            case 1 -> "{\"IpAddress\":{\"aws:SourceIp\":\"192.0.2.0/24\"}}";
            case 2 -> "{\"Bool\":{\"aws:MultiFactorAuthPresent\":\"true\"}}";
            default -> "";
        };
    }
}
