package signet.saml;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Moments in SAML, which are in UTC (SAML core, 1.3.3). */
final class Moments {
    private static final Pattern UTC =
            Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?(Z|[+-]00:00)");

    private Moments() {}

    /**
     * The moment in an attribute, null when it is not there.
     *
     * @throws SamlException if there is something else in it
     */
    static @Nullable Instant at(Element element, String attribute) throws SamlException {
        String text = Xml.attribute(element, attribute);
        return text == null ? null : read(text);
    }

    private static Instant read(String text) throws SamlException {
        if (!UTC.matcher(text).matches()) {
            throw SamlException.unreadable("no moment: " + text);
        }
        try {
            return Instant.parse(text.replaceAll("[+-]00:00$", "Z"));
        } catch (DateTimeException e) {
            throw new SamlException(SamlException.Fault.UNREADABLE, "no moment: " + text, e);
        }
    }
}
