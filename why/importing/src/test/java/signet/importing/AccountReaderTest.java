package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.importing.Files.ALLOW;
import static signet.importing.Files.TRUST;
import static signet.importing.Files.attached;
import static signet.importing.Files.group;
import static signet.importing.Files.groups;
import static signet.importing.Files.id;
import static signet.importing.Files.inline;
import static signet.importing.Files.json;
import static signet.importing.Files.page;
import static signet.importing.Files.policies;
import static signet.importing.Files.policy;
import static signet.importing.Files.profile;
import static signet.importing.Files.role;
import static signet.importing.Files.roles;
import static signet.importing.Files.user;
import static signet.importing.Files.users;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.CustomerPolicy;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.User;

/** What is read from what the AWS CLI prints, and what is refused in which words. */
class AccountReaderTest {
    private final Findings findings = new Findings();

    private AccountRecord read(String... files) {
        return AccountReader.read(Stream.of(files).map(Files::file).toList(), findings);
    }

    private AccountRecord good(String... files) {
        AccountRecord record = read(files);
        assertEquals(List.of(), findings.faults());
        return record;
    }

    @Test
    void aUserIsAsItIsInTheFile() {
        User user = good(page(users(user(
                        "Ann",
                        ",'GroupList':[]" + inline("UserPolicyList", "p", ALLOW)
                                + attached(
                                        "arn:aws:iam::aws:policy/ReadOnlyAccess",
                                        "arn:aws:iam::111122223333:policy/x/y")
                                + ",'PermissionsBoundary':{'PermissionsBoundaryType':'Policy',"
                                + "'PermissionsBoundaryArn':'arn:aws:iam::aws:policy/PowerUserAccess'}"
                                + ",'Tags':[{'Key':'b','Value':'2'},{'Key':'a','Value':''}]"))))
                .users()
                .getFirst()
                .user();

        assertEquals("arn:aws:iam::111122223333:user/Ann", user.arn());
        assertEquals(id("AIDA", "Ann"), user.id());
        assertEquals(Instant.parse("2024-02-03T04:05:06Z"), user.created());
        assertEquals(Map.of("p", json(ALLOW)), user.inline());
        assertEquals(
                List.of("arn:aws:iam::aws:policy/ReadOnlyAccess", "arn:aws:iam::111122223333:policy/x/y"),
                user.attached());
        assertEquals("arn:aws:iam::aws:policy/PowerUserAccess", user.boundary());
        assertEquals(List.of("b", "a"), List.copyOf(user.tags().keySet()), "the order of tags is kept");
        assertEquals(List.of(), findings.notes());
    }

    @Test
    void aRoleIsAsItIsInTheFile() {
        AccountRecord.OfRole read = good(page(roles(role(
                        "web",
                        TRUST,
                        ",'InstanceProfileList':[" + profile("web-profile", "web") + "]"
                                + ",'RoleLastUsed':{'LastUsedDate':'2025-01-02T03:04:05+02:00','Region':'eu-west-1'}"
                                + ",'MaxSessionDuration':7200,'Description':'the web'"))))
                .roles()
                .getFirst();

        Role role = read.role();
        assertEquals(json(TRUST), role.trust());
        assertEquals(7200, role.maxSessionSeconds());
        assertEquals("the web", role.description());
        assertEquals(role.id(), read.profiles().getFirst().roleId());
        assertEquals(
                new AccountRecord.LastUse(role.id(), "eu-west-1", Instant.parse("2025-01-02T01:04:05Z")),
                read.lastUsed());
        assertEquals(List.of(), findings.notes());
    }

    @Test
    void aRoleThatWasNeverUsedHasNoLastUse() {
        assertNull(good(page(roles(role("web", TRUST, ",'RoleLastUsed':{}"))))
                .roles()
                .getFirst()
                .lastUsed());
    }

