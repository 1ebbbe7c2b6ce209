package signet.benchmarks;

import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.authz.Access;
import signet.authz.Authorizer;
import signet.authz.CallerPolicies;
import signet.authz.RequestInfo;
import signet.identity.Account;
import signet.identity.CustomerPolicy;
import signet.identity.InstanceProfile;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.paths.Path;
import signet.paths.Paths;
import signet.paths.Surroundings;
import signet.paths.Survey;
import signet.reasoning.Inquiry;
import signet.snapshot.State;
import signet.snapshot.Transaction;
import signet.store.contract.ReferenceStore;

/**
 * How long it takes to find a path to an administrator for everybody in an account of 500 users and 500 roles: most read and
 * write data, some deploy, few administer; roles are for services, for users of the account, or for one of them.
 */
final class PathSearch {
    static final int USERS = 500;
    static final int ROLES = 500;
    private static final int RUNS = 5;
    private static final String ACCOUNT = "123456789012";
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");
    private static final List<String> SERVICES = List.of(
            "ec2.amazonaws.com",
            "lambda.amazonaws.com",
            "ecs-tasks.amazonaws.com",
            "states.amazonaws.com",
            "glue.amazonaws.com",
            "codebuild.amazonaws.com",
            "cloudformation.amazonaws.com",
            "events.amazonaws.com");

    private final Random random = new Random(1);
    private final Permissions permissions = new Permissions(ManagedPolicies.load(), new PolicyTexts());

    private PathSearch() {}

    /** Prints a line of the whole search's time, in seconds, beside that of as many decisions as there are principals. */
    static void run(PrintStream out) {
        PathSearch search = new PathSearch();
        try (State state = State.open(new ReferenceStore(), Tables.all())) {
            state.change(search::fill);
            double[] seconds = new double[RUNS];
            int found = 0;
            for (int run = 0; run < RUNS; run++) {
                long begun = System.nanoTime();
                List<Path> paths = new Paths(search.survey(state)).everybodys();
                seconds[run] = (System.nanoTime() - begun) / 1e9;
                found = paths.size();
            }
            double first = seconds[0];
            Arrays.sort(seconds);
            out.printf(
                    Locale.ROOT,
                    "paths to administrators in an account of %,d principals: first search %.2f s, median of %d %.2f s;"
                            + " %.1f %% of the 5 s allowed; %d principals have one%n",
                    USERS + ROLES,
                    first,
                    RUNS,
                    seconds[RUNS / 2],
                    first / 5 * 100,
                    found);
        }
    }

    private Survey survey(State state) {
        RequestInfo info = new RequestInfo(
                "11111111-2222-4333-8444-555555555555", NOW, "us-east-1", "192.0.2.7", true, "bench", null);
        Authorizer authorizer = new Authorizer(new CallerPolicies(permissions));
        return new Survey(
                new Inquiry(
                        authorizer,
                        (view, caller, action, resource) -> Access.to(action, resource),
                        state.current(),
                        info),
                permissions,
                Surroundings.NONE,
                ACCOUNT);
    }

    private void fill(Transaction tx) {
        tx.put(Tables.ACCOUNTS, ACCOUNT, new Account(ACCOUNT, null, NOW));
        policy(tx, "base", allow("ec2:Describe*", "*"), allow("s3:ListAllMyBuckets", "*"), allow("iam:Get*", "*"));
        policy(tx, "self", allow("iam:ChangePassword", "arn:aws:iam::*:user/${aws:username}"));
        policy(
                tx,
                "deploy",
                allow("lambda:*", "*"),
                allow("states:*", "*"),
                allow("cloudformation:*", "*"),
                "{\"Effect\":\"Allow\",\"Action\":\"iam:PassRole\",\"Resource\":\"arn:aws:iam::" + ACCOUNT
                        + ":role/app-*\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":[\"lambda.amazonaws.com\","
                        + "\"states.amazonaws.com\"]}}}");
        policy(tx, "assume", allow("sts:AssumeRole", "arn:aws:iam::" + ACCOUNT + ":role/app-*"));
        policy(tx, "limit", "{\"Effect\":\"Allow\",\"NotAction\":[\"iam:*\",\"organizations:*\"],\"Resource\":\"*\"}");
        List<User> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add(user(tx, i));
        }
        for (int i = 0; i < ROLES; i++) {
            role(tx, i, users);
        }
    }

