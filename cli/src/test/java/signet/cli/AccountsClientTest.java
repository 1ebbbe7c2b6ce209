package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.sigv4.Credentials;
import tools.jackson.databind.json.JsonMapper;

/** What the operator's commands make of a server's answers, and of none. */
class AccountsClientTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final LittleServer server = new LittleServer();

    AccountsClientTest() throws IOException {}

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private AccountsClient client() {
        URI endpoint = URI.create(server.endpoint());
        return new AccountsClient(
                new AwsSettings(endpoint, "eu-west-1", new Credentials("AKIAROOT", "secret", null)),
                Path.of("data"),
                CLOCK);
    }

    @Test
    void aRequestIsSignedForOrganizations() throws RefusedException {
        server.answers(200, "{'id':'210987654321'}");

        assertEquals(
                "210987654321", client().ask("POST", "{\"a\":1}").path("id").asString());

        String asked = server.asked().getLast();
        assertTrue(asked.startsWith("POST /_signet/accounts HTTP/1.1\r\n"), asked);
        assertTrue(asked.endsWith("\r\n\r\n{\"a\":1}"), asked);
        assertTrue(asked.contains("Credential=AKIAROOT/20261123/eu-west-1/organizations/aws4_request"));
    }

    @Test
    void aRefusalIsTheServersOwnWords() {
        server.answers(409, "{'code':'AccountAlreadyExists','message':'There is an account 1 already.'}");

        assertEquals(
                "There is an account 1 already.",
                assertThrows(RefusedException.class, () -> client().ask("POST", "{}"))
                        .getMessage());
        assertEquals(1, OperatorErrors.reported(() -> client().ask("POST", "{}")));
    }

    @Test
    void anotherServersAnswerIsToldFromItsOwn() {
        server.answers(403, "{'code':'InvalidClientTokenId','message':'The security token is invalid.'}");

        String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client().ask("GET", ""))
                .getMessage());

        assertTrue(message.contains("is not that of the data directory data: The security token is invalid."), message);
    }

    @Test
    void whatIsNoSignetIsToldSo() {
        for (String text : new String[] {"<html>", "[]", ""}) {
            server.answers(200, text);
            String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client().ask("GET", ""))
                    .getMessage());
            assertTrue(message.endsWith(" is no Signet"), message);
        }
    }

    @Test
    void whereNothingListensNoServerAnswers() throws IOException {
        AccountsClient client = client();
        server.close();

        String message = String.valueOf(assertThrows(ConnectionFailure.class, () -> client.ask("GET", ""))
                .getMessage());

        assertTrue(message.startsWith("no server answers at http://127.0.0.1:"), message);
        assertTrue(message.contains("start one with signet up --data data"), message);
        assertEquals(2, OperatorErrors.reported(() -> client.ask("GET", "")));
    }

    @Test
    void aListIsATableWithoutWhatThereIsNot() {
        String table = ListAccounts.table(new JsonMapper().readTree("""
                {"accounts":[
                  {"id":"123456789012","name":null,"email":null,"alias":"first","created":"2026-11-23T10:00:00Z"},
                  {"id":"210987654321","name":"Test","email":"a@example.com","alias":null,"created":"2026-11-24T10:00:00Z"}]}
                """));

        assertEquals("""
                ID            CREATED               ALIAS  EMAIL          NAME
                123456789012  2026-11-23T10:00:00Z  first  -              -
                210987654321  2026-11-24T10:00:00Z  -      a@example.com  Test
                """, table);
    }
}
