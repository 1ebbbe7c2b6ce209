package signet.model;

/** Where in an HTTP message a REST protocol puts a member. */
public enum HttpBinding {
    /** In the XML or JSON document of the body. */
    NONE,
    /** In the path. */
    LABEL,
    /** A query parameter. */
    QUERY,
    /** A header. */
    HEADER,
    /** All headers with a prefix: a map. */
    PREFIX_HEADERS,
    /** The whole body. */
    PAYLOAD,
    /** The status of an answer. */
    STATUS
}
