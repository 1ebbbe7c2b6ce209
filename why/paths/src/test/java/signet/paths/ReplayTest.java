package signet.paths;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.User;

/** Paths taken again from their beginning, and what is left out of them. */
class ReplayTest {
    private final Seed seed = new Seed();

    private World world() {
        return new World(seed.survey(), seed.state.current(), false);
    }

    private static Move becoming(World world, String from, String to) {
        return world.becomings(from).stream()
                .filter(move -> move.way().to().equals(to))
                .findFirst()
                .orElseThrow();
    }

    private static Move raise(World world, String actor, String whom, String method) {
        Way way = world.raises(whom).stream()
                .filter(raise -> raise.method().equals(method))
                .findFirst()
                .orElseThrow()
                .by(actor);
        return new Move(way, way.in(world).orElseThrow(), world);
    }

    /** mallory becomes first, first becomes second. */
    private List<Move> chain(World world) {
        return List.of(
                becoming(world, Seed.MALLORY, Seed.role("first")),
                becoming(world, Seed.role("first"), Seed.role("second")));
    }

    private void roles() {
        Role first = seed.addRole("first", seed.mallory().id());
        seed.addRole("second", first.id());
        seed.addRole("aside", seed.mallory().id());
    }

    @Test
    void nothingDoneLeavesOneselfAsOneWas() {
        Replay.Outcome outcome = new Replay(world(), Seed.MALLORY).of(List.of()).orElseThrow();

        assertEquals(Set.of(Seed.MALLORY), outcome.held());
        assertEquals(List.of(), outcome.hops());
    }

    @Test
    void whoIsBecomeOnTheWayIsHeldAtTheEnd() {
        roles();
        World world = world();

        Replay.Outcome outcome =
                new Replay(world, Seed.MALLORY).of(chain(world)).orElseThrow();

        assertEquals(Set.of(Seed.MALLORY, Seed.role("first"), Seed.role("second")), outcome.held());
        assertEquals(2, outcome.hops().size());
    }

    @Test
    void nobodyActsBeforeTheyAreHeld() {
        roles();
        World world = world();

        assertEquals(
                Optional.empty(),
                new Replay(world, Seed.MALLORY).of(chain(world).reversed()));
        assertEquals(Optional.empty(), new Replay(world, Seed.role("aside")).of(chain(world)));
    }

    @Test
    void aMoveThatTheBeginningDoesNotAllowIsNone() {
        roles();
        World world = world();
        List<Move> chain = chain(world);
        User poor = seed.addUser("poor");
        seed.put(seed.state
                .current()
                .get(signet.identity.Tables.ROLES, signet.identity.Tables.key(Seed.ACCOUNT, "second"))
                .orElseThrow()
                .withTrust(Seed.trusting("AWS", poor.id())));

        assertEquals(Optional.empty(), new Replay(world(), Seed.MALLORY).of(chain));
    }

    @Test
    void aChangeIsThereForTheMovesAfterIt() {
        seed.addUser("boss", Seed.allow("* *"));
        seed.mallory(Seed.allow("iam:PutUserPolicy " + Seed.MALLORY));
        World world = world();
        Move raise = raise(world, Seed.MALLORY, Seed.MALLORY, "iam:PutUserPolicy");
        World after = raise.way().after(world);
        Move key = becoming(after, Seed.MALLORY, Seed.user("boss"));
        Replay replay = new Replay(world, Seed.MALLORY);

        assertTrue(replay.of(List.of(raise, key)).isPresent());
        assertEquals(Optional.empty(), replay.of(List.of(key, raise)));
        assertEquals(Optional.empty(), replay.of(List.of(key)));
    }

    @Test
    void aRaiseMakesNobodyHeld() {
        seed.mallory(Seed.allow("iam:PutUserPolicy *"));
        seed.addUser("friend");
        World world = world();

        Replay.Outcome outcome = new Replay(world, Seed.MALLORY)
                .of(List.of(raise(world, Seed.MALLORY, Seed.user("friend"), "iam:PutUserPolicy")))
                .orElseThrow();

        assertEquals(Set.of(Seed.MALLORY), outcome.held());
        assertTrue(outcome.world().power(Seed.user("friend")).administrator());
        assertFalse(world.power(Seed.user("friend")).administrator());
    }

    @Test
    void theLeastMovesAreThoseThatAreNeeded() {
        roles();
        World world = world();
        List<Move> chain = chain(world);
        List<Move> more = new ArrayList<>(chain);
        more.addFirst(becoming(world, Seed.MALLORY, Seed.role("aside")));
        more.add(2, more.getFirst());

        assertEquals(chain, new Replay(world, Seed.MALLORY).least(more, Seed.role("second"), false));
    }

    @Test
    void whatIsNeededIsNotLeftOut() {
        roles();
        World world = world();
        List<Move> chain = chain(world);

        assertEquals(chain, new Replay(world, Seed.MALLORY).least(chain, Seed.role("second"), false));
    }

    @Test
    void onlyOneOfTwoRaisesIsNeeded() {
        seed.mallory(Seed.allow("iam:PutUserPolicy *", "iam:AttachUserPolicy *"));
        World world = world();
        Move put = raise(world, Seed.MALLORY, Seed.MALLORY, "iam:PutUserPolicy");
        Move attach = raise(world, Seed.MALLORY, Seed.MALLORY, "iam:AttachUserPolicy");

        List<Move> least = new Replay(world, Seed.MALLORY).least(List.of(put, attach), Seed.MALLORY, true);

        assertEquals(1, least.size());
        assertTrue(new Replay(world, Seed.MALLORY)
                .of(least)
                .orElseThrow()
                .world()
                .power(Seed.MALLORY)
                .administrator());
    }

    @Test
    void movesThatDoNotLeadThereAreNoPath() {
        roles();
        World world = world();
        Replay replay = new Replay(world, Seed.MALLORY);

        assertEquals(List.of(), replay.least(chain(world), Seed.role("aside"), false));
        assertEquals(List.of(), replay.least(chain(world), Seed.role("second"), true));
    }

    @Test
    void theLeastOfManyMovesLoseNoneThatIsNeeded() {
        List<Move> moves = new ArrayList<>();
        String before = seed.mallory().id();
        List<String> arns = new ArrayList<>(List.of(Seed.MALLORY));
        for (int i = 0; i < 9; i++) {
            Role role = seed.addRole("r" + i, before);
            seed.addRole("aside" + i, before);
            before = role.id();
            arns.add(role.arn());
        }
        World world = world();
        for (int i = 0; i < 9; i++) {
            moves.add(becoming(world, arns.get(i), Seed.role("aside" + i)));
            moves.add(becoming(world, arns.get(i), arns.get(i + 1)));
        }

        List<Move> least = new Replay(world, Seed.MALLORY).least(moves, arns.getLast(), false);

        assertEquals(
                arns.subList(1, arns.size()),
                least.stream().map(move -> move.way().to()).toList());
    }
}
