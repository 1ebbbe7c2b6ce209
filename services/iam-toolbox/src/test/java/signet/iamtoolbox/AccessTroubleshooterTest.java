package signet.iamtoolbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.iamtoolbox.Kept.policy;
import static signet.iamtoolbox.Kept.statement;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.CallerPolicies;
import signet.authz.Operation;
import signet.authz.RequestInfo;
import signet.authz.Verdict;
import signet.iamtoolbox.Kept.Part;
import signet.identity.Account;
import signet.identity.Ids;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationalUnit;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Seal;
import signet.identity.Tables;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.model.AwsError;
import signet.model.Document;
import signet.model.OperationModel;
import signet.model.iamtoolbox.AttachedTo;
import signet.model.iamtoolbox.Evaluation;
import signet.model.iamtoolbox.GetRequestAuthorizationDetailsInput;
import signet.model.iamtoolbox.GetRequestAuthorizationDetailsOutput;
import signet.model.iamtoolbox.GetRequestAuthorizationPolicyInput;
import signet.model.iamtoolbox.IamToolboxOperations;
import signet.model.iamtoolbox.MatchedPolicy;
import signet.model.iamtoolbox.MatchedStatement;
import signet.model.iamtoolbox.PolicyInfo;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.snapshot.State;
import signet.store.embedded.EmbeddedStore;
import signet.trail.DecisionRecord;

class AccessTroubleshooterTest {
    private static final String OTHER = "999999999999";
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");
    private static final String ROLE = "arn:aws:iam::123456789012:role/r";
    private static final String MANAGED = "arn:aws:iam::123456789012:policy/P";
    private static final Caller ROOT = new Caller.Root(Kept.ACCOUNT, "AKIAROOT", null);

    @TempDir
    private Path directory = Path.of("");

    private final Ids ids = new Ids(new Random(9)::nextBytes);
    private final Kept kept = new Kept();
    private final String id = AuthorizationId.next(ids);
    private @Nullable State opened;
    private @Nullable IamToolboxService service;

    @BeforeEach
    void open() {
        opened = State.open(EmbeddedStore.open(directory.resolve("store")), Tables.all());
        for (String account : List.of(Kept.ACCOUNT, OTHER)) {
            state().change(tx -> tx.put(Tables.ACCOUNTS, account, new Account(account, null, NOW)));
        }
        service = new IamToolboxService(kept, new Seal(state(), ids, Clock.fixed(NOW, ZoneOffset.UTC)));
    }

    @AfterEach
    void close() {
        state().close();
    }

    private State state() {
        return Objects.requireNonNull(opened);
    }

    private <I, O> O ask(Caller caller, OperationModel<I, O> model, I input) {
        RequestInfo info = new RequestInfo("request", NOW, "us-east-1", "127.0.0.1", true, null, null);
        Operation<I, O> operation = operation(model);
        Call<I> call = new Call<>(input, caller, info, state().current());
        Authorizer authorizer =
                new Authorizer(new CallerPolicies(new Permissions(ManagedPolicies.load(), new PolicyTexts())));
        Verdict<I> verdict = authorizer.authorize(call, operation.accesses(call));
        return switch (verdict) {
            case Verdict.Granted<I> granted -> operation.handle(granted.request());
            case Verdict.Denied<I> denied ->
                throw Objects.requireNonNull(service).denied(denied.denial());
            case Verdict.Unsigned<I> unsigned -> throw new AssertionError("unsigned");
        };
    }

    @SuppressWarnings("unchecked") // a model is of the input and output of its operation
    private <I, O> Operation<I, O> operation(OperationModel<I, O> model) {
        return (Operation<I, O>) Objects.requireNonNull(service).operations().stream()
                .filter(operation -> operation.model() == model)
                .findFirst()
                .orElseThrow();
    }

    private GetRequestAuthorizationDetailsOutput details(Caller caller, String asked, @Nullable String token) {
        return ask(
                caller,
                IamToolboxOperations.GET_REQUEST_AUTHORIZATION_DETAILS,
                new GetRequestAuthorizationDetailsInput(asked, token));
    }

    private GetRequestAuthorizationDetailsOutput details() {
        return details(ROOT, id, null);
    }

