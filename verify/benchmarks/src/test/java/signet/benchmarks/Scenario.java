package signet.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.Context;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** What is decided: a caller's policies as a server keeps them, and {@value #REQUESTS} requests, all of them allowed. */
enum Scenario {
    /** (a) The article's user, who launches an instance and passes one role to it. */
    ARTICLE("a", "the article's user", 300) {
        @Override
        List<SourcedPolicy> policies() {
            return List.of(sourced("IAM-User-Policy", statements(List.of(Article.LAUNCH, Article.PASS))));
        }

        @Override
        Request request(int i) {
            return i % 2 == 0
                    ? of("iam:PassRole", Article.ROLE, context(i))
                    : of("ec2:RunInstances", Article.image(i), context(i));
        }
    },
    /** (b) A principal with as many managed policies of AWS's own as IAM lets one attach. */
    MANAGED("b", "10 AWS managed policies", 1_000) {
        @Override
        List<SourcedPolicy> policies() {
            ManagedPolicies managed = ManagedPolicies.load();
            return AWS_MANAGED.stream()
                    .map(name -> "arn:aws:iam::aws:policy/" + name)
                    .map(arn -> sourced(arn, managed.byArn(arn).orElseThrow().document()))
                    .toList();
        }

        @Override
        Request request(int i) {
            List<String> actions = List.of("s3:GetObject", "ec2:DescribeInstances", "iam:ListRoles", "sqs:SendMessage");
            return of(actions.get(i % actions.size()), "arn:aws:s3:::bucket-" + i + "/key", context(i));
        }
    },
    /** (c) Many statements, few of which concern the action. */
    FEW_CONCERNED("c", "10,000 statements on other actions", 0) {
        @Override
        List<SourcedPolicy> policies() {
            return one(i -> allow("service" + i / 5 + ":Do" + i % 5, "*"));
        }

        @Override
        Request request(int i) {
            return of("service" + i * 31 + ":Do" + i % 5, Article.image(i), context(i));
        }
    },
    /** (c) The same with actions that only a look at each tells apart. */
    WILDCARD_ACTIONS("c", "10,000 wildcards of one service", 0) {
        @Override
        List<SourcedPolicy> policies() {
            return one(i -> allow("s3:Get*" + Integer.toString(i, 36) + "Item", "*"));
        }

        @Override
        Request request(int i) {
            return of("s3:GetThe" + Integer.toString(5_000 + i % 16, 36) + "Item", "arn:aws:s3:::b/" + i, context(i));
        }
    },
    /** (c) The same over a thousand policies. */
    MANY_POLICIES("c", "10,000 statements, 1,000 policies", 0) {
        @Override
        List<SourcedPolicy> policies() {
            return IntStream.range(0, 1_000)
                    .mapToObj(i -> sourced(
                            "policy-" + i,
                            statements(IntStream.range(0, 10)
                                    .mapToObj(n -> allow("service" + i + ":Do" + n, "*"))
                                    .toList())))
                    .toList();
        }

        @Override
        Request request(int i) {
            return of("service" + i * 15 + ":Do" + i % 10, Article.image(i), context(i));
        }
    },
    /** (d) Many statements on one action, told apart by the resource. */
    EXACT_RESOURCES("d", "10,000 exact resources", 0) {
        @Override
        List<SourcedPolicy> policies() {
            return one(i -> allow("s3:GetObject", "arn:aws:s3:::data/u" + i + "/k"));
        }

        @Override
        Request request(int i) {
            return of("s3:GetObject", "arn:aws:s3:::data/u" + i * 151 + "/k", context(i));
        }
    },
    /** (d) The same with prefixes. */
    PREFIX_RESOURCES("d", "10,000 prefixes of resources", 0) {
        @Override
        List<SourcedPolicy> policies() {
            return one(i -> allow("s3:GetObject", "arn:aws:s3:::data/u" + i + "/*"));
        }

        @Override
        Request request(int i) {
            return of("s3:GetObject", "arn:aws:s3:::data/u" + i * 151 + "/key", context(i));
        }
    },
    /** (e) Twenty conditions with variables, all of which hold. */
    CONDITIONS("e", "20 conditions with variables", 3_000) {
        @Override
        List<SourcedPolicy> policies() {
            String conditions = List.of("StringEquals", "StringLike", "StringNotEquals", "ArnLike").stream()
                    .map(operator -> "\"" + operator + "\":{"
                            + IntStream.range(0, 5)
                                    .mapToObj(n -> "\"x:" + operator + n + "\":\"" + CONDITION.get(operator) + "\"")
                                    .collect(Collectors.joining(","))
                            + "}")
                    .collect(Collectors.joining(","));
            return List.of(sourced(
                    "conditions",
                    statements(List.of("{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":\"*\",\"Condition\":{"
                            + conditions + "}}"))));
        }

        @Override
        Request request(int i) {
            Context.Builder keys = Context.builder().put("aws:username", "user-" + i);
            for (int n = 0; n < 5; n++) {
                keys.put("x:StringEquals" + n, "home/user-" + i);
                keys.put("x:StringLike" + n, "home/user-" + i + "/file-" + n);
                keys.put("x:StringNotEquals" + n, "home/user-" + (i + 1));
                keys.put("x:ArnLike" + n, "arn:aws:iam::" + ACCOUNT + ":role/user-" + i + "/role-" + n);
            }
            return of("s3:GetObject", "arn:aws:s3:::bucket/key-" + i, keys.build());
        }
    };

