package signet.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * {@code GET /_signet/instance-identity/rsa.pem} and {@code …/dsa.pem}: the certificates by which anybody can verify the
 * identity document of an instance. AWS prints its own in its user guide.
 */
final class IdentityCertificates extends Handler.Abstract {
    private static final String DIRECTORY = "/_signet/instance-identity/";

    private final Map<String, String> byPath;

    IdentityCertificates(IdentitySigner signer) {
        byPath = Map.of(
                DIRECTORY + "rsa.pem", signer.rsaCertificate(),
                DIRECTORY + "dsa.pem", signer.dsaCertificate());
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String pem = byPath.get(request.getHttpURI().getPathQuery());
        if (pem == null || !HttpMethod.GET.is(request.getMethod())) {
            return false;
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/x-pem-file");
        response.write(true, ByteBuffer.wrap(pem.getBytes(StandardCharsets.US_ASCII)), callback);
        return true;
    }
}
