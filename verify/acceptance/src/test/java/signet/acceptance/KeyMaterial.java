package signet.acceptance;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What a configuration needs besides its text: a key in the forms of SSH and of a server certificate, made anew each time, and a
 * function's code.
 */
record KeyMaterial(String ssh, String certificate, String privateKey) {
    private static final char[] PASSWORD = "password".toCharArray();

    static KeyMaterial make(Path directory) throws IOException, GeneralSecurityException {
        Path store = directory.resolve("key.p12");
        Ran.of(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-alias",
                        "key",
                        "-dname",
                        "CN=web.example.com",
                        "-validity",
                        "30",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD)))
                .success();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return new KeyMaterial(
                ssh((RSAPublicKey) keys.getCertificate("key").getPublicKey()),
                pem("CERTIFICATE", keys.getCertificate("key").getEncoded()),
                pem("PRIVATE KEY", keys.getKey("key", PASSWORD).getEncoded()));
    }

    /** A function's code: an archive with one file. */
    static Path archive(Path directory) throws IOException {
        Path file = directory.resolve("code.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("report.py"));
            zip.write("def handle(event, context):\n    return 'done'\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }

    private static String pem(String type, byte[] bytes) {
        return "-----BEGIN " + type + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + type
                + "-----\n";
    }

    /** RFC 4253, section 6.6. */
    private static String ssh(RSAPublicKey key) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        for (byte[] part : new byte[][] {
            "ssh-rsa".getBytes(StandardCharsets.US_ASCII),
            key.getPublicExponent().toByteArray(),
            key.getModulus().toByteArray()
        }) {
            out.writeInt(part.length);
            out.write(part);
        }
        return "ssh-rsa " + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
