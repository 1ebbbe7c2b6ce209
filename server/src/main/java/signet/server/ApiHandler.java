package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.model.AwsError;
import signet.model.Body;
import signet.wire.WireResponse;

/** Carries requests from the socket to the {@link Pipeline} and answers back, unchanged in both directions. */
final class ApiHandler extends Handler.Abstract {
    private final Pipeline pipeline;

    ApiHandler(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        // a function may take a quarter of an hour; a body that does not come is given up all the same
        request.addIdleTimeoutListener(timeout -> false);
        WireResponse answer = answer(request);
        response.setStatus(answer.status());
        answer.headers()
                .entries()
                .forEach(header -> response.getHeaders().add(header.getKey(), HeaderText.sent(header.getValue())));
        switch (answer.content()) {
            case WireResponse.Bytes bytes -> response.write(true, ByteBuffer.wrap(bytes.bytes()), callback);
            case WireResponse.Nothing nothing -> response.write(true, null, callback);
            case WireResponse.Streamed streamed -> stream(streamed.body(), response, callback);
        }
        return true;
    }

    private WireResponse answer(Request request) {
        Exchange exchange;
        try {
            exchange = Exchanges.of(request);
        } catch (AwsError e) {
            return pipeline.refuse(e, HttpMethod.HEAD.is(request.getMethod()));
        }
        return pipeline.answer(exchange);
    }

    private static void stream(Body body, Response response, Callback callback) throws IOException {
        if (body.length() >= 0 && !response.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
            response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length());
        }
        try (InputStream in = body.open();
                OutputStream out = Content.Sink.asOutputStream(response)) {
            in.transferTo(out);
        } catch (IOException e) {
            callback.failed(e);
            return;
        }
        callback.succeeded();
    }
}
