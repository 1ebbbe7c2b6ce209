package signet.policy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random policies, callers, requests and contexts from a universe so small that they meet often. */
final class Worlds {
    /** A policy as data and as the engine compiled it. */
    record Pair(Doc doc, SourcedPolicy compiled) {}

    /** A hundredth of the documents has as many statements as that, so that the engine's indexes count. */
    private static final int MANY = 300;

    /** The same policies for the reference and for the engine. */
    record World(ReferenceEvaluator.World reference, PolicySet compiled) {}

    private static final List<String> ACTIONS = List.of(
            "s3:GetObject",
            "S3:getobject",
            "s3:PutObject",
            "s3:ListBucket",
            "sts:AssumeRole",
            "KMS:decrypt",
            "kms:Decrypt",
            "ec2:RunInstances");
    private static final List<String> CALLER_IDENTITY = List.of("sts:GetCallerIdentity", "STS:getcalleridentity");
    private static final List<String> ACTION_PATTERNS = List.of(
            "*",
            "*:*",
            "s3:*",
            "S3:getobject",
            "s3:GetObject",
            "s3:Get*",
            "s3:?etObject",
            "s3:*Object",
            "s3:*et*",
            "s3:",
            "sts:*",
            "sts:AssumeRole",
            "kms:*",
            "ec2:Run*");
    private static final List<String> RESOURCES = List.of(
            "arn:aws:s3:::bucket/key",
            "arn:aws:s3:::bucket/alice/x",
            "arn:aws:s3:::bucket/*",
            "arn:aws:s3:::bucket",
            "arn:aws:iam::111111111111:role/app/Reader",
            "arn:aws:kms:us-east-1:111111111111:key/k:1",
            "*");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::bucket/*",
            "arn:*:s3:::b?cket/k*y",
            "arn:aws:S3:::bucket/key",
            "arn:aws:s3:::BUCKET/key",
            "arn:aws:iam::*:role/*",
            "arn:aws:kms:*:1*1:key/k:?",
            "arn:aws:s3:::bucket/${aws:username}/*",
            "arn:aws:s3:::bucket/${x:missing, 'key'}",
            "arn:aws:s3:::bucket/${x:missing}",
            "arn:aws:s3:::bucket/${ec2:SourceInstanceARN, 'key'}",
            "arn:aws:s3:::bucket/${*}");
    private static final List<String> NUMBERED_ACTIONS = numbered("s3:Get", "s3:get", "S3:Put", "s3:*");
    private static final List<String> NUMBERED_RESOURCES =
            numbered("arn:aws:s3:::bucket/", "arn:aws:s3:::bucket/*", "arn:aws:s3:::b*/", "arn:aws:s3:::bucket/?");
    private static final List<String> KEYS = List.of(
            "aws:username",
            "AWS:SourceIp",
            "aws:MultiFactorAuthPresent",
            "s3:max-keys",
            "aws:TagKeys",
            "aws:CurrentTime",
            "aws:PrincipalArn",
            "x:missing");
    private static final List<String> TEXTS = List.of("alice", "Alice", "al*", "a?ice", "", "*", "${aws:username}");
    private static final List<String> NUMBERS = List.of("5", "5.0", "-3", "1e1", "50e-1", "10", "x");
    private static final List<String> BOOLEANS = List.of("true", "false");
    private static final List<String> DATES = List.of("2026-01-01", "2026-01-01T00:00:00Z", "1767225600", "1893456000");
    private static final List<String> ADDRESSES =
            List.of("10.1.2.3", "10.1.0.0/16", "10.0.0.0/15", "2001:db8::1", "2001:db8::/32", "0.0.0.0/0", "::/0");
    private static final List<String> BINARIES = List.of("AQID", "/w==", "%");
    private static final List<String> ARNS = List.of(
            "arn:aws:iam::111111111111:user/team/alice",
            "arn:aws:iam::*:user/*",
            "arn:aws:iam:*",
            "*",
            "${aws:PrincipalArn}",
            "arn:aws:iam::111111111111:role/app/${aws:username}");
    private static final List<String> AWS_PRINCIPALS = List.of(
            "111111111111",
            "arn:aws:iam::111111111111:root",
            "222222222222",
            "arn:aws:iam::111111111111:user/team/alice",
            "AIDAALICEALICEALICE1",
            "arn:aws:iam::111111111111:role/app/Reader",
            "AROAREADERREADERREAD",
            "arn:aws:sts::111111111111:assumed-role/Reader/s1",
            "arn:aws:sts::111111111111:federated-user/bob",
            "arn:aws:iam::222222222222:user/carol");
    private static final List<String> CANONICAL_USERS = List.of("0a".repeat(32), "b1".repeat(32));
    static final List<Principal> CALLERS = List.of(
            Policies.ROOT,
            Policies.ALICE,
            Policies.ALICE,
            Policies.SESSION,
            Policies.SESSION,
            new Principal.User(Policies.OTHER_ACCOUNT, "arn:aws:iam::222222222222:user/carol", "AIDACAROLCAROLCAROL1"),
            new Principal.RoleSession(
                    Policies.ACCOUNT,
                    "arn:aws:iam::111111111111:role/aws-service-role/Linked",
                    "AROALINKEDLINKEDLINK",
                    "arn:aws:sts::111111111111:assumed-role/Linked/s",
                    true),
            Policies.FEDERATED,
            new Principal.Federated("accounts.example.com"),
            new Principal.Service("ec2.amazonaws.com"),
            new Principal.Anonymous());

