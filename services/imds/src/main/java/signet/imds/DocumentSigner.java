package signet.imds;

/**
 * Signs instance identity documents, so that others can tell that they are genuine (EC2 User Guide, "Verify instance
 * identity documents"). Each method returns base 64 in lines, without a line break at the end and without the
 * {@code BEGIN} and {@code END} of PEM.
 */
public interface DocumentSigner {
    /** The bare signature of a document: RSA with SHA-256 (PKCS #1 v1.5), in lines of 76 characters. */
    String signature(byte[] document);

    /** A PKCS #7 message with the document in it, signed by DSA with SHA-1, in lines of 64 characters. */
    String pkcs7(byte[] document);

    /** A PKCS #7 message with the document in it, signed by RSA with SHA-256, in lines of 64 characters. */
    String rsa2048(byte[] document);
}