    private String refused(Caller caller, String asked, @Nullable String token) {
        AwsError error = assertThrows(AwsError.class, () -> details(caller, asked, token));
        return error.httpStatus() + " " + error.code();
    }

    private String policyDocument(String uri) {
        return ask(
                        ROOT,
                        IamToolboxOperations.GET_REQUEST_AUTHORIZATION_POLICY,
                        new GetRequestAuthorizationPolicyInput(id, uri))
                .policyDocument()
                .json();
    }

    private void denied(DecisionRecord... decisions) {
        kept.keep(id, Kept.ACCOUNT, "AccessDenied", decisions);
    }

    private static Context key(String name, String value) {
        return Context.builder().put(name, value).build();
    }

    private Caller user(String name, String account, String... statements) {
        User user = User.create(account, "/", name, "AIDA" + name + "AAAAAAAAAAAAA", NOW)
                .withInline(new TreeMap<>(Map.of("p", policy(statements))));
        state().change(tx -> tx.put(Tables.USERS, user.key(), user));
        return new Caller.IamUser(user, "AKIA" + name, null);
    }

    @Test
    void anExplicitDenyNamesThePolicyAndItsStatement() {
        denied(kept.decide(
                "iam:GetRole",
                ROLE,
                Context.EMPTY,
                Part.inline("mine", policy(statement("Allow", "All", "*", "*"))),
                Part.managed(PolicyKind.IDENTITY, MANAGED, policy(statement("Deny", "Never", "iam:GetRole", "*")))));

        Evaluation evaluation = details().evaluations().getFirst();

        assertEquals("EXPLICIT_DENY", evaluation.evaluatedEffect());
        assertEquals("iam:GetRole", evaluation.action());
        assertEquals(ROLE, evaluation.resource());
        assertTrue(Objects.requireNonNull(evaluation.matchedPolicies())
                .contains(new MatchedPolicy(MANAGED, List.of(new MatchedStatement("Never", "DENY")))));
        assertEquals(2, evaluation.matchedPolicies().size());
    }

    @Test
    void anImplicitDenyMatchesNothing() {
        denied(kept.decide(
                "iam:GetRole", ROLE, Context.EMPTY, Part.inline("mine", policy(statement("Allow", "", "s3:*", "*")))));

        Evaluation evaluation = details().evaluations().getFirst();

        assertEquals("IMPLICIT_DENY", evaluation.evaluatedEffect());
        assertEquals(List.of(), evaluation.matchedPolicies());
    }

    @Test
    void anAllowedRequestIsToldOfByItsRequestId() {
        DecisionRecord decision = kept.decide(
                "iam:GetRole",
                ROLE,
                Context.EMPTY,
                Part.managed(
                        PolicyKind.IDENTITY,
                        MANAGED,
                        policy(statement("Allow", "", "iam:Get*", "*"), statement("Allow", "", "iam:*", "*"))));
        kept.keep("01234567-89ab-4cde-8f01-23456789abcd", Kept.ACCOUNT, null, decision);

        Evaluation evaluation = details(ROOT, "0123456789ab4cde8f0123456789abcd", null)
                .evaluations()
                .getFirst();

        assertEquals("ALLOW", evaluation.evaluatedEffect());
        assertEquals(
                List.of(new MatchedPolicy(
                        MANAGED,
                        List.of(
                                new MatchedStatement("Statement1", "ALLOW"),
                                new MatchedStatement("Statement2", "ALLOW")))),
                evaluation.matchedPolicies());
    }

    @Test
    void keysThatAllDecisionsSawAlikeAreTheRequests() {
        denied(
                kept.decide("ec2:RunInstances", "*", key("ec2:Region", "us-east-1")),
                kept.decide("iam:PassRole", ROLE, key("iam:PassedToService", "ec2.amazonaws.com")));

        GetRequestAuthorizationDetailsOutput details = details();

        assertEquals(
                Map.of(
                        "aws:PrincipalArn", new Document("\"" + Kept.ANN + "\""),
                        "aws:SourceIp", new Document("\"192.0.2.1\"")),
                details.requestContext());
        assertEquals(
                Map.of("ec2:Region", new Document("\"us-east-1\"")),
                details.evaluations().getFirst().context());
        assertEquals(
                Map.of("iam:PassedToService", new Document("\"ec2.amazonaws.com\"")),
                details.evaluations().getLast().context());
        assertEquals("", details.evaluations().getFirst().resource());
    }

