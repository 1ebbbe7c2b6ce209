package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is named by the resource × identity policy × boundary × session policy. Each row has nine answers: first without
 * boundary, then with one that allows, then with one that does not; in each group without session policy, with one that
 * allows, with one that does not. A allowed; I, B, S, R, T: the kind of policy that does not grant.
 */
class LimitedGrantsTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String ELSEWHERE = "{'Effect':'Allow','Action':'x:y','Resource':'*'}";
    private static final List<String> LIMITS = List.of("none", "allow", "other");

    private static PolicySet set(@Nullable SourcedPolicy resource, boolean identity, String boundary, String session) {
        PolicySet.Builder set = PolicySet.builder().identity(identity ? Policies.identity(ALLOW) : List.of());
        if (resource != null) {
            set.resource(resource);
        }
        if (!boundary.equals("none")) {
            set.boundary(Policies.policy(PolicyKind.BOUNDARY, boundary.equals("allow") ? ALLOW : ELSEWHERE));
        }
        if (!session.equals("none")) {
            set.session(List.of(Policies.policy(PolicyKind.SESSION, session.equals("allow") ? ALLOW : ELSEWHERE)));
        }
        return set.build();
    }

    private static String answers(Request request, @Nullable SourcedPolicy resource, boolean identity) {
        StringBuilder answers = new StringBuilder();
        for (String boundary : LIMITS) {
            answers.append(answers.isEmpty() ? "" : " ");
            for (String session : LIMITS) {
                answers.append(Cast.letter(Evaluator.decide(request, set(resource, identity, boundary, session))));
            }
        }
        return answers.toString();
    }

    private static @Nullable SourcedPolicy bucket(String named) {
        return named.equals("nothing")
                ? null
                : Policies.policy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':" + Cast.principal(named) + ",'Action':'*','Resource':'*'}");
    }

    private static SourcedPolicy trust(String named) {
        return Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':" + Cast.principal(named) + ",'Action':'sts:AssumeRole'}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user | user      | false | AAA AAA AAA
                user | user      | true  | AAA AAA AAA
                user | userId    | false | AAA AAA AAA
                user | *         | false | AAA AAA AAA
                user | star      | false | AAA AAA AAA
                user | star      | true  | AAA AAA AAA
                user | account   | false | IIS IIS BBB
                user | account   | true  | AAS AAS BBB
                user | root      | false | IIS IIS BBB
                user | root      | true  | AAS AAS BBB
                user | role      | false | IIS IIS BBB
                user | session   | false | IIS IIS BBB
                user | federated | false | IIS IIS BBB
                user | other     | false | IIS IIS BBB
                user | other     | true  | AAS AAS BBB
                user | service   | false | IIS IIS BBB
                user | nothing   | false | IIS IIS BBB
                user | nothing   | true  | AAS AAS BBB
                """)
    void aUserNamedByAResourceOfItsAccountNeedsNothingElse(
            String caller, String named, boolean identity, String expected) {
        assertEquals(expected, answers(Policies.getObject(Cast.caller(caller)), bucket(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                session | session | false | AAA AAA AAA
                session | session | true  | AAA AAA AAA
                session | *       | false | AAA AAA AAA
                session | star    | true  | AAA AAA AAA
                session | role    | false | AAS AAS BBB
                session | role    | true  | AAS AAS BBB
                session | roleId  | false | AAS AAS BBB
                session | roleId  | true  | AAS AAS BBB
                session | account | false | IIS IIS BBB
                session | account | true  | AAS AAS BBB
                session | root    | false | IIS IIS BBB
                session | user    | false | IIS IIS BBB
                session | linked  | false | IIS IIS BBB
                session | other   | true  | AAS AAS BBB
                session | service | false | IIS IIS BBB
                session | nothing | false | IIS IIS BBB
                session | nothing | true  | AAS AAS BBB
                """)
    void aGrantToTheRoleIsLimitedAndAGrantToTheSessionIsNot(
            String caller, String named, boolean identity, String expected) {
        assertEquals(expected, answers(Policies.getObject(Cast.caller(caller)), bucket(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                federated | federated | false | AAA AAA AAA
                federated | federated | true  | AAA AAA AAA
                federated | *         | false | AAA AAA AAA
                federated | user      | false | SAS SAS BBB
                federated | user      | true  | SAS SAS BBB
                federated | userId    | false | SAS SAS BBB
                federated | account   | false | SIS SIS BBB
                federated | account   | true  | SAS SAS BBB
                federated | role      | false | SIS SIS BBB
                federated | other     | true  | SAS SAS BBB
                federated | nothing   | false | SIS SIS BBB
                federated | nothing   | true  | SAS SAS BBB
                """)
    void aFederatedSessionWithoutSessionPolicyHasOnlyWhatNamesIt(
            String caller, String named, boolean identity, String expected) {
        assertEquals(expected, answers(Policies.getObject(Cast.caller(caller)), bucket(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                root | root    | AAS AAS AAS
                root | account | AAS AAS AAS
                root | *       | AAA AAA AAA
                root | user    | AAS AAS AAS
                root | other   | AAS AAS AAS
                root | nothing | AAS AAS AAS
                """)
    void theRootUserHasNoBoundaryAndNeedsNoPolicy(String caller, String named, String expected) {
        assertEquals(expected, answers(Policies.getObject(Cast.caller(caller)), bucket(named), false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                service   | service | AAA AAA AAA
                service   | *       | AAA AAA AAA
                service   | account | RRR RRR RRR
                service   | web     | RRR RRR RRR
                service   | nothing | RRR RRR RRR
                anonymous | *       | AAA AAA AAA
                anonymous | star    | AAA AAA AAA
                anonymous | account | RRR RRR RRR
                anonymous | service | RRR RRR RRR
                anonymous | nothing | RRR RRR RRR
                web       | web     | AAA AAA AAA
                web       | *       | AAA AAA AAA
                web       | service | RRR RRR RRR
                web       | nothing | RRR RRR RRR
                """)
    void whoHasNoAccountHasTheResourcePolicyAlone(String caller, String named, String expected) {
        assertEquals(expected, answers(Policies.getObject(Cast.caller(caller)), bucket(named), true));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | user      | false | IIS IIS BBB
                user      | user      | true  | AAS AAS BBB
                user      | userId    | true  | AAS AAS BBB
                user      | account   | false | IIS IIS BBB
                user      | account   | true  | AAS AAS BBB
                user      | root      | true  | AAS AAS BBB
                user      | *         | false | IIS IIS BBB
                user      | *         | true  | AAS AAS BBB
                user      | other     | true  | RRS RRS BBB
                user      | nothing   | true  | RRS RRS BBB
                user      | nothing   | false | RRS RRS BBB
                session   | session   | false | IIS IIS BBB
                session   | session   | true  | AAS AAS BBB
                session   | role      | false | IIS IIS BBB
                session   | role      | true  | AAS AAS BBB
                session   | roleId    | true  | AAS AAS BBB
                session   | account   | true  | AAS AAS BBB
                session   | user      | true  | RRS RRS BBB
                federated | federated | false | SIS SIS BBB
                federated | federated | true  | SAS SAS BBB
                federated | user      | true  | SAS SAS BBB
                federated | account   | true  | SAS SAS BBB
                federated | other     | true  | SRS SRS BBB
                root      | account   | false | AAS AAS AAS
                root      | root      | false | AAS AAS AAS
                root      | *         | false | AAS AAS AAS
                root      | user      | false | RRS RRS RRS
                root      | nothing   | false | RRS RRS RRS
                service   | service   | false | AAA AAA AAA
                anonymous | *         | false | AAA AAA AAA
                anonymous | account   | false | RRR RRR RRR
                """)
    void acrossAccountsBothSidesAndEveryLimitMustAllow(String caller, String named, boolean identity, String expected) {
        Request request = new Request(
                Cast.caller(caller), "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, Context.EMPTY);
        assertEquals(expected, answers(request, bucket(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user      | user      | false | AAA AAA AAA
                user      | userId    | false | AAA AAA AAA
                user      | *         | false | AAA AAA AAA
                user      | account   | false | IIS IIS BBB
                user      | account   | true  | AAS AAS BBB
                user      | root      | true  | AAS AAS BBB
                user      | other     | true  | TTT TTT TTT
                user      | role      | true  | TTT TTT TTT
                user      | service   | true  | TTT TTT TTT
                session   | session   | false | AAA AAA AAA
                session   | role      | false | AAS AAS BBB
                session   | roleId    | true  | AAS AAS BBB
                session   | account   | false | IIS IIS BBB
                session   | account   | true  | AAS AAS BBB
                session   | user      | true  | TTT TTT TTT
                federated | federated | false | AAA AAA AAA
                federated | user      | true  | SAS SAS BBB
                federated | account   | true  | SAS SAS BBB
                federated | other     | true  | TTT TTT TTT
                service   | service   | false | AAA AAA AAA
                service   | account   | false | TTT TTT TTT
                web       | web       | false | AAA AAA AAA
                web       | service   | false | TTT TTT TTT
                anonymous | account   | false | TTT TTT TTT
                root      | account   | false | AAS AAS AAS
                root      | user      | false | TTT TTT TTT
                """)
    void aTrustPolicyOfTheSameAccountMustNameTheCallerOrItsAccount(
            String caller, String named, boolean identity, String expected) {
        Request request = Policies.request(
                Cast.caller(caller), "sts:AssumeRole", "arn:aws:iam::111111111111:role/Target", Context.EMPTY);
        assertEquals(expected, answers(request, trust(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user    | user    | false | IIS IIS BBB
                user    | user    | true  | AAS AAS BBB
                user    | account | true  | AAS AAS BBB
                user    | other   | true  | TTS TTS BBB
                session | role    | true  | AAS AAS BBB
                session | role    | false | IIS IIS BBB
                session | session | true  | AAS AAS BBB
                session | other   | false | TTS TTS BBB
                service | service | false | AAA AAA AAA
                web     | web     | false | AAA AAA AAA
                web     | account | false | TTT TTT TTT
                """)
    void aRoleOfAnotherAccountIsAssumedWithBothPolicies(
            String caller, String named, boolean identity, String expected) {
        Request request = new Request(
                Cast.caller(caller),
                "sts:AssumeRole",
                "arn:aws:iam::222222222222:role/Target",
                Policies.OTHER_ACCOUNT,
                Context.EMPTY);
        assertEquals(expected, answers(request, trust(named), identity));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                user    | account | false | IIS IIS BBB
                user    | account | true  | AAS AAS BBB
                user    | root    | true  | AAS AAS BBB
                user    | user    | false | AAA AAA AAA
                user    | other   | true  | RRR RRR RRR
                user    | nothing | true  | AAS AAS BBB
                session | account | true  | AAS AAS BBB
                session | role    | false | AAS AAS BBB
                session | other   | true  | RRR RRR RRR
                root    | account | false | AAS AAS AAS
                root    | other   | false | RRR RRR RRR
                """)
    void aKeyPolicyMustHandTheKeyToTheAccountBeforeIdentityPoliciesCount(
            String caller, String named, boolean identity, String expected) {
        Request request = Policies.request(
                Cast.caller(caller), "kms:Decrypt", "arn:aws:kms:us-east-1:111111111111:key/k", Context.EMPTY);
        assertEquals(expected, answers(request, bucket(named), identity));
    }
}
