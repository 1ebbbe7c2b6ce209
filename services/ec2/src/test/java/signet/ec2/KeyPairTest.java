package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.ec2.CreateKeyPairInput;
import signet.model.ec2.DeleteKeyPairInput;
import signet.model.ec2.DescribeKeyPairsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.ImportKeyPairInput;
import signet.model.ec2.ImportKeyPairOutput;
import signet.model.ec2.KeyPair;
import signet.model.ec2.KeyPairInfo;

class KeyPairTest extends Ec2Test {

    @Test
    void anRsaKeyIsHandedOutOnceInPkcs1() {
        KeyPair made = create("k", "rsa");

        assertTrue(some(made.keyMaterial()).startsWith("-----BEGIN RSA PRIVATE KEY-----\nMII"));
        assertTrue(some(made.keyMaterial()).endsWith("\n-----END RSA PRIVATE KEY-----"));
        assertTrue(some(made.keyFingerprint()).matches("([0-9a-f]{2}:){19}[0-9a-f]{2}"));
        assertTrue(some(made.keyPairId()).matches("key-[0-9a-f]{17}"));
        assertTrue(world.state.current().under(Tables.KEY_PAIRS, "").values().stream()
                .noneMatch(key -> key.toString().contains("PRIVATE")));
    }

    @Test
    void thePkcs1FormIsTheContentOfThePkcs8Form() {
        byte[] der = body(NewKey.generate("rsa").pem());

        assertEquals(0x30, der[0]);
        assertEquals(der.length - 4, ((der[2] & 0xff) << 8) | (der[3] & 0xff));
        assertEquals(List.of((byte) 2, (byte) 1, (byte) 0), List.of(der[4], der[5], der[6]));
    }

    @Test
    void anEd25519KeyIsInOpenSshsForm() {
        NewKey key = NewKey.generate("ed25519");

        byte[] bytes = body(key.pem());
        assertTrue(key.pem().startsWith("-----BEGIN OPENSSH PRIVATE KEY-----\n"));
        assertEquals("openssh-key-v1\0", new String(bytes, 0, 15, StandardCharsets.US_ASCII));
        assertEquals(
                key.fingerprint(),
                PublicKeys.read(key.openSsh().getBytes(StandardCharsets.UTF_8)).fingerprint());
        assertFalse(key.toString().contains("PRIVATE"));
    }

    @Test
    void anImportedKeyGoesToTheInstances() {
        String line = NewKey.generate("rsa").openSsh();

        ImportKeyPairOutput imported = importKey("mine", line + " me@home\n");
        String id = world.launch(world.one().keyName("mine").build());

        assertTrue(some(imported.keyFingerprint()).matches("([0-9a-f]{2}:){15}[0-9a-f]{2}"));
        assertEquals(line, world.recorded(id).launch().publicKey());
        assertEquals("mine", shown(id).keyName());
    }

    @Test
    void aNameIsTakenOnce() {
        create("k", "rsa");

        assertEquals(
                "InvalidKeyPair.Duplicate: The keypair already exists",
                error(
                        Ec2Operations.CREATE_KEY_PAIR,
                        CreateKeyPairInput.builder().keyName("k").build()));
    }

    @Test
    void keyPairsAreDescribedWithTheirPublicKeyWhenAskedFor() {
        KeyPair made = create("k", "ed25519");
        create("other", "ed25519");

        KeyPairInfo plain =
                describe(DescribeKeyPairsInput.builder().keyNames(List.of("k"))).getFirst();
        KeyPairInfo withKey = describe(DescribeKeyPairsInput.builder()
                        .keyPairIds(List.of(some(made.keyPairId())))
                        .includePublicKey(true))
                .getFirst();

        assertEquals("ed25519", plain.keyType());
        assertEquals(made.keyFingerprint(), plain.keyFingerprint());
        assertEquals(null, plain.publicKey());
        assertTrue(some(withKey.publicKey()).startsWith("ssh-ed25519 AAAA"));
        assertEquals(
                "InvalidKeyPair.NotFound: The key pair 'x' does not exist",
                error(
                        Ec2Operations.DESCRIBE_KEY_PAIRS,
                        DescribeKeyPairsInput.builder().keyNames(List.of("x")).build()));
    }

    @Test
    void deletingWhatIsNotThereSucceeds() {
        create("k", "ed25519");

        assertEquals(true, delete("k"));
        assertEquals(true, delete("k"));
        assertTrue(describe(DescribeKeyPairsInput.builder()).isEmpty());
    }

    @Test
    void keysAreNeverTheSame() {
        assertNotEquals(
                create("a", "ed25519").keyFingerprint(), create("b", "ed25519").keyFingerprint());
    }

    @Test
    void whatIsNoPublicKeyIsRefused() {
        for (String text : List.of("", "ssh-rsa", "ssh-rsa !!!", "ssh-dss AAAAB3NzaC1kc3M=", "ssh-ed25519 AAAA")) {
            AwsError error =
                    assertThrows(AwsError.class, () -> PublicKeys.read(text.getBytes(StandardCharsets.UTF_8)), text);
            assertEquals("InvalidKey.Format", error.code());
            assertEquals("Key is not in valid OpenSSH public key format", error.message());
        }
    }

    @Test
    void noDamagedKeyBreaksTheReader() {
        Random random = new Random(3);
        byte[] whole = NewKey.generate("rsa").openSsh().getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] damaged = Arrays.copyOf(whole, random.nextInt(whole.length + 1));
            for (int i = random.nextInt(4); i > 0 && damaged.length > 0; i--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            try {
                PublicKeys.read(damaged);
            } catch (AwsError e) {
                assertEquals("InvalidKey.Format", e.code());
            }
        }
    }

    @Test
    void aKeyFormatThatIsNotMadeIsRefused() {
        assertEquals(
                "UnsupportedOperation: The value ppk of KeyFormat is not supported by Signet.",
                error(
                        Ec2Operations.CREATE_KEY_PAIR,
                        CreateKeyPairInput.builder()
                                .keyName("k")
                                .keyFormat("ppk")
                                .build()));
    }

    private static byte[] body(String pem) {
        String[] lines = pem.split("\n", -1);
        return Base64.getDecoder().decode(String.join("", Arrays.copyOfRange(lines, 1, lines.length - 1)));
    }

    private KeyPair create(String name, String type) {
        return ask(
                Ec2Operations.CREATE_KEY_PAIR,
                CreateKeyPairInput.builder().keyName(name).keyType(type).build());
    }

    private ImportKeyPairOutput importKey(String name, String line) {
        return ask(
                Ec2Operations.IMPORT_KEY_PAIR,
                ImportKeyPairInput.builder()
                        .keyName(name)
                        .publicKeyMaterial(line.getBytes(StandardCharsets.UTF_8))
                        .build());
    }

    private @org.jspecify.annotations.Nullable Boolean delete(String name) {
        return ask(
                        Ec2Operations.DELETE_KEY_PAIR,
                        DeleteKeyPairInput.builder().keyName(name).build())
                .returnValue();
    }

    private List<KeyPairInfo> describe(DescribeKeyPairsInput.Builder input) {
        return some(ask(Ec2Operations.DESCRIBE_KEY_PAIRS, input.build()).keyPairs());
    }
}
