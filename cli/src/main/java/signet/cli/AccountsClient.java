package signet.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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

/** Asks a server about accounts, signed as any client signs. */
final class AccountsClient {
    private static final String PATH = "/_signet/accounts";
    private static final String SERVICE = "organizations";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final AwsSettings settings;
    private final Path data;
    private final Clock clock;
    private final JsonMapper json = new JsonMapper();

    AccountsClient(AwsSettings settings, Path data, Clock clock) {
        this.settings = settings;
        this.data = data;
        this.clock = clock;
    }

    /** The server refused; the message says why, in one line. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final boolean badOption;

        RefusedException(String message, boolean badOption) {
            super(message);
            this.badOption = badOption;
        }

        /** Whether what was asked for has not even the right form. */
        boolean badOption() {
            return badOption;
        }
    }

    /**
     * Sends a request and returns the answer.
     *
     * @throws ConnectionFailure if no server answers, or another than the data directory's
     */
    JsonNode ask(String method, String body) throws RefusedException {
        HttpResponse<String> response = send(request(method, body.getBytes(StandardCharsets.UTF_8)));
        JsonNode answer = parsed(response.body());
        if (response.statusCode() != 200) {
            throw refusal(answer);
        }
        return answer;
    }

    private HttpRequest request(String method, byte[] body) {
        String authority = settings.endpoint().getRawAuthority();
        SignedMessage message = new SignedMessage(method, PATH, null, List.of(new Header("Host", authority)));
        SignedMessage signed = new Signer(settings.credentials(), settings.region(), SERVICE)
                .sign(message, PayloadHash.of(body), clock.instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(settings.endpoint().getScheme() + "://" + authority + PATH))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
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
                    "no server answers at " + settings.endpoint() + "; start one with signet up --data " + data
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
        if (code.equals("InvalidClientTokenId") || code.equals("SignatureDoesNotMatch")) {
            throw new ConnectionFailure("the server at " + settings.endpoint() + " is not that of the data directory "
                    + data + ": " + answer.path("message").asString(""));
        }
        return new RefusedException(answer.path("message").asString(code), code.equals("InvalidInputException"));
    }
}
