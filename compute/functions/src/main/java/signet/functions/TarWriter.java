package signet.functions;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Writes a tar archive of directories and plain files (the ustar format, with GNU's records for long names). */
final class TarWriter {
    private static final int BLOCK = 512;
    private static final int SHORT_NAME = 100;
    private static final int MODE_AT = 100;
    private static final int SIZE_AT = 124;
    private static final int SUM_AT = 148;
    private static final int TYPE_AT = 156;
    private static final int MAGIC_AT = 257;

    private final OutputStream out;

    TarWriter(OutputStream out) {
        this.out = out;
    }

    void directory(String name) throws IOException {
        header(name, 0, '5');
    }

    void file(String name, byte[] content) throws IOException {
        file(name, content.length, new ByteArrayInputStream(content));
    }

    /** A file that anyone may run and read; it has to have exactly {@code size} bytes. */
    void file(String name, long size, InputStream content) throws IOException {
        header(name, size, '0');
        long written = content.transferTo(out);
        if (written != size) {
            throw new IOException(name + " has " + written + " bytes, not " + size);
        }
        pad(size);
    }

    void end() throws IOException {
        out.write(new byte[2 * BLOCK]);
        out.flush();
    }

    private void header(String name, long size, char type) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length >= SHORT_NAME) {
            block("././@LongLink".getBytes(StandardCharsets.UTF_8), bytes.length + 1L, 'L');
            out.write(bytes);
            out.write(0);
            pad(bytes.length + 1L);
        }
        block(bytes, size, type);
    }

    private void block(byte[] name, long size, char type) throws IOException {
        byte[] block = new byte[BLOCK];
        System.arraycopy(name, 0, block, 0, Math.min(name.length, SHORT_NAME - 1));
        put(block, MODE_AT, "0000755\0" + "0000000\0" + "0000000\0");
        put(block, SIZE_AT, String.format("%011o\0", size) + "00000000000\0");
        put(block, SUM_AT, " ".repeat(8));
        block[TYPE_AT] = (byte) type;
        put(block, MAGIC_AT, "ustar\0" + "00");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        put(block, SUM_AT, String.format("%06o\0 ", sum));
        out.write(block);
    }

    private static void put(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, block, at, bytes.length);
    }

    private void pad(long size) throws IOException {
        out.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
    }
}
