package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is changed in a signed response, it is refused, or all that is read is as it was: what is not signed is not read, and
 * what is read is signed.
 */
class ChangedByteTest extends SamlTest {
    private static final int ROUNDS = 800;
    private static final byte[] MARKS = "<>&\"'/=!-?# \n\t:aA0_".getBytes(StandardCharsets.US_ASCII);

    private final SamlMetadata metadata = metadata(IDP);

    private byte[] whole() {
        return IDP.sign(draft.response(), "Response").getBytes(StandardCharsets.UTF_8);
    }

    private byte[] part() {
        return draft.signed(IDP).getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aChangedByteChangesNothingThatIsRead() throws Exception {
        for (byte[] genuine : List.of(part(), whole())) {
            Random random = new Random(1);
            check(genuine, changed -> {
                int at = random.nextInt(changed.length);
                changed[at] = random.nextBoolean()
                        ? MARKS[random.nextInt(MARKS.length)]
                        : (byte) (changed[at] ^ (1 << random.nextInt(8)));
                return changed;
            });
        }
    }

    @Test
    void aByteMoreOrLessChangesNothingThatIsRead() throws Exception {
        Random random = new Random(2);
        check(part(), genuine -> {
            int at = random.nextInt(genuine.length);
            int count = random.nextBoolean() ? 1 : -1;
            byte[] changed = new byte[genuine.length + count];
            System.arraycopy(genuine, 0, changed, 0, Math.min(at, changed.length));
            if (count == 1) {
                changed[at] = MARKS[random.nextInt(MARKS.length)];
                System.arraycopy(genuine, at, changed, at + 1, genuine.length - at);
            } else {
                System.arraycopy(genuine, at + 1, changed, at, genuine.length - at - 1);
            }
            return changed;
        });
    }

    @Test
    void aPieceMovedElsewhereChangesNothingThatIsRead() throws Exception {
        Random random = new Random(3);
        String text = new String(part(), StandardCharsets.UTF_8);
        List<String> pieces = List.of(text.split("(?=<)"));
        check(part(), genuine -> {
            StringBuilder shuffled = new StringBuilder();
            int from = random.nextInt(pieces.size());
            int length = 1 + random.nextInt(8);
            int to = random.nextInt(pieces.size());
            for (int i = 0; i < pieces.size(); i++) {
                boolean moved = i >= from && i < from + length;
                if (!moved || random.nextInt(4) == 0) {
                    shuffled.append(pieces.get(i));
                }
                if (i == to) {
                    pieces.subList(from, Math.min(pieces.size(), from + length)).forEach(shuffled::append);
                }
            }
            return shuffled.toString().getBytes(StandardCharsets.UTF_8);
        });
    }

    /** A change of a copy of the genuine bytes. */
    private interface Change {
        byte[] of(byte[] genuine);
    }

    private void check(byte[] genuine, Change change) throws SamlException {
        SamlAssertion expected = SamlResponse.parse(genuine).assertion(metadata, List.of(), false);
        int refused = 0;
        for (int round = 0; round < ROUNDS; round++) {
            byte[] changed = change.of(genuine.clone());
            try {
                SamlAssertion read = SamlResponse.parse(changed).assertion(metadata, List.of(), false);
                assertEquals(expected, read, () -> new String(changed, StandardCharsets.UTF_8));
            } catch (SamlException e) {
                refused++;
            }
        }
        assertTrue(refused > ROUNDS / 4, "only " + refused + " refused");
    }
}
