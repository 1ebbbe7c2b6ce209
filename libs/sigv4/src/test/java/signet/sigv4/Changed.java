package signet.sigv4;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A request with one part of it changed on its way. */
final class Changed {
    private Changed() {}

    static SignedMessage method(SignedMessage message, String method) {
        return new SignedMessage(method, message.rawPath(), message.rawQuery(), message.headers());
    }

    static SignedMessage path(SignedMessage message, String path) {
        return new SignedMessage(message.method(), path, message.rawQuery(), message.headers());
    }

    static SignedMessage query(SignedMessage message, @Nullable String query) {
        return new SignedMessage(message.method(), message.rawPath(), query, message.headers());
    }

    /** The query as one text, or parameters to it; no query is the empty one. */
    static SignedMessage query(SignedMessage message, UnaryOperator<String> change) {
        String query = message.rawQuery();
        return query(message, change.apply(query == null ? "" : query));
    }

    static SignedMessage moreQuery(SignedMessage message, String parameters) {
        return query(message, query -> query.isEmpty() ? parameters : query + '&' + parameters);
    }

    static SignedMessage headers(SignedMessage message, List<Header> headers) {
        return new SignedMessage(message.method(), message.rawPath(), message.rawQuery(), headers);
    }

    /** Changes the value of every header of this name. */
    static SignedMessage header(SignedMessage message, String name, UnaryOperator<String> change) {
        return headers(
                message,
                message.headers().stream()
                        .map(header -> header.name().equalsIgnoreCase(name)
                                ? new Header(header.name(), change.apply(header.value()))
                                : header)
                        .toList());
    }

    static SignedMessage rename(SignedMessage message, String from, String to) {
        return headers(
                message,
                message.headers().stream()
                        .map(header -> header.name().equalsIgnoreCase(from) ? new Header(to, header.value()) : header)
                        .toList());
    }

    static SignedMessage drop(SignedMessage message, String name) {
        return headers(
                message,
                message.headers().stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList());
    }

    static SignedMessage add(SignedMessage message, String name, String value) {
        List<Header> headers = new ArrayList<>(message.headers());
        headers.add(new Header(name, value));
        return headers(message, headers);
    }

    /** The text with another character at this place. */
    static String at(String text, int place, char other) {
        return text.substring(0, place) + other + text.substring(place + 1);
    }
}