    /** A power of two. */
    static final int REQUESTS = 64;

    static final String ACCOUNT = "111122223333";
    private static final int MANY = 10_000;
    private static final List<String> AWS_MANAGED = List.of(
            "AmazonEC2ReadOnlyAccess",
            "AmazonS3ReadOnlyAccess",
            "IAMReadOnlyAccess",
            "AmazonSQSFullAccess",
            "AmazonDynamoDBFullAccess",
            "AmazonRDSFullAccess",
            "AmazonVPCFullAccess",
            "CloudWatchFullAccess",
            "SecurityAudit",
            "job-function/ViewOnlyAccess");
    private static final java.util.Map<String, String> CONDITION = java.util.Map.of(
            "StringEquals", "home/${aws:username}",
            "StringLike", "home/${aws:username}/*",
            "StringNotEquals", "home/${aws:username}",
            "ArnLike", "arn:aws:iam::*:role/${aws:username}/*");

    private final String letter;
    private final String title;
    private final int goal;

    Scenario(String letter, String title, int goal) {
        this.letter = letter;
        this.title = title;
        this.goal = goal;
    }

    abstract List<SourcedPolicy> policies();

    abstract Request request(int i);

    String letter() {
        return letter;
    }

    String title() {
        return title;
    }

    /** Nanoseconds a decision may take; 0 where the goal is a ratio. */
    int goal() {
        return goal;
    }

    PolicySet set() {
        return PolicySet.builder().identity(policies()).build();
    }

    /**
     * The requests, no two of them the same object or text.
     *
     * @throws IllegalStateException if one of them is refused, for then something else would be measured
     */
    List<Request> requests(PolicySet set) {
        List<Request> requests = new ArrayList<>();
        for (int i = 0; i < REQUESTS; i++) {
            Request request = request(i);
            if (!Evaluator.decide(request, set).allowed()) {
                throw new IllegalStateException(Evaluator.explain(request, set).sentence());
            }
            requests.add(request);
        }
        return requests;
    }

    private static Request of(String action, String resource, Context context) {
        String name = "user-" + resource.length() % 7;
        Principal caller = new Principal.User(ACCOUNT, "arn:aws:iam::" + ACCOUNT + ":user/" + name, "AIDA" + name);
        return new Request(caller, action, resource, ACCOUNT, context);
    }

    /** The keys that come with every request. */
    private static Context context(int i) {
        return Context.builder()
                .put("aws:CurrentTime", "2026-11-24T00:00:" + (10 + i % 50) + "Z")
                .put("aws:SecureTransport", "true")
                .put("aws:RequestedRegion", "us-east-1")
                .put("aws:SourceIp", "203.0.113." + i)
                .put("aws:PrincipalArn", "arn:aws:iam::" + ACCOUNT + ":user/user-" + i)
                .put("aws:username", "user-" + i)
                .put("iam:PassedToService", "ec2.amazonaws.com")
                .build();
    }

    private static List<SourcedPolicy> one(IntFunction<String> statement) {
        return List.of(sourced(
                "large", statements(IntStream.range(0, MANY).mapToObj(statement).toList())));
    }

    static String allow(String action, String resource) {
        return "{\"Effect\":\"Allow\",\"Action\":\"" + action + "\",\"Resource\":\"" + resource + "\"}";
    }

    static String statements(List<String> statements) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + String.join(",", statements) + "]}";
    }

    private static SourcedPolicy sourced(String name, String document) {
        try {
            return new SourcedPolicy(name, false, Policy.parse(PolicyKind.IDENTITY, document));
        } catch (MalformedPolicyException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
