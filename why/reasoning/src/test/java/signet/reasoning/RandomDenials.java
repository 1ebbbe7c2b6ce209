package signet.reasoning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** Random requests and policies, from a universe so small that they meet often, of which the denied ones are given out. */
final class RandomDenials {
    /** A denied request and the policies that deny it. */
    record Case(Request request, Layers layers) {}

    static final String ACCOUNT = "111111111111";
    static final String OTHER = "222222222222";
    private static final Principal.User ALICE =
            new Principal.User(ACCOUNT, "arn:aws:iam::111111111111:user/team/alice", "AIDAALICEALICEALICE1");
    private static final Principal.RoleSession SESSION = new Principal.RoleSession(
            ACCOUNT,
            "arn:aws:iam::111111111111:role/app/Reader",
            "AROAREADERREADERREAD",
            "arn:aws:sts::111111111111:assumed-role/Reader/s1",
            false);
    private static final List<Principal> CALLERS = List.of(
            ALICE,
            ALICE,
            SESSION,
            SESSION,
            new Principal.Root(ACCOUNT),
            new Principal.User(OTHER, "arn:aws:iam::222222222222:user/carol", "AIDACAROLCAROLCAROL1"),
            new Principal.FederatedUser(
                    ACCOUNT, ALICE.arn(), ALICE.id(), "arn:aws:sts::111111111111:federated-user/bob"),
            new Principal.Service("ec2.amazonaws.com"),
            new Principal.Anonymous());
    private static final String BUCKET = "arn:aws:s3:::bucket/key";
    private static final String ROLE = "arn:aws:iam::111111111111:role/app/Target";
    private static final String KEY = "arn:aws:kms:us-east-1:111111111111:key/k1";
    private static final String QUEUE = "arn:aws:sqs:us-east-1:111111111111:q";
    private static final List<String> ACTION_PATTERNS = List.of(
            "*",
            "*:*",
            "s3:*",
            "S3:getobject",
            "s3:GetObject",
            "s3:Get*",
            "s3:PutObject",
            "kms:*",
            "sqs:SendMessage",
            "iam:PassRole",
            "iam:*",
            "sts:AssumeRole",
            "ec2:Describe*");
    private static final List<String> RESOURCE_PATTERNS = List.of(
            "*",
            "*",
            "arn:aws:s3:::*",
            "arn:aws:s3:::bucket/*",
            BUCKET,
            "arn:aws:s3:::bucket/${aws:username}/*",
            "arn:aws:s3:::other",
            ROLE,
            "arn:aws:iam::*:role/*",
            "arn:aws:kms:*:111111111111:key/*",
            QUEUE);
    private static final List<String> CONDITIONS = List.of(
            "{'StringEquals':{'aws:username':['alice','bob']}}",
            "{'StringNotEquals':{'aws:username':'alice'}}",
            "{'StringLike':{'aws:PrincipalArn':'arn:aws:iam::*:user/*'}}",
            "{'ArnNotLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}}",
            "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
            "{'NotIpAddress':{'aws:SourceIp':['10.0.0.0/8','192.0.2.0/24']}}",
            "{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
            "{'BoolIfExists':{'aws:MultiFactorAuthPresent':'false'}}",
            "{'NumericLessThanEquals':{'s3:max-keys':'10'}}",
            "{'NumericGreaterThan':{'s3:max-keys':'10'}}",
            "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}}",
            "{'Null':{'aws:TagKeys':'false'}}",
            "{'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']}}",
            "{'ForAnyValue:StringEquals':{'aws:TagKeys':['c']}}",
            "{'StringEquals':{'iam:PassedToService':'lambda.amazonaws.com'},'Bool':{'aws:SecureTransport':'true'}}",
            "{'StringEqualsIfExists':{'iam:PassedToService':'ec2.amazonaws.com'}}");
    private static final List<String> PRINCIPALS = List.of(
            "'*'",
            "{'AWS':'*'}",
            "{'AWS':'111111111111'}",
            "{'AWS':'arn:aws:iam::111111111111:user/team/alice'}",
            "{'AWS':['arn:aws:iam::111111111111:role/app/Reader','222222222222']}",
            "{'Service':'ec2.amazonaws.com'}",
            "{'Federated':'accounts.example.com','AWS':'arn:aws:sts::111111111111:federated-user/bob'}");
    private static final int POOL = 60;

