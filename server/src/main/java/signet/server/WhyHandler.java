package signet.server;

import org.eclipse.jetty.http.HttpMethod;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /_signet/why/QUESTION}: what {@code signet can} and its kin ask. Bodies are JSON objects.
 */
final class WhyHandler extends OwnHandler {
    static final String PATH = "/_signet/why/";

    private final WhyEndpoint endpoint;

    WhyHandler(WhyEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @Override
    boolean takes(String target) {
        return target.startsWith(PATH);
    }

    @Override
    ObjectNode answer(Exchange exchange, String target) {
        if (!HttpMethod.POST.is(exchange.method())) {
            throw methodNotAllowed("POST");
        }
        return endpoint.ask(exchange, target.substring(PATH.length()), QueryBodies.read(exchange.body()));
    }
}
