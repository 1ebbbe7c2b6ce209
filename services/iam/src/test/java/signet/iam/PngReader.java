package signet.iam;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Inflater;

/** Reads the text of a QR code from a PNG, byte by byte as the format's standard says. */
final class PngReader {
    private PngReader() {}

    static String text(byte[] png) throws Exception {
        ByteBuffer in = ByteBuffer.wrap(png).position(8);
        int size = 0;
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        while (in.hasRemaining()) {
            byte[] chunk = new byte[in.getInt()];
            byte[] type = new byte[4];
            in.get(type).get(chunk);
            CRC32 crc = new CRC32();
            crc.update(type);
            crc.update(chunk);
            if ((int) crc.getValue() != in.getInt()) {
                throw new IllegalArgumentException("a chunk's checksum is wrong");
            }
            switch (new String(type, StandardCharsets.US_ASCII)) {
                case "IHDR" -> size = ByteBuffer.wrap(chunk).getInt();
                case "IDAT" -> data.write(chunk);
                default -> {}
            }
        }
        return decode(rows(data.toByteArray(), size), size);
    }

    private static byte[] rows(byte[] deflated, int size) throws Exception {
        byte[] rows = new byte[(1 + (size + 7) / 8) * size];
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(deflated);
            if (inflater.inflate(rows) != rows.length) {
                throw new IllegalArgumentException("the picture's data have another size than its header says");
            }
        }
        return rows;
    }

    private static String decode(byte[] rows, int size) throws Exception {
        int width = 1 + (size + 7) / 8;
        int[] pixels = new int[size * size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                boolean white = (rows[y * width + 1 + x / 8] & (0x80 >> (x % 8))) != 0;
                pixels[y * size + x] = white ? 0xffffff : 0;
            }
        }
        RGBLuminanceSource source = new RGBLuminanceSource(size, size, pixels);
        return new QRCodeReader()
                .decode(new BinaryBitmap(new HybridBinarizer(source)))
                .getText();
    }
}
