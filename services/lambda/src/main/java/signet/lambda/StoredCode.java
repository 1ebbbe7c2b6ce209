package signet.lambda;

/**
 * A function's code.
 *
 * @param id by which its file is found
 * @param sha256 of the archive, in base 64
 * @param size of the archive, in bytes
 */
record StoredCode(String id, String sha256, long size) {}
