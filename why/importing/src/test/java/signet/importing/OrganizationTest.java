package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.importing.Files.json;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.Membership;
import signet.identity.OrganizationPolicy;
import signet.identity.Permissions;
import signet.identity.PolicyTarget;
import signet.identity.PolicyTexts;
import signet.identity.Tables;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.SourcedPolicy;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

/** An organization as the operations of AWS Organizations tell of it, and what it means for an account. */
class OrganizationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String DENY =
            "{'Version':'2012-10-17','Statement':[{'Effect':'Deny','Action':'iam:*','Resource':'*'}]}";
    private static final String UNIT = "{'Id':'ou-ab12-11111111','Name':'Prod','ParentId':'r-ab12'}";
    private static final String MEMBERS =
            "{'Id':'111122223333','Name':'prod','Email':'p@example.com','ParentId':'ou-ab12-11111111'"
                    + ",'JoinedTimestamp':'2024-02-03T04:05:06+00:00'},{'Id':'444455556666','ParentId':'r-ab12'}";
    private static final String FULL = policy(
                    "p-FullAWSAccess", "SERVICE_CONTROL_POLICY", "{}", "r-ab12", "ou-ab12-11111111", "111122223333")
            .replace("'AwsManaged':false", "'AwsManaged':true");

    private final State state = State.open(new ReferenceStore(), Tables.all());
    private final Permissions permissions = new Permissions(ManagedPolicies.load(), new PolicyTexts());
    private final Findings findings = new Findings();

    @AfterEach
    void close() {
        state.close();
    }

    private static String policy(String id, String type, String content, String... targets) {
        StringBuilder list = new StringBuilder();
        for (String target : targets) {
            list.append(list.isEmpty() ? "" : ",")
                    .append("{'TargetId':'")
                    .append(target)
                    .append("','Type':'X'}");
        }
        return "{'PolicySummary':{'Id':'" + id + "','Arn':'arn:aws:organizations::x','Name':'" + id
                + "','Description':''," + "'Type':'" + type + "','AwsManaged':false},'Content':" + content
                + ",'Targets':[" + list + "]}";
    }

    private static String bundle(String units, String accounts, String... policies) {
        return "{'Organization':{'Id':'o-abcdefghij','MasterAccountId':'444455556666','FeatureSet':'ALL'},"
                + "'Roots':[{'Id':'r-ab12','Name':'Root','PolicyTypes':[{'Type':'SERVICE_CONTROL_POLICY','Status':'ENABLED'},"
                + "{'Type':'TAG_POLICY','Status':'ENABLED'},{'Type':'RESOURCE_CONTROL_POLICY','Status':'PENDING_ENABLE'}]}],"
                + "'OrganizationalUnits':[" + units + "],'Accounts':[" + accounts + "],'Policies':["
                + String.join(",", policies) + "]}";
    }

    private Optional<OrganizationRecord> read(String text) {
        return OrganizationReader.read(new SourceFile("org.json", json(text)), NOW, findings);
    }

    private void load(String text, String account, boolean replace) {
        OrganizationRecord record = read(text).orElseThrow(() -> new AssertionError(Files.faults(findings)));
        state.change(tx -> new OrganizationImport(record, findings).write(tx, account, replace));
    }

    private List<List<String>> control(String account) {
        return permissions
                .control(state.current(), account, OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                .map(levels -> levels.stream()
                        .map(level -> level.stream().map(SourcedPolicy::source).toList())
                        .toList())
                .orElse(List.of());
    }

    @Test
    void theControlPoliciesOfEveryLevelLimitTheAccount() {
        load(
                bundle(UNIT, MEMBERS, FULL, policy("p-deny1234", "SERVICE_CONTROL_POLICY", DENY, "ou-ab12-11111111")),
                "111122223333",
                false);

        String full = "arn:aws:organizations::aws:policy/service_control_policy/p-FullAWSAccess";
        String own = "arn:aws:organizations::444455556666:policy/o-abcdefghij/service_control_policy/p-deny1234";
        assertEquals(List.of(List.of(full), List.of(full, own), List.of(full)), control("111122223333"));
        Membership place = Membership.of(state.current(), "111122223333").orElseThrow();
        assertEquals("o-abcdefghij/r-ab12/ou-ab12-11111111/", place.unitPath());
        assertEquals(
                List.of(OrganizationPolicy.Type.SERVICE_CONTROL_POLICY),
                place.organization().enabled(),
                "what is pending is not in force, and tag policies decide nothing");
        assertEquals(List.of(), Files.faults(findings));
    }

    @Test
    void onlyTheImportedAccountIsPutIntoIt() {
        load(bundle(UNIT, MEMBERS, FULL), "111122223333", false);

        assertTrue(state.current().get(Tables.MEMBER_ACCOUNTS, "444455556666").isEmpty());
    }

    @Test
    void aSecondAccountJoinsTheSameOrganization() {
        String text = bundle(UNIT, MEMBERS, FULL);
        load(text, "111122223333", false);
        load(text, "444455556666", false);

        assertEquals(List.of(), Files.faults(findings));
        assertEquals(List.of(), control("444455556666"), "the management account is not limited");
    }

    @Test
    void anOrganizationThatDiffersIsReplacedOnlyWhenAskedFor() {
        load(bundle(UNIT, MEMBERS, FULL), "111122223333", false);
        String changed = bundle(UNIT, MEMBERS, FULL, policy("p-deny1234", "SERVICE_CONTROL_POLICY", DENY, "r-ab12"));

        load(changed, "444455556666", false);
        assertEquals(
                List.of(
                        "org.json: organization o-abcdefghij: is on this server already, and differs: with --replace the"
                                + " file's takes its place for all accounts that are in it"),
                Files.faults(findings));
        assertEquals(1, control("111122223333").getFirst().size());

        load(changed, "444455556666", true);
        assertEquals(2, control("111122223333").getFirst().size());
    }

    @Test
    void anAccountThatTheFileDropsIsNotSilentlyFree() {
        load(bundle(UNIT, MEMBERS, FULL), "111122223333", false);

        load(
                bundle(UNIT, "{'Id':'444455556666','ParentId':'r-ab12'}").replace("'ENABLED'", "'PENDING_DISABLE'"),
                "444455556666",
                true);

        assertEquals(
                List.of(
                        "org.json: organization o-abcdefghij: account 111122223333 is in it on this server, and not in the"
                                + " file"),
                Files.faults(findings));
    }

    @Test
    void anAccountThatIsNotInTheFileIsNotInIt() {
        load(bundle(UNIT, MEMBERS, FULL), "777788889999", false);

        assertEquals(
                List.of("org.json: organization o-abcdefghij: account 777788889999 is not among its accounts"),
                Files.faults(findings));
    }

    @Test
    void unitsMayBeFiveDeep() {
        StringBuilder units = new StringBuilder();
        String parent = "r-ab12";
        for (int i = 1; i <= 5; i++) {
            String id = "ou-ab12-" + String.valueOf(i).repeat(8);
            units.append(i == 1 ? "" : ",").append("{'Id':'" + id + "','Name':'n','ParentId':'" + parent + "'}");
            parent = id;
        }
        load(bundle(units.toString(), "{'Id':'111122223333','ParentId':'" + parent + "'}"), "111122223333", false);

        assertEquals(
                7,
                Membership.of(state.current(), "111122223333").orElseThrow().path().stream()
                        .map(PolicyTarget::id)
                        .distinct()
                        .count());
    }

    static Stream<Arguments> faults() {
        String good = bundle(UNIT, MEMBERS, FULL);
        return Stream.of(
                Arguments.of("{}", "org.json: the file: Organization is missing"),
                Arguments.of("{} {}", "org.json: the file: has more than one JSON object"),
                Arguments.of(
                        good.replace("'o-abcdefghij'", "'o-1'"),
                        "org.json: organization: Id \"o-1\" has not the form that AWS gives it"),
                Arguments.of(
                        good.replace("'ParentId':'ou-ab12-11111111'", "'ParentId':'ou-ab12-22222222'"),
                        "org.json: account 111122223333: is not under the root r-ab12"),
                Arguments.of(
                        bundle(UNIT.replace("'ParentId':'r-ab12'", "'ParentId':'ou-ab12-11111111'"), ""),
                        "org.json: unit ou-ab12-11111111: is not under the root r-ab12"),
                Arguments.of(bundle(UNIT + "," + UNIT, MEMBERS), "org.json: unit ou-ab12-11111111: is there twice"),
                Arguments.of(
                        bundle(UNIT, MEMBERS, policy("p-deny1234", "SERVICE_CONTROL_POLICY", DENY, "r-zz99")),
                        "org.json: policy p-deny1234: is attached to r-zz99, which is not there"),
                Arguments.of(
                        bundle(
                                UNIT,
                                MEMBERS,
                                policy("p-deny1234", "SERVICE_CONTROL_POLICY", DENY)
                                        .replace("'Targets':[]", "'Target':[]")),
                        "org.json: policy p-deny1234: Targets is missing: what aws organizations list-targets-for-policy"
                                + " tells"),
                Arguments.of(
                        bundle(UNIT, MEMBERS, FULL.replace("p-FullAWSAccess", "p-OtherAccess")),
                        "org.json: policy p-OtherAccess: is AWS's own, and not known here"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedByFileEntityAndReason(String text, String fault) {
        assertTrue(read(text).isEmpty());

        assertEquals(List.of(fault), Files.faults(findings));
        assertEquals(1, findings.refusing(true).size());
    }

    @Test
    void aPolicyThatCannotBeReadDeniesTheAccountAll() {
        load(
                bundle(UNIT, MEMBERS, policy("p-deny1234", "SERVICE_CONTROL_POLICY", "'{'", "r-ab12")),
                "111122223333",
                false);

        assertEquals(1, findings.faults().size());
        assertEquals(List.of(), findings.refusing(true));
        org.junit.jupiter.api.Assertions.assertThrows(IllegalStateException.class, () -> control("111122223333"));
    }

    @Test
    void policiesThatDecideNothingAreLeftOutAndThatIsSaid() {
        load(bundle(UNIT, MEMBERS, policy("p-tags1234", "TAG_POLICY", "{}", "r-ab12")), "111122223333", false);

        assertEquals(
                List.of("org.json: policies of type TAG_POLICY take no part in decisions and are left out"),
                findings.notes());
    }
}
