package signet.sigv4;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One query parameter, name and value in canonical encoding. A plus sign on the wire is a space, as it is to whoever
 * acts on the query; if the two disagreed, a signed query could be given another meaning.
 */
record QueryParameter(String name, String value) {
    static final Comparator<QueryParameter> CANONICAL_ORDER =
            Comparator.comparing(QueryParameter::name).thenComparing(QueryParameter::value);

    static List<QueryParameter> parse(@Nullable String rawQuery) throws SignatureException {
        List<QueryParameter> parameters = new ArrayList<>();
        if (rawQuery == null) {
            return parameters;
        }
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters.add(new QueryParameter(UriEncoding.recode(name, true), UriEncoding.recode(value, true)));
            }
        }
        return parameters;
    }

    String text() {
        return name + '=' + value;
    }
}
