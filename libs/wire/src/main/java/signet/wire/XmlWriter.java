package signet.wire;

import org.jspecify.annotations.Nullable;

/** Writes XML text: elements and escaped characters, nothing that a reader could take for markup. */
final class XmlWriter {
    private final StringBuilder out = new StringBuilder(512);

    XmlWriter declaration() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        return this;
    }

    XmlWriter open(String name) {
        out.append('<').append(name).append('>');
        return this;
    }

    /** Opens an element in a name space; null for none. */
    XmlWriter open(String name, @Nullable String namespace) {
        beginOpen(name);
        if (namespace != null) {
            attribute("xmlns", namespace);
        }
        return endOpen();
    }

    XmlWriter beginOpen(String name) {
        out.append('<').append(name);
        return this;
    }

    XmlWriter attribute(String name, String value) {
        out.append(' ').append(name).append("=\"");
        escape(value);
        out.append('"');
        return this;
    }

    XmlWriter endOpen() {
        out.append('>');
        return this;
    }

    XmlWriter close(String name) {
        out.append("</").append(name).append('>');
        return this;
    }

    XmlWriter element(String name, String text) {
        open(name);
        escape(text);
        return close(name);
    }

    XmlWriter text(String text) {
        escape(text);
        return this;
    }

    /** XML 1.0 has no way to write most control characters, nor lone surrogates: they become U+FFFD. */
    private void escape(String text) {
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                case '\n', '\t' -> out.append((char) c);
                default -> out.appendCodePoint(isXml(c) ? c : 0xfffd);
            }
        }
    }

    private static boolean isXml(int c) {
        return c >= 0x20 && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
