package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.policy.Context;

/** The account with its indexes, and the account as it would be. */
class WorldTest {
    private static final String LAMBDA = "lambda.amazonaws.com";
    private static final String EC2 = "ec2.amazonaws.com";
    private static final String ROOT = "arn:aws:iam::123456789012:root";
    private final Seed seed = new Seed();

    private World world() {
        return new World(seed.survey(), seed.state.current(), false);
    }

    private World exhaustive() {
        return new World(seed.survey(), seed.state.current(), true);
    }

    private static Set<String> names(Stream<Role> roles) {
        return roles.map(PolicyHolder::name).collect(Collectors.toSet());
    }

    private static Set<String> names(List<Role> roles) {
        assertEquals(names(roles.stream()).size(), roles.size(), "each once");
        return names(roles.stream());
    }

    private static String trust(String principal, String condition) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\"," + principal
                + ",\"Action\":\"sts:AssumeRole\"" + condition + "}]}";
    }

    @Test
    void rolesAreFoundByTheServiceThatTheyTrust() {
        seed.addRole("f", LAMBDA);
        seed.addRole("i", EC2);
        seed.addRole("both", trust("\"Principal\":{\"Service\":[\"" + LAMBDA + "\",\"" + EC2 + "\"]}", ""));

        assertEquals(Set.of("f", "both"), names(world().trusting(LAMBDA)));
        assertEquals(Set.of("i", "both"), names(world().trusting(EC2)));
        assertEquals(Set.of(), names(world().trusting("glue.amazonaws.com")));
    }

    @Test
    void aRoleThatTrustsEverybodyIsFoundByEveryService() {
        seed.addRole("f", LAMBDA);
        seed.addRole("open", trust("\"Principal\":\"*\"", ""));

        assertEquals(Set.of("f", "open"), names(world().trusting(LAMBDA)));
        for (String service : PassMethods.services()) {
            assertTrue(names(world().trusting(service)).contains("open"), service);
        }
    }

    @Test
    void aRoleThatTrustsAllButOneIsFoundByEveryService() {
        seed.addRole(
                "but", trust("\"NotPrincipal\":{\"AWS\":\"" + ROOT + "\"}", "").replace("Allow", "Deny"));

        assertEquals(Set.of("but"), names(world().trusting(EC2)));
    }

    @Test
    void aServiceWrittenWithEscapesIsFound() {
        seed.addRole("odd", trust("\"Principal\":{\"Service\":\"\\u006cambda.amazonaws.com\"}", ""));

        assertEquals(Set.of("odd"), names(world().trusting(LAMBDA)));
    }

    @Test
    void anExhaustiveWorldOffersEveryRole() {
        seed.addRole("f", LAMBDA);
        seed.addRole("i", EC2);

        assertEquals(Set.of("f", "i"), names(exhaustive().trusting("glue.amazonaws.com")));
        assertTrue(world().pruned());
        assertFalse(exhaustive().pruned());
    }

    @Test
    void aRoleIsFoundByWhomItTrustsByName() {
        seed.addRole("mine", seed.mallory().id());
        seed.addRole("theirs", seed.addUser("other").id());

        assertEquals(Set.of("mine"), names(world().trusting().of(seed.mallory().id(), true)));
        assertEquals(Set.of("mine"), names(world().trusting().of(seed.mallory().id(), false)));
    }

    @ParameterizedTest
    @ValueSource(strings = {ROOT, "123456789012"})
    void whereARoleTrustsTheAccountOnesOwnPoliciesHaveToAllow(String account) {
        seed.addRole("open", account);

        assertEquals(Set.of("open"), names(world().trusting().of(seed.mallory().id(), true)));
        assertEquals(Set.of(), names(world().trusting().of(seed.mallory().id(), false)));
    }

    @Test
    void aRoleThatTrustsEverybodyIsOfferedToEverybody() {
        seed.addRole("open", trust("\"Principal\":\"*\"", ""));

        assertEquals(Set.of("open"), names(world().trusting().of(seed.mallory().id(), false)));
    }

    @Test
    void aRoleThatTrustsBothByNameAndByAccountIsOfferedOnce() {
        seed.addRole(
                "twice",
                trust(
                        "\"Principal\":{\"AWS\":[\"" + ROOT + "\",\""
                                + seed.mallory().id() + "\"]}",
                        ""));

        assertEquals(1, world().trusting().of(seed.mallory().id(), true).count());
    }

    @Test
    void aRoleThatTrustsOnlyServicesIsOfferedToNobody() {
        seed.addRole("f", LAMBDA);

        assertEquals(0, world().trusting().of(seed.mallory().id(), true).count());
    }

    @Test
    void aServiceAssumesOnlyWhatTrustsIt() {
        Role role = seed.addRole("f", LAMBDA);
        World world = world();

        Step step = world.trusted(role, LAMBDA, Context.EMPTY).orElseThrow();

        assertEquals("sts:AssumeRole", step.action());
        assertEquals(role.arn(), step.resource());
        assertEquals(Optional.empty(), world.trusted(role, EC2, Context.EMPTY));
    }

    @Test
    void theAccountThatAServiceTellsIsAskedForByTheTrustPolicy() {
        Role role = seed.addRole(
                "task",
                trust(
                        "\"Principal\":{\"Service\":\"ecs-tasks.amazonaws.com\"}",
                        ",\"Condition\":{\"StringEquals\":{\"aws:SourceAccount\":\"123456789012\"}}"));
        Context mine = Context.builder().put("aws:SourceAccount", Seed.ACCOUNT).build();
        Context other =
                Context.builder().put("aws:SourceAccount", "999988887777").build();
        World world = world();

        assertTrue(world.trusted(role, "ecs-tasks.amazonaws.com", mine).isPresent());
        assertTrue(world.trusted(role, "ecs-tasks.amazonaws.com", other).isEmpty());
        assertTrue(world.trusted(role, "ecs-tasks.amazonaws.com", Context.EMPTY).isEmpty());
    }

    @Test
    void theProfileOfARoleIsTheOneThatHoldsIt() {
        Role with = seed.addRole("with", EC2);
        Role without = seed.addRole("without", EC2);
        seed.addProfile("box", with);

        assertEquals("box", world().profile(with).orElseThrow().name());
        assertEquals(Optional.empty(), world().profile(without));
    }

    @Test
    void aChangeIsInTheWorldAfterItAndNotInTheOneBefore() {
        Role low = seed.addRole("low", LAMBDA);
        World before = world();
        assertEquals(Set.of("low"), names(before.roles()));

        World after = before.supposing(tx -> {
            tx.put(Tables.ROLES, low.key(), low.withTrust(Seed.trusting("Service", EC2)));
            Role made = Role.create(Seed.ACCOUNT, "/", "made", "AROAMADEMADEMADEMADE1", Seed.NOW, low.trust());
            tx.put(Tables.ROLES, made.key(), made);
        });

        assertEquals(Set.of("low", "made"), names(after.roles()));
        assertEquals(Set.of("made"), names(after.trusting(LAMBDA)));
        assertEquals(Set.of("low"), names(after.trusting(EC2)));
        assertEquals(Set.of("low"), names(before.trusting(LAMBDA)));
        assertEquals(Set.of("low"), names(before.roles()));
    }

    @Test
    void powerIsThatOfItsWorld() {
        World before = world();
        assertFalse(before.power(Seed.MALLORY).administrator());

        World after = before.supposing(Holders.inline(seed.mallory()));

        assertTrue(after.power(Seed.MALLORY).administrator());
        assertFalse(before.power(Seed.MALLORY).administrator());
    }

    @Test
    void aWorldRemembersWhatItWasAsked() {
        World world = world();

        assertSame(world.power(Seed.MALLORY), world.power(Seed.MALLORY));
        assertSame(world.becomings(Seed.MALLORY), world.becomings(Seed.MALLORY));
        assertSame(world.raises(Seed.MALLORY), world.raises(Seed.MALLORY));
    }

    @Test
    void theRolesOfAnotherAccountAreNotOfThisOne() {
        Role foreign = Role.create(
                "999988887777", "/", "foreign", "AROAFOREIGNFOREIGN001", Seed.NOW, Seed.trusting("Service", LAMBDA));
        seed.put(foreign);
        seed.addRole("f", LAMBDA);

        assertEquals(Set.of("f"), names(world().roles()));
        assertEquals(Set.of("f"), names(world().trusting(LAMBDA)));
        assertEquals(
                List.of(Seed.MALLORY),
                world().users().stream().map(PolicyHolder::arn).toList());
    }
}
