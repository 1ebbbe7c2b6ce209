package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The one sentence of an explanation for every kind of policy: what decided, where it stands, or what came closest. */
class SentenceTest {
    private static final String ASKED = "s3:GetObject on arn:aws:s3:::bucket/key ";
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    private static String statement(PolicyKind kind, String effect, String action) {
        boolean principal = List.of(PolicyKind.RESOURCE, PolicyKind.RESOURCE_CONTROL, PolicyKind.ENDPOINT)
                .contains(kind);
        return "{'Sid':'S','Effect':'" + effect + "'," + (principal ? "'Principal':'*'," : "") + "'Action':'" + action
                + "','Resource':'*'}";
    }

    private static String sentence(Principal caller, PolicySet set) {
        return Evaluator.explain(Policies.getObject(caller), set).sentence();
    }

    private static PolicySet with(PolicyKind kind, SourcedPolicy policy) {
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(ALLOW));
        return Slots.put(set, kind, policy).build();
    }

    private static SourcedPolicy managed(Policy policy) {
        return new SourcedPolicy("arn:p", false, policy);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TRUST")
    void anExplicitDenialHasItsPlace(PolicyKind kind) {
        SourcedPolicy policy =
                managed(Policies.policy(kind, statement(kind, "Deny", "s3:*")).policy());
        String named = kind == PolicyKind.RESOURCE ? "" : ": arn:p";
        assertEquals(
                ASKED + "is denied with an explicit deny in " + kind.withArticle() + named
                        + " (arn:p, statement 1 \"S\", line 1).",
                sentence(Policies.ALICE, with(kind, policy)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "BOUNDARY", "SESSION", "SERVICE_CONTROL", "ENDPOINT"})
    void anImplicitDenialHasTheClosest(PolicyKind kind) {
        SourcedPolicy policy = managed(
                Policies.policy(kind, statement(kind, "Allow", "s3:Put*")).policy());
        assertEquals(
                ASKED + "is denied because no " + kind.noun() + " allows the s3:GetObject action; the closest is"
                        + " statement 1 \"S\" (policy arn:p, line 1): its Action \"s3:Put*\" does not include"
                        + " s3:GetObject.",
                sentence(Policies.ALICE, with(kind, policy)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "BOUNDARY", "SESSION", "SERVICE_CONTROL", "ENDPOINT"})
    void withoutAStatementForTheServiceNothingIsClosest(PolicyKind kind) {
        SourcedPolicy policy =
                managed(Policies.policy(kind, statement(kind, "Allow", "ec2:*")).policy());
        assertEquals(
                ASKED + "is denied because no " + kind.noun() + " allows the s3:GetObject action.",
                sentence(Policies.ALICE, with(kind, policy)));
    }

    /** A Deny that does not match is nothing that could have allowed. */
    @Test
    void aPolicyOfDenialsAloneHasNothingClosest() {
        SourcedPolicy policy = managed(
                Policies.policy(PolicyKind.RESOURCE_CONTROL, statement(PolicyKind.RESOURCE_CONTROL, "Deny", "s3:Put*"))
                        .policy());
        assertEquals(
                ASKED + "is denied because no resource control policy allows the s3:GetObject action.",
                sentence(Policies.ALICE, with(PolicyKind.RESOURCE_CONTROL, policy)));
    }

    @ParameterizedTest
    @EnumSource(names = {"IDENTITY", "BOUNDARY", "SESSION", "SERVICE_CONTROL", "RESOURCE_CONTROL", "ENDPOINT"})
    void ofAnEmptyListThereIsNone(PolicyKind kind) {
        PolicySet.Builder set = PolicySet.builder().identity(Policies.identity(ALLOW));
        PolicySet empty = switch (kind) {
            case IDENTITY -> set.identity(List.of()).build();
            case BOUNDARY -> set.boundary(List.of()).build();
            case SESSION -> set.session(List.of()).build();
            case SERVICE_CONTROL -> set.serviceControl(List.of()).build();
            case RESOURCE_CONTROL -> set.resourceControl(List.of()).build();
            case ENDPOINT -> set.endpoint(List.of()).build();
            case RESOURCE, TRUST -> throw new AssertionError(kind);
        };
        assertEquals(
                ASKED + "is denied because no " + kind.noun() + " allows the s3:GetObject action; there is none.",
                sentence(Policies.ALICE, empty));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | user      | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                session   | session   | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                session   | role      | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                federated | federated | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                service   | service   | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                anonymous | *         | because a resource-based policy allows the s3:GetObject action (arn:p, statement 1, line 1).
                root      | account   | because the caller is the root user of the account.
                """)
    void aGrantByTheResourceHasItsPlace(String caller, String named, String end) {
        SourcedPolicy policy = managed(Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':" + Cast.principal(named) + ",'Action':'s3:*','Resource':'*'}")
                .policy());
        assertEquals(
                ASKED + "is allowed " + end,
                sentence(
                        Cast.caller(caller),
                        PolicySet.builder().resource(policy).build()));
    }

    @Test
    void aRoleIsAssumedByItsTrustPolicy() {
        Request assume =
                Policies.request(Policies.ALICE, "sts:AssumeRole", "arn:aws:iam::111111111111:role/r", Context.EMPTY);
        for (String[] row : new String[][] {
            {
                "Allow",
                "user",
                "is allowed because the role trust policy allows the sts:AssumeRole action"
                        + " (inline, statement 1 \"T\", line 1)."
            },
            {
                "Deny",
                "user",
                "is denied with an explicit deny in the role trust policy" + " (inline, statement 1 \"T\", line 1)."
            },
            {
                "Allow",
                "other",
                "is denied because no role trust policy allows the sts:AssumeRole action; the closest"
                        + " is statement 1 \"T\" (policy inline, line 1): its Principal \"222222222222\" does not include"
                        + " arn:aws:iam::111111111111:user/team/alice."
            },
        }) {
            PolicySet set = PolicySet.builder()
                    .resource(Policies.policy(
                            PolicyKind.TRUST,
                            "{'Sid':'T','Effect':'" + row[0] + "','Principal':" + Cast.principal(row[1])
                                    + ",'Action':'sts:AssumeRole'}"))
                    .build();
            assertEquals(
                    "sts:AssumeRole on arn:aws:iam::111111111111:role/r " + row[2],
                    Evaluator.explain(assume, set).sentence());
        }
    }

    /** What strangers choose can neither begin a line nor move a cursor, wherever it stands in the sentence. */
    @Test
    void textsOfStrangersArePrintable() {
        String evil = "a\u001b[2J\nb";
        SourcedPolicy policy = new SourcedPolicy(
                evil,
                true,
                Policies.policy(
                                PolicyKind.IDENTITY,
                                "{'Effect':'Allow','Action':'s3:Put*','Resource':'*'}",
                                "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}")
                        .policy());
        PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
        for (String action : List.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances")) {
            String sentence = Evaluator.explain(
                            Policies.request(Policies.ALICE, action, "arn:aws:s3:::" + evil, Context.EMPTY), set)
                    .sentence();
            assertTrue(sentence.chars().noneMatch(Character::isISOControl), sentence);
            assertTrue(sentence.contains("a\\u001b[2J\\u000ab"), sentence);
        }
    }
}
