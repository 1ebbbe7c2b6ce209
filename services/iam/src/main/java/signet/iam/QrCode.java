package signet.iam;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** QR codes as PNG pictures (ISO/IEC 15948): black and white, one bit a pixel. */
final class QrCode {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int PIXELS_PER_MODULE = 4;

    /** The white rim that readers need, in modules. */
    private static final int QUIET = 4;

    private QrCode() {}

    static byte[] png(String text) {
        ByteMatrix modules = modules(text);
        int size = (modules.getWidth() + 2 * QUIET) * PIXELS_PER_MODULE;
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        png.writeBytes(SIGNATURE);
        byte[] header = ByteBuffer.allocate(13)
                .putInt(size)
                .putInt(size)
                .put((byte) 1) // bits a pixel; all else is 0: grey, deflate, no filter, not interlaced
                .array();
        chunk(png, "IHDR", header);
        chunk(png, "IDAT", deflate(rows(modules, size)));
        chunk(png, "IEND", new byte[0]);
        return png.toByteArray();
    }

    private static ByteMatrix modules(String text) {
        try {
            return Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalStateException("a device's name makes a text that fits no QR code", e);
        }
    }

    /** Each row begins with its filter, which is none; a white pixel is a set bit. */
    private static byte[] rows(ByteMatrix modules, int size) {
        int width = 1 + (size + 7) / 8;
        byte[] rows = new byte[width * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                if (!dark(modules, x / PIXELS_PER_MODULE - QUIET, y / PIXELS_PER_MODULE - QUIET)) {
                    rows[y * width + 1 + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        return rows;
    }

    private static boolean dark(ByteMatrix modules, int x, int y) {
        boolean inside = x >= 0 && y >= 0 && x < modules.getWidth() && y < modules.getHeight();
        return inside && modules.get(x, y) == 1;
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

    private static void chunk(ByteArrayOutputStream png, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        png.writeBytes(name);
        png.writeBytes(data);
        png.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
