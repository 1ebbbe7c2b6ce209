package signet.microvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GuestLinkTest {

    private final GuestLink link = new GuestLink(FakeAgent.TOKEN);
    private FakeAgent agent;

    @BeforeEach
    void open() throws IOException {
        agent = new FakeAgent(link);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    private SocketChannel main() throws Exception {
        SocketChannel main = agent.connect(FakeAgent.TOKEN + " main ");
        FakeAgent.say(main, "booted");
        link.booted().get();
        return main;
    }

    @Test
    void theInstanceHasBootedWhenItsAgentSaysSo() throws Exception {
        SocketChannel main = agent.connect(FakeAgent.TOKEN + " main ");
        FakeAgent.say(main, "something else");
        assertFalse(link.booted().isDone());

        FakeAgent.say(main, "booted");

        link.booted().get();
    }

    @Test
    void ordersAreLines() throws Exception {
        SocketChannel main = main();

        link.startProgram("7");
        link.inside("kill -2 3\n");

        assertEquals("exec 7", FakeAgent.hear(main));
        String[] words = FakeAgent.hear(main).split(" ", -1);
        assertEquals("inside", words[0]);
        assertEquals("kill -2 3\n", new String(Base64.getDecoder().decode(words[2]), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "wrong main ",
                "main ",
                "",
                " ",
                "0123456789abcdef",
                "0123456789abcdef out 1",
                "0123456789abcdef order",
                "0123456789abcdeF order 1",
                "GET / HTTP/1.1"
            })
    void whoeverIsNotTheAgentIsHungUpOn(String greeting) throws Exception {
        CompletableFuture<SocketChannel> order = link.await("order", "1");

        assertTrue(FakeAgent.isHungUp(agent.connect(greeting)));

        assertFalse(order.isDone());
    }

    @Test
    void aGreetingWithoutEndIsHungUpOn() throws Exception {
        SocketChannel connection = agent.connect("x".repeat(255));
        FakeAgent.say(connection, "y".repeat(10));

        assertThrows(IOException.class, () -> {
            if (FakeAgent.isHungUp(connection)) {
                throw new IOException("hung up");
            }
        });
    }

    @Test
    void thereIsOneAgentOnly() throws Exception {
        SocketChannel main = main();

        assertTrue(FakeAgent.isHungUp(agent.connect(FakeAgent.TOKEN + " main ")));

        link.startProgram("1");
        assertEquals("exec 1", FakeAgent.hear(main));
    }

    @Test
    void aConnectionIsTakenOnceAndByItsNumber() throws Exception {
        CompletableFuture<SocketChannel> first = link.await("out", "1");
        CompletableFuture<SocketChannel> second = link.await("out", "2");

        agent.connect(FakeAgent.TOKEN + " out 2");
        second.get();

        assertFalse(first.isDone());
        assertTrue(FakeAgent.isHungUp(agent.connect(FakeAgent.TOKEN + " out 2")));
        link.forget("out", "1");
        assertTrue(FakeAgent.isHungUp(agent.connect(FakeAgent.TOKEN + " out 1")));
    }

    @Test
    void numbersOfProgramsAreNeverUsedTwice() {
        assertFalse(link.nextProgram().equals(link.nextProgram()));
    }

    @Test
    void anAgentThatHangsUpEndsAllThatWaits() throws Exception {
        SocketChannel main = main();
        CompletableFuture<SocketChannel> out = link.await("out", "1");

        main.close();

        assertThrows(ExecutionException.class, out::get);
        assertThrows(IOException.class, () -> link.startProgram("1"));
        assertTrue(link.await("out", "2").isCompletedExceptionally());
    }

    @Test
    void hangingUpReachesTheAgent() throws Exception {
        SocketChannel main = main();

        link.hangUp();

        assertTrue(FakeAgent.isHungUp(main));
    }

    @Test
    void beforeTheAgentConnectsNothingCanBeOrdered() {
        assertThrows(IOException.class, () -> link.startProgram("1"));
        link.hangUp();
        link.close();
        assertTrue(link.booted().isCompletedExceptionally());
    }

    @Test
    void aWaitSaysWhatItWaitedFor() {
        IOException late =
                assertThrows(IOException.class, () -> GuestLink.get(new CompletableFuture<>(), 0, "it did not boot"));
        IOException failed = assertThrows(
                IOException.class,
                () -> GuestLink.get(CompletableFuture.failedFuture(new IOException("why")), 1, "it did not boot"));

        assertTrue(String.valueOf(late.getMessage()).startsWith("it did not boot"), String.valueOf(late.getMessage()));
        assertEquals("it did not boot: why", String.valueOf(failed.getMessage()));
    }

    @Test
    void aLineIsReadToItsEndAndNoFurther() throws Exception {
        ByteArrayInputStream in = new ByteArrayInputStream("one\ntwo\nrest".getBytes(UTF_8));

        assertEquals("one", GuestLink.readLine(in));
        assertEquals("two", GuestLink.readLine(in));
        assertThrows(IOException.class, () -> GuestLink.readLine(in));
    }
}
