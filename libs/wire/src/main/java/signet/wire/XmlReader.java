package signet.wire;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/** Reads the XML documents of requests: no document types, no entities but XML's five, limited depth and size. */
final class XmlReader {
    private static final int MAX_DEPTH = 32;
    private static final int MAX_ELEMENTS = 200_000;
    private static final XMLInputFactory FACTORY = factory();

    private XmlReader() {}

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    /** @throws AwsError {@code MalformedXML} if it isn't well-formed or holds what is refused */
    static XmlNode read(byte[] document) {
        try {
            XMLStreamReader reader = FACTORY.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                return read(reader);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw malformed();
        }
    }

    static AwsError malformed() {
        return AwsError.of(
                "MalformedXML",
                400,
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    private static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
        Deque<XmlNode> open = new ArrayDeque<>();
        @Nullable XmlNode root = null;
        int elements = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    XmlNode node = element(reader);
                    if (open.size() >= MAX_DEPTH || ++elements > MAX_ELEMENTS) {
                        throw malformed();
                    }
                    if (open.isEmpty()) {
                        root = node;
                    } else {
                        open.getLast().children().add(node);
                    }
                    open.addLast(node);
                }
                case XMLStreamConstants.END_ELEMENT -> open.removeLast();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (!open.isEmpty()) {
                        open.getLast().append(reader.getText());
                    }
                }
                case XMLStreamConstants.COMMENT, XMLStreamConstants.END_DOCUMENT -> {}
                default -> throw malformed();
            }
        }
        if (root == null) {
            throw malformed();
        }
        return root;
    }

    private static XmlNode element(XMLStreamReader reader) {
        XmlNode node = new XmlNode(reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            String local = reader.getAttributeLocalName(i);
            node.attributes()
                    .put(
                            prefix == null || prefix.isEmpty() ? local : prefix + ":" + local,
                            reader.getAttributeValue(i));
        }
        return node;
    }
}