    /** IAM API Reference, "GetAccountAuthorizationDetails": policies are URL-encoded compliant with RFC 3986; the CLI decodes. */
    @Test
    void aDocumentIsReadAsAnObjectAndPercentEncodedAndAsText() {
        String text = json(ALLOW);
        String encoded = URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        String quoted = "'" + text.replace("\"", "\\\"") + "'";
        AccountRecord account = read(page(users(
                user("a", inline("UserPolicyList", "p", ALLOW)),
                user("b", inline("UserPolicyList", "p", "'" + encoded + "'")))));
        AccountRecord other = AccountReader.read(
                List.of(new SourceFile(
                        "f",
                        json(page(users(user("c", ""))))
                                .replace(
                                        "\"CreateDate\"",
                                        "\"UserPolicyList\":[{\"PolicyName\":\"p\",\"PolicyDocument\":" + "\""
                                                + text.replace("\"", "\\\"") + "\"}],\"CreateDate\""))),
                findings);

        assertFalse(quoted.isEmpty());
        assertEquals(List.of(), findings.faults());
        assertEquals(Map.of("p", text), account.users().get(0).user().inline());
        assertEquals(Map.of("p", text), account.users().get(1).user().inline());
        assertEquals(Map.of("p", text), other.users().getFirst().user().inline());
    }

    @Test
    void pagesAndFilesAreOneAccount() {
        AccountRecord account = good(
                page(users(user("a", "")), "'IsTruncated':true,'Marker':'m'") + "\n" + page(users(user("b", ""))),
                "[" + page(groups(group("g", ""))) + "," + page(roles(role("r", TRUST, ""))) + "]");

        assertEquals("2 users, 1 groups, 1 roles, 0 policies, 0 instance profiles", account.summary());
        assertEquals(Files.ACCOUNT, account.account());
    }

    @Test
    void whatIsInTwoPagesAlikeIsThereOnce() {
        assertEquals(
                1,
                good(page(users(user("a", ""))), page(users(user("a", ""))))
                        .users()
                        .size());
    }

    @Test
    void allVersionsOfAPolicyAreKeptOldestFirst() {
        String versions =
                "{'PolicyName':'p','PolicyId':'ANPAPPPPPPPPPPPPPPPPP','Arn':'arn:aws:iam::111122223333:policy/t/p',"
                        + "'Path':'/t/','DefaultVersionId':'v3','CreateDate':'2024-02-03T04:05:06Z',"
                        + "'UpdateDate':'2024-03-03T04:05:06Z','Description':'d','PolicyVersionList':["
                        + "{'Document':" + ALLOW
                        + ",'VersionId':'v12','IsDefaultVersion':false,'CreateDate':'2024-05-03T04:05:06Z'},"
                        + "{'Document':" + ALLOW.replace("s3", "sqs")
                        + ",'VersionId':'v3','IsDefaultVersion':true,'CreateDate':'2024-04-03T04:05:06Z'}]}";

        CustomerPolicy policy =
                good(page(policies(versions))).policies().getFirst().policy();

        assertEquals(
                List.of("v3", "v12"),
                policy.versions().stream().map(CustomerPolicy.Version::id).toList());
        assertEquals(json(ALLOW.replace("s3", "sqs")), policy.document());
        assertEquals(13, policy.nextVersion(), "numbers are never used again");
        assertEquals("arn:aws:iam::111122223333:policy/t/p", policy.arn());
        assertEquals("d", policy.description());
    }

    @Test
    void aPolicyOfAwsIsKeptAsItIsInTheFile() {
        String policy = policy("ReadOnlyAccess", ALLOW, "").replace(":iam::111122223333:", ":iam::aws:");

        RecordedPolicy read =
                good(page(users(user("a", "")), policies(policy))).ofAws().getFirst();

        assertEquals("arn:aws:iam::aws:policy/ReadOnlyAccess", read.arn());
        assertEquals(json(ALLOW), read.document());
    }

