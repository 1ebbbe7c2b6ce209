package signet.sigv4;

import java.util.List;

/** The plainest requests. */
final class ClientMessages {
    private ClientMessages() {}

    static SignedMessage get(String target) {
        int question = target.indexOf('?');
        return new SignedMessage(
                "GET",
                question < 0 ? target : target.substring(0, question),
                question < 0 ? null : target.substring(question + 1),
                List.of(new Header("Host", "example.amazonaws.com")));
    }
}
