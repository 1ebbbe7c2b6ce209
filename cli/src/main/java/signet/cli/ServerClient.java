package signet.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks a server what is no AWS API's, signed as any client signs. */
final class ServerClient {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AwsSettings settings;
    private final String start;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    /** @param start the command that starts a server, for whoever has none */
    ServerClient(AwsSettings settings, String start, Clock clock) {
        this.settings = settings;
        this.start = start;
        this.clock = clock;
    }

    /**
     * What is asked.
     *
     * @param service the signing name of the service by whose action it is authorized
     * @param patience how long an answer may take
     */
    record Query(String method, String path, String service, String body, Duration patience) {
        /** A question that is answered soon. */
        Query(String method, String path, String service, String body) {
            this(method, path, service, body, PATIENCE);
        }
    }

    /**
     * Sends a request and returns the answer.
     *
     * @throws RefusedException if the server refuses
     * @throws ConnectionFailure if no server answers
     */
    JsonNode ask(Query query) throws RefusedException {
        HttpResponse<String> response = send(request(query));
        JsonNode answer = parsed(response.body());
        if (response.statusCode() != 200) {
            throw refusal(answer);
        }
        return answer;
    }

    private HttpRequest request(Query query) {
        byte[] body = query.body().getBytes(StandardCharsets.UTF_8);
        String authority = settings.endpoint().getRawAuthority();
        SignedMessage message =
                new SignedMessage(query.method(), query.path(), null, List.of(new Header("Host", authority)));
        SignedMessage signed = new Signer(settings.credentials(), settings.region(), query.service())
                .sign(message, PayloadHash.of(body), clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.endpoint().getScheme() + "://" + authority + query.path()))
                .timeout(query.patience())
                .method(query.method(), HttpRequest.BodyPublishers.ofByteArray(body));
        List<Header> headers = new ArrayList<>(signed.headers());
        headers.removeIf(header -> header.name().equals("Host"));
        headers.forEach(header -> request.header(header.name(), header.value()));
        return request.build();
    }

    private HttpResponse<String> send(HttpRequest request) {
        try (HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new ConnectionFailure(
                    "no server answers at " + settings.endpoint() + "; start one with " + start
                            + ", or name another address with --endpoint",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionFailure("interrupted", e);
        }
    }

    private JsonNode parsed(String text) {
        try {
            JsonNode answer = json.readTree(text);
            if (answer.isObject()) {
                return answer;
            }
        } catch (JacksonException e) {
            throw new ConnectionFailure("what answers at " + settings.endpoint() + " is no Signet", e);
        }
        throw new ConnectionFailure("what answers at " + settings.endpoint() + " is no Signet");
    }

    private RefusedException refusal(JsonNode answer) {
        String code = answer.path("code").asString("");
        List<String> faults = new ArrayList<>();
        answer.path("faults").forEach(fault -> faults.add(fault(fault)));
        return new RefusedException(code, answer.path("message").asString(code), faults);
    }

    /** A fault of a file in one line. */
    static String fault(JsonNode fault) {
        return fault.path("file").asString("") + ": " + fault.path("entity").asString("") + ": "
                + fault.path("reason").asString("");
    }
}
