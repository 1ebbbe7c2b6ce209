package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.User;

/** Users whose access keys or passwords somebody may make. */
class ImpersonatingTest {
    private final Seed seed = new Seed();
    private final User boss = seed.addUser("boss");

    private List<Hop> hops() {
        return seed.paths().hops(Seed.MALLORY);
    }

    private List<String> methods() {
        return hops().stream().map(Hop::method).toList();
    }

    @ParameterizedTest
    @CsvSource({"0, iam:CreateAccessKey", "1, iam:CreateAccessKey", "2, iam:DeleteAccessKey + iam:CreateAccessKey"})
    void aThirdKeyNeedsOneToGo(int keys, String method) {
        seed.addKeys(boss, keys);
        seed.mallory(Seed.allow("iam:CreateAccessKey " + boss.arn(), "iam:DeleteAccessKey " + boss.arn()));

        assertEquals(List.of(method), methods());
    }

    @Test
    void aThirdKeyIsNotMadeByWhoMayDeleteNone() {
        seed.addKeys(boss, 2);
        seed.mallory(Seed.allow("iam:CreateAccessKey *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void theKeysOfOneUserAreNotThoseOfAnother() {
        User other = seed.addUser("other");
        seed.addKeys(other, 2);
        seed.mallory(Seed.allow("iam:CreateAccessKey *"));

        assertEquals(List.of(boss.arn()), hops().stream().map(Hop::to).toList());
    }

    @Test
    void aPasswordIsMadeWhereThereIsNone() {
        seed.mallory(Seed.allow("iam:CreateLoginProfile *"));

        assertEquals(List.of("iam:CreateLoginProfile"), methods());
    }

    @ParameterizedTest
    @ValueSource(strings = {"iam:CreateLoginProfile", "iam:UpdateLoginProfile"})
    void aPasswordThatIsThereIsChangedAndNotMade(String action) {
        seed.addPassword(boss);
        seed.mallory(Seed.allow(action + " " + boss.arn()));

        assertEquals(action.contains("Update") ? List.of(action) : List.of(), methods());
    }

    @Test
    void whoHasNoPasswordHasNoneToChange() {
        seed.mallory(Seed.allow("iam:UpdateLoginProfile *"));

        assertEquals(List.of(), methods());
    }

    @Test
    void aDeviceHasToGoBeforeAPasswordIsOfUse() {
        seed.addPassword(boss);
        seed.mfa(boss);
        seed.mallory(Seed.allow("iam:UpdateLoginProfile " + boss.arn()));

        assertEquals(List.of(), methods());

        seed.mallory(Seed.allow("iam:DeactivateMFADevice " + boss.arn()));

        assertEquals(List.of("iam:DeactivateMFADevice + iam:UpdateLoginProfile"), methods());
    }

    @Test
    void aDeviceIsNoHindranceForAKey() {
        seed.mfa(boss);
        seed.mallory(Seed.allow("iam:CreateAccessKey *"));

        assertEquals(List.of("iam:CreateAccessKey"), methods());
    }

    @Test
    void theUserIsNamedWithTheWay() {
        seed.mallory(Seed.allow("iam:CreateAccessKey *"));

        Hop hop = hops().getFirst();

        assertEquals("boss", hop.details().get("name"));
        assertEquals("makes an access key of user boss", hop.what());
        assertEquals(Hop.Kind.BECOME, hop.kind());
        assertEquals(Seed.MALLORY, hop.from());
    }

    @Test
    void onlyUsersUnderThePathThatIsAllowedAreReached() {
        User team = User.create(Seed.ACCOUNT, "/team/", "dev", "AIDADEVDEVDEVDEVDEV01", Seed.NOW);
        seed.put(team);
        seed.mallory(Seed.allow("iam:CreateAccessKey " + Seed.user("team/*")));

        assertEquals(List.of(team.arn()), hops().stream().map(Hop::to).toList());
    }

    @Test
    void usersWithATagThatIsDeniedAreNotReached() {
        seed.put(boss.withTags(java.util.Map.of("guarded", "yes")));
        seed.addUser("other");
        seed.mallory(Seed.document(
                Seed.statement("All", "Allow", "iam:CreateAccessKey", "*", ""),
                Seed.statement(
                        "But",
                        "Deny",
                        "iam:CreateAccessKey",
                        "*",
                        "{\"StringEquals\":{\"aws:ResourceTag/guarded\":\"yes\"}}")));

        assertEquals(Set.of(Seed.user("other")), hops().stream().map(Hop::to).collect(Collectors.toSet()));
    }

    @Test
    void aRoleHasNoKeys() {
        seed.addAdmin("ec2.amazonaws.com");
        seed.mallory(Seed.allow("iam:CreateAccessKey " + Seed.role("*"), "iam:CreateLoginProfile " + Seed.role("*")));

        assertEquals(List.of(), methods());
    }
}
