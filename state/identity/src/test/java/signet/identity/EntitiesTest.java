package signet.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.snapshot.State;
import signet.snapshot.View;

/** Entities are values: nothing can be changed behind their back, and what is stored comes back equal. */
class EntitiesTest {
    private final World world = new World();

    @AfterEach
    void close() {
        world.close();
    }

    private static User fullUser() {
        return new User(
                World.ACCOUNT,
                "/a/b/",
                "Ann",
                "AIDA1",
                World.NOW,
                "arn:aws:iam::aws:policy/Boundary",
                new TreeMap<>(Map.of("z", World.ALLOW_ALL, "a", "text \"with\" é")),
                List.of("arn:2", "arn:1"),
                List.of("AGPA2", "AGPA1"),
                tags("z", "1", "a", ""));
    }

    private static Role fullRole() {
        return new Role(
                World.ACCOUNT,
                "/service/",
                "R",
                "AROA1",
                World.NOW.plusNanos(123_456_789),
                World.trust("\"*\""),
                "a role",
                7200,
                "arn:boundary",
                new TreeMap<>(Map.of("p", World.ALLOW_ALL)),
                List.of("arn:1"),
                tags("k", "v"));
    }

    private static Map<String, String> tags(String... pairs) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            tags.put(pairs[i], pairs[i + 1]);
        }
        return tags;
    }

    @Test
    void anEntityCopiesWhatItIsGiven() {
        TreeMap<String, String> inline = new TreeMap<>();
        List<String> attached = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        Map<String, String> tags = new LinkedHashMap<>();
        User user = User.create(World.ACCOUNT, "/", "u", "AIDA1", World.NOW)
                .withInline(inline)
                .withAttached(attached)
                .withGroups(groups)
                .withTags(tags);
        inline.put("p", "q");
        attached.add("a");
        groups.add("g");
        tags.put("k", "v");

        assertEquals(User.create(World.ACCOUNT, "/", "u", "AIDA1", World.NOW), user);
    }

    @Test
    void whatAnEntityGivesOutCannotBeChanged() {
        User user = fullUser();
        Role role = fullRole();
        Group group = Group.create(World.ACCOUNT, "/", "g", "AGPA1", World.NOW);
        CustomerPolicy policy = CustomerPolicy.create(World.ACCOUNT, "/", "p", "ANPA1", World.NOW, "text");
        InstanceProfile profile =
                new InstanceProfile(World.ACCOUNT, "/", "i", "AIPA1", World.NOW, null, tags("k", "v"));

        assertThrows(UnsupportedOperationException.class, () -> user.inline().put("x", "y"));
        assertThrows(UnsupportedOperationException.class, () -> user.attached().add("x"));
        assertThrows(UnsupportedOperationException.class, () -> user.groups().clear());
        assertThrows(UnsupportedOperationException.class, () -> user.tags().clear());
        assertThrows(UnsupportedOperationException.class, () -> role.inline().clear());
        assertThrows(UnsupportedOperationException.class, () -> role.attached().add("x"));
        assertThrows(UnsupportedOperationException.class, () -> role.tags().put("x", "y"));
        assertThrows(UnsupportedOperationException.class, () -> group.inline().put("x", "y"));
        assertThrows(UnsupportedOperationException.class, () -> group.attached().add("x"));
        assertThrows(
                UnsupportedOperationException.class, () -> policy.versions().clear());
        assertThrows(UnsupportedOperationException.class, () -> policy.tags().put("x", "y"));
        assertThrows(UnsupportedOperationException.class, () -> profile.tags().clear());
    }

    @Test
    void tagsKeepTheOrderInWhichTheyWereSet() {
        assertEquals(List.of("z", "a"), List.copyOf(fullUser().tags().keySet()));
    }

    @Test
    void anArnHasThePathAndNameAsGiven() {
        assertEquals("arn:aws:iam::123456789012:user/a/b/Ann", fullUser().arn());
        assertEquals("arn:aws:iam::123456789012:role/service/R", fullRole().arn());
        assertEquals(
                "arn:aws:iam::123456789012:group/x/g",
                Group.create(World.ACCOUNT, "/x/", "g", "AGPA1", World.NOW).arn());
        assertEquals(
                "arn:aws:iam::123456789012:instance-profile/i",
                new InstanceProfile(World.ACCOUNT, "/", "i", "AIPA1", World.NOW, null, Map.of()).arn());
        assertEquals("arn:aws:iam::123456789012:root", new Account(World.ACCOUNT, null, World.NOW).rootArn());
    }

    @Test
    void aUserChangesInOnePlaceAtATime() {
        User user = fullUser();

        assertEquals(
                new User(
                        World.ACCOUNT,
                        "/c/",
                        "Bob",
                        user.id(),
                        user.created(),
                        user.boundary(),
                        user.inline(),
                        user.attached(),
                        user.groups(),
                        user.tags()),
                user.renamed("/c/", "Bob"));
        assertEquals(user, user.withBoundary(null).withBoundary(user.boundary()));
        assertEquals(user, user.withInline(new TreeMap<>()).withInline(user.inline()));
        assertEquals(user, user.withAttached(List.of()).withAttached(user.attached()));
        assertEquals(user, user.withGroups(List.of()).withGroups(user.groups()));
        assertEquals(user, user.withTags(Map.of()).withTags(user.tags()));
    }

    @Test
    void aRoleChangesInOnePlaceAtATime() {
        Role role = fullRole();

        assertEquals(role, role.withBoundary(null).withBoundary(role.boundary()));
        assertEquals(role, role.withInline(new TreeMap<>()).withInline(role.inline()));
        assertEquals(role, role.withAttached(List.of()).withAttached(role.attached()));
        assertEquals(role, role.withTrust("x").withTrust(role.trust()));
        assertEquals(role, role.withTags(Map.of()).withTags(role.tags()));
        assertEquals(role, role.described(null, 3600).described(role.description(), role.maxSessionSeconds()));
        assertEquals(3600, role.described(null, 3600).maxSessionSeconds());
    }

    @Test
    void onlyRolesUnderTheServicesPathAreServiceLinked() {
        assertFalse(fullRole().serviceLinked());
        assertFalse(Role.create(World.ACCOUNT, "/x/aws-service-role/", "r", "AROA1", World.NOW, "")
                .serviceLinked());
        assertTrue(Role.create(World.ACCOUNT, "/aws-service-role/rds.amazonaws.com/", "r", "AROA1", World.NOW, "")
                .serviceLinked());
    }

    @Test
    void aPolicyHasItsVersionsAndTheTextOfTheOneInForce() {
        CustomerPolicy policy = CustomerPolicy.create(World.ACCOUNT, "/", "p", "ANPA1", World.NOW, "one");
        CustomerPolicy.Version two = new CustomerPolicy.Version("v2", "two", World.NOW);
        CustomerPolicy changed = policy.withVersions(
                        List.of(policy.versions().getFirst(), two), "v2", 3, World.NOW.plusSeconds(5))
                .withDescription("d")
                .withTags(Map.of("k", "v"));

        assertEquals("one", policy.document());
        assertEquals("two", changed.document());
        assertEquals(Optional.of(two), changed.version("v2"));
        assertEquals(Optional.empty(), changed.version("v3"));
        assertEquals(World.NOW.plusSeconds(5), changed.updated());
        assertEquals("d", changed.description());
        assertEquals(3, changed.nextVersion());
    }

    @Test
    void namesAreOneKeyWhateverTheirCase() {
        assertEquals(Tables.key(World.ACCOUNT, "ADMIN"), Tables.key(World.ACCOUNT, "admin"));
        assertFalse(Tables.key(World.ACCOUNT, "a").equals(Tables.key(World.OTHER, "a")));
        world.user(World.ACCOUNT, "/", "Ann");
        assertTrue(
                world.view().get(Tables.USERS, Tables.key(World.ACCOUNT, "aNN")).isPresent());
    }

    @Test
    void everyEntityComesBackEqualFromTheStore() {
        AccessKey key = new AccessKey("AKIA1", "secret", World.ACCOUNT, "AIDA1", true, World.NOW);
        Group group = Group.create(World.ACCOUNT, "/", "g", "AGPA1", World.NOW)
                .withInline(new TreeMap<>(Map.of("p", World.ALLOW_ALL)));
        CustomerPolicy policy = CustomerPolicy.create(World.ACCOUNT, "/", "p", "ANPA1", World.NOW, "text");
        InstanceProfile profile =
                new InstanceProfile(World.ACCOUNT, "/", "i", "AIPA1", World.NOW, "AROA1", tags("z", "1", "a", "2"));
        RoleDeletion deletion = new RoleDeletion(World.ACCOUNT, "task/x", World.NOW);
        RoleUse use = new RoleUse(World.ACCOUNT, "AWSServiceRoleForRDS", "us-east-1", "arn:aws:rds:x");
        FailedRoleDeletion failed = new FailedRoleDeletion(World.ACCOUNT, "task/y", List.of(use));
        world.state.change(tx -> {
            tx.put(Tables.ROLE_USES, use.key(), use);
            tx.put(Tables.FAILED_ROLE_DELETIONS, "f", failed);
            tx.put(Tables.USERS, fullUser().key(), fullUser());
            tx.put(Tables.ROLES, fullRole().key(), fullRole());
            tx.put(Tables.GROUPS, group.key(), group);
            tx.put(Tables.POLICIES, policy.key(), policy);
            tx.put(Tables.ACCESS_KEYS, key.id(), key);
            tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile);
            tx.put(Tables.ROLE_DELETIONS, "k", deletion);
        });

        View reopened = State.open(world.store, Tables.all()).current();

        assertEquals(
                Optional.of(fullUser()), reopened.get(Tables.USERS, fullUser().key()));
        assertEquals(
                Optional.of(fullRole()), reopened.get(Tables.ROLES, fullRole().key()));
        assertEquals(Optional.of(group), reopened.get(Tables.GROUPS, group.key()));
        assertEquals(Optional.of(policy), reopened.get(Tables.POLICIES, policy.key()));
        assertEquals(Optional.of(key), reopened.get(Tables.ACCESS_KEYS, key.id()));
        InstanceProfile found =
                reopened.get(Tables.INSTANCE_PROFILES, profile.key()).orElseThrow();
        assertEquals(profile, found);
        assertEquals(List.of("z", "a"), List.copyOf(found.tags().keySet()));
        assertEquals(Optional.of(deletion), reopened.get(Tables.ROLE_DELETIONS, "k"));
        assertEquals(Optional.of(failed), reopened.get(Tables.FAILED_ROLE_DELETIONS, "f"));
        assertEquals(
                List.of(use),
                List.copyOf(reopened.under(Tables.ROLE_USES, RoleUse.prefix(World.ACCOUNT, "awsserviceroleforrds"))
                        .values()));
        assertEquals(
                Optional.of(new Account(World.OTHER, "other", World.NOW)), reopened.get(Tables.ACCOUNTS, World.OTHER));
    }

    @Test
    void entitiesAreFoundByWhatTheyReferTo() {
        world.put(fullUser());
        Role role = world.role(World.ACCOUNT, "/", "r").withBoundary("arn:b").withAttached(List.of("arn:p"));
        InstanceProfile profile = new InstanceProfile(World.ACCOUNT, "/", "i", "AIPA1", World.NOW, role.id(), Map.of());
        AccessKey key = new AccessKey("AKIA1", "secret", World.ACCOUNT, "AIDA1", true, World.NOW);
        world.state.change(tx -> {
            tx.put(Tables.ROLES, role.key(), role);
            tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile);
            tx.put(Tables.ACCESS_KEYS, key.id(), key);
        });
        View view = world.view();

        assertEquals(Optional.of(fullUser()), view.findOne(Tables.USERS_BY_ID, "AIDA1"));
        assertEquals(List.of(fullUser()), view.find(Tables.USERS_BY_GROUP, "AGPA1"));
        assertEquals(List.of(fullUser()), view.find(Tables.USERS_BY_POLICY, "arn:2"));
        assertEquals(List.of(fullUser()), view.find(Tables.USERS_BY_BOUNDARY, "arn:aws:iam::aws:policy/Boundary"));
        assertEquals(List.of(role), view.find(Tables.ROLES_BY_POLICY, "arn:p"));
        assertEquals(List.of(role), view.find(Tables.ROLES_BY_BOUNDARY, "arn:b"));
        assertEquals(List.of(profile), view.find(Tables.INSTANCE_PROFILES_BY_ROLE, role.id()));
        assertEquals(Optional.of(profile), view.findOne(Tables.INSTANCE_PROFILES_BY_ID, "AIPA1"));
        assertEquals(List.of(key), view.find(Tables.ACCESS_KEYS_BY_OWNER, "AIDA1"));
        assertEquals(
                World.OTHER,
                view.findOne(Tables.ACCOUNTS_BY_ALIAS, "other").orElseThrow().id());
    }

    @Test
    void aKeyTellsWhoseItIsButNotItsSecret() {
        AccessKey user = new AccessKey("AKIA1", "secret", World.ACCOUNT, "AIDA1", true, World.NOW);
        AccessKey root = new AccessKey("AKIA2", "secret", World.ACCOUNT, World.ACCOUNT, true, World.NOW);

        assertFalse(user.ofRoot());
        assertTrue(root.ofRoot());
        assertEquals("AccessKey[AKIA1]", user.toString());
        assertFalse(user.withActive(false).active());
        assertEquals(user, user.withActive(false).withActive(true));
    }
}
