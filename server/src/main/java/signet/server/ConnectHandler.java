package signet.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import signet.instance.RunningInstance;
import signet.model.AwsError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /_signet/connect?instance-id=…}, pre-signed for the service {@code ec2-instance-connect}: a WebSocket on
 * which one program runs in an instance (see {@link ConnectSession}). A request that is no WebSocket upgrade gets the
 * refusal that the upgrade would get, or 426.
 */
final class ConnectHandler extends Handler.Abstract {
    static final String PATH = "/_signet/connect";
    private static final String PARAMETER = "instance-id=";
    private static final int UPGRADE_REQUIRED = 426;

    private final ConnectEndpoint endpoint;
    private final ServerWebSocketContainer webSockets;
    private final JsonMapper json = new JsonMapper();

    ConnectHandler(ConnectEndpoint endpoint, ServerWebSocketContainer webSockets) {
        this.endpoint = endpoint;
        this.webSockets = webSockets;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String target = Optional.ofNullable(request.getHttpURI().getPathQuery()).orElse("");
        if (!target.equals(PATH) && !target.startsWith(PATH + "?")) {
            return false;
        }
        try {
            Exchange exchange = Exchanges.of(request);
            RunningInstance instance = endpoint.admit(exchange, instanceId(exchange));
            boolean upgraded = webSockets.upgrade(
                    (upgrade, answer, done) -> new ConnectSession(instance, json), request, response, callback);
            if (!upgraded) {
                refuse(response, callback, UPGRADE_REQUIRED, "UpgradeRequired", "This address takes WebSockets only.");
            }
        } catch (AwsError e) {
            refuse(response, callback, e.httpStatus(), e.code(), e.message());
        }
        return true;
    }

    /** Instances' ids need no percent-encoding, so one that has it is no instance's. */
    private static String instanceId(Exchange exchange) {
        return Arrays.stream(Optional.ofNullable(exchange.rawQuery()).orElse("").split("&"))
                .filter(parameter -> parameter.startsWith(PARAMETER))
                .map(parameter -> parameter.substring(PARAMETER.length()))
                .findFirst()
                .orElse("");
    }

    private void refuse(Response response, Callback callback, int status, String code, String message) {
        ObjectNode body = json.createObjectNode().put("code", code).put("message", message);
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(body.toString().getBytes(StandardCharsets.UTF_8)), callback);
    }
}
