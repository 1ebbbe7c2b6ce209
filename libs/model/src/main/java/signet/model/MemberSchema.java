package signet.model;

import org.jspecify.annotations.Nullable;

/**
 * A member of a structure: Amazon's name, its shape, and where protocols put it. Immutable; the {@code with…} methods, which
 * generated code uses, answer a changed copy.
 */
public final class MemberSchema {
    private final String name;
    private final Shape shape;
    private final boolean required;
    private @Nullable String xmlName;
    private @Nullable String ec2QueryName;
    private boolean flattened;
    private boolean xmlAttribute;
    private boolean sensitive;
    private @Nullable String xmlNamespacePrefix;
    private @Nullable String xmlNamespace;
    private HttpBinding binding = HttpBinding.NONE;
    private String boundName;

    /** A member that every protocol finds under its own name. */
    public MemberSchema(String name, Shape shape, boolean required) {
        this.name = name;
        this.shape = shape;
        this.required = required;
        this.boundName = name;
    }

    private MemberSchema(MemberSchema source) {
        this(source.name, source.shape, source.required);
        xmlName = source.xmlName;
        ec2QueryName = source.ec2QueryName;
        flattened = source.flattened;
        xmlAttribute = source.xmlAttribute;
        sensitive = source.sensitive;
        xmlNamespacePrefix = source.xmlNamespacePrefix;
        xmlNamespace = source.xmlNamespace;
        binding = source.binding;
        boundName = source.boundName;
    }

    public MemberSchema withXmlName(String value) {
        MemberSchema copy = new MemberSchema(this);
        copy.xmlName = value;
        return copy;
    }

    public MemberSchema withEc2QueryName(String value) {
        MemberSchema copy = new MemberSchema(this);
        copy.ec2QueryName = value;
        return copy;
    }

    public MemberSchema asFlattened() {
        MemberSchema copy = new MemberSchema(this);
        copy.flattened = true;
        return copy;
    }

    public MemberSchema asXmlAttribute() {
        MemberSchema copy = new MemberSchema(this);
        copy.xmlAttribute = true;
        return copy;
    }

    public MemberSchema asSensitive() {
        MemberSchema copy = new MemberSchema(this);
        copy.sensitive = true;
        return copy;
    }

    public MemberSchema withXmlNamespace(String prefix, String uri) {
        MemberSchema copy = new MemberSchema(this);
        copy.xmlNamespacePrefix = prefix;
        copy.xmlNamespace = uri;
        return copy;
    }

    public MemberSchema boundTo(HttpBinding where, String as) {
        MemberSchema copy = new MemberSchema(this);
        copy.binding = where;
        copy.boundName = as;
        return copy;
    }

    /** Amazon's name, as in {@code RoleName}. */
    public String name() {
        return name;
    }

    public Shape shape() {
        return shape;
    }

    public boolean required() {
        return required;
    }

    /** The XML element where it isn't {@link #name()}. */
    public @Nullable String xmlName() {
        return xmlName;
    }

    /** The XML element or attribute: {@link #xmlName()} or the name itself. */
    public String elementName() {
        return xmlName == null ? name : xmlName;
    }

    /** The parameter of EC2's protocol where it isn't the element's name with a capital. */
    public @Nullable String ec2QueryName() {
        return ec2QueryName;
    }

    /** Whether a list's elements or a map's entries stand directly in the structure. */
    public boolean flattened() {
        return flattened;
    }

    /** Whether it is an attribute of the structure's element. */
    public boolean xmlAttribute() {
        return xmlAttribute;
    }

    /** Whether Amazon's model marks it, its shape or what is in it as one that must not be logged. */
    public boolean sensitive() {
        return sensitive;
    }

    /** Prefix of the name space that its element declares; null when it declares none. */
    public @Nullable String xmlNamespacePrefix() {
        return xmlNamespacePrefix;
    }

    /** The name space that its element declares under {@link #xmlNamespacePrefix()}. */
    public @Nullable String xmlNamespace() {
        return xmlNamespace;
    }

    public HttpBinding binding() {
        return binding;
    }

    /** The header, prefix of headers, query parameter or label of {@link #binding()}. */
    public String boundName() {
        return boundName;
    }
}
