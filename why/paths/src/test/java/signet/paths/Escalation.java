package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.Role;
import signet.identity.User;

/**
 * One escalation method in an account that has it (the matrix of the issue, after Rhino Security Labs' and Datadog's public
 * lists of methods).
 *
 * @param account what the account has besides mallory
 * @param grants what mallory is allowed, as {@code action resource}
 * @param reached the ARN of whom mallory acts as in the end
 */
record Escalation(String method, Consumer<Seed> account, List<String> grants, String reached) {
    private static final String EC2 = "ec2.amazonaws.com";
    private static final String ADMIN = Seed.ADMIN;
    private static final String PASS = "iam:PassRole " + ADMIN;
    private static final String INSTANCE = "arn:aws:ec2:us-east-1:123456789012:instance/i-0123456789abcdef0";
    private static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:old";

    @Override
    public String toString() {
        return method;
    }

    Seed seeded() {
        Seed seed = new Seed();
        account.accept(seed);
        seed.mallory(Seed.allow(grants.toArray(new String[0])));
        return seed;
    }

    /** The actions that mallory needs. */
    List<String> actions() {
        return grants.stream().map(grant -> grant.split(" ", 2)[0]).distinct().toList();
    }

    static Stream<Escalation> all() {
        return Stream.of(byIam(), byService(), byEc2(), byWorkplaces()).flatMap(List::stream);
    }

    private static Escalation self(String method, Consumer<Seed> account, String... grants) {
        return new Escalation(method, account, List.of(grants), Seed.MALLORY);
    }

    private static Escalation admin(String method, Consumer<Seed> account, String... grants) {
        return new Escalation(method, account, List.of(grants), ADMIN);
    }

    private static Consumer<Seed> trusting(String service) {
        return seed -> seed.addAdmin(service);
    }

    private static void attach(Seed seed, CustomerPolicy policy) {
        seed.put(seed.mallory().withAttached(List.of(policy.arn())));
    }

    private static void join(Seed seed, Group group) {
        seed.put(seed.mallory().withGroups(List.of(group.id())));
    }

    private static User root(Seed seed) {
        User boss = seed.addUser("boss", Seed.allow("* *"));
        return boss;
    }

    static List<Escalation> byIam() {
        String me = Seed.MALLORY;
        String boss = Seed.user("boss");
        String own = Seed.policy("own");
        String team = "arn:aws:iam::123456789012:group/team";
        String nothing = Seed.allow("s3:GetObject *");
        return List.of(
                self(
                        "iam:CreatePolicyVersion",
                        s -> attach(s, s.addPolicy("own", nothing)),
                        "iam:CreatePolicyVersion " + own),
                self(
                        "iam:DeletePolicyVersion + iam:CreatePolicyVersion",
                        s -> {
                            CustomerPolicy policy = s.addPolicy("own", nothing);
                            s.addVersions(policy, nothing, nothing, nothing, nothing);
                            attach(s, policy);
                        },
                        "iam:DeletePolicyVersion " + own,
                        "iam:CreatePolicyVersion " + own),
                self(
                        "iam:SetDefaultPolicyVersion",
                        s -> {
                            CustomerPolicy policy = s.addPolicy("own", nothing);
                            s.addVersions(policy, Seed.allow("* *"));
                            attach(s, policy);
                        },
                        "iam:SetDefaultPolicyVersion " + own),
                self("iam:PutUserPolicy", s -> {}, "iam:PutUserPolicy " + me),
                self("iam:AttachUserPolicy", s -> {}, "iam:AttachUserPolicy " + me),
                self("iam:PutGroupPolicy", s -> join(s, s.addGroup("team")), "iam:PutGroupPolicy " + team),
                self("iam:AttachGroupPolicy", s -> join(s, s.addGroup("team")), "iam:AttachGroupPolicy " + team),
                self("iam:AddUserToGroup", s -> s.addGroup("team", Seed.allow("* *")), "iam:AddUserToGroup " + team),
                new Escalation("iam:CreateAccessKey", Escalation::root, List.of("iam:CreateAccessKey " + boss), boss),
                new Escalation(
                        "iam:DeleteAccessKey + iam:CreateAccessKey",
                        s -> s.addKeys(root(s), 2),
                        List.of("iam:DeleteAccessKey " + boss, "iam:CreateAccessKey " + boss),
                        boss),
                new Escalation(
                        "iam:CreateLoginProfile", Escalation::root, List.of("iam:CreateLoginProfile " + boss), boss),
                new Escalation(
                        "iam:UpdateLoginProfile",
                        s -> s.addPassword(root(s)),
                        List.of("iam:UpdateLoginProfile " + boss),
                        boss),
                new Escalation(
                        "iam:DeactivateMFADevice + iam:UpdateLoginProfile",
                        s -> {
                            User user = root(s);
                            s.addPassword(user);
                            s.mfa(user);
                        },
                        List.of("iam:DeactivateMFADevice " + boss, "iam:UpdateLoginProfile " + boss),
                        boss),
                admin(
                        "iam:UpdateAssumeRolePolicy + sts:AssumeRole",
                        trusting(EC2),
                        "iam:UpdateAssumeRolePolicy " + ADMIN),
                admin("sts:AssumeRole", s -> s.addAdmin("arn:aws:iam::123456789012:root"), "sts:AssumeRole " + ADMIN),
                new Escalation(
                        "sts:AssumeRole, iam:PutRolePolicy",
                        s -> s.addRole("low", s.mallory().id()),
                        List.of("iam:PutRolePolicy " + Seed.role("low")),
                        Seed.role("low")),
                new Escalation(
                        "sts:AssumeRole, iam:AttachRolePolicy",
                        s -> s.addRole("low", s.mallory().id()),
                        List.of("iam:AttachRolePolicy " + Seed.role("low")),
                        Seed.role("low")),
                new Escalation(
                        "iam:CreateRole + iam:PutRolePolicy + sts:AssumeRole",
                        s -> {},
                        List.of("iam:CreateRole " + Seed.role("team-*"), "iam:PutRolePolicy " + Seed.role("team-*")),
                        Seed.role("team-signet")),
                new Escalation(
                        "iam:CreateUser + iam:AttachUserPolicy + iam:CreateAccessKey",
                        s -> {},
                        List.of(
                                "iam:CreateUser " + Seed.user("x-*"),
                                "iam:AttachUserPolicy " + Seed.user("x-*"),
                                "iam:CreateAccessKey " + Seed.user("x-*")),
                        Seed.user("x-signet")));
    }

