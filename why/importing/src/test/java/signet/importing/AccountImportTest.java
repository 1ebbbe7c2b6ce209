package signet.importing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.importing.Files.ACCOUNT;
import static signet.importing.Files.ALLOW;
import static signet.importing.Files.TRUST;
import static signet.importing.Files.attached;
import static signet.importing.Files.file;
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

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import signet.identity.AccessKey;
import signet.identity.Account;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.MfaDevice;
import signet.identity.Permissions;
import signet.identity.PolicyTexts;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.TrustPolicies;
import signet.identity.User;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.PolicyKind;
import signet.snapshot.State;
import signet.snapshot.View;
import signet.store.contract.ReferenceStore;

/** What becomes of a recorded account in the state, and that nothing does when it does not fit together. */
class AccountImportTest {
    private static final ManagedPolicies KNOWN = ManagedPolicies.load();
    private static final String READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess";
    private static final String OTHER = "444455556666";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final State state = State.open(new ReferenceStore(), Tables.all());
    private final Permissions permissions = new Permissions(KNOWN, new PolicyTexts());

    @AfterEach
    void close() {
        state.close();
    }

    /** An import is refused; what was found is in the message. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private Findings load(boolean keepGoing, String... files) {
        Findings findings = new Findings();
        AccountRecord record =
                AccountReader.read(Stream.of(files).map(Files::file).toList(), findings);
        try {
            state.change(tx -> {
                tx.put(Tables.ACCOUNTS, record.account(), new Account(record.account(), null, NOW));
                new AccountImport(record, KNOWN, findings).write(tx);
                if (!findings.refusing(keepGoing).isEmpty()) {
                    throw new Refused();
                }
            });
        } catch (Refused e) {
            assertTrue(state.current().under(Tables.USERS, ACCOUNT).isEmpty(), "nothing was written");
        }
        return findings;
    }

    private Findings good(String... files) {
        Findings findings = load(false, files);
        assertEquals(List.of(), Files.faults(findings));
        return findings;
    }

    private View view() {
        return state.current();
    }

    private User userNamed(String name) {
        return view().get(Tables.USERS, Tables.key(ACCOUNT, name)).orElseThrow();
    }

    private Role roleNamed(String name) {
        return view().get(Tables.ROLES, Tables.key(ACCOUNT, name)).orElseThrow();
    }

    private static String trust(String principal) {
        return "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Principal':{'AWS':" + principal
                + "},'Action':'sts:AssumeRole'}]}";
    }

    @Test
    void everythingIsThereAndHangsTogether() {
        good(page(
                users(user("ann", ",'GroupList':['ops','dev']" + attached("arn:aws:iam::111122223333:policy/p"))),
                groups(group("ops", ""), group("dev", inline("GroupPolicyList", "g", ALLOW))),
                roles(role("web", TRUST, ",'InstanceProfileList':[" + profile("web-profile", "web") + "]")),
                policies(policy("p", ALLOW, "").replace("'AttachmentCount':0", "'AttachmentCount':1"))));

        User ann = userNamed("ann");
        assertEquals(List.of(id("AGPA", "ops"), id("AGPA", "dev")), ann.groups(), "in the order of the file");
        assertEquals(2, permissions.identity(view(), ann).size());
        InstanceProfile profile = view().findOne(
                        Tables.INSTANCE_PROFILES_BY_ROLE, roleNamed("web").id())
                .orElseThrow();
        assertEquals("arn:aws:iam::111122223333:instance-profile/web-profile", profile.arn());
        Group dev = view().get(Tables.GROUPS, Tables.key(ACCOUNT, "dev")).orElseThrow();
        assertEquals(Map.of("g", json(ALLOW)), dev.inline());
    }

    /** IAM User Guide, "AWS JSON policy elements: Principal": IAM stores users and roles by their unique ids. */
    @Test
    void aTrustPolicyHoldsUniqueIdsAndIsShownAsItWas() {
        String principals = "['arn:aws:iam::111122223333:user/ann','arn:aws:iam::111122223333:role/a']";
        good(page(
                users(user("ann", "")),
                roles(role("a", trust("'111122223333'"), ""), role("z", trust(principals), ""))));

        String stored = roleNamed("z").trust();
        assertTrue(stored.contains(id("AIDA", "ann")) && stored.contains(id("AROA", "a")), stored);
        assertEquals(
                json(trust(principals)), TrustPolicies.shown(view(), permissions.compiled(PolicyKind.TRUST, stored)));
    }

