package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Caller;
import signet.identity.Account;
import signet.identity.Role;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.policy.Principal;
import signet.snapshot.State;
import signet.store.contract.ReferenceStore;

class SubjectsTest {
    private static final String HERE = "111122223333";
    private static final String THERE = "444455556666";
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    private final State state = State.open(new ReferenceStore(), Tables.all());

    SubjectsTest() {
        state.change(tx -> {
            for (String account : List.of(HERE, THERE)) {
                tx.put(Tables.ACCOUNTS, account, new Account(account, null, NOW));
            }
            for (User user : List.of(
                    User.create(HERE, "/", "ann", "AIDAANN", NOW),
                    User.create(HERE, "/team/", "both", "AIDABOTH", NOW),
                    User.create(THERE, "/", "zoe", "AIDAZOE", NOW))) {
                tx.put(Tables.USERS, user.key(), user);
            }
            for (Role role : List.of(
                    Role.create(HERE, "/", "S3Access", "AROAS3", NOW, "{}"),
                    Role.create(HERE, "/", "both", "AROABOTH", NOW, "{}"),
                    Role.create(
                            HERE,
                            "/aws-service-role/rds.amazonaws.com/",
                            "AWSServiceRoleForRDS",
                            "AROARDS",
                            NOW,
                            "{}"))) {
                tx.put(Tables.ROLES, role.key(), role);
            }
        });
    }

    private Subjects subjects() {
        return new Subjects(state.current(), NOW);
    }

    private Caller named(String who) throws UnknownSubjectException {
        return subjects().named(HERE, who);
    }

    @ParameterizedTest
    @CsvSource({
        "ann, arn:aws:iam::111122223333:user/ann",
        "user/ann, arn:aws:iam::111122223333:user/ann",
        "ANN, arn:aws:iam::111122223333:user/ann",
        "arn:aws:iam::111122223333:user/ann, arn:aws:iam::111122223333:user/ann",
        "user/both, arn:aws:iam::111122223333:user/team/both",
        "arn:aws:iam::111122223333:user/team/both, arn:aws:iam::111122223333:user/team/both",
        "arn:aws:iam::444455556666:user/zoe, arn:aws:iam::444455556666:user/zoe",
        "S3Access, arn:aws:sts::111122223333:assumed-role/S3Access/signet",
        "role/both, arn:aws:sts::111122223333:assumed-role/both/signet",
        "arn:aws:iam::111122223333:role/S3Access, arn:aws:sts::111122223333:assumed-role/S3Access/signet",
        "arn:aws:sts::111122223333:assumed-role/S3Access/i-0, arn:aws:sts::111122223333:assumed-role/S3Access/i-0",
        "root, arn:aws:iam::111122223333:root",
        "arn:aws:iam::444455556666:root, arn:aws:iam::444455556666:root",
        "ec2.amazonaws.com, ec2.amazonaws.com",
        "anonymous, anonymous",
        "*, anonymous"
    })
    void everyFormNamesItsPrincipal(String who, String arn) throws UnknownSubjectException {
        assertEquals(arn, named(who).arn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zoe",
                "",
                "user/S3Access",
                "role/ann",
                "group/ann",
                "arn:aws:iam::111122223333:user/both",
                "arn:aws:iam::111122223333:user/wrong/ann",
                "arn:aws:iam::111122223333:role/team/S3Access",
                "arn:aws:sts::111122223333:assumed-role/S3Access",
                "arn:aws:iam::999999999999:root",
                "arn:aws:iam::111122223333:root/x",
                "arn:aws:iam::111122223333:group/g",
                "arn:aws:s3:::bucket",
                "arn:aws:iam::444455556666:user/ann"
            })
    void whoIsNotThereIsNobody(String who) {
        assertThrows(UnknownSubjectException.class, () -> named(who), who);
    }

    @Test
    void aNameOfTwoSaysHowToTellThemApart() {
        UnknownSubjectException unclear = assertThrows(UnknownSubjectException.class, () -> named("both"));

        assertEquals("both is a user and a role: write user/both or role/both", unclear.getMessage());
    }

    @Test
    void aRoleAsksByAFreshSessionWithoutLimits() throws UnknownSubjectException {
        Caller.RoleSession caller = assertInstanceOf(Caller.RoleSession.class, named("S3Access"));
        Session session = Objects.requireNonNull(caller.session());

        assertEquals(NOW, session.issued());
        assertEquals(NOW.plus(Duration.ofHours(1)), session.expires());
        assertEquals(false, session.hasSessionPolicies());
        assertEquals("AROAS3:signet", caller.userId());
    }

    @Test
    void aServiceLinkedRoleIsKnownAsOne() throws UnknownSubjectException {
        Principal principal = named("AWSServiceRoleForRDS").principal();

        assertEquals(
                true, assertInstanceOf(Principal.RoleSession.class, principal).serviceLinked());
    }

    @Test
    void allAreTheAccountsUsersAndRolesAndNobodyElse() {
        assertEquals(
                List.of("ann", "both", "AWSServiceRoleForRDS/signet", "both/signet", "S3Access/signet"),
                subjects().all(HERE).stream()
                        .map(caller -> caller.arn().replaceFirst(".*(user/team|user|assumed-role)/", ""))
                        .toList());
        assertEquals(1, subjects().all(THERE).size());
        assertEquals(List.of(), subjects().all("999999999999"));
    }
}
