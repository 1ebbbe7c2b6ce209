package signet.s3;

/**
 * A run of an object's bytes: one file, as it was uploaded.
 *
 * @param file the file's name
 * @param size in bytes
 */
record Segment(String file, long size) {}
