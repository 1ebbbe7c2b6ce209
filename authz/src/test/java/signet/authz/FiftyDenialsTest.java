package signet.authz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.identity.OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY;
import static signet.identity.OrganizationPolicy.Type.SERVICE_CONTROL_POLICY;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Group;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Context;
import signet.policy.Evaluator;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/**
 * Denials of every kind of policy and every near miss, each with the sentence that a person needs: which policy, which statement
 * of it, which part of that, and what the request has instead. The sentences were written by hand, from the policies.
 */
class FiftyDenialsTest {
    private static final String NONE = "because no identity-based policy allows the s3:GetObject action";
    private static final String NO_RESOURCE = "because no resource-based policy allows the s3:GetObject action";
    private static final String NO_TRUST = "because no role trust policy allows the sts:AssumeRole action";
    private static final String CLOSEST = NONE + "; the closest is statement 1 (policy p0, line 1): ";
    private static final String KEY = "arn:aws:s3:::b/k";
    private static final String SCP = Company.arn(SERVICE_CONTROL_POLICY, "p-scp00001");
    private static final String RCP = Company.arn(RESOURCE_CONTROL_POLICY, "p-rcp00001");
    private static final String EC2 = "{'Service':'ec2.amazonaws.com'}";

    /** One denial: what stands in the state, and the end of the sentence. */
    record Row(String cause, Function<Scene, Decided> denied, String because) {
        @Override
        public String toString() {
            return cause;
        }
    }

    /** A world in which one thing is about to be denied. */
    private static final class Scene implements AutoCloseable {
        private final World world = new World();

        Decided ask(Caller caller, Access access) {
            return world.authorizer.decide(caller, World.info(), world.state.current(), access);
        }

        /** Ann, with policies of one statement each, reads an object. */
        Decided get(String... statements) {
            return get(Context.EMPTY, statements);
        }

        Decided get(Context keys, String... statements) {
            return ask(ann(statements), World.get(World.ACCOUNT).with(keys));
        }

        Caller ann(String... statements) {
            return world.caller(
                    Stream.of(statements).map(FiftyDenialsTest::policy).toArray(String[]::new));
        }

        Caller admin() {
            return ann("{'Effect':'Allow','Action':'*','Resource':'*'}");
        }

        Decided withBoundary(String statement) {
            User ann = world.user("ann", World.allow("*")).withBoundary(world.managed("Edge", policy(statement)));
            return ask(world.caller(ann), World.get(World.ACCOUNT));
        }

        Decided inSession(String statement) {
            Role role = world.role("Reader", World.allow("*"));
            return ask(world.session(role, terms -> terms.limitedBy(policy(statement))), World.get(World.ACCOUNT));
        }

        Decided inGroup(String statement) {
            Group group = Group.create(World.ACCOUNT, "/", "staff", "AGPASTAFF", World.ISSUED)
                    .withInline(new TreeMap<>(Map.of("staff-rules", policy(statement))));
            User ann = world.user("ann", World.allow("*")).withGroups(List.of(group.id()));
            world.state.change(tx -> {
                tx.put(Tables.GROUPS, group.key(), group);
                tx.put(Tables.USERS, ann.key(), ann);
            });
            return ask(world.caller(ann), World.get(World.ACCOUNT));
        }

        Decided controlled(Company.Level level, String statement) {
            new Company(world).control(level, policy(statement));
            return ask(admin(), World.get(World.ACCOUNT));
        }

        Decided bucket(Caller caller, String owner, String statement) {
            return ask(caller, World.get(owner).guardedBy(compiled(PolicyKind.RESOURCE, "bucket policy", statement)));
        }

        Decided assume(Caller caller, Context keys, String statement) {
            return ask(
                    caller,
                    Access.to("sts:AssumeRole", "arn:aws:iam::123456789012:role/svc/Target")
                            .with(keys)
                            .guardedBy(compiled(PolicyKind.TRUST, "trust policy", statement)));
        }

        Decided pass(String statement, String service) {
            return ask(ann(statement), Access.passing(world.role("App"), service));
        }