    private static final int POOL = Integer.getInteger("signet.policy.pool", 300);

    private final Random random;
    private final Compiled compiled = new Compiled();
    private final Map<PolicyKind, List<Doc>> pools = new EnumMap<>(PolicyKind.class);

    Worlds(long seed) {
        this.random = new Random(seed);
    }

    private List<Doc> pool(PolicyKind kind) {
        List<Doc> pool = new ArrayList<>();
        for (int i = 0; i < POOL; i++) {
            pool.add(i % 100 == 0 ? large(kind) : doc(kind));
        }
        return pool;
    }

    Compiled compiled() {
        return compiled;
    }

    static Pair pair(PolicyKind kind, Doc doc) {
        return new Pair(doc, Compiled.parse(kind, doc));
    }

    <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private <T> List<T> several(int max, Supplier<T> item) {
        List<T> items = new ArrayList<>();
        for (int i = random.nextInt(max); i >= 0; i--) {
            items.add(item.get());
        }
        return items;
    }

    Doc doc(PolicyKind kind) {
        boolean old =
                (kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST || kind == PolicyKind.SESSION) && chance(10);
        return new Doc(!old, several(4, () -> line(kind)));
    }

    /** Statements on numbered actions and resources, and a few of the usual ones among them. */
    private Doc large(PolicyKind kind) {
        List<Doc.Line> lines = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Doc.Line usual = line(kind);
            boolean few = i % 60 == 0 || kind == PolicyKind.TRUST || kind == PolicyKind.RESOURCE_CONTROL;
            lines.add(
                    few
                            ? usual
                            : new Doc.Line(
                                    chance(20),
                                    usual.who(),
                                    false,
                                    several(2, () -> pick(NUMBERED_ACTIONS)),
                                    false,
                                    several(2, () -> pick(NUMBERED_RESOURCES)),
                                    usual.tests()));
        }
        return new Doc(true, lines);
    }

    private static List<String> numbered(String... before) {
        return IntStream.range(0, 20)
                .boxed()
                .flatMap(i -> Stream.of(before).map(text -> text + i))
                .toList();
    }

    private Doc.Line line(PolicyKind kind) {
        boolean rcp = kind == PolicyKind.RESOURCE_CONTROL;
        if (rcp && chance(60)) {
            Doc.Who all = Doc.Who.everyone(false);
            return new Doc.Line(false, all, false, List.of("*"), false, List.of("*"), List.of());
        }
        if (kind == PolicyKind.RESOURCE && chance(10)) {
            return ofS3();
        }
        return new Doc.Line(
                rcp || chance(20),
                who(kind),
                !rcp && kind != PolicyKind.TRUST && chance(12),
                several(3, () -> actionPattern(kind)),
                kind != PolicyKind.TRUST && chance(12),
                several(3, () -> resourcePattern(kind)),
                tests());
    }

    /** Mostly none; never two with one operator, which JSON could not say. */
    private List<Doc.Test> tests() {
        if (chance(60)) {
            return List.of();
        }
        Map<String, Doc.Test> byOperator = new LinkedHashMap<>();
        several(chance(50) ? 4 : 1, this::test).forEach(test -> byOperator.put(test.operator(), test));
        return List.copyOf(byOperator.values());
    }

    /** A statement that names accounts by the canonical ids of S3, which no other service knows. */
    private Doc.Line ofS3() {
        Doc.Who who = new Doc.Who(
                chance(20),
                false,
                chance(30) ? List.of(pick(AWS_PRINCIPALS)) : List.of(),
                List.of(),
                List.of(),
                several(2, () -> pick(CANONICAL_USERS)));
        List<String> actions = several(2, () -> pick(List.of("*", "s3:*", "S3:GetObject", "s3:Put*")));
        return new Doc.Line(
                chance(30), who, chance(10), actions, false, several(3, () -> pick(RESOURCE_PATTERNS)), List.of());
    }

    private String actionPattern(PolicyKind kind) {
        if (kind == PolicyKind.TRUST) {
            return pick(List.of("sts:*", "sts:AssumeRole", "sts:assume*", "sts:TagSession"));
        }
        String pattern = pick(ACTION_PATTERNS);
        boolean organization = kind == PolicyKind.RESOURCE_CONTROL || kind == PolicyKind.SERVICE_CONTROL;
        return switch (pattern) {
            case "*" -> kind == PolicyKind.RESOURCE_CONTROL ? "s3:*" : pattern;
            case "*:*" -> organization ? "s3:*" : pattern;
            default -> pattern;
        };
    }

    private String resourcePattern(PolicyKind kind) {
        if (chance(8) && kind != PolicyKind.RESOURCE_CONTROL) {
            return kind == PolicyKind.SERVICE_CONTROL ? "arn:aws:s3*" : pick(List.of("arn:aws:s3", "arn:aws:s*"));
        }
        return pick(RESOURCE_PATTERNS);
    }

    private Doc.@Nullable Who who(PolicyKind kind) {
        return switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> null;
            case RESOURCE_CONTROL -> Doc.Who.everyone(false);
            case TRUST, RESOURCE, ENDPOINT -> {
                boolean not = kind != PolicyKind.TRUST && chance(15);
                yield chance(25)
                        ? Doc.Who.everyone(not)
                        : new Doc.Who(
                                not,
                                false,
                                several(4, () -> chance(4) ? "*" : pick(AWS_PRINCIPALS)),
                                chance(30) ? List.of("ec2.amazonaws.com") : List.of(),
                                chance(30) ? List.of("accounts.example.com") : List.of(),
                                List.of());
            }
        };
    }

    private Doc.Test test() {
        String base = pick(Operators.ALL);
        String operator = (chance(15) ? "ForAllValues:" : chance(20) ? "ForAnyValue:" : "")
                + base
                + (!base.equals("Null") && chance(20) ? "IfExists" : "");
        boolean several = operator.startsWith("For") && base.startsWith("String") && chance(70);
        return new Doc.Test(operator, several ? "aws:TagKeys" : pick(KEYS), several(3, () -> value(base)));
    }

    private String value(String operator) {
        if (operator.startsWith("String")) {
            return pick(TEXTS);
        }
        if (operator.startsWith("Numeric")) {
            return pick(NUMBERS);
        }
        if (operator.startsWith("Date")) {
            return pick(DATES);
        }
        if (operator.startsWith("Arn")) {
            return pick(ARNS);
        }
        return pick(operator.contains("Ip") ? ADDRESSES : operator.startsWith("Binary") ? BINARIES : BOOLEANS);
    }

    Context context() {
        Context.Builder context = Context.builder();
        if (chance(50)) {
            context.canonicalUser(pick(CANONICAL_USERS));
        }
        if (chance(20)) {
            context.put("ec2:SourceInstanceARN", "key");
        }
        for (String key : KEYS) {
            if (chance(60) && !key.equals("x:missing")) {
                List<String> values = switch (key) {
                    case "aws:username", "aws:TagKeys" -> List.of("alice", "Alice", "al*", "", "key");
                    case "AWS:SourceIp" -> List.of("10.1.2.3", "10.0.0.1", "2001:db8::1", "x", "192.168.1.1");
                    case "aws:MultiFactorAuthPresent" -> List.of("true", "false", "TRUE");
                    case "s3:max-keys" -> List.of("5", "10", "1E1", "-3", "AQID");
                    case "aws:CurrentTime" ->
                        List.of("2026-01-01T00:00:00Z", "2029-01-01", "1767225600", "1767225600.5");
                    default -> List.of(Policies.ALICE.arn(), "no arn", Policies.SESSION.roleArn());
                };
                if (key.equals("aws:TagKeys") || chance(10)) {
                    context.put(key, several(3, () -> pick(values)));
                } else {
                    context.put(key, pick(values));
                }
            }
        }
        return context.build();
    }

    Request request() {
        String account = pick(List.of(Policies.ACCOUNT, Policies.ACCOUNT, "", Policies.OTHER_ACCOUNT));
        boolean numbered = chance(15);
        boolean identity = chance(2);
        return new Request(
                pick(CALLERS),
                numbered
                        ? pick(List.of("s3:Get", "S3:PUT")) + random.nextInt(20)
                        : pick(identity ? CALLER_IDENTITY : ACTIONS),
                numbered ? "arn:aws:s3:::bucket/" + random.nextInt(20) : pick(RESOURCES),
                account,
                context());
    }

    private Doc some(PolicyKind kind) {
        return pick(pools.computeIfAbsent(kind, this::pool));
    }

    private List<List<Doc>> levels(PolicyKind kind) {
        return chance(4) ? List.of() : several(3, () -> chance(4) ? List.of() : several(3, () -> some(kind)));
    }

    World world() {
        PolicyKind resourceKind = chance(30) ? PolicyKind.TRUST : PolicyKind.RESOURCE;
        ReferenceEvaluator.World world = new ReferenceEvaluator.World(
                chance(10) ? List.of() : several(4, () -> some(PolicyKind.IDENTITY)),
                chance(30) ? some(PolicyKind.BOUNDARY) : null,
                chance(30) ? several(3, () -> some(PolicyKind.SESSION)) : null,
                chance(60) ? some(resourceKind) : null,
                resourceKind,
                chance(18) ? levels(PolicyKind.SERVICE_CONTROL) : null,
                chance(18) ? levels(PolicyKind.RESOURCE_CONTROL) : null,
                chance(12) ? some(PolicyKind.ENDPOINT) : null);
        return new World(world, compiled.set(world));
    }
}
