package signet.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.Body;

/** A run of an object's bytes, over one file or several. It holds a lease on them until its stream is closed. */
final class StoredBody implements Body {
    private final ObjectFiles files;
    private final Lease lease;
    private final List<Piece> pieces;
    private final long length;

    private record Piece(String file, long offset, long length) {}

    StoredBody(ObjectFiles files, Lease lease, List<Segment> segments, ByteSpan span) {
        this.files = files;
        this.lease = lease;
        this.pieces = pieces(segments, span);
        this.length = span.length();
    }

    private static List<Piece> pieces(List<Segment> segments, ByteSpan span) {
        List<Piece> pieces = new ArrayList<>();
        long start = 0;
        for (Segment segment : segments) {
            long from = Math.max(span.first(), start);
            long to = Math.min(span.end(), start + segment.size());
            if (from < to) {
                pieces.add(new Piece(segment.file(), from - start, to - from));
            }
            start += segment.size();
        }
        return pieces;
    }

    @Override
    public InputStream open() {
        return new Pieces(new ArrayDeque<>(pieces));
    }

    @Override
    public long length() {
        return length;
    }

    private final class Pieces extends InputStream {
        private final Deque<Piece> left;
        private @Nullable FileChannel channel;
        private long remaining;

        Pieces(Deque<Piece> left) {
            this.left = left;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int size) throws IOException {
            if (size == 0) {
                return 0;
            }
            FileChannel from = current();
            if (from == null) {
                return -1;
            }
            int count = from.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(size, remaining)));
            if (count < 0) {
                throw new IOException("a file of an object ends too early");
            }
            remaining -= count;
            return count;
        }

        private @Nullable FileChannel current() throws IOException {
            if (remaining == 0) {
                closeChannel();
                Piece next = left.poll();
                if (next == null) {
                    return null;
                }
                FileChannel opened = FileChannel.open(files.path(next.file()), StandardOpenOption.READ);
                channel = opened.position(next.offset());
                remaining = next.length();
            }
            return channel;
        }

        private void closeChannel() throws IOException {
            if (channel != null) {
                channel.close();
                channel = null;
            }
        }

        @Override
        public void close() throws IOException {
            try {
                left.clear();
                remaining = 0;
                closeChannel();
            } finally {
                lease.close();
            }
        }
    }
}
