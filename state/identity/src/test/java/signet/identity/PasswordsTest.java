package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private final World world = new World();
    private final Passwords passwords = new Passwords(world.ids, 10);

    @AfterEach
    void close() {
        world.close();
    }

    private LoginProfile profile(User user, String password) {
        LoginProfile profile = new LoginProfile(
                user.id(), World.ACCOUNT, World.NOW, passwords.hash(password), World.NOW, false, List.of());
        put(profile);
        return profile;
    }

    private void put(LoginProfile profile) {
        world.state.change(tx -> tx.put(Tables.LOGIN_PROFILES, profile.userId(), profile));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "with space", "$1$2", "ÄÖÜ\u00ff", "\t\r\n"})
    void aHashIsOfItsPasswordOnly(String password) {
        String hash = passwords.hash(password);

        assertTrue(passwords.matches(hash, password));
        assertFalse(passwords.matches(hash, password + "a"));
        assertFalse(passwords.matches(hash, ""));
        assertNotEquals(hash, passwords.hash(password), "each has a salt of its own");
    }

    @Test
    void aHashKeepsItsParameters() {
        String old = new Passwords(world.ids, 7).hash("secret");

        assertTrue(old.startsWith("pbkdf2-sha512$7$"), old);
        assertTrue(passwords.matches(old, "secret"), "an old hash works when new ones are stronger");
    }

    @Test
    void theHashIsPbkdf2WithHmacSha512() {
        // PBKDF2-HMAC-SHA512, password "password", salt "saltsaltsaltsalt", one iteration; from Python's hashlib.
        String hash = "pbkdf2-sha512$1$c2FsdHNhbHRzYWx0c2FsdA$"
                + "zMa9LL9XW9NEyc9UKHf8bpNyy/Hx4d85LGz19gOLtXQ4"
                + "NK7qbwImxKJXu7q+fBhdF5majSti2Ju4PSQnO4oyKQ";

        assertTrue(passwords.matches(hash, "password"));
    }

    @Test
    void anUnknownSchemeIsNoMatchAndNoPass() {
        assertThrows(IllegalStateException.class, () -> passwords.matches("md5$1$a$b", "a"));
        assertThrows(IllegalStateException.class, () -> passwords.matches("", "a"));
    }

    @Test
    void whoHasNoPasswordSignsInWithNone() {
        User user = world.user(World.ACCOUNT, "/", "u");

        assertEquals(Passwords.Outcome.WRONG, passwords.check(world.view(), user, "", World.NOW));
        assertEquals(Passwords.Outcome.WRONG, passwords.check(world.view(), null, "", World.NOW));
    }

    @Test
    void anExpiredPasswordComesBeforeAReset() {
        User user = world.user(World.ACCOUNT, "/", "u");
        put(profile(user, "secret").withResetRequired(true));
        assertEquals(Passwords.Outcome.RESET_REQUIRED, passwords.check(world.view(), user, "secret", World.NOW));

        PasswordPolicy policy = new PasswordPolicy(World.ACCOUNT, 6, false, false, false, false, false, 1, null, null);
        world.state.change(tx -> tx.put(Tables.PASSWORD_POLICIES, World.ACCOUNT, policy));

        assertEquals(
                Passwords.Outcome.EXPIRED,
                passwords.check(world.view(), user, "secret", World.NOW.plus(Duration.ofDays(1))));
        assertEquals(
                Passwords.Outcome.WRONG,
                passwords.check(world.view(), user, "other", World.NOW.plus(Duration.ofDays(1))));
    }

    @Test
    void asManyPasswordsAreRememberedAsAPolicyMayAskFor() {
        LoginProfile profile = new LoginProfile("u", World.ACCOUNT, World.NOW, "0", World.NOW, false, List.of());
        for (int i = 1; i <= 40; i++) {
            profile = profile.withPassword(Integer.toString(i), World.NOW);
        }

        List<String> newestFirst = IntStream.rangeClosed(0, 23)
                .mapToObj(i -> Integer.toString(40 - i))
                .toList();
        assertEquals(newestFirst, profile.last(24));
        assertEquals(List.of("40"), profile.last(1));
        assertEquals(List.of(), profile.last(0));
    }

    @Test
    void aProfileIsReadBackWhole() {
        User user = world.user(World.ACCOUNT, "/", "u");
        LoginProfile profile = profile(user, "secret").withPassword("other", World.NOW);
        put(profile);
        world.state.change(tx -> Passwords.signedIn(tx, user, World.NOW));

        try (signet.snapshot.State again = signet.snapshot.State.open(world.store, Tables.all())) {
            assertEquals(
                    profile,
                    again.current().get(Tables.LOGIN_PROFILES, user.id()).orElseThrow());
            assertEquals(
                    World.NOW,
                    again.current()
                            .get(Tables.SIGN_INS, user.id())
                            .orElseThrow()
                            .time());
        }
    }
}