    @Test
    void whoeverIsOfAnAccountThatIsNotHereIsKeptAsWrittenAndSaid() {
        String away = "'arn:aws:iam::999900001111:role/deploy'";
        Findings findings =
                good(page(roles(role("r", trust(away), ""), role("s", trust("'AROAGONEGONEGONEGONEG'"), ""))));

        assertEquals(json(trust(away)), roleNamed("r").trust());
        assertEquals(
                List.of(
                        "account.json: role r names arn:aws:iam::999900001111:role/deploy, which is not on this server",
                        "account.json: role s names AROAGONEGONEGONEGONEG, which is not on this server"),
                findings.notes());
    }

    static Stream<Arguments> misfits() {
        String gone = "arn:aws:iam::111122223333:policy/gone";
        return Stream.of(
                Arguments.of(
                        page(users(user("ann", ",'GroupList':['ops']"))),
                        "account.json: user ann: is in group ops, which is not there"),
                Arguments.of(
                        page(users(user("ann", ""), user("ANN", ""))),
                        "account.json: user ANN: there is another of the same name, but for upper and lower case"),
                Arguments.of(
                        page(users(user("ann", ""), user("bob", "").replace(id("AIDA", "bob"), id("AIDA", "ann")))),
                        "account.json: user bob: has the unique id " + id("AIDA", "ann") + ", which another has too"),
                Arguments.of(
                        page(roles(role("r", trust("'arn:aws:iam::111122223333:role/nobody'"), ""))),
                        "account.json: role r: names arn:aws:iam::111122223333:role/nobody, which is not there"),
                Arguments.of(
                        page(groups(group("ops", attached(gone)))),
                        "account.json: group ops: " + gone
                                + " is attached, and not there: whoever has it is denied everything"),
                Arguments.of(
                        page(users(user("ann", ",'PermissionsBoundary':{'PermissionsBoundaryArn':'" + gone + "'}"))),
                        "account.json: user ann: " + gone
                                + " is its permissions boundary, and not there: whoever has it is denied everything"));
    }

    @ParameterizedTest
    @MethodSource("misfits")
    void whatDoesNotFitTogetherIsRefused(String text, String fault) {
        Findings findings = load(false, text);

        assertEquals(List.of(fault), Files.faults(findings));
        assertTrue(view().get(Tables.ACCOUNTS, ACCOUNT).isEmpty());
    }

    @Test
    void whatIsPassedOverDenies() {
        String gone = "arn:aws:iam::111122223333:policy/gone";
        Findings findings = load(
                true,
                page(
                        users(
                                user("ann", attached(gone)),
                                user("bob", inline("UserPolicyList", "p", "{}")),
                                user("eve", "")),
                        roles(role("r", "{'Statement':7}", ""))));

        assertEquals(3, findings.faults().size(), () -> Files.faults(findings).toString());
        assertThrows(IllegalStateException.class, () -> permissions.identity(view(), userNamed("ann")));
        assertThrows(IllegalStateException.class, () -> permissions.identity(view(), userNamed("bob")));
        assertThrows(IllegalStateException.class, () -> permissions.trust(roleNamed("r")));
        assertEquals(List.of(), permissions.identity(view(), userNamed("eve")));
    }

    @Test
    void aPolicyOfAwsIsInForceAsTheFileHasIt() {
        String old = policy("ReadOnlyAccess", ALLOW, "").replace(":iam::111122223333:", ":iam::aws:");
        String own = policy("NoSuchThing", ALLOW, "").replace(":iam::111122223333:", ":iam::aws:");
        Findings findings = good(page(users(user("ann", attached(READ_ONLY))), policies(old, own)));

        assertEquals(Optional.of(json(ALLOW)), permissions.document(view(), ACCOUNT, READ_ONLY));
        assertEquals(
                Optional.of(KNOWN.byArn(READ_ONLY).orElseThrow().document()),
                permissions.document(view(), OTHER, READ_ONLY));
        String newest = KNOWN.byArn(READ_ONLY).orElseThrow().defaultVersionId();
        assertEquals(
                List.of(
                        READ_ONLY + " differs: v1 of the files is in force in this account, not " + newest
                                + ", as Signet knows it",
                        "arn:aws:iam::aws:policy/NoSuchThing is not known to Signet: v1 of the files is in force in this"
                                + " account"),
                findings.notes());
    }