        @Override
        public void close() {
            world.close();
        }
    }

    private static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[" + statement.replace('\'', '"') + "]}";
    }

    private static SourcedPolicy compiled(PolicyKind kind, String source, String statement) {
        try {
            String document = statement.startsWith("{'Version'") ? statement.replace('\'', '"') : policy(statement);
            return new SourcedPolicy(source, true, Policy.parse(kind, document));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(statement, e);
        }
    }

    private static Context keys(String key, String... values) {
        return values.length == 1
                ? Context.builder().put(key, values[0]).build()
                : Context.builder().put(key, List.of(values)).build();
    }

    private static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static String deny(String action) {
        return "{'Sid':'Stop','Effect':'Deny','Action':'" + action + "','Resource':'*'}";
    }

    private static String when(String condition) {
        return "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':" + condition + "}";
    }

    private static String lets(String principal, String action, String rest) {
        return "{'Effect':'Allow','Principal':" + principal + ",'Action':'" + action + "'" + rest + "}";
    }

    private static Row row(String cause, Function<Scene, Decided> denied, String because) {
        return new Row(cause, denied, because);
    }

    private static Row near(String cause, String statement, String obstacle) {
        return row(cause, scene -> scene.get(statement), CLOSEST + obstacle);
    }

    private static Row condition(String condition, String obstacle) {
        return near(condition, when(condition), "the condition " + obstacle);
    }

    private static Row condition(Context keys, String condition, String obstacle) {
        return row(condition, scene -> scene.get(keys, when(condition)), CLOSEST + "the condition " + obstacle);
    }