    @Test
    void aKeyWithSeveralValuesIsAList() {
        Context tags =
                Context.builder().put("aws:TagKeys", List.of("a\"b", "c")).build();
        denied(kept.decide("iam:TagRole", ROLE, tags));

        assertEquals(
                new Document("[\"a\\\"b\",\"c\"]"), details().requestContext().get("aws:TagKeys"));
    }

    @Test
    void everyPolicyThatWasConsultedIsListedByItsPart() {
        String all = policy(statement("Allow", "", "*", "*"));
        denied(kept.decide(
                "s3:GetObject",
                "arn:aws:s3:::b/k",
                Context.EMPTY,
                Part.inline("mine", all),
                Part.managed(PolicyKind.BOUNDARY, MANAGED, all),
                Part.managed(PolicyKind.SERVICE_CONTROL, "arn:aws:organizations::aws:policy/p-FullAWSAccess", all)));

        List<PolicyInfo> policies = details().policies();

        assertEquals(
                List.of("IDENTITY_BASED_POLICY", "PERMISSIONS_BOUNDARY", "SERVICE_CONTROL_POLICY"),
                policies.stream().map(PolicyInfo::type).toList());
        assertEquals(
                List.of(true, false, false),
                policies.stream().map(PolicyInfo::inline).toList());
        assertEquals(List.of(new AttachedTo(Kept.ANN)), policies.getFirst().attachedTo());
        assertEquals(MANAGED, policies.get(1).uri());
        assertNull(policies.getLast().attachedTo());
        assertTrue(Objects.requireNonNull(policies.getFirst().uri()).matches("[0-9a-f]{32}"));
    }

    @Test
    void aPolicyIsListedOnceHoweverManyDecisionsItTookPartIn() {
        Part mine = Part.inline("mine", policy(statement("Allow", "", "s3:*", "*")));
        denied(
                kept.decide("iam:GetRole", ROLE, Context.EMPTY, mine),
                kept.decide("iam:PassRole", ROLE, Context.EMPTY, mine));

        assertEquals(1, details().policies().size());
    }

    @Test
    void aPolicyIsGivenAsItWasByTheUriThatNamesIt() {
        String first = policy(statement("Deny", "", "iam:GetRole", "*"));
        String second = policy(statement("Allow", "", "*", "*"));
        denied(kept.decide(
                "iam:GetRole",
                ROLE,
                Context.EMPTY,
                Part.inline("mine", first),
                Part.inline("other", first),
                Part.managed(PolicyKind.IDENTITY, MANAGED, second)));

        List<String> uris = details().policies().stream()
                .map(PolicyInfo::uri)
                .map(Objects::requireNonNull)
                .toList();
        assertEquals(3, uris.stream().distinct().count());
        assertEquals(
                List.of(first, first, second),
                uris.stream().map(this::policyDocument).toList());
    }

