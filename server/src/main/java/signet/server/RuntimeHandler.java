package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.functions.Functions;
import signet.functions.RuntimeAnswer;

/**
 * Answers everything that comes by the door of a function's runtime API, and nothing else. Which function asks is known by the
 * door alone.
 */
final class RuntimeHandler extends Handler.Abstract {
    private static final String DOOR = "runtime/";

    private final Functions functions;

    RuntimeHandler(Functions functions) {
        this.functions = functions;
    }

    /** The name of the connector at the runtime API of an environment. */
    static String door(String environmentId) {
        return DOOR + environmentId;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        String name = request.getConnectionMetaData().getConnector().getName();
        if (name == null || !name.startsWith(DOOR)) {
            return false;
        }
        // a program waits for its next call for as long as there is none
        request.addIdleTimeoutListener(timeout -> false);
        String path = String.valueOf(request.getHttpURI().getPath());
        RuntimeAnswer answer =
                functions.runtime(name.substring(DOOR.length()), request.getMethod(), path, body(request));
        response.setStatus(answer.status());
        answer.headers().forEach((key, value) -> response.getHeaders().add(key, value));
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
        return true;
    }

    /** The body; of one that is too large as much as shows that it is. */
    private static byte[] body(Request request) throws IOException {
        try (InputStream in = Content.Source.asInputStream(request)) {
            return in.readNBytes(Functions.largestAnswer() + 1);
        }
    }
}
