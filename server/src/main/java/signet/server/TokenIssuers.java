package signet.server;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import signet.identity.Tables;
import signet.identity.TokenIssuer;
import signet.oidc.OwnTokens;
import signet.snapshot.State;

/**
 * {@code GET /_signet/oidc/ACCOUNT/.well-known/openid-configuration} and {@code …/jwks.json}: the documents by which anybody
 * can verify the tokens of GetWebIdentityToken. AWS has them at a host name for each account.
 */
final class TokenIssuers extends Handler.Abstract {
    private static final Pattern PATH =
            Pattern.compile("/_signet/oidc/([0-9]{12})/\\.well-known/(openid-configuration|jwks\\.json)");

    private final State state;
    private final Supplier<String> endpoint;

    TokenIssuers(State state, Supplier<String> endpoint) {
        this.state = state;
        this.endpoint = endpoint;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        Matcher path = PATH.matcher(request.getHttpURI().getPathQuery());
        if (!HttpMethod.GET.is(request.getMethod()) || !path.matches()) {
            return false;
        }
        Optional<String> document = document(path.group(1), path.group(2));
        if (document.isEmpty()) {
            return false;
        }
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.write(true, ByteBuffer.wrap(document.get().getBytes(StandardCharsets.UTF_8)), callback);
        return true;
    }

    private Optional<String> document(String account, String name) {
        return state.current()
                .get(Tables.TOKEN_ISSUERS, account)
                .map(issuer -> name.equals("jwks.json")
                        ? OwnTokens.keys(issuer.rsaPublicKey(), issuer.ecPublicKey())
                        : OwnTokens.discovery(endpoint.get() + TokenIssuer.path(account)));
    }
}
