package signet.s3;

import org.jspecify.annotations.Nullable;

/**
 * Bytes that arrived whole and are on the disk, but that no record names yet.
 *
 * @param md5 in lower-case hex
 * @param checksum the one that the client chose, if any
 */
record Received(Segment segment, String md5, @Nullable StoredChecksum checksum) {}
