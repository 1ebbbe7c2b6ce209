package signet.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What is answered before or beside any service, to a malformed request line for instance: the status, and not a word
 * about the server.
 */
final class BareErrors extends ErrorHandler {
    private static final Logger LOG = System.getLogger(BareErrors.class.getName());

    @Override
    protected void generateResponse(
            Request request,
            Response response,
            int code,
            @Nullable String message,
            @Nullable Throwable cause,
            Callback callback) {
        boolean clients = cause instanceof HttpException || cause instanceof IOException;
        if (HttpStatus.isServerError(code) && cause != null && !clients) {
            LOG.log(Level.ERROR, "a request failed outside every service", cause);
        }
        callback.succeeded();
    }
}