    static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        rows.addAll(identityPolicies());
        rows.addAll(conditions());
        rows.addAll(explicitDenials());
        rows.addAll(limits());
        rows.addAll(resourcePolicies());
        rows.addAll(roles());
        return rows;
    }

    private static List<Row> identityPolicies() {
        return List.of(
                row("no policy", scene -> scene.get(), NONE + "; there is none"),
                row("a policy for another service", scene -> scene.get(allow("ec2:*", "*")), NONE),
                near(
                        "another action",
                        allow("s3:PutObject", "*"),
                        "its Action \"s3:PutObject\" does not include s3:GetObject"),
                near(
                        "a pattern of other actions",
                        allow("s3:List*", "*"),
                        "its Action \"s3:List*\" does not include s3:GetObject"),
                near(
                        "another bucket",
                        allow("s3:GetObject", "arn:aws:s3:::c/*"),
                        "its Resource \"arn:aws:s3:::c/*\" does not include " + KEY),
                near(
                        "the bucket, not its objects",
                        allow("s3:*", "arn:aws:s3:::b"),
                        "its Resource \"arn:aws:s3:::b\" does not include " + KEY),
                near(
                        "the key in another case",
                        allow("s3:GetObject", "arn:aws:s3:::b/K"),
                        "its Resource \"arn:aws:s3:::b/K\" does not include " + KEY),
                near(
                        "NotAction that has the action",
                        "{'Effect':'Allow','NotAction':['iam:*','s3:Get*'],'Resource':'*'}",
                        "its NotAction \"iam:*\", \"s3:Get*\" excludes s3:GetObject"),
                near(
                        "NotResource that has the resource",
                        "{'Effect':'Allow','Action':'s3:*','NotResource':'arn:aws:s3:::b/*'}",
                        "its NotResource \"arn:aws:s3:::b/*\" excludes " + KEY),
                near(
                        "a variable of a key that the caller has not",
                        allow("s3:GetObject", "arn:aws:s3:::b/${aws:PrincipalTag/home}/*"),
                        "its Resource \"arn:aws:s3:::b/${aws:PrincipalTag/home}/*\" does not include " + KEY
                                + " (${aws:PrincipalTag/home} has no value in the request)"),
                near(
                        "a variable that leads elsewhere",
                        allow("s3:GetObject", "arn:aws:s3:::b/${aws:username}/*"),
                        "its Resource \"arn:aws:s3:::b/${aws:username}/*\" does not include " + KEY),
                near(
                        "two things amiss",
                        "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::c/*',"
                                + "'Condition':{'StringEquals':{'aws:username':'bob'}}}",
                        "its Resource \"arn:aws:s3:::c/*\" does not include " + KEY
                                + "; and the condition StringEquals aws:username wants \"bob\" and the request has \"ann\""),
                row(
                        "the nearest of three policies",
                        scene -> scene.get(
                                allow("s3:PutObject", "arn:aws:s3:::c/*"),
                                when("{'StringEquals':{'aws:username':'bob'}}"),
                                allow("s3:GetObject", "arn:aws:s3:::c/*")),
                        NONE
                                + "; the closest is statement 1 (policy p1, line 1): the condition StringEquals aws:username wants"
                                + " \"bob\" and the request has \"ann\""),
                row(
                        "an action that has no resource",
                        scene -> scene.ask(
                                scene.ann(allow("s3:*", "arn:aws:s3:::*")), Access.to("s3:ListAllMyBuckets", "*")),
                        "because no identity-based policy allows the s3:ListAllMyBuckets action; the closest is statement 1"
                                + " (policy p0, line 1): its Resource \"arn:aws:s3:::*\" does not include *"));
    }

    private static List<Row> conditions() {
        return List.of(
                condition(
                        "{'StringEquals':{'aws:username':['bob','eve']}}",
                        "StringEquals aws:username wants \"bob\" or \"eve\" and the request has \"ann\""),
                condition(
                        "{'StringEquals':{'aws:username':'Ann'}}",
                        "StringEquals aws:username wants \"Ann\" and the request has \"ann\""),
                condition(
                        "{'StringNotEquals':{'aws:username':'ann'}}",
                        "StringNotEquals aws:username wants anything but \"ann\" and the request has \"ann\""),
                condition(
                        "{'StringLike':{'aws:username':'b*'}}",
                        "StringLike aws:username wants \"b*\" and the request has \"ann\""),
                condition(
                        "{'StringEquals':{'aws:PrincipalTag/team':'blue'}}",
                        "StringEquals aws:PrincipalTag/team wants \"blue\" and the request has no such key"),
                condition(
                        "{'StringEqualsIfExists':{'aws:username':'bob'}}",
                        "StringEqualsIfExists aws:username wants \"bob\" and the request has \"ann\""),
                condition(
                        keys("s3:max-keys", "50"),
                        "{'NumericLessThanEquals':{'s3:max-keys':'10'}}",
                        "NumericLessThanEquals s3:max-keys wants \"10\" and the request has \"50\""),
                condition(
                        "{'DateLessThan':{'aws:CurrentTime':'2026-01-01T00:00:00Z'}}",
                        "DateLessThan aws:CurrentTime wants \"2026-01-01T00:00:00Z\" and the request has"
                                + " \"2026-11-23T10:20:30Z\""),
                condition(
                        "{'Bool':{'aws:SecureTransport':'true'}}",
                        "Bool aws:SecureTransport wants \"true\" and the request has \"false\""),
                condition(
                        "{'Bool':{'aws:MultiFactorAuthPresent':'true'}}",
                        "Bool aws:MultiFactorAuthPresent wants \"true\" and the request has no such key"),
                condition(
                        "{'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}",
                        "IpAddress aws:SourceIp wants \"10.0.0.0/8\" and the request has \"192.0.2.7\""),
                condition(
                        "{'NotIpAddress':{'aws:SourceIp':'192.0.2.0/24'}}",
                        "NotIpAddress aws:SourceIp wants anything but \"192.0.2.0/24\" and the request has \"192.0.2.7\""),
                condition(
                        "{'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}}",
                        "ArnLike aws:PrincipalArn wants \"arn:aws:iam::*:role/*\" and the request has"
                                + " \"arn:aws:iam::123456789012:user/team/ann\""),
                condition(
                        "{'Null':{'aws:TokenIssueTime':'false'}}",
                        "Null aws:TokenIssueTime wants it to be present and the request has no such key"),
                condition(
                        "{'Null':{'aws:SourceIp':'true'}}",
                        "Null aws:SourceIp wants it to be absent and the request has \"192.0.2.7\""),
                condition(
                        keys("aws:TagKeys", "a", "b"),
                        "{'ForAllValues:StringEquals':{'aws:TagKeys':'a'}}",
                        "ForAllValues:StringEquals aws:TagKeys wants \"a\" and the request has \"a\", \"b\""),
                condition(
                        keys("aws:TagKeys", "a", "b"),
                        "{'ForAnyValue:StringEquals':{'aws:TagKeys':'c'}}",
                        "ForAnyValue:StringEquals aws:TagKeys wants \"c\" and the request has \"a\", \"b\""),
                condition(
                        keys("aws:TagKeys", "a", "b"),
                        "{'StringEquals':{'aws:TagKeys':'a'}}",
                        "StringEquals aws:TagKeys wants \"a\" and the request has the list \"a\", \"b\", which only ForAnyValue"
                                + " and ForAllValues compare"),
                condition(
                        keys("x:token", "AQID"),
                        "{'BinaryEquals':{'x:token':'BBBB'}}",
                        "BinaryEquals x:token wants \"BBBB\" and the request has \"AQID\""));
    }

    private static List<Row> explicitDenials() {
        String managed = "arn:aws:iam::123456789012:policy/Edge";
        return List.of(
                row(
                        "an inline policy",
                        scene -> scene.get(allow("*", "*"), deny("s3:*")),
                        "with an explicit deny in an identity-based policy (p1, statement 1 \"Stop\", line 1)"),
                row(
                        "a policy of the user's group",
                        scene -> scene.inGroup(deny("s3:Get*")),
                        "with an explicit deny in an identity-based policy (staff-rules, statement 1 \"Stop\", line 1)"),
                row(
                        "the boundary",
                        scene -> scene.withBoundary(allow("*", "*") + "," + deny("s3:GetObject")),
                        "with an explicit deny in a permissions boundary: " + managed + " (" + managed
                                + ", statement 2 \"Stop\", line 1)"),
                row(
                        "the session policy",
                        scene -> scene.inSession(allow("*", "*") + "," + deny("s3:GetObject")),
                        "with an explicit deny in a session policy (session policy, statement 2 \"Stop\", line 1)"),
                row(
                        "a service control policy",
                        scene -> scene.controlled(Company.Level.MIDDLE, deny("s3:*")),
                        "with an explicit deny in a service control policy: " + SCP + " (" + SCP
                                + ", statement 1 \"Stop\", line 1)"),
                row(
                        "a resource control policy",
                        scene -> {
                            new Company(scene.world).guard(Company.Level.ACCOUNT, "s3:*");
                            return scene.ask(scene.admin(), World.get(World.ACCOUNT));
                        },
                        "with an explicit deny in a resource control policy: " + RCP + " (" + RCP
                                + ", statement 1 \"R1\", line 1)"),
                row(
                        "the bucket policy",
                        scene -> scene.bucket(
                                scene.admin(),
                                World.ACCOUNT,
                                "{'Sid':'Tls','Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::b/*',"
                                        + "'Condition':{'Bool':{'aws:SecureTransport':'false'}}}"),
                        "with an explicit deny in a resource-based policy (bucket policy, statement 1 \"Tls\", line 1)"),
                row(
                        "the trust policy",
                        scene -> scene.assume(
                                scene.admin(),
                                Context.EMPTY,
                                lets("{'AWS':'123456789012'}", "sts:AssumeRole", "")
                                        + ",{'Effect':'Deny','Principal':{'AWS':'*'},'Action':'sts:AssumeRole'}"),
                        "with an explicit deny in the role trust policy (trust policy, statement 2, line 1)"));
    }

    private static List<Row> limits() {
        String managed = "arn:aws:iam::123456789012:policy/Edge";
        return List.of(
                row(
                        "a boundary of other actions",
                        scene -> scene.withBoundary(allow("s3:PutObject", "*")),
                        "because no permissions boundary allows the s3:GetObject action; the closest is statement 1 (policy "
                                + managed + ", line 1): its Action \"s3:PutObject\" does not include s3:GetObject"),
                row(
                        "a session policy of another bucket",
                        scene -> scene.inSession(allow("s3:GetObject", "arn:aws:s3:::c/*")),
                        "because no session policy allows the s3:GetObject action; the closest is statement 1 (policy session"
                                + " policy, line 1): its Resource \"arn:aws:s3:::c/*\" does not include " + KEY),
                row(
                        "a federated user without session policies",
                        scene -> scene.ask(
                                scene.world.federated(scene.world.user("ann", World.allow("*")), terms -> terms),
                                World.get(World.ACCOUNT)),
                        "because no session policy allows the s3:GetObject action; there is none"),
                row(
                        "a level whose service control policies allow something else",
                        scene -> {
                            Company company = new Company(scene.world);
                            company.only(
                                    Company.Level.ACCOUNT,
                                    company.policy(SERVICE_CONTROL_POLICY, "p-scp00001", policy(allow("s3:Put*", "*"))),
                                    "p-RCPFullAWSAccess");
                            return scene.ask(scene.admin(), World.get(World.ACCOUNT));
                        },
                        "because no service control policy allows the s3:GetObject action; the closest is statement 1 (policy "
                                + SCP + ", line 1): its Action \"s3:Put*\" does not include s3:GetObject"),
                row(
                        "a level without a resource control policy that allows",
                        scene -> {
                            new Company(scene.world).only(Company.Level.MIDDLE, "p-FullAWSAccess");
                            return scene.ask(scene.admin(), World.get(World.ACCOUNT));
                        },
                        "because no resource control policy allows the s3:GetObject action"));
    }

    private static List<Row> resourcePolicies() {
        String bucket = "; the closest is statement 1 (policy bucket policy, line 1): ";
        String objects = ",'Resource':'arn:aws:s3:::b/*'";
        String bob = "{'AWS':'arn:aws:iam::123456789012:user/team/bob'}";
        String account = "{'AWS':'arn:aws:iam::123456789012:root'}";
        return List.of(
                row(
                        "another account's bucket without a policy",
                        scene -> scene.ask(scene.admin(), World.get(World.OTHER)),
                        NO_RESOURCE + "; there is none"),
                row(
                        "another account's bucket for somebody else",
                        scene -> scene.bucket(scene.admin(), World.OTHER, lets(bob, "s3:GetObject", objects)),
                        NO_RESOURCE + bucket
                                + "its Principal \"arn:aws:iam::123456789012:user/team/bob\" does not include"
                                + " arn:aws:iam::123456789012:user/team/ann"),
                row(
                        "another account's bucket under a condition",
                        scene -> scene.bucket(
                                scene.admin(),
                                World.OTHER,
                                lets(
                                        account,
                                        "s3:*",
                                        objects + ",'Condition':{'Bool':{'aws:SecureTransport':'true'}}")),
                        NO_RESOURCE + bucket
                                + "the condition Bool aws:SecureTransport wants \"true\" and the request has \"false\""),
                row(
                        "another account's bucket that lets, and an identity that does not",
                        scene -> scene.bucket(
                                scene.ann(allow("s3:GetObject", "arn:aws:s3:::c/*")),
                                World.OTHER,
                                lets(account, "s3:GetObject", objects)),
                        CLOSEST + "its Resource \"arn:aws:s3:::c/*\" does not include " + KEY),
                row(
                        "nobody in particular",
                        scene -> scene.bucket(
                                new Caller.Anonymous(), World.ACCOUNT, lets(account, "s3:GetObject", objects)),
                        NO_RESOURCE + bucket
                                + "its Principal \"arn:aws:iam::123456789012:root\" does not include anonymous"),
                row(
                        "a variable where the policy's version has none",
                        scene -> scene.bucket(
                                scene.admin(),
                                World.OTHER,
                                "{'Version':'2008-10-17','Statement':["
                                        + lets(account, "s3:GetObject", ",'Resource':'arn:aws:s3:::b/${aws:username}'")
                                        + "]}"),
                        NO_RESOURCE + bucket + "its Resource \"arn:aws:s3:::b/${aws:username}\" does not include "
                                + KEY));
    }

    private static List<Row> roles() {
        String trust = NO_TRUST + "; the closest is statement 1 (policy trust policy, line 1): ";
        String pass =
                "because no identity-based policy allows the iam:PassRole action; the closest is statement 1 (policy p0,"
                        + " line 1): ";
        return List.of(
                row(
                        "a trust policy for somebody else",
                        scene -> scene.assume(
                                scene.admin(),
                                Context.EMPTY,
                                lets("{'AWS':'arn:aws:iam::123456789012:user/team/bob'}", "sts:AssumeRole", "")),
                        trust + "its Principal \"arn:aws:iam::123456789012:user/team/bob\" does not include"
                                + " arn:aws:iam::123456789012:user/team/ann"),
                row(
                        "a trust policy for a service",
                        scene -> scene.assume(scene.admin(), Context.EMPTY, lets(EC2, "sts:AssumeRole", "")),
                        trust + "its Principal \"ec2.amazonaws.com\" does not include"
                                + " arn:aws:iam::123456789012:user/team/ann"),
                row(
                        "a wrong external id",
                        scene -> scene.assume(
                                scene.admin(),
                                keys("sts:ExternalId", "guess"),
                                lets(
                                        "{'AWS':'123456789012'}",
                                        "sts:AssumeRole",
                                        ",'Condition':{'StringEquals':{'sts:ExternalId':'secret'}}")),
                        trust
                                + "the condition StringEquals sts:ExternalId wants \"secret\" and the request has \"guess\""),
                row(
                        "a trust policy for the account, and no policy of the caller",
                        scene -> scene.assume(
                                scene.ann(), Context.EMPTY, lets("{'AWS':'123456789012'}", "sts:AssumeRole", "")),
                        "because no identity-based policy allows the sts:AssumeRole action; there is none"),
                row(
                        "a service that the trust policy does not name",
                        scene -> scene.assume(
                                new Caller.AwsService("lambda.amazonaws.com"),
                                Context.EMPTY,
                                lets(EC2, "sts:AssumeRole", "")),
                        trust + "its Principal \"ec2.amazonaws.com\" does not include lambda.amazonaws.com"),
                row(
                        "a role passed to another service",
                        scene -> scene.pass(
                                "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':{'StringEquals':"
                                        + "{'iam:PassedToService':'ec2.amazonaws.com'}}}",
                                "lambda.amazonaws.com"),
                        pass
                                + "the condition StringEquals iam:PassedToService wants \"ec2.amazonaws.com\" and the request has"
                                + " \"lambda.amazonaws.com\""),
                row(
                        "another role passed",
                        scene -> scene.pass(
                                allow("iam:PassRole", "arn:aws:iam::123456789012:role/App"), "ec2.amazonaws.com"),
                        pass + "its Resource \"arn:aws:iam::123456789012:role/App\" does not include"
                                + " arn:aws:iam::123456789012:role/svc/App"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSentenceNamesPolicyStatementAndWhatIsAmiss(Row row) {
        try (Scene scene = new Scene()) {
            Decided decided = row.denied().apply(scene);
            assertFalse(decided.decision().allowed());
            assertEquals(
                    decided.request().action() + " on " + decided.request().resource() + " is denied " + row.because()
                            + ".",
                    Evaluator.explain(decided.request(), decided.policies()).sentence());
        }
    }

    @Test
    void thereAreFiftyOfThemAndNoTwoAlike() {
        assertTrue(rows().size() >= 50, () -> "rows: " + rows().size());
        assertEquals(
                rows().size(),
                rows().stream().map(Row::cause).collect(Collectors.toSet()).size());
    }
}
