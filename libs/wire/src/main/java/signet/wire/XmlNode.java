package signet.wire;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An XML element read whole: its local name, attributes, text and child elements. */
final class XmlNode {
    private final String name;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final List<XmlNode> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    XmlNode(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    String text() {
        return text.toString();
    }

    List<XmlNode> children() {
        return children;
    }

    /** Attributes by their name as written, prefix included. */
    Map<String, String> attributes() {
        return attributes;
    }

    void append(String more) {
        text.append(more);
    }
}