    private User user(Transaction tx, int i) {
        List<String> attached = new ArrayList<>(List.of(arn("base"), arn("self")));
        if (i % 10 == 0) {
            attached.add(arn("deploy"));
        }
        if (i % 5 == 0) {
            attached.add(arn("assume"));
        }
        if (i % 100 == 0) {
            attached.add("arn:aws:iam::aws:policy/AdministratorAccess");
        }
        if (i % 50 == 1) {
            attached.add("arn:aws:iam::aws:policy/IAMFullAccess");
        }
        if (i % 25 == 2) {
            attached.add("arn:aws:iam::aws:policy/PowerUserAccess");
        }
        User user = User.create(ACCOUNT, "/", "user-" + i, id("AIDA", i), NOW)
                .withAttached(attached)
                .withInline(inline(i));
        User bound = i % 10 == 0 ? user.withBoundary(arn("limit")) : user;
        tx.put(Tables.USERS, bound.key(), bound);
        return bound;
    }

    private SortedMap<String, String> inline(int i) {
        SortedMap<String, String> inline = new TreeMap<>();
        inline.put(
                "data",
                document(
                        allow("s3:GetObject", "arn:aws:s3:::team-" + i % 40 + "/*"),
                        allow("s3:PutObject", "arn:aws:s3:::team-" + i % 40 + "/in/*"),
                        allow("dynamodb:Query", "arn:aws:dynamodb:us-east-1:" + ACCOUNT + ":table/t" + i)));
        return inline;
    }

    private void role(Transaction tx, int i, List<User> users) {
        List<String> attached = new ArrayList<>(List.of(arn("base")));
        if (i % 60 == 0) {
            attached.add("arn:aws:iam::aws:policy/AdministratorAccess");
        }
        if (i % 20 == 3) {
            attached.add(arn("deploy"));
        }
        if (i % 10 == 4) {
            attached.add(arn("assume"));
        }
        String trust = switch (i % 10) {
            case 7 -> trusting("AWS", "arn:aws:iam::" + ACCOUNT + ":root");
            case 8, 9 -> trusting("AWS", users.get(random.nextInt(users.size())).id());
            default -> trusting("Service", SERVICES.get(i % SERVICES.size()));
        };
        String name = (i % 60 == 0 ? "admin-" : i % 3 == 0 ? "ops-" : "app-") + i;
        Role role = Role.create(ACCOUNT, "/", name, id("AROA", i), NOW, trust)
                .withAttached(attached)
                .withInline(inline(i));
        tx.put(Tables.ROLES, role.key(), role);
        if (trust.contains("ec2.amazonaws.com")) {
            InstanceProfile profile = new InstanceProfile(ACCOUNT, "/", name, id("AIPA", i), NOW, role.id(), Map.of());
            tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile);
        }
    }

    private static void policy(Transaction tx, String name, String... statements) {
        CustomerPolicy policy = CustomerPolicy.create(ACCOUNT, "/", name, "ANPA" + name, NOW, document(statements));
        tx.put(Tables.POLICIES, policy.key(), policy);
    }

    private static String arn(String policy) {
        return "arn:aws:iam::" + ACCOUNT + ":policy/" + policy;
    }

    private static String id(String prefix, int i) {
        return prefix + String.format(Locale.ROOT, "BENCHBENCHBE%05d", i);
    }

    private static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    private static String document(String... statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static String trusting(String kind, String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"" + kind + "\":\""
                + principal + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }
}
