package signet.wire;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.Body;
import signet.model.OperationModel;

/** Requests as clients send them. */
final class Requests {
    static final Headers FORM = Headers.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8");

    static final OperationResolver RESOLVER = new OperationResolver();

    private Requests() {}

    static WireRequest post(String form) {
        return new WireRequest(
                "POST", "/", null, FORM, "127.0.0.1:4566", Body.of(form.getBytes(StandardCharsets.UTF_8)));
    }

    static String form(String action, String version, String... namesAndValues) {
        StringBuilder form = new StringBuilder("Action=" + action + "&Version=" + version);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            form.append('&').append(encode(namesAndValues[i])).append('=').append(encode(namesAndValues[i + 1]));
        }
        return form.toString();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    static <I> I decode(OperationModel<I, ?> operation, String... namesAndValues) {
        String version = Objects.requireNonNull(OperationResolver.services().get(operation.service()))
                .version();
        return decode(operation, post(form(operation.name(), version, namesAndValues)), operation.service());
    }

    static <I> I decode(OperationModel<I, ?> operation, WireRequest request, @Nullable String scope) {
        Resolution resolution = RESOLVER.resolve(request, scope);
        return ((Resolution.Known) resolution).input(operation);
    }

    static String text(WireResponse response) {
        return ((WireResponse.Bytes) response.content()).text();
    }
}
