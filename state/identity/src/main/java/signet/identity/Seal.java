package signet.identity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import signet.snapshot.State;
import signet.snapshot.View;

/**
 * Seals text that clients carry and hand back: compressed, encrypted and authenticated (AES-256-GCM, NIST SP 800-38D),
 * bound to a purpose so that one kind of sealed text is never taken for another. The keys are kept in the state, so that
 * every node opens what any node sealed.
 */
public final class Seal {
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LARGEST_TEXT = 1 << 20;

    private final State state;
    private final Ids ids;

    /** A seal over the state's keys; makes the first key if there is none. */
    public Seal(State state, Ids ids, Clock clock) {
        this.state = state;
        this.ids = ids;
        state.change(tx -> {
            if (tx.under(Tables.SEALING_KEYS, "").isEmpty()) {
                String secret = Base64.getEncoder().encodeToString(ids.bytes(32));
                tx.put(Tables.SEALING_KEYS, keyOf(1), new SealingKey(1, secret, clock.instant()));
            }
        });
    }

    /**
     * Seals text for a purpose. The result is base 64 with the usual alphabet and padding.
     *
     * @throws IllegalArgumentException if the text is larger than one mebibyte, which could not be opened again
     */
    public String seal(String purpose, String text) {
        byte[] plain = text.getBytes(StandardCharsets.UTF_8);
        if (plain.length > LARGEST_TEXT) {
            throw new IllegalArgumentException("a text of " + plain.length + " bytes is too large to be sealed");
        }
        SealingKey key = newest(state.current());
        byte[] nonce = ids.bytes(NONCE);
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, key, nonce, purpose, deflate(plain))
                .orElseThrow(() -> new IllegalStateException("AES-GCM encryption failed"));
        ByteBuffer out = ByteBuffer.allocate(4 + NONCE + sealed.length);
        out.putInt(key.number()).put(nonce).put(sealed);
        return Base64.getEncoder().encodeToString(out.array());
    }

    /** Opens what {@link #seal} made for the same purpose; empty for anything else. */
    public Optional<String> open(String purpose, String sealed) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(sealed);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        boolean canonical = Base64.getEncoder().encodeToString(bytes).equals(sealed);
        if (!canonical || bytes.length < 4 + NONCE + TAG_BITS / 8) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int number = in.getInt();
        byte[] nonce = new byte[NONCE];
        in.get(nonce);
        byte[] rest = new byte[in.remaining()];
        in.get(rest);
        return state.current()
                .get(Tables.SEALING_KEYS, keyOf(number))
                .flatMap(key -> crypt(Cipher.DECRYPT_MODE, key, nonce, purpose, rest))
                .flatMap(Seal::inflate);
    }

    private static SealingKey newest(View view) {
        var keys = view.under(Tables.SEALING_KEYS, "");
        return Objects.requireNonNull(keys.get(keys.lastKey()));
    }

    private static String keyOf(int number) {
        return String.format(Locale.ROOT, "%010d", number);
    }

    private static Optional<byte[]> crypt(int mode, SealingKey key, byte[] nonce, String purpose, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] secret = Base64.getDecoder().decode(key.secret());
            cipher.init(mode, new SecretKeySpec(secret, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
            return Optional.of(cipher.doFinal(input));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(plain);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        }
    }

    private static Optional<String> inflate(byte[] bytes) {
        try (Inflater inflater = new Inflater();
                ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            inflater.setInput(bytes);
            byte[] buffer = new byte[1024];
            while (!inflater.finished()) {
                int count = inflater.inflate(buffer);
                boolean stuck = count == 0 && !inflater.finished();
                if (stuck || out.size() + count > LARGEST_TEXT) {
                    return Optional.empty();
                }
                out.write(buffer, 0, count);
            }
            return Optional.of(out.toString(StandardCharsets.UTF_8));
        } catch (DataFormatException | IOException e) {
            return Optional.empty();
        }
    }
}
