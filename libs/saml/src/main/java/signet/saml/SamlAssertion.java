package signet.saml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * What an identity provider asserts of somebody (SAML core, 2.3.3). Whether it is for us, and for now, its reader has to check.
 *
 * @param id of the assertion
 * @param issuer the provider's entity id
 * @param issued when it was made
 * @param subject whom it is about; null when it does not say
 * @param confirmations how whoever brings it may show to be the subject
 * @param notBefore when it begins, null if it does not say
 * @param notOnOrAfter when it ends, null if it does not say
 * @param audiences for whom it is: one list for each restriction, all of which have to be met
 * @param sessionNotOnOrAfter when the subject's session at the provider ends, the first if there are several; null if it
 *     does not say
 * @param attributes values by name, in order
 */
public record SamlAssertion(
        String id,
        String issuer,
        Instant issued,
        @Nullable Subject subject,
        List<Confirmation> confirmations,
        @Nullable Instant notBefore,
        @Nullable Instant notOnOrAfter,
        List<List<String>> audiences,
        @Nullable Instant sessionNotOnOrAfter,
        Map<String, List<String>> attributes) {

    /** The only method by which somebody may show to be the subject who has nothing but the assertion. */
    public static final String BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

    /**
     * Whom an assertion is about.
     *
     * @param format the kind of name, a URI
     */
    public record Subject(String name, String format) {}

    /**
     * How whoever brings an assertion may show to be its subject.
     *
     * @param recipient to whom it may be brought, null if it does not say
     * @param notBefore from when, null if it does not say
     * @param notOnOrAfter until when, null if it does not say
     */
    public record Confirmation(
            String method,
            @Nullable String recipient,
            @Nullable Instant notBefore,
            @Nullable Instant notOnOrAfter) {}

    public SamlAssertion {
        confirmations = List.copyOf(confirmations);
        audiences = audiences.stream().map(List::copyOf).toList();
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /** The values of an attribute, none if it is not there. */
    public List<String> values(String name) {
        return attributes.getOrDefault(name, List.of());
    }

    /** Reads an assertion that is known to be the provider's. */
    static SamlAssertion read(Element element) throws SamlException {
        if (!"2.0".equals(Xml.attribute(element, "Version"))) {
            throw SamlException.unreadable("no assertion of SAML 2.0");
        }
        Instant issued = Moments.at(element, "IssueInstant");
        if (issued == null) {
            throw SamlException.unreadable("no IssueInstant");
        }
        Optional<Element> subject = Xml.child(element, Names.ASSERTION, "Subject");
        Optional<Element> conditions = Xml.child(element, Names.ASSERTION, "Conditions");
        return new SamlAssertion(
                Xml.requiredAttribute(element, "ID"),
                Xml.text(Xml.required(element, Names.ASSERTION, "Issuer")),
                issued,
                subject.isPresent() ? subject(subject.get()) : null,
                subject.isPresent() ? confirmations(subject.get()) : List.of(),
                conditions.isPresent() ? Moments.at(conditions.get(), "NotBefore") : null,
                conditions.isPresent() ? Moments.at(conditions.get(), "NotOnOrAfter") : null,
                conditions.isPresent() ? audiences(conditions.get()) : List.of(),
                sessionEnd(element),
                attributes(element));
    }

    private static @Nullable Subject subject(Element element) throws SamlException {
        Optional<Element> name = Xml.child(element, Names.ASSERTION, "NameID");
        if (name.isEmpty()) {
            return null;
        }
        String text = Xml.text(name.get());
        String format = Xml.attribute(name.get(), "Format");
        return text.isBlank() ? null : new Subject(text, format == null ? UNSPECIFIED : format);
    }

    private static List<Confirmation> confirmations(Element subject) throws SamlException {
        List<Confirmation> confirmations = new ArrayList<>();
        for (Element element : Xml.children(subject, Names.ASSERTION, "SubjectConfirmation")) {
            String method = Xml.requiredAttribute(element, "Method");
            Optional<Element> data = Xml.child(element, Names.ASSERTION, "SubjectConfirmationData");
            confirmations.add(
                    data.isEmpty()
                            ? new Confirmation(method, null, null, null)
                            : new Confirmation(
                                    method,
                                    Xml.attribute(data.get(), "Recipient"),
                                    Moments.at(data.get(), "NotBefore"),
                                    Moments.at(data.get(), "NotOnOrAfter")));
        }
        return confirmations;
    }

    /** A condition that nobody here knows makes an assertion useless (SAML core, 2.5.1.1). */
    private static List<List<String>> audiences(Element conditions) throws SamlException {
        List<List<String>> restrictions = new ArrayList<>();
        for (Element condition : Xml.children(conditions)) {
            if (Xml.is(condition, Names.ASSERTION, "AudienceRestriction")) {
                List<String> audiences = new ArrayList<>();
                for (Element audience : Xml.children(condition, Names.ASSERTION, "Audience")) {
                    audiences.add(Xml.text(audience).strip());
                }
                restrictions.add(audiences);
            } else if (!Xml.is(condition, Names.ASSERTION, "OneTimeUse")
                    && !Xml.is(condition, Names.ASSERTION, "ProxyRestriction")) {
                throw SamlException.unreadable("unknown condition " + condition.getLocalName());
            }
        }
        return restrictions;
    }

    private static @Nullable Instant sessionEnd(Element assertion) throws SamlException {
        Instant first = null;
        for (Element statement : Xml.children(assertion, Names.ASSERTION, "AuthnStatement")) {
            Instant end = Moments.at(statement, "SessionNotOnOrAfter");
            if (end != null && (first == null || end.isBefore(first))) {
                first = end;
            }
        }
        return first;
    }

    private static Map<String, List<String>> attributes(Element assertion) throws SamlException {
        Map<String, List<String>> attributes = new LinkedHashMap<>();
        for (Element statement : Xml.children(assertion, Names.ASSERTION, "AttributeStatement")) {
            for (Element attribute : Xml.children(statement, Names.ASSERTION, "Attribute")) {
                List<String> values =
                        attributes.computeIfAbsent(Xml.requiredAttribute(attribute, "Name"), name -> new ArrayList<>());
                for (Element value : Xml.children(attribute, Names.ASSERTION, "AttributeValue")) {
                    values.add(value(value));
                }
            }
        }
        attributes.replaceAll((name, values) -> List.copyOf(values));
        return attributes;
    }

    /** A value is a text, or one element with a text: eduPersonTargetedID has a NameID. */
    private static String value(Element element) throws SamlException {
        List<Element> inside = Xml.children(element);
        return Xml.text(inside.size() == 1 ? inside.getFirst() : element);
    }
}
