package signet.importing;

/**
 * Where something stands.
 *
 * @param file the file's name
 * @param entity such as {@code role web}, or the part of the file
 */
record Place(String file, String entity) {
    /** A part of what stands here. */
    Place within(String part) {
        return new Place(file, entity + ", " + part);
    }
}