    @Test
    void whatAwsMayHaveAddedIsLeftOutAndSaid() {
        good(page(users(user("a", ",'Mood':'good'")), "'Extra':1"));

        assertEquals(
                List.of(
                        "account.json: \"Mood\" of a user is not known and left out",
                        "account.json: \"Extra\" of a page is not known and left out"),
                findings.notes());
    }

    static Stream<Arguments> faults() {
        String ann = user("ann", "");
        return Stream.of(
                Arguments.of("", "account.json: the file: has no JSON object"),
                Arguments.of("7", "account.json: the file: has a value that is no JSON object"),
                Arguments.of(
                        "{'Users':[]}",
                        "account.json: the file: is not what aws iam get-account-authorization-details prints: it has no"
                                + " UserDetailList, GroupDetailList, RoleDetailList or Policies"),
                Arguments.of(
                        page(users()),
                        "account.json: the file: no user, group, role or policy says which account it is of"),
                Arguments.of(
                        page(users(ann), "'IsTruncated':true"),
                        "account.json: the file: IsTruncated is true on every page: the last one is missing"),
                Arguments.of(
                        page(users(ann.replace("'UserId'", "'UserIx'"))), "account.json: user ann: UserId is missing"),
                Arguments.of(
                        page(users(ann.replace(id("AIDA", "ann"), "AROAANN"))),
                        "account.json: user ann: UserId \"AROAANN\" has not the form that AWS gives it"),
                Arguments.of(
                        page(users(ann.replace("2024-02-03T04:05:06+00:00", "yesterday"))),
                        "account.json: user ann: CreateDate \"yesterday\" is no time such as 2026-11-23T10:00:00+00:00"),
                Arguments.of(
                        page(users(ann.replace(":user/ann", ":user/bob"))),
                        "account.json: user ann: Arn \"arn:aws:iam::111122223333:user/bob\" is not"
                                + " arn:aws:iam::ACCOUNT:user/ann; other partitions than aws are not there"),
                Arguments.of(
                        page(users(ann.replace("arn:aws:", "arn:aws-cn:"))),
                        "account.json: user ann: Arn \"arn:aws-cn:iam::111122223333:user/ann\" is not"
                                + " arn:aws:iam::ACCOUNT:user/ann; other partitions than aws are not there"),
                Arguments.of(
                        page(users(ann, user("bob", "").replace("111122223333", "444455556666"))),
                        "account.json: user bob: is of account 444455556666, and others are of 111122223333"),
                Arguments.of(
                        page(users(ann, ann.replace("04:05:06", "04:05:07"))),
                        "account.json: user ann: is there twice, and not the same"),
                Arguments.of(
                        page(users(user("ann", ",'GroupList':'g'"))), "account.json: user ann: GroupList is no list"),
                Arguments.of(
                        page(users(user("ann", ",'GroupList':[7]"))),
                        "account.json: user ann: GroupList has what is no name"),
                Arguments.of(
                        page(users(user("ann", inline("UserPolicyList", "p", "7")))),
                        "account.json: user ann, policy p: PolicyDocument is neither an object nor a text"),
                Arguments.of(
                        page(users(user("ann", ",'UserPolicyList':[{'PolicyName':'p'}]"))),
                        "account.json: user ann, policy p: PolicyDocument is missing"),
                Arguments.of(
                        page(users(user("ann", ",'Tags':[{'Key':'a','Value':'1'},{'Key':'a','Value':'2'}]"))),
                        "account.json: user ann: the tag \"a\" is there twice"),
                Arguments.of(
                        page(users(user(
                                "ann",
                                ",'AttachedManagedPolicies':[{'PolicyName':'x','PolicyArn':"
                                        + "'arn:aws:iam::aws:policy/y'}]"))),
                        "account.json: user ann, AttachedManagedPolicies[0]: PolicyName is \"x\", but PolicyArn"
                                + " arn:aws:iam::aws:policy/y"),
                Arguments.of(
                        page(users(user("ann", attached("arn:aws:iam::aws:policy/y", "arn:aws:iam::aws:policy/y")))),
                        "account.json: user ann, AttachedManagedPolicies[1]: arn:aws:iam::aws:policy/y is attached twice"),
                Arguments.of(
                        page(users(user("ann", ",'AttachedManagedPolicies':{}"))),
                        "account.json: user ann: AttachedManagedPolicies is no list"),
                Arguments.of(
                        page(users(user("ann", ",'PermissionsBoundary':'x'"))),
                        "account.json: user ann: PermissionsBoundary is no object"),
                Arguments.of(
                        page(roles(role("web", TRUST, ",'MaxSessionDuration':60"))),
                        "account.json: role web: MaxSessionDuration is not from 3600 to 43200"),
                Arguments.of(
                        page(roles(role("web", TRUST, ",'InstanceProfileList':[" + profile("p", "other") + "]"))),
                        "account.json: instance profile p: has not just the role inside that it is listed with"),
                Arguments.of(
                        page(policies(policy("p", ALLOW, "")
                                .replace("'DefaultVersionId':'v1'", "'DefaultVersionId':'v2'")
                                .replace("'IsDefaultVersion':true", "'IsDefaultVersion':false"))),
                        "account.json: policy p: the version in force, v2, is missing"),
                Arguments.of(
                        page(policies(
                                policy("p", ALLOW, "").replace("'IsDefaultVersion':true", "'IsDefaultVersion':false"))),
                        "account.json: policy p v1: IsDefaultVersion does not fit DefaultVersionId v1"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFaultIsNamedByFileEntityAndReason(String text, String fault) {
        read(text);

        assertEquals(List.of(fault), Files.faults(findings));
        assertEquals(1, findings.refusing(true).size(), "it is not passed over");
    }

    @Test
    void everyFaultIsFoundInOneReading() {
        read(page(
                users(user("ann", "").replace("'Path':'/',", ""), user("bob", inline("UserPolicyList", "p", "{}"))),
                roles(role("web", "{'Statement':[]}", ""))));

        List<String> found = Files.faults(findings);
        assertEquals(3, found.size(), found::toString);
        assertEquals("account.json: user ann: Path is missing", found.get(0));
        assertTrue(
                found.get(1)
                        .startsWith("account.json: user bob, policy p, PolicyDocument: cannot be read as an"
                                + " identity-based policy: "),
                found.get(1));
        assertTrue(
                found.get(2)
                        .startsWith("account.json: role web, AssumeRolePolicyDocument: cannot be read as the role"
                                + " trust policy: "),
                found.get(2));
    }

    @Test
    void aPolicyThatCannotBeReadIsAFaultThatDenies() {
        AccountRecord account = read(page(users(user("bob", inline("UserPolicyList", "p", "'%7B%7'")))));

        assertEquals(1, findings.refusing(false).size());
        assertEquals(List.of(), findings.refusing(true));
        assertEquals(Map.of("p", "%7B%7"), account.users().getFirst().user().inline(), "it is kept as it is");
    }

    /** IAM User Guide, "Version": documents of 2008-10-17 are still in force where they were made before. */
    @Test
    void aPolicyThatIsOlderThanTodaysRulesIsNoFault() {
        good(page(users(user("bob", inline("UserPolicyList", "p", ALLOW.replace("2012-10-17", "2008-10-17"))))));
    }

    @Test
    void theSameMemberTwiceIsNoJson() {
        AccountReader.read(
                List.of(new SourceFile("f.json", "{\"UserDetailList\":[],\n \"UserDetailList\":[]}")), findings);

        String fault = Files.faults(findings).getFirst();
        assertTrue(fault.startsWith("f.json: the file: is no JSON: "), fault);
        assertTrue(fault.contains("line 2"), fault);
    }

    @Test
    void noFileIsNoAccount() {
        AccountReader.read(List.of(), findings);

        assertEquals(
                List.of("no file: the file: no user, group, role or policy says which account it is of"),
                Files.faults(findings));
    }
}
