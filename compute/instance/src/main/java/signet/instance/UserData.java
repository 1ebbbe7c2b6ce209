package signet.instance;

import java.util.Arrays;

/** An instance's user data: bytes, up to 16 KiB on AWS; run at first boot if they begin with {@code #!}. */
public final class UserData {

    private final byte[] bytes;

    private UserData(byte[] bytes) {
        this.bytes = bytes;
    }

    /** User data with these bytes (decoded from Base64). */
    public static UserData of(byte[] bytes) {
        return new UserData(bytes.clone());
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** Whether it is a script, which first boot runs as root. */
    public boolean isScript() {
        return bytes.length > 2 && bytes[0] == '#' && bytes[1] == '!';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UserData that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The length only: user data often has secrets. */
    @Override
    public String toString() {
        return "UserData[" + bytes.length + " bytes]";
    }
}