    private final Random random;
    private final Map<PolicyKind, List<SourcedPolicy>> pools = new EnumMap<>(PolicyKind.class);

    RandomDenials(long seed) {
        this.random = new Random(seed);
    }

    /** The next request that is denied. */
    Case next() {
        while (true) {
            Request request = request();
            Layers layers = layers(request.resource(), request.action().equals("sts:AssumeRole"));
            if (!Evaluator.decide(request, layers.set()).allowed()) {
                return new Case(request, layers);
            }
        }
    }

    private <T> T pick(List<T> list) {
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

    private Request request() {
        Principal caller = pick(CALLERS);
        Request asked = pick(List.of(
                asked(caller, "s3:GetObject", BUCKET),
                asked(caller, "S3:putobject", "arn:aws:s3:::bucket/alice/*?${x"),
                asked(caller, "s3:ListAllMyBuckets", "*"),
                asked(caller, "kms:Decrypt", KEY),
                asked(caller, "sqs:SendMessage", QUEUE),
                asked(caller, "iam:PassRole", ROLE),
                asked(caller, "sts:AssumeRole", ROLE),
                asked(caller, "ec2:RunInstances", "arn:aws:ec2:us-east-1:111111111111:instance/*")));
        boolean ofS3 = asked.resource().startsWith("arn:aws:s3");
        String owner = ofS3 ? pick(List.of("", ACCOUNT, ACCOUNT, OTHER)) : ACCOUNT;
        return new Request(caller, asked.action(), asked.resource(), owner, context(caller, asked.action()));
    }

    private static Request asked(Principal caller, String action, String resource) {
        return new Request(caller, action, resource, "", Context.EMPTY);
    }

    private Context context(Principal caller, String action) {
        Context.Builder context = Context.builder();
        if (!caller.account().isEmpty() && chance(95)) {
            context.put("aws:PrincipalArn", caller.name());
        }
        if (caller instanceof Principal.Service service) {
            context.put("aws:PrincipalServiceName", service.name());
        }
        if (chance(60)) {
            context.put("aws:username", pick(List.of("alice", "al*", "${aws:username}")));
        }
        if (chance(80)) {
            context.put("aws:SourceIp", pick(List.of("10.1.2.3", "192.0.2.7", "2001:db8::1")));
        }
        if (chance(50)) {
            context.put("aws:MultiFactorAuthPresent", pick(List.of("true", "false")));
        }
        if (chance(40)) {
            context.put("s3:max-keys", pick(List.of("5", "50")));
        }
        if (chance(40)) {
            context.put("aws:TagKeys", several(3, () -> pick(List.of("a", "b", "c", "Z"))));
        }
        if (action.equals("iam:PassRole") && chance(80)) {
            context.put("iam:PassedToService", pick(List.of("ec2.amazonaws.com", "lambda.amazonaws.com")));
        }
        context.put("aws:CurrentTime", "2026-11-23T10:20:30Z");
        context.put("aws:SecureTransport", pick(List.of("true", "false")));
        return context.build();
    }

    private Layers layers(String resource, boolean assumed) {
        List<Layers.Layer> layers = new ArrayList<>();
        layers.add(new Layers.Layer(
                PolicyKind.IDENTITY, chance(15) ? List.of() : several(4, () -> some(PolicyKind.IDENTITY))));
        if (chance(30)) {
            layers.add(new Layers.Layer(PolicyKind.BOUNDARY, List.of(some(PolicyKind.BOUNDARY))));
        }
        if (chance(25)) {
            layers.add(new Layers.Layer(PolicyKind.SESSION, several(2, () -> some(PolicyKind.SESSION))));
        }
        levels(layers, PolicyKind.SERVICE_CONTROL);
        levels(layers, PolicyKind.RESOURCE_CONTROL);
        if (chance(12)) {
            layers.add(new Layers.Layer(PolicyKind.ENDPOINT, List.of(some(PolicyKind.ENDPOINT))));
        }
        return new Layers(layers, own(resource, assumed));
    }

    private void levels(List<Layers.Layer> layers, PolicyKind kind) {
        if (chance(25)) {
            for (int level = random.nextInt(3); level >= 0; level--) {
                layers.add(new Layers.Layer(kind, chance(5) ? List.of() : several(3, () -> some(kind))));
            }
        }
    }

    private @Nullable SourcedPolicy own(String resource, boolean assumed) {
        if (resource.equals(ROLE)) {
            return assumed && chance(50) ? some(PolicyKind.TRUST) : null;
        }
        boolean has = List.of(BUCKET, KEY, QUEUE).contains(resource) || resource.startsWith("arn:aws:s3:::bucket/");
        return has && chance(60) ? some(PolicyKind.RESOURCE) : null;
    }

    private SourcedPolicy some(PolicyKind kind) {
        return pick(pools.computeIfAbsent(kind, this::pool));
    }

    private List<SourcedPolicy> pool(PolicyKind kind) {
        List<SourcedPolicy> pool = new ArrayList<>();
        while (pool.size() < POOL) {
            String document = "{'Version':'2012-10-17','Statement':["
                    + String.join(",", several(4, () -> statement(kind))) + "]}";
            boolean inline = chance(50);
            String source = inline ? "inline" + pool.size() : managed(kind, pool.size());
            compiled(kind, document).ifPresent(policy -> pool.add(new SourcedPolicy(source, inline, policy)));
        }
        return pool;
    }

    private String managed(PolicyKind kind, int number) {
        boolean aws = (kind == PolicyKind.IDENTITY || kind == PolicyKind.BOUNDARY) && chance(20);
        return "arn:aws:iam::" + (aws ? "aws" : ACCOUNT) + ":policy/p" + number;
    }

    private static Optional<Policy> compiled(PolicyKind kind, String document) {
        try {
            return Optional.of(Policy.parse(kind, document.replace('\'', '"')));
        } catch (MalformedPolicyException e) {
            return Optional.empty();
        }
    }

    private String statement(PolicyKind kind) {
        boolean control = kind == PolicyKind.RESOURCE_CONTROL;
        if (control && chance(70)) {
            return "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
        }
        String effect = control || chance(25) ? "Deny" : "Allow";
        String principal = switch (kind) {
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> "";
            case RESOURCE_CONTROL -> "'Principal':'*',";
            case RESOURCE, ENDPOINT -> (chance(10) ? "'NotPrincipal':" : "'Principal':") + pick(PRINCIPALS) + ",";
            case TRUST -> "'Principal':" + pick(PRINCIPALS.subList(2, PRINCIPALS.size())) + ",";
        };
        String action = kind == PolicyKind.TRUST
                ? "'Action':" + pick(List.of("'sts:*'", "'sts:AssumeRole'", "['sts:TagSession','sts:assumerole']"))
                : (chance(12) ? "'NotAction':" : "'Action':") + list(several(3, () -> pick(ACTION_PATTERNS)));
        String resource = kind == PolicyKind.TRUST
                ? ""
                : "," + (chance(12) ? "'NotResource':" : "'Resource':")
                        + list(several(3, () -> pick(RESOURCE_PATTERNS)));
        String condition = chance(35) ? ",'Condition':" + pick(CONDITIONS) : "";
        return "{'Effect':'" + effect + "'," + principal + action + resource + condition + "}";
    }

    private static String list(List<String> values) {
        String texts = values.stream().map(text -> "'" + text + "'").collect(Collectors.joining(","));
        return values.size() == 1 ? texts : "[" + texts + "]";
    }
}