    @Test
    void aPolicyOfAwsThatTheFileLacksIsAsSignetKnowsItAndThatIsSaid() {
        String newest = KNOWN.byArn(READ_ONLY).orElseThrow().defaultVersionId();

        Findings findings = good(page(users(user("ann", attached(READ_ONLY)))));

        assertEquals(
                List.of(READ_ONLY + " is used, but not among the policies of the files: " + newest
                        + ", as Signet knows it, is in force"),
                findings.notes());
    }

    @Test
    void thatAttachmentsAreMissingIsSaid() {
        Findings findings =
                good(page(policies(policy("p", ALLOW, "").replace("'AttachmentCount':0", "'AttachmentCount':2"))));

        assertEquals(
                List.of(
                        "arn:aws:iam::111122223333:policy/p has AttachmentCount 2, and the files show 0 attachments: they"
                                + " may not be the whole account"),
                findings.notes());
    }

    @Test
    void whatTheFilesDontHaveIsGoneAfterwards() {
        good(page(
                users(user("ann", ""), user("bob", "")),
                groups(group("g", "")),
                roles(role("r", TRUST, ",'InstanceProfileList':[" + profile("p", "r") + "]")),
                policies(policy("p", ALLOW, ""))));
        String ann = userNamed("ann").id();
        String bob = userNamed("bob").id();
        state.change(tx -> {
            Stream.of(ann, bob, ACCOUNT)
                    .forEach(owner -> tx.put(
                            Tables.ACCESS_KEYS,
                            "AKIA" + owner,
                            new AccessKey("AKIA" + owner, "s", ACCOUNT, owner, true, NOW)));
            MfaDevice device = MfaDevice.create(ACCOUNT, "/", "phone", new byte[40], NOW, Map.of())
                    .enabledFor(bob, NOW);
            tx.put(Tables.MFA_DEVICES, device.key(), device);
        });

        good(page(users(user("ann", ""))));

        for (var table : List.of(Tables.GROUPS, Tables.ROLES, Tables.POLICIES, Tables.INSTANCE_PROFILES)) {
            assertTrue(view().under(table, ACCOUNT + "/").isEmpty(), table.name());
        }
        assertEquals(1, view().under(Tables.USERS, ACCOUNT + "/").size());
        assertTrue(view().get(Tables.ACCESS_KEYS, "AKIA" + ann).isPresent(), "who stays keeps the keys");
        assertTrue(view().get(Tables.ACCESS_KEYS, "AKIA" + ACCOUNT).isPresent(), "the root user's stay");
        assertTrue(view().get(Tables.ACCESS_KEYS, "AKIA" + bob).isEmpty(), "nobody signs for who is gone");
        assertTrue(view().find(Tables.MFA_DEVICES_BY_OWNER, bob).isEmpty());
    }

    @Test
    void anotherAccountIsNotTouchedAndItsIdsAreItsOwn() {
        state.change(tx -> {
            User user = User.create(OTHER, "/", "ann", id("AIDA", "ann"), NOW);
            tx.put(Tables.USERS, user.key(), user);
        });

        Findings findings = load(false, page(users(user("ann", ""), user("bob", ""))));

        assertEquals(
                List.of("account.json: user ann: has the unique id " + id("AIDA", "ann") + ", which account " + OTHER
                        + " has too"),
                Files.faults(findings));
        assertEquals(1, view().under(Tables.USERS, OTHER + "/").size());
    }

    @Test
    void theSameFilesTwiceChangeNothing() {
        String text = page(users(user("ann", ",'GroupList':['ops']")), groups(group("ops", "")));
        good(text);
        User before = userNamed("ann");

        good(text);

        assertEquals(before, userNamed("ann"));
        assertEquals(file(text), file(text));
    }
}