    /** Every row of the table of methods, with what it needs on everything. */
    static List<Escalation> byService() {
        return PassMethods.all().stream()
                .map(method -> {
                    List<String> grants = new ArrayList<>();
                    grants.add(PASS);
                    method.needs().forEach(need -> grants.add(need.action() + " *"));
                    return new Escalation(method.method(), trusting(method.trusted()), grants, ADMIN);
                })
                .collect(Collectors.toList());
    }

    private static void profiled(Seed seed) {
        seed.addProfile("box", seed.addAdmin(EC2));
    }

    static List<Escalation> byEc2() {
        return List.of(
                admin("iam:PassRole + ec2:RunInstances", Escalation::profiled, PASS, "ec2:RunInstances *"),
                admin(
                        "iam:PassRole + ec2:RequestSpotInstances",
                        Escalation::profiled,
                        PASS,
                        "ec2:RequestSpotInstances *"),
                admin(
                        "iam:PassRole + autoscaling:CreateLaunchConfiguration + autoscaling:CreateAutoScalingGroup",
                        Escalation::profiled,
                        PASS,
                        "autoscaling:CreateLaunchConfiguration *",
                        "autoscaling:CreateAutoScalingGroup *",
                        "iam:CreateServiceLinkedRole *"),
                admin(
                        "iam:PassRole + iam:CreateInstanceProfile + iam:AddRoleToInstanceProfile + ec2:RunInstances",
                        trusting(EC2),
                        PASS,
                        "iam:CreateInstanceProfile *",
                        "iam:AddRoleToInstanceProfile *",
                        "ec2:RunInstances *"));
    }

    private static void instance(Seed seed, Role role, boolean running) {
        seed.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, role.arn(), running, true));
    }

    private static void function(Seed seed, Role role) {
        seed.workplaces.add(new Workplace(Workplace.Kind.FUNCTION, FUNCTION, role.arn(), true, true));
    }

    static List<Escalation> byWorkplaces() {
        String lambda = "lambda.amazonaws.com";
        String code = "lambda:UpdateFunctionCode " + FUNCTION;
        String invoke = "lambda:InvokeFunction " + FUNCTION;
        return List.of(
                admin(
                        "lambda:UpdateFunctionCode + lambda:InvokeFunction",
                        s -> function(s, s.addAdmin(lambda)),
                        code,
                        invoke),
                admin(
                        "lambda:UpdateFunctionCode + lambda:AddPermission",
                        s -> function(s, s.addAdmin(lambda)),
                        code,
                        "lambda:AddPermission " + FUNCTION),
                admin(
                        "iam:PassRole + lambda:UpdateFunctionConfiguration",
                        s -> {
                            s.addAdmin(lambda);
                            function(s, s.addRole("low", lambda));
                        },
                        PASS,
                        "lambda:UpdateFunctionConfiguration " + FUNCTION,
                        code,
                        invoke),
                admin(
                        "ec2:StopInstances + ec2:ModifyInstanceAttribute + ec2:StartInstances",
                        s -> instance(s, s.addAdmin(EC2), true),
                        "ec2:StopInstances " + INSTANCE,
                        "ec2:ModifyInstanceAttribute " + INSTANCE,
                        "ec2:StartInstances " + INSTANCE),
                admin(
                        "ec2:ModifyInstanceAttribute + ec2:StartInstances",
                        s -> instance(s, s.addAdmin(EC2), false),
                        "ec2:ModifyInstanceAttribute " + INSTANCE,
                        "ec2:StartInstances " + INSTANCE),
                admin("ssm:SendCommand", s -> instance(s, s.addAdmin(EC2), true), "ssm:SendCommand *"),
                admin("ssm:StartSession", s -> instance(s, s.addAdmin(EC2), true), "ssm:StartSession " + INSTANCE),
                admin(
                        "ec2-instance-connect:SendSSHPublicKey",
                        s -> instance(s, s.addAdmin(EC2), true),
                        "ec2-instance-connect:SendSSHPublicKey " + INSTANCE),
                admin(
                        "iam:PassRole + ec2:ReplaceIamInstanceProfileAssociation",
                        s -> {
                            profiled(s);
                            instance(s, s.addRole("low", EC2), true);
                        },
                        PASS,
                        "ec2:ReplaceIamInstanceProfileAssociation " + INSTANCE,
                        "ec2-instance-connect:SendSSHPublicKey " + INSTANCE),
                admin(
                        "iam:PassRole + ec2:AssociateIamInstanceProfile",
                        s -> {
                            profiled(s);
                            s.workplaces.add(new Workplace(Workplace.Kind.INSTANCE, INSTANCE, null, true, false));
                        },
                        PASS,
                        "ec2:AssociateIamInstanceProfile " + INSTANCE,
                        "ssm:StartSession " + INSTANCE));
    }
}