    @Test
    void aUriOfAnotherRequestsPolicyIsUnknown() {
        denied(kept.decide("iam:GetRole", ROLE, Context.EMPTY));

        AwsError error = assertThrows(AwsError.class, () -> policyDocument(MANAGED));
        assertEquals("ResourceNotFoundException", error.code());
        assertEquals(404, error.httpStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaaaaaaaaaa", "x", "0"})
    void anIdThatNobodyMadeIsNotValid(String asked) {
        assertEquals("400 ValidationException", refused(ROOT, asked, null));
    }

    @Test
    void anIdThatIsNotKeptIsUnknown() {
        assertEquals("404 ResourceNotFoundException", refused(ROOT, id, null));
    }

    @Test
    void aRequestThatCameToNoDecisionHasNoDetails() {
        denied();

        assertEquals("404 ResourceNotFoundException", refused(ROOT, id, null));
    }

    @Test
    void anotherAccountDoesNotLearnThatItIsThere() {
        denied(kept.decide("iam:GetRole", ROLE, Context.EMPTY));
        Caller stranger = new Caller.Root(OTHER, "AKIAOTHER", null);

        assertEquals("404 ResourceNotFoundException", refused(stranger, id, null));
    }

    @Test
    void theOrganizationOfWhoAskedMaySee() {
        denied(kept.decide("iam:GetRole", ROLE, Context.EMPTY));
        Caller colleague = new Caller.Root(OTHER, "AKIAOTHER", null);
        String organization = "o-a1b2c3d4e5";
        state().change(tx -> {
            tx.put(Tables.ORGANIZATIONS, organization, new Organization(organization, OTHER, "r-ab12", List.of(), NOW));
            OrganizationalUnit root = new OrganizationalUnit(organization, "r-ab12", null, "Root", List.of());
            tx.put(Tables.ORGANIZATIONAL_UNITS, root.key(), root);
            tx.put(Tables.MEMBER_ACCOUNTS, OTHER, member(organization, OTHER));
        });
        assertEquals("404 ResourceNotFoundException", refused(colleague, id, null));

        state().change(tx -> tx.put(Tables.MEMBER_ACCOUNTS, Kept.ACCOUNT, member(organization, Kept.ACCOUNT)));
        assertEquals(1, details(colleague, id, null).evaluations().size());
    }

    private static MemberAccount member(String organization, String account) {
        return new MemberAccount(organization, account, "r-ab12", "n", "root@example.com", NOW, List.of());
    }

    @Test
    void whatNobodyKnownAskedForIsNobodys() {
        kept.keep(id, "", "AccessDenied", kept.decide("s3:GetObject", "arn:aws:s3:::b/k", Context.EMPTY));

        assertEquals("404 ResourceNotFoundException", refused(ROOT, id, null));
    }

    @Test
    void everyOtherPrincipalOfTheAccountMaySeeIfItsPoliciesAllowTheAction() {
        denied(kept.decide("iam:GetRole", ROLE, Context.EMPTY));
        Caller may = user("may", Kept.ACCOUNT, statement("Allow", "", "iam:GetRequestAuthorizationDetails", "*"));
        Caller mayNot = user("maynot", Kept.ACCOUNT, statement("Allow", "", "iam:GetRole", "*"));

        assertEquals(1, details(may, id, null).evaluations().size());
        assertEquals("403 AccessDeniedException", refused(mayNot, id, null));
        assertThrows(
                AwsError.class,
                () -> ask(
                        may,
                        IamToolboxOperations.GET_REQUEST_AUTHORIZATION_POLICY,
                        new GetRequestAuthorizationPolicyInput(id, MANAGED)),
                "the policies' texts have an action of their own");
    }

    @Test
    void manyEvaluationsComeInPages() {
        List<DecisionRecord> many = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            many.add(kept.decide("s3:DeleteObject", "arn:aws:s3:::b/" + i, Context.EMPTY));
        }
        denied(many.toArray(DecisionRecord[]::new));

        List<String> resources = new ArrayList<>();
        @Nullable String token = null;
        int pages = 0;
        do {
            GetRequestAuthorizationDetailsOutput page = details(ROOT, id, token);
            page.evaluations().forEach(evaluation -> resources.add(evaluation.resource()));
            token = page.nextToken();
            pages++;
        } while (token != null);

        assertEquals(3, pages);
        assertEquals(many.stream().map(DecisionRecord::resource).toList(), resources);
    }

    @Test
    void aTokenIsForTheIdThatItWasGivenForAndCannotBeMade() {
        DecisionRecord[] many = new DecisionRecord[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = kept.decide("s3:DeleteObject", "arn:aws:s3:::b/" + i, Context.EMPTY);
        }
        denied(many);
        String other = AuthorizationId.next(ids);
        kept.keep(other, Kept.ACCOUNT, "AccessDenied", many);
        String token = details().nextToken();
        assertNotNull(token);

        assertEquals(1, details(ROOT, id, token).evaluations().size());
        assertEquals("400 ValidationException", refused(ROOT, other, token));
        assertEquals("400 ValidationException", refused(ROOT, id, "1"));
        assertEquals("400 ValidationException", refused(ROOT, id, ""));
    }
}
