package signet.saml;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * XML from strangers. A document type is refused whatever is in it, and with it every entity; nothing is ever fetched; depth
 * and width are bounded.
 */
final class Xml {
    private static final String MAX_DEPTH = "64";
    private static final String MAX_ATTRIBUTES = "64";
    private static final String MAX_NAME = "512";

    private Xml() {}

    static Document parse(byte[] document) throws SamlException {
        return parse(new InputSource(new ByteArrayInputStream(document)));
    }

    static Document parse(String document) throws SamlException {
        return parse(new InputSource(new StringReader(document)));
    }

    private static Document parse(InputSource source) throws SamlException {
        try {
            DocumentBuilder builder = factory().newDocumentBuilder();
            builder.setErrorHandler(new Strict());
            builder.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("nothing is fetched");
            });
            Document document = builder.parse(source);
            uniqueIds(document.getDocumentElement(), new HashSet<>());
            return document;
        } catch (SAXException | IOException e) {
            throw new SamlException(SamlException.Fault.UNREADABLE, "no XML: " + e.getMessage(), e);
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java has no XML parser as wanted", e);
        }
    }

    private static DocumentBuilderFactory factory() throws ParserConfigurationException {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
        factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
        factory.setAttribute("jdk.xml.maxElementDepth", MAX_DEPTH);
        factory.setAttribute("jdk.xml.elementAttributeLimit", MAX_ATTRIBUTES);
        factory.setAttribute("jdk.xml.maxXMLNameLimit", MAX_NAME);
        factory.setXIncludeAware(false);
        factory.setExpandEntityReferences(true);
        factory.setCoalescing(true);
        return factory;
    }

    /** Two elements of one ID make a reference mean one to whoever checks and another to whoever reads. */
    private static void uniqueIds(Element element, Set<String> seen) throws SamlException {
        NamedNodeMap attributes = element.getAttributes();
        for (int i = 0; i < attributes.getLength(); i++) {
            Attr attribute = (Attr) attributes.item(i);
            boolean id = attribute.getLocalName().toLowerCase(Locale.ROOT).equals("id")
                    && !XMLConstants.XMLNS_ATTRIBUTE_NS_URI.equals(attribute.getNamespaceURI());
            if (id && !seen.add(attribute.getValue())) {
                throw SamlException.unreadable("two elements have the ID " + attribute.getValue());
            }
        }
        for (Element child : children(element)) {
            uniqueIds(child, seen);
        }
    }

    /** Whether a node has comments or processing instructions anywhere inside: they can split a text without a trace. */
    static boolean hasRemarks(Node node) {
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            short type = child.getNodeType();
            if (type == Node.COMMENT_NODE || type == Node.PROCESSING_INSTRUCTION_NODE || hasRemarks(child)) {
                return true;
            }
        }
        return false;
    }

    static boolean is(Element element, String namespace, String name) {
        return namespace.equals(element.getNamespaceURI()) && name.equals(element.getLocalName());
    }

    static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    static List<Element> children(Node parent, String namespace, String name) {
        return children(parent).stream()
                .filter(child -> is(child, namespace, name))
                .toList();
    }

    /**
     * The child of a name.
     *
     * @throws SamlException if there are several
     */
    static Optional<Element> child(Node parent, String namespace, String name) throws SamlException {
        List<Element> found = children(parent, namespace, name);
        if (found.size() > 1) {
            throw SamlException.unreadable("more than one " + name);
        }
        return found.stream().findFirst();
    }

    static Element required(Node parent, String namespace, String name) throws SamlException {
        return child(parent, namespace, name).orElseThrow(() -> SamlException.unreadable("no " + name));
    }

    /** How many elements of a name there are, at any depth. */
    static int count(Document document, String namespace, String name) {
        return document.getElementsByTagNameNS(namespace, name).getLength();
    }

    /**
     * The text of an element that has nothing else in it.
     *
     * @throws SamlException if it has elements, comments or the like
     */
    static String text(Element element) throws SamlException {
        StringBuilder text = new StringBuilder();
        for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() != Node.TEXT_NODE) {
                throw SamlException.unreadable("more than text in " + element.getLocalName());
            }
            text.append(child.getNodeValue());
        }
        return text.toString();
    }

    /** An attribute without namespace; null when it is not there. */
    static @Nullable String attribute(Element element, String name) {
        return element.hasAttribute(name) ? element.getAttribute(name) : null;
    }

    static String requiredAttribute(Element element, String name) throws SamlException {
        String value = attribute(element, name);
        if (value == null) {
            throw SamlException.unreadable("no " + name + " in " + element.getLocalName());
        }
        return value;
    }

    /** Ends on the first error; without it the parser writes to the console and goes on. */
    private static final class Strict implements ErrorHandler {
        @Override
        public void warning(SAXParseException e) {
            // a remark on a document that can be read
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    }
}
