package signet.junit;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The little of a client that tests' preparations need, so that no AWS SDK has to be there: signed requests of one service. */
record QueryClient(URI endpoint, String region, Credentials credentials, String service) {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String IAM_VERSION = "2010-05-08";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    /** An answer of a query API. */
    record Reply(Document document) {
        /** The text of the first element of a name. */
        String text(String element) {
            NodeList found = document.getElementsByTagNameNS("*", element);
            return found.getLength() == 0 ? "" : found.item(0).getTextContent();
        }
    }

    /**
     * Asks for an operation of IAM's.
     *
     * @throws SignetRefusedException with AWS's code and message
     */
    Reply query(String action, Map<String, String> parameters) {
        Map<String, String> form = new TreeMap<>(parameters);
        form.put("Action", action);
        form.put("Version", IAM_VERSION);
        String body = form.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpResponse<String> response = send("/", "application/x-www-form-urlencoded; charset=utf-8", body);
        Reply reply = new Reply(document(response.body()));
        if (response.statusCode() != 200) {
            throw new SignetRefusedException(reply.text("Code"), reply.text("Message"));
        }
        return reply;
    }

    /**
     * Asks an address of Signet's own.
     *
     * @throws SignetRefusedException with the code, the message, and if there are some the faults
     */
    JsonNode json(String path, String body) {
        HttpResponse<String> response = send(path, "application/json", body);
        JsonNode answer = parsed(response.body());
        if (response.statusCode() != 200) {
            StringBuilder message = new StringBuilder(answer.path("message").asString(""));
            answer.path("faults")
                    .forEach(fault -> message.append(System.lineSeparator())
                            .append(fault.path("file").asString(""))
                            .append(": ")
                            .append(fault.path("entity").asString(""))
                            .append(": ")
                            .append(fault.path("reason").asString("")));
            throw new SignetRefusedException(answer.path("code").asString(""), message.toString());
        }
        return answer;
    }

    private HttpResponse<String> send(String path, String type, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SignedMessage message = new SignedMessage(
                "POST",
                path,
                null,
                List.of(new Header("Host", endpoint.getRawAuthority()), new Header("Content-Type", type)));
        SignedMessage signed = new Signer(
                        new signet.sigv4.Credentials(credentials.accessKeyId(), credentials.secretAccessKey(), null),
                        region,
                        service)
                .sign(message, PayloadHash.of(bytes), Clock.systemUTC().instant());
        HttpRequest.Builder request = HttpRequest.newBuilder(endpoint.resolve(path))
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(bytes));
        signed.headers().stream()
                .filter(header -> !header.name().equals("Host"))
                .forEach(header -> request.header(header.name(), header.value()));
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("the server at " + endpoint + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SignetRefusedException("Interrupted", "the test was interrupted while it asked the server");
        }
    }

    private static JsonNode parsed(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JacksonException e) {
            throw new SignetRefusedException("NoAnswer", "what came back is no JSON: " + text);
        }
    }

    private static Document document(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setNamespaceAware(true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException e) {
            throw new SignetRefusedException("NoAnswer", "what came back is no XML: " + text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
