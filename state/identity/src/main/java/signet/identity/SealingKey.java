package signet.identity;

import java.time.Instant;

/**
 * A key under which session tokens and authorization messages are sealed.
 *
 * @param number counted from 1; the highest is in use, older ones still open what they sealed
 * @param secret 32 random bytes, in base 64
 */
record SealingKey(int number, String secret, Instant created) {
    @Override
    public String toString() {
        return "SealingKey[" + number + "]";
    }
}
