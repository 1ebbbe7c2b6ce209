package signet.store;

import java.util.Arrays;

/** One write of a transaction. Values are never put into {@code toString}: they may be secrets. */
public sealed interface Write {
    String key();

    /**
     * Sets a key.
     *
     * @param value the bytes; copied here and on every read
     */
    // The record copies the array in and out and compares its contents.
    @SuppressWarnings("ArrayRecordComponent")
    record Put(String key, byte[] value) implements Write {
        public Put {
            Keys.check(key);
            value = value.clone();
        }

        @Override
        public byte[] value() {
            return value.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Put that && key.equals(that.key) && Arrays.equals(value, that.value);
        }

        @Override
        public int hashCode() {
            return 31 * key.hashCode() + Arrays.hashCode(value);
        }

        @Override
        public String toString() {
            return "Put[" + key + ", " + value.length + " bytes]";
        }
    }

    /** Removes a key; removing an absent one is no error. */
    record Delete(String key) implements Write {
        public Delete {
            Keys.check(key);
        }
    }
}
